"""How the hub's own content looks to the world."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from hub.content import phases, schema
from hub.content.filters import CampaignFilterSet, ResourceFilterSet, VoiceFilterSet
from hub.content.markdown import rendered
from hub.content.models import (
    About,
    Announcement,
    Campaign,
    Creator,
    Hashtag,
    Resource,
    Scope,
    Severity,
    Statistic,
    StatisticKind,
    Unit,
    Voice,
    VoiceKind,
)
from hub.content.parameters import CAMPAIGNS as CAMPAIGN_PARAMETERS
from hub.content.parameters import RESOURCES as RESOURCE_PARAMETERS
from hub.content.parameters import VOICES as VOICE_PARAMETERS
from hub.curation.models import State
from hub.curation.standing import date_words, public_sources, source_document
from hub.documents import (
    Rows,
    Texts,
    by_position,
    chosen,
    gathered,
    head,
    in_order,
    labels,
    links,
    links_with_page,
    nested,
    old_slugs,
    related,
)
from hub.editions import contract
from hub.editions.contract import Directory, Document, Fault, Kind, arrivals
from hub.search.lexicon import Phrase, sentences

OldSlugs = Mapping[Any, list[str]]


def rows(kind: str, records: QuerySet[Any], relations: tuple[str, ...], only: UUID | None) -> Rows:
    return Rows(list(chosen(records, only).prefetch_related(*map(gathered, relations))), old_slugs(kind))


def body(texts: Texts, field: str) -> dict[str, str] | None:
    return rendered(texts(field))


def named(record: Model | None, language: str) -> Document | None:
    return nested(record, language) if record else None


def several(record: Model, relation: str, language: str) -> list[Document]:
    """Those that are live: a draft that is named may well come later."""
    return [nested(one, language) for one in by_position(related(record, relation)) if one.state == State.LIVE]


def sources(record: Model) -> list[Document]:
    return [source_document(source) for source in public_sources(related(record, "sources"))]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# Campaigns

OF_A_CAMPAIGN = ("events", "hashtags", "statistics", "creators", "partners", "sources")


def campaign_rows(only: UUID | None) -> Rows:
    return rows("campaign", Campaign.objects.live(), OF_A_CAMPAIGN, only)


def campaign_documents(rows: Rows, language: str) -> Iterator[Document]:
    for campaign in rows.records:
        with override(language):
            document = campaign_document(campaign, language, rows.old_slugs)
        yield document


def campaign_document(campaign: Campaign, language: str, old: OldSlugs) -> Document:
    """Call with the language active."""
    texts = Texts(campaign, language)
    inside = partial(each, campaign, texts)
    return {
        **head(campaign, "campaign", texts, old),
        "hashtag": campaign.hashtag or None,
        "slogan": texts("slogan"),
        "occasion": texts("occasion"),
        "description": body(texts, "description"),
        "announced_on": iso(campaign.announced_on),
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat(),
        "events": [
            {"date": event.date, "date_words": date_words(event.date), "words": words("words")}
            for event, words in inside("events", "date", "key")
        ],
        "hashtags": [hashtag(one, words) for one, words in inside("hashtags", "tag")],
        "statistics": [statistic(one, words, language) for one, words in inside("statistics", "key")],
        "partners": several(campaign, "partners", language),
        "creators": [creator(one, words) for one, words in inside("creators", "key")],
        "sources": sources(campaign),
        "updated_on": campaign.updated_on.isoformat(),
        "text": texts.block(),
        "links": links_with_page("campaigns", campaign),
    }


def each(record: Model, texts: Texts, relation: str, *order: str) -> Iterator[tuple[Any, Texts]]:
    """The rows of a relation with their texts; what falls back is marked under its place."""
    for place, row in enumerate(in_order(related(record, relation), *order)):
        yield row, texts.inside(row, f"{relation}.{place}")


def hashtag(one: Hashtag, texts: Texts) -> Document:
    return {
        "tag": one.tag,
        "scope": one.scope,
        "views_at_least": one.views_at_least,
        "views": texts("views"),
        "as_of": one.as_of.isoformat(),
        "as_of_words": date_words(one.as_of.isoformat()),
    }


def statistic(one: Statistic, texts: Texts, language: str) -> Document:
    return {
        "kind": one.kind,
        "value": float(one.value) if one.value % 1 else int(one.value),
        "unit": one.unit,
        "words": texts("words"),
        "method": texts("method"),
        "as_of": one.as_of.isoformat(),
        "as_of_words": date_words(one.as_of.isoformat()),
        "recipient": named(one.recipient, language),
    }


def creator(one: Creator, texts: Texts) -> Document:
    return {"name": texts("name"), "role": texts("role"), "url": one.url or None}


# Voices


OF_A_VOICE = ("partner", "campaign")


def voice_rows(only: UUID | None) -> Rows:
    return rows("voice", Voice.objects.live().select_related(*OF_A_VOICE), ("sources",), only)


def voice_documents(rows: Rows, language: str) -> Iterator[Document]:
    for voice in rows.records:
        with override(language):
            document = voice_document(voice, language, rows.old_slugs)
        yield document


def voice_document(voice: Voice, language: str, old: OldSlugs) -> Document:
    """Call with the language active."""
    texts = Texts(voice, language)
    return {
        **head(voice, "voice", texts, old),
        "role": texts("role"),
        "kind": voice.kind,
        "partner": named(voice.partner, language),
        "campaign": named(voice.campaign, language),
        "said_on": iso(voice.said_on),
        "quotation": quotation(voice, texts),
        "sources": sources(voice),
        "updated_on": voice.updated_on.isoformat(),
        "text": texts.block(),
        "links": links("voices", voice.slug),
    }


def quotation(voice: Voice, texts: Texts) -> Document:
    """A translation never passes for a person's own words."""
    text = texts("quotation")
    served = texts.fallback.get("quotation", texts.language)
    is_original = served == voice.language
    return {
        "text": text,
        "language": served,
        "is_original": is_original,
        "original": getattr(voice, f"quotation_{voice.language}") or None,
        "original_language": voice.language,
        "translated_by": None if is_original else voice.translated_by,
        "words": None if is_original else translated_words(voice),
    }


