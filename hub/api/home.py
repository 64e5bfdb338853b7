"""The home screen in one call: help first, then what the hub holds.

A kind that names the fields of its cards (`Kind.home`) stands here with all its records, by position; the hub's own
content adds its blocks (`settings.HOME_BLOCKS`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from hub.api.errors import parameter_error
from hub.api.filters import ChoiceField
from hub.api.help import cards
from hub.api.lists import edition_block
from hub.api.question import Question, invalid, unknown_parameters
from hub.editions.contract import kinds

SEVERITIES = ("urgent", "important", "info")
# What is told of the record that an announcement is about.
ABOUT_A_RECORD = ("id", "slug", "type", "name", "links")


@dataclass(frozen=True)
class Blocks:
    """What an app adds to the home screen: keys of the answer, and their schemas."""

    answer: Callable[[Question, str | None], dict[str, Any]]
    schemas: Callable[[], dict[str, dict[str, Any]]]


def added() -> Blocks:
    blocks: Blocks = import_string(settings.HOME_BLOCKS)
    return blocks


def answer_home(question: Question) -> bytes:
    return orjson.dumps(home_body(question, read_region(question)))


def home_body(question: Question, region: str | None = None) -> dict[str, Any]:
    return {
        "edition": edition_block(question),
        "language": question.language,
        "region": region,
        "strip": cards(question.snapshot, question.language, question.instant, [region] if region else []),
        "announcements": list(announcements(question, region)),
        **{kind.plural: question.feed.home[kind.plural] for kind in kinds() if kind.home},
        "about": about(question),
        **added().answer(question, region),
    }


def read_region(question: Question) -> str | None:
    """Raises Problem for one that is not known."""
    errors = [*unknown_parameters(question, {"region", "lang"})]
    field = ChoiceField(choices=question.feed.vocabulary["region"])
    region = None
    try:
        region = field.clean(question.parameters.getlist("region") or None)
    except ValidationError as refused:
        errors.append(parameter_error("region", refused))
    if errors:
        raise invalid(*errors)
    return region


def announcements(question: Question, region: str | None) -> Iterator[dict[str, Any]]:
    """What stands today; what is urgent first, and then what is new."""
    standing = [
        (announcement, shelf.documents[place])
        for shelf in question.feed.shelves.values()
        for place, announcement in shelf.announcements
        if announcement.stands(question.instant.date(), region)
    ]
    standing.sort(key=lambda pair: pair[0].first or date.min, reverse=True)
    for announcement, document in sorted(standing, key=lambda pair: SEVERITIES.index(pair[0].severity)):
        yield {
            "words": announcement.words,
            "first": announcement.first and announcement.first.isoformat(),
            "last": announcement.last and announcement.last.isoformat(),
            "severity": announcement.severity,
            "regions": regions(question, announcement.regions),
            "about": {key: document[key] for key in ABOUT_A_RECORD} if "links" in document else None,
        }


def regions(question: Question, codes: frozenset[str] | None) -> list[str]:
    """In the curators' order; empty: everywhere."""
    return [code for code in question.feed.vocabulary["region"] if codes and code in codes]


def about(question: Question) -> dict[str, Any]:
    return {
        "name": _("Mental Health Awareness hub"),
        "notice": notice(),
        "published_at": question.snapshot.manifest["edition"]["published_at"],
        "counts": {kind.plural: len(question.feed.shelves[kind.plural]) for kind in kinds() if kind.filterset},
        "links": {"index": "/api/v1/", "feed": "/feed/v1/manifest.json"},
    }


def notice() -> str:
    return _(
        "Numbers are collected from public sources. A record says whether a person has verified it, "
        "when, and on what it rests. In immediate danger ring one of the emergency numbers."
    )
