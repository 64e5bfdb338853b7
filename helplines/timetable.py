"""From a contact's hours in the database to the public `hours`, and from those to a timetable to ask."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

import orjson

from helplines import words
from helplines.hours import (
    BadHours,
    DatedException,
    Spans,
    Timetable,
    Week,
    expand,
    normalise,
    parse_day,
    parse_week,
    week_from_rows,
    week_rows,
)
from helplines.models import Confidence, ContactMethod, Holiday, HolidayDate, HoursException, Treatment
from hub.documents import Texts, in_order
from hub.editions.contract import Document
from hub.rows import related

TIMEZONE = "Asia/Karachi"
DAY = 24 * 60
NOT_KNOWN = Timetable(None, ())
# All of an exception but its name.
DATED = ("first", "last", "treatment", "hours")


def hours_document(contact: ContactMethod, holidays: Iterable[Holiday], texts: Texts) -> Document:
    """Null is *not known*; hours of low confidence are told in words only, so that no clock counts on them."""
    week = readable_week(contact.hours)
    certain = week if contact.hours_confidence != Confidence.LOW else None
    return {
        "known": certain is not None,
        "always_open": certain.always_open if certain else None,
        "osm": osm(contact.hours, week, certain),
        "timezone": TIMEZONE,
        "week": (week_rows(certain) or None) if certain else None,
        "exceptions": list(exceptions(contact, certain, holidays, texts)) if certain else [],
        "note": texts("hours_note"),
        "confidence": contact.hours_confidence or None,
        "words": hours_words(contact.hours, texts.language, certain=certain is not None),
    }


def readable_week(osm: str) -> Week | None:
    try:
        return parse_week(osm) if osm else None
    except BadHours:
        return None


def osm(hours: str, week: Week | None, certain: Week | None) -> str | None:
    """Hours that cannot be read stay as they were written: the gate refuses them and names the contact."""
    if week is None:
        return hours or None
    return normalise(hours) if certain else None


@lru_cache(maxsize=4096)
def hours_words(osm: str, language: str, *, certain: bool) -> str:
    """Kept, since many lines have the same hours."""
    week, templates = readable_week(osm), words.templates(language)
    if week and not certain:
        return words.low_confidence(week, templates)
    return words.week_words(week, templates)


def exceptions(contact: ContactMethod, week: Week, holidays: Iterable[Holiday], texts: Texts) -> Iterator[Document]:
    """What a contact does on every dated day that is not as usual: its own dates first, they win over holidays."""
    answers = {answer.holiday_id: answer for answer in related(contact, "exceptions")}
    own_answers = in_order(related(contact, "exceptions"), "first", "last", "treatment", "hours")
    for index, own in enumerate(answer for answer in own_answers if answer.first):
        name = texts.inside(own, f"hours.exceptions.{index}")("name")
        yield from exception_document(name, own_dates(own))
    for holiday in holidays:
        found = [on_holiday(day, answers.get(holiday.pk), week) for day in related(holiday, "dates")]
        name = texts.inside(holiday, f"hours.exceptions.{holiday.slug}")("name") if any(found) else None
        for dated in found:
            yield from exception_document(name, dated)


def own_dates(own: HoursException) -> DatedException:
    assert own.first
    assert own.last
    answer = treatment(own)
    assert answer
    spans = day_spans(own)
    return DatedException(own.first, own.last, "unknown" if spans is None else answer, spans or ())


def on_holiday(day: HolidayDate, answer: HoursException | None, week: Week) -> DatedException | None:
    spans = day_spans(answer)
    if spans is None:
        return expand(day.first, day.last, day.confirmed, None, always_open=False)
    return expand(day.first, day.last, day.confirmed, treatment(answer), week.always_open, spans)


def treatment(answer: HoursException | None) -> Literal["closed", "usual", "hours"] | None:
    return Treatment(answer.treatment).value if answer else None  # type: ignore[return-value]


def day_spans(answer: HoursException | None) -> Spans | None:
    """Minutes of the day of the other hours that an exception gives; None where they cannot be read."""
    try:
        return parse_day(answer.hours) if answer and answer.hours else ()
    except BadHours:
        return None


def exception_document(name: str | None, dated: DatedException | None) -> Iterator[Document]:
    if dated:
        yield {
            "name": name,
            "first": dated.first.isoformat(),
            "last": dated.last.isoformat(),
            "treatment": dated.treatment,
            "hours": [{"opens": clock(start), "closes": clock(end)} for start, end in dated.spans],
        }


def clock(minutes: int) -> str:
    """Past midnight wraps: 22:00 to 02:00; midnight as an end is 24:00."""
    wrapped = minutes if minutes <= DAY else minutes - DAY
    return f"{wrapped // 60:02}:{wrapped % 60:02}"


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def timetable(hours: Document) -> Timetable:
    """The inverse, from the public `hours` of a contact alone: what a client can do, the server does."""
    if not hours["known"]:
        return NOT_KNOWN
    dates = [{name: one[name] for name in DATED} for one in hours["exceptions"]]
    return told(orjson.dumps([hours["week"] or [], hours["always_open"], dates]))


@lru_cache(maxsize=10_000)
def told(hours: bytes) -> Timetable:
    """One for all contacts with the same hours, in all languages: there are many of them, and they are kept."""
    week, always_open, dates = orjson.loads(hours)
    return Timetable(week_from_rows(week, always_open), tuple(map(dated_exception, dates)))


def dated_exception(exception: Document) -> DatedException:
    spans = [(minutes(one["opens"]), minutes(one["closes"])) for one in exception["hours"]]
    return DatedException(
        date.fromisoformat(exception["first"]),
        date.fromisoformat(exception["last"]),
        exception["treatment"],
        tuple((start, end if end > start else end + DAY) for start, end in spans),
    )
