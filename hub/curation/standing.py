"""What a record rests on, in facts and in words: verified by a person, or published by somebody and when."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub.curation.models import Method, Source, SourceKind, Verifiable
from hub.dates import date_words

# Whom we believe first when several have published the same.
TRUST = [
    SourceKind.ORGANISATION,
    SourceKind.GOVERNMENT,
    SourceKind.NEWS,
    SourceKind.PRESS_RELEASE,
    SourceKind.OTHER_WEB,
    SourceKind.LISTING,
]


def public_sources(sources: Iterable[Source]) -> list[Source]:
    """What a reader could look up; our own brief is no evidence."""
    shown = (source for source in sources if source.kind != SourceKind.BRIEF)
    return sorted(shown, key=lambda source: source.key)


def basis(sources: Iterable[Source]) -> Source | None:
    """The source a record rests on: the most trusted kind that is dated, its newest; else any of the most trusted."""
    ranked = sorted(sources, key=lambda source: source.date, reverse=True)
    return min(ranked, key=lambda source: (not source.date, TRUST.index(SourceKind(source.kind))), default=None)


def publisher(source: Source) -> str:
    return str(SourceKind.LISTING.label) if source.kind == SourceKind.LISTING else source.publisher


def source_document(source: Source) -> dict[str, Any]:
    return {"publisher": publisher(source), "url": source.url or None, "date": source.date or None}


class Check(Enum):
    """How we could check a record ourselves."""

    RING = "ring"
    LOOK = "look"
    NEVER_RING = "never ring"
    """An emergency service: a test call would keep somebody waiting."""


def verification(record: Verifiable, source: Source | None, check: Check) -> dict[str, Any]:
    """The `verification` of a document; call with the language active."""
    return {
        "verified_on": _iso(record.verified_on),
        "verify_by": _iso(record.verify_by),
        "method": record.verified_method or None,
        "basis": {"publisher": publisher(source), "date": source.date or None} if source else None,
        "words": _verified_words(record) if record.verified_on else _unverified_words(source, check),
    }


def verified_since(live: Mapping[str, Any], fresh: Mapping[str, Any]) -> dict[str, Any]:
    """The live `verification` with what a verification after it has moved, and nothing else.

    The source a record rests on stays the published one: it is an edit. A date that has been undone is none either.
    """
    is_later = bool(fresh["verified_on"]) and fresh["verified_on"] >= (live["verified_on"] or "")
    return {**live, **{name: fresh[name] for name in BY_VERIFYING}} if is_later else dict(live)


BY_VERIFYING = ("verified_on", "verify_by", "method", "words")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _verified_words(record: Verifiable) -> str:
    assert record.verified_on
    how = str(Method(record.verified_method).label)
    return _("Checked on {date}: {how}.").format(date=date_words(record.verified_on.isoformat()), how=how)


def _unverified_words(source: Source | None, check: Check) -> str:
    """Calm, never an alarm: what it rests on, and what to do if nobody answers."""
    rest = {
        Check.RING: _("We have not rung it yet. If nobody answers, try the next one."),
        Check.NEVER_RING: _("We do not ring emergency numbers to test them. If nobody answers, try the next one."),
        Check.LOOK: _("We have not checked it ourselves yet."),
    }[check]
    if source is None:
        return rest
    published = _("As published by {source}.") if check is Check.LOOK else _("Number as published by {source}.")
    return f"{published.format(source=_dated(source))} {rest}"


def _dated(source: Source) -> str:
    listing = pgettext("source", "a public list of helplines")
    name = listing if source.kind == SourceKind.LISTING else source.publisher
    return pgettext("list separator", ", ").join([name, *([date_words(source.date)] if source.date else [])])
