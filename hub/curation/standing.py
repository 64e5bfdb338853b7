"""What a record rests on, in facts and in words: verified by a person, or published by somebody and when."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, gettext_noop, override, pgettext
from django.utils.translation import gettext as _

from hub.curation.models import WRONG, Method, Outcome, Source, SourceKind, Verifiable, Verification
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


UNCHECKED = {
    Check.RING: gettext_noop("We have not rung it yet. If nobody answers, try the next one."),
    Check.NEVER_RING: gettext_noop(
        "We do not ring emergency numbers to test them. If nobody answers, try the next one."
    ),
    Check.LOOK: gettext_noop("We have not checked it ourselves yet."),
}


def since_confirmed(acts: QuerySet[Any], record: str) -> QuerySet[Any]:
    """Of checks, in order, those after which nobody found all of the record right; `record` is their field of it."""
    later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    confirmed = acts.filter(later, outcome=Outcome.CONFIRMED, **{record: OuterRef(record)})
    return acts.exclude(outcome=Outcome.CONFIRMED).filter(~Exists(confirmed)).order_by("on", "pk")


def found_wrong(acts: QuerySet[Any], record: str) -> dict[str, date]:
    """The records that the last check which found out has found wrong: id -> when."""
    wrong = since_confirmed(acts, record).filter(outcome__in=WRONG)
    return {str(pk): on for pk, on in wrong.values_list(record, "on")}


def found_wrong_on(checks: Iterable[Verification]) -> date | None:
    """The same of one record, by all of its checks."""
    found_out = (one for one in checks if one.outcome != Outcome.NO_ANSWER)
    last = max(found_out, key=lambda one: (one.on, one.pk), default=None)
    return last.on if last and last.outcome in WRONG else None


def verification(
    record: Verifiable, source: Source | None, check: Check, checks: Iterable[Verification]
) -> dict[str, Any]:
    """The `verification` of a document; call with the language active."""
    return {
        "verified_on": _iso(record.verified_on),
        "verify_by": _iso(record.verify_by),
        "method": record.verified_method or None,
        "basis": {"publisher": publisher(source), "date": source.date or None} if source else None,
        "words": _words(record, source, check, found_wrong_on(checks)),
    }


def _words(record: Verifiable, source: Source | None, check: Check, wrong_on: date | None) -> str:
    if record.verified_on:
        return _verified_words(record)
    return wrong_words(wrong_on) if wrong_on else _unverified_words(source, check)


def wrong_words(on: date) -> str:
    """No source stands in it: one that is edited would go live with the check. Call with the language active."""
    found = _("When we checked it on {date}, not all of it was right. If nobody answers, try the next one.")
    return found.format(date=date_words(on.isoformat()))


def verified_since(live: Mapping[str, Any], fresh: Mapping[str, Any], *, is_wrong: bool) -> dict[str, Any]:
    """The live `verification` with what a verification after it has moved, and nothing else.

    A check that has found it wrong moves it, too. The source a record rests on stays the published one: it is an edit.
    A date that has been undone is none either.
    """
    day = fresh["verified_on"]
    is_later = day >= (live["verified_on"] or "") if day else is_wrong
    return {**live, **{name: fresh[name] for name in BY_VERIFYING}} if is_later else dict(live)


BY_VERIFYING = ("verified_on", "verify_by", "method", "words")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _verified_words(record: Verifiable) -> str:
    assert record.verified_on
    return _checked_words(get_language(), record.verified_on, record.verified_method)


@lru_cache(maxsize=1024)
def _checked_words(language: str | None, on: date, method: str) -> str:
    """Kept, since many records are checked on one day."""
    with override(language):
        how = str(Method(method).label)
        return _("Checked on {date}: {how}.").format(date=date_words(on.isoformat()), how=how)


def _unverified_words(source: Source | None, check: Check) -> str:
    """Calm, never an alarm: what it rests on, and what to do if nobody answers."""
    rest = _(UNCHECKED[check])
    if source is None:
        return rest
    published = _("As published by {source}.") if check is Check.LOOK else _("Number as published by {source}.")
    return f"{published.format(source=_dated(source))} {rest}"


def _dated(source: Source) -> str:
    listing = pgettext("source", "a public list of helplines")
    # Set apart: a Latin name within Urdu would turn the date beside it about.
    name = listing if source.kind == SourceKind.LISTING else f"\u2068{source.publisher}\u2069"
    return pgettext("list separator", ", ").join([name, *([date_words(source.date)] if source.date else [])])