def translated_words(voice: Voice) -> str:
    tongue = {"en": _("Translated from English by {translator}."), "ur": _("Translated from Urdu by {translator}.")}
    return tongue[voice.language].format(translator=voice.get_translated_by_display())


# Resources

ONE_OF_A_RESOURCE = ("topic",)
OF_A_RESOURCE = ("audiences", "helplines", "sources")


def resource_rows(only: UUID | None) -> Rows:
    """What is live; and where the setting says so, drafts, each of which says that it is one."""
    shown = Resource.objects.all() if settings.PUBLISH_DRAFT_RESOURCES else Resource.objects.live()
    return rows("resource", shown.select_related(*ONE_OF_A_RESOURCE), OF_A_RESOURCE, only)


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


# Announcements


def announcement_rows(only: UUID | None) -> Rows:
    return rows("announcement", Announcement.objects.live(), ("regions",), only)


def announcement_documents(rows: Rows, language: str) -> Iterator[Document]:
    for announcement in rows.records:
        texts = Texts(announcement, language)
        regions = by_position(related(announcement, "regions"))
        yield {
            **head(announcement, "announcement", texts, rows.old_slugs),
            "words": texts("words"),
            "severity": announcement.severity,
            "starts_on": announcement.starts_on.isoformat(),
            "ends_on": iso(announcement.ends_on),
            "regions": [nested(one, language, "code") for one in regions],
            "updated_on": announcement.updated_on.isoformat(),
            "text": texts.block(),
        }


def announced(document: Document) -> contract.Announcement:
    regions = frozenset(region["code"] for region in document["regions"])
    first, last = (day and date.fromisoformat(day) for day in (document["starts_on"], document["ends_on"]))
    return contract.Announcement(document["words"], first, last, regions or None, document["severity"])


# The hub itself


OF_THE_HUB = ("try_this",)


def about_rows(only: UUID | None) -> Rows:
    return rows("about", About.objects.live().select_related(*OF_THE_HUB), ("sources",), only)


def about_documents(rows: Rows, language: str) -> Iterator[Document]:
    for about in rows.records:
        texts = Texts(about, language)
        yield {
            **head(about, "about", texts, rows.old_slugs),
            "statement": texts("statement"),
            "year_round": about.year_round,
            "about": body(texts, "about"),
            "privacy": body(texts, "privacy"),
            "imprint": body(texts, "imprint"),
            "try_this": named(about.try_this, language) if is_shown(about.try_this) else None,
            "submissions": {"open": about.submissions_open},
            "sections": about.sections.split(),
            "sources": sources(about),
            "updated_on": about.updated_on.isoformat(),
            "text": texts.block(),
        }


def one_hub(directory: Directory) -> Iterator[Fault]:
    """The first page needs to know what the hub is; an edition baked before there was any of this has none."""
    for language, kinds in directory.items():
        if kinds["campaigns"] and not kinds["about"]:
            yield Fault("about/hub", "state", f"the hub itself is not live in {language}")


def vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {
        "phase": phases.names(language),
        "scope": labels(Scope, language),
        "statistic": labels(StatisticKind, language),
        "unit": labels(Unit, language),
        "voice": labels(VoiceKind, language),
        "severity": labels(Severity, language),
    }


CAMPAIGNS = Kind(
    kind="campaign",
    plural="campaigns",
    rows=campaign_rows,
    documents=campaign_documents,
    schema=schema.CAMPAIGN,
    served=schema.SERVED_CAMPAIGN,
    filterset=CampaignFilterSet,
    parameters=CAMPAIGN_PARAMETERS,
    references={"partners": "partner", "statistics.recipient": "partner"},
    vocabulary=vocabulary,
    templates=phases.templates,
    moments=phases.moments,
    lexicon=lambda campaign: map(Phrase, filter(None, (campaign["name"], campaign["hashtag"], campaign["slogan"]))),
    check_edition=one_hub,
    web=True,
    news=arrivals(gettext_noop("New campaign: {name}")),
)
VOICES = Kind(
    kind="voice",
    plural="voices",
    rows=voice_rows,
    documents=voice_documents,
    schema=schema.VOICE,
    filterset=VoiceFilterSet,
    parameters=VOICE_PARAMETERS,
    references={"partner": "partner", "campaign": "campaign"},
)
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
ANNOUNCEMENTS = Kind(
    kind="announcement",
    plural="announcements",
    rows=announcement_rows,
    documents=announcement_documents,
    schema=schema.ANNOUNCEMENT,
    announcement=announced,
)
ABOUT = Kind(
    kind="about",
    plural="about",
    rows=about_rows,
    documents=about_documents,
    schema=schema.ABOUT,
    references={"try_this": "resource"},
)
