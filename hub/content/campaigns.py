"""How a campaign looks to the world: its dated events and figures, and who takes part."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_noop, override

from hub.content import phases, schema
from hub.content.documents import OldSlugs, body, iso, named, rows, sources
from hub.content.filters import CampaignFilterSet
from hub.content.models import (
    Campaign,
    Creator,
    Hashtag,
    Scope,
    Statistic,
    StatisticKind,
    Unit,
)
from hub.content.parameters import CAMPAIGNS as CAMPAIGN_PARAMETERS
from hub.curation.models import State
from hub.dates import date_words
from hub.documents import (
    Texts,
    by_position,
    head,
    in_order,
    labels,
    links_with_page,
    nested,
    translated,
)
from hub.editions.contract import Document, Kind, arrivals
from hub.rows import Rows, related
from hub.search.lexicon import Phrase
from partners.models import Partner

OF_A_CAMPAIGN = (
    *("events", "events__sources", "hashtags", "hashtags__sources", "statistics", "statistics__sources"),
    *("creators", "partners", "partners__campaign_roles", "sources"),
)


def campaign_rows(only: UUID | None) -> Rows:
    return rows("campaign", Campaign.objects.all(), OF_A_CAMPAIGN, only)


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
            {
                "date": event.date,
                "date_words": date_words(event.date),
                "words": words("words"),
                "sources": sources_of(event),
            }
            for event, words in inside("events", "date", "key")
        ],
        "hashtags": [hashtag(one, words) for one, words in inside("hashtags", "tag")],
        "statistics": [statistic(one, words, language) for one, words in inside("statistics", "key")],
        "partners": participants(campaign, texts),
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


def participants(campaign: Campaign, texts: Texts) -> list[Document]:
    """Those that are live, each with its part in words."""
    live = [one for one in by_position(related(campaign, "partners")) if one.state == State.LIVE]
    return [
        nested(one, texts.language) | {"role": role(one, texts, f"partners.{place}.role")}
        for place, one in enumerate(live)
    ]


def role(partner: Partner, texts: Texts, path: str) -> str | None:
    """Its earliest part; later ones are parts in what came after the campaign."""
    for one in in_order(related(partner, "campaign_roles"), "since", "kind"):
        words, really = translated(one, "words", texts.language)
        if words and really != texts.language:
            texts.fallback[path] = really
        return words or str(one.get_kind_display())
    return None


def sources_of(row: Model) -> list[Document] | None:
    """Null where nobody has said on which of the campaign's sources it rests."""
    return sources(row) or None


def hashtag(one: Hashtag, texts: Texts) -> Document:
    return {
        "tag": one.tag,
        "scope": one.scope,
        "views_at_least": one.views_at_least,
        "views": texts("views"),
        "as_of": one.as_of.isoformat(),
        "as_of_words": date_words(one.as_of.isoformat()),
        "sources": sources_of(one),
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
        "sources": sources_of(one),
    }


def creator(one: Creator, texts: Texts) -> Document:
    return {"name": texts("name"), "role": texts("role"), "url": one.url or None}


def campaign_vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {
        "phase": phases.names(language),
        "scope": labels(Scope, language),
        "statistic": labels(StatisticKind, language),
        "unit": labels(Unit, language),
    }


def campaign_lexicon(campaign: Document) -> Iterator[Phrase]:
    """Its hashtags too: people look for what they have seen."""
    said = (campaign["name"], campaign["hashtag"], campaign["slogan"], *(one["tag"] for one in campaign["hashtags"]))
    return map(Phrase, dict.fromkeys(filter(None, said)))


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
    vocabulary=campaign_vocabulary,
    templates=phases.templates,
    moments=phases.moments,
    lexicon=campaign_lexicon,
    web=True,
    news=arrivals(gettext_noop("New campaign: {name}")),
)
