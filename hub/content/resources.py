"""How a text to read looks to the world, and whether those have signed it who must."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from hub.content import schema
from hub.content.documents import OldSlugs, body, iso, rows, several, sources
from hub.content.filters import ResourceFilterSet
from hub.content.models import (
    Resource,
)
from hub.content.parameters import RESOURCES as RESOURCE_PARAMETERS
from hub.curation.models import State
from hub.documents import Texts, head, links_with_page, nested
from hub.editions.contract import Document, Kind, arrivals
from hub.rows import Rows
from hub.search.lexicon import Phrase, sentences

ONE_OF_A_RESOURCE = ("topic",)
OF_A_RESOURCE = ("audiences", "helplines", "sources")


def resource_rows(only: UUID | None) -> Rows:
    """What is live; and where the setting says so, drafts, each of which says that it is one."""
    resources, drafts = Resource.objects.select_related(*ONE_OF_A_RESOURCE), settings.PUBLISH_DRAFT_RESOURCES
    return rows("resource", resources, OF_A_RESOURCE, only, drafts=drafts)


def is_shown(resource: Resource | None) -> bool:
    return resource is not None and (settings.PUBLISH_DRAFT_RESOURCES or resource.state == State.LIVE)


def resource_documents(rows: Rows, language: str) -> Iterator[Document]:
    for resource in rows.records:
        with override(language):
            document = resource_document(resource, language, rows.old_slugs)
        yield document


def resource_document(resource: Resource, language: str, old: OldSlugs) -> Document:
    """Call with the language active."""
    texts = Texts(resource, language)
    return {
        **head(resource, "resource", texts, old),
        "summary": texts("summary"),
        "body": body(texts, "body"),
        "topic": nested(resource.topic, language),
        "audiences": several(resource, "audiences", language),
        "for_a_friend": resource.for_a_friend,
        "helplines": several(resource, "helplines", language),
        "review": review(resource),
        "sources": sources(resource),
        "updated_on": resource.updated_on.isoformat(),
        "text": texts.block(),
        "links": links_with_page("resources", resource),
    }


def review(resource: Resource) -> Document:
    """Whether those have read it who must; said in words where they have not."""
    return {
        "clinician_on": iso(resource.clinician_on),
        "urdu_editor_on": iso(resource.urdu_editor_on),
        "words": None
        if resource.is_signed
        else _("A draft: no clinician and no Urdu editor has approved this text yet."),
    }


def resource_lexicon(resource: Document) -> Iterator[Phrase]:
    yield Phrase(resource["name"])
    yield from sentences(resource["summary"])


RESOURCES = Kind(
    kind="resource",
    plural="resources",
    rows=resource_rows,
    documents=resource_documents,
    schema=schema.RESOURCE,
    filterset=ResourceFilterSet,
    parameters=RESOURCE_PARAMETERS,
    references={"topic": "topic", "audiences": "audience", "helplines": "helpline"},
    lexicon=resource_lexicon,
    web=True,
    news=arrivals(gettext_noop("New to read: {name}")),
)
