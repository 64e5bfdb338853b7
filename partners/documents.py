"""How a partner looks to the world."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import override

from hub.curation.standing import Check, basis, found_wrong, public_sources, source_document, verification
from hub.documents import (
    Texts,
    head,
    in_order,
    labels,
    links_with_page,
    old_slugs,
    translated,
)
from hub.editions.contract import Document, Kind
from hub.rows import Rows, chosen, gather, related
from hub.search.lexicon import Phrase, sentences
from partners.filters import PartnerFilterSet
from partners.models import CampaignRole, Partner, PartnerKind, PartnerVerification, RoleKind
from partners.news import NEWS
from partners.parameters import PARAMETERS
from partners.schema import PARTNER

GATHERED = ("social_links", "campaign_roles", "sources", "verifications")


def partner_rows(only: UUID | None) -> Rows:
    return Rows(gather(chosen(Partner.objects, only), *GATHERED), old_slugs("partner"))


def partner_documents(rows: Rows, language: str) -> list[Document]:
    with override(language):
        return [partner_document(partner, language, rows.old_slugs) for partner in rows.records]


def partner_document(partner: Partner, language: str, old: Mapping[Any, list[str]]) -> Document:
    """Call with the language active."""
    texts = Texts(partner, language)
    sources = public_sources(related(partner, "sources"))
    return {
        **head(partner, "partner", texts, old),
        "short_name": texts("short_name"),
        "alternate_names": partner.alternate_names.splitlines(),
        "kind": partner.kind,
        "description": texts("description"),
        "initials": initials(partner),
        "website": partner.website or None,
        "social": [
            {"platform": link.platform, "url": link.url} for link in in_order(related(partner, "social_links"), "url")
        ],
        "campaign_roles": [
            role_document(role, texts.inside(role, f"campaign_roles.{index}"))
            for index, role in enumerate(in_order(related(partner, "campaign_roles"), "since", "kind"))
        ],
        "sources": [source_document(source) for source in sources],
        "verification": verification(partner, basis(sources), Check.LOOK, related(partner, "verifications")),
        "updated_on": partner.updated_on.isoformat(),
        "text": texts.block(),
        "links": {**links_with_page("partners", partner), "helplines": f"/api/v1/helplines/?partner={partner.slug}"},
    }


def role_document(role: CampaignRole, texts: Texts) -> Document:
    return {"kind": role.kind, "words": texts("words"), "since": role.since or None}


def initials(partner: Partner) -> str:
    """Drawn where there is no logo; Latin in both languages, since Urdu letters join."""
    name = translated(partner, "name", "en")[0] or partner.slug
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or partner.slug[0].upper()


def partner_vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {"partner_kind": labels(PartnerKind, language), "campaign_role": labels(RoleKind, language)}


def lexicon(partner: Document) -> Iterator[Phrase]:
    names = (partner["name"], partner["short_name"], *partner["alternate_names"], partner["slug"])
    yield from (Phrase(name) for name in names if name)
    yield from sentences(partner["description"])


PARTNERS = Kind(
    kind="partner",
    plural="partners",
    rows=partner_rows,
    documents=partner_documents,
    lexicon=lexicon,
    schema=PARTNER,
    filterset=PartnerFilterSet,
    parameters=PARAMETERS,
    vocabulary=partner_vocabulary,
    web=True,
    news=NEWS,
    verified=("verification",),
    found_wrong=lambda: found_wrong(PartnerVerification.objects.all(), "partner"),
    home=("id", "slug", "type", "name", "short_name", "initials", "kind", "links"),
)
