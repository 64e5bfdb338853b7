"""Cases for an app that computes the moments itself: what is true of a line at an instant, and how it is said.

Made by the code that serves them. A case is the least of a record that its clock looks at, and answers at some
instants. They are the same always: nothing here looks at a clock, or at the directory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

from helplines.hours import KARACHI, parse_week, week_rows
from helplines.moments import moments
from helplines.timetable import TIMEZONE
from helplines.words import templates
from hub.editions.contract import FORMAT, Document
from hub.languages import LANGUAGES

# A Monday.
MONDAY = date(2026, 11, 23)
# Those of a week are asked for on each of its days.
OFFICE = ("00:00", "08:59", "09:00", "12:30", "16:59", "17:00", "23:59")
BREAK = ("08:00", "12:59", "13:00", "13:59", "14:00", "16:59", "17:00")
NIGHT = ("00:00", "00:01", "01:59", "02:00", "12:00", "17:59", "18:00", "23:59")
SMALL_HOURS = ("00:10", "00:30", "03:59", "04:00", "05:00", "20:00", "23:30")


@dataclass(frozen=True)
class Case:
    about: str
    contacts: list[Document]
    instants: list[str]
    status: str = "active"
    verify_by: str | None = None

    @property
    def record(self) -> Document:
        return {
            "operating_status": self.status,
            "verification": {"verify_by": self.verify_by},
            "contacts": self.contacts,
        }


@cache
def conformance() -> dict[str, Any]:
    """Format, zone, templates by language, and the cases."""
    return {
        "format": FORMAT,
        "timezone": TIMEZONE,
        "templates": {language: templates(language) for language in LANGUAGES},
        "cases": [answered(case) for case in cases()],
    }


def answered(case: Case) -> Document:
    answers = [answer(case.record, instant) for instant in case.instants]
    return {"about": case.about, "record": case.record, "answers": answers}


def answer(record: Document, instant: str) -> Document:
    """The moments at an instant; the words in every language."""
    told = {language: moments(record, templates(language))(read(instant)) for language in LANGUAGES}
    first = next(iter(told.values()))
    words = {language: one["now"]["words"] for language, one in told.items()}
    return {"at": instant, "contacts": first["contacts"], "now": {**first["now"], "words": words}}


def read(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


# What cases are made of


def contact(kind: str, osm: str | None, *exceptions: Document) -> Document:
    """Its hours as the feed holds them; None: not known."""
    week = parse_week(osm) if osm else None
    return {
        "kind": kind,
        "hours": {
            "known": week is not None,
            "always_open": week.always_open if week else None,
            "timezone": TIMEZONE,
            "week": (week_rows(week) or None) if week else None,
            "exceptions": list(exceptions),
        },
    }


def exception(first: str, last: str, treatment: str, *hours: tuple[str, str]) -> Document:
    return {
        "name": None,
        "first": first,
        "last": last,
        "treatment": treatment,
        "hours": [{"opens": opens, "closes": closes} for opens, closes in hours],
    }


def days(first: date, number: int, clocks: Iterable[str]) -> list[str]:
    """Every time of the day on each of so many days, in Karachi."""
    dates = [first + timedelta(days=day) for day in range(number)]
    return [f"{day}T{clock}:00+05:00" for day, clock in product(dates, clocks)]


def elsewhere(instant: str, hours: int) -> str:
    """The same instant as people in another zone write it."""
    moved = read(instant).astimezone(KARACHI).replace(tzinfo=None) + timedelta(hours=hours - 5)
    return f"{moved.isoformat()}{'-' if hours < 0 else '+'}{abs(hours):02}:00"


# The cases


def cases() -> Iterator[Case]:
    yield from weeks()
    yield from nights()
    yield from always_and_never()
    yield from exceptions()
    yield from edges()
    yield from several_contacts()
    yield from standings()


def weeks() -> Iterator[Case]:
    office = [contact("phone", "Mo-Fr 09:00-17:00")]
    yield Case("The usual week, to the very minute of opening and closing", office, days(MONDAY, 7, OFFICE))
    pause = [contact("phone", "Mo-Th 09:00-13:00,14:00-17:00; Fr 09:00-12:30")]
    yield Case("A pause at noon, and another Friday", pause, days(MONDAY, 5, BREAK))
    yield Case("One day a week: a day of the next week needs its date", one_day(), days(MONDAY, 7, ("09:59", "10:00")))
    yield Case("Over the end of a year", office, days(date(2026, 12, 31), 3, OFFICE))
    zones = [elsewhere(instant, hours) for hours in (0, -8, 9) for instant in days(MONDAY, 1, OFFICE)]
    yield Case("Instants with other offsets: the hours stay those of Karachi", office, zones)


def one_day() -> list[Document]:
    return [contact("phone", "We 10:00-12:00")]


def nights() -> Iterator[Case]:
    every = [contact("phone", "Mo-Su 18:00-02:00")]
    yield Case("Past midnight, every night", every, days(MONDAY, 3, NIGHT))
    weekend = [contact("phone", "Sa-Su 20:00-04:00")]
    yield Case("Past midnight from Sunday to Monday", weekend, days(date(2026, 11, 28), 3, SMALL_HOURS))
    night = [contact("phone", "Mo-Su 20:00-08:00")]
    yield Case("All night: until a time of tomorrow", night, days(MONDAY, 1, ("07:59", "08:00", "20:00", "23:59")))
    midnight = [contact("phone", "Mo-Fr 09:00-24:00")]
    yield Case("Until midnight", midnight, days(date(2026, 11, 26), 3, ("08:59", "09:00", "23:59", "00:00")))
    small = [contact("phone", "Mo-Su 00:30-04:00")]
    yield Case("Opens after midnight: that is still the night before", small, days(MONDAY, 3, SMALL_HOURS))
    once = [contact("phone", "Th 00:30-03:00")]
    yield Case("Opens in one night of the week", once, days(MONDAY, 5, SMALL_HOURS))
    long = [contact("phone", "Fr 20:00-24:00; Sa 00:00-24:00; Su 00:00-03:00")]
    yield Case("Open over two nights: until a time of another day", long, days(date(2026, 11, 27), 3, NIGHT))


def always_and_never() -> Iterator[Case]:
    clocks = ("00:00", "12:00", "23:59")
    yield Case("Always open", [contact("phone", "24/7")], days(MONDAY, 2, clocks))
    yield Case("Not known: neither open nor closed", [contact("phone", None)], days(MONDAY, 1, clocks))
    away = exception("2026-11-20", "2028-12-31", "closed")
    gone = [contact("phone", "Mo-Fr 09:00-17:00", away)]
    yield Case("No opening for as far as we look: closed, and no word of when", gone, days(MONDAY, 2, clocks))
    until = exception("2026-12-05", "2026-12-06", "closed")
    yield Case("Always open, but for two days", [contact("phone", "24/7", until)], days(date(2026, 11, 27), 11, clocks))


def exceptions() -> Iterator[Case]:
    week, clocks = "Mo-Fr 09:00-17:00", ("08:59", "09:00", "11:59", "12:00", "16:59", "17:00")
    for about, *dated in (
        ("Closed on two days", exception("2026-11-24", "2026-11-25", "closed")),
        ("Other hours on a day", exception("2026-11-24", "2026-11-24", "hours", ("10:00", "12:00"))),
        ("Other hours past midnight", exception("2026-11-24", "2026-11-24", "hours", ("22:00", "02:00"))),
        ("A day of which we do not know", exception("2026-11-24", "2026-11-24", "unknown")),
        ("A day that is as usual", exception("2026-11-24", "2026-11-24", "usual")),
        (
            "Two that overlap: the first stands",
            exception("2026-11-24", "2026-11-24", "usual"),
            exception("2026-11-23", "2026-11-25", "closed"),
        ),
    ):
        yield Case(about, [contact("phone", week, *dated)], days(MONDAY, 4, clocks))
    night = [contact("phone", "Mo-Su 18:00-02:00", exception("2026-11-24", "2026-11-24", "closed"))]
    yield Case("Closed on a day: the night before it ends as usual", night, days(MONDAY, 3, NIGHT))


def edges() -> Iterator[Case]:
    """What a clock gets wrong that agrees with all the others."""
    four = [contact("phone", "Sa 04:00-06:00")]
    yield Case("What opens at four opens tomorrow, not tonight", four, days(date(2026, 11, 27), 2, ("03:59", "12:00")))
    night = [contact("phone", "Mo-Su 18:00-02:00", exception("2026-11-24", "2026-11-24", "unknown"))]
    yield Case(
        "A night of which we do not know lasts past midnight", night, days(MONDAY, 3, ("01:59", "02:00", "18:00"))
    )
    whole = exception("2026-11-28", "2026-11-28", "hours", ("10:00", "10:00"))
    round_ = [contact("phone", "Mo-Fr 09:00-17:00", whole)]
    yield Case(
        "Other hours until the same time of the day after", round_, days(date(2026, 11, 28), 2, ("09:59", "10:00"))
    )
    away = exception("2026-11-25", "2026-11-25", "closed")
    days_long = [contact("phone", "Tu 20:00-24:00; We 00:00-24:00; Th 00:00-17:00", away)]
    yield Case(
        "A day is closed in the midst of a span of more than a day",
        days_long,
        days(date(2026, 11, 24), 3, ("00:00", "12:00", "23:59")),
    )
    fortnight = [contact("phone", "Mo 10:00-10:30", exception("2026-11-23", "2026-12-06", "closed"))]
    yield Case("An opening in two weeks is told to the minute", fortnight, days(MONDAY, 1, ("09:59", "10:00", "10:01")))
    until = [contact("phone", "24/7", exception("2026-12-07", "2026-12-07", "closed"))]
    yield Case(
        "A closing in two weeks is told to the minute",
        until,
        [*days(MONDAY, 1, ("00:00",)), *days(date(2026, 11, 22), 1, ("23:59",))],
    )


def several_contacts() -> Iterator[Case]:
    clocks = ("08:59", "09:00", "17:00", "20:00")
    office, evening = contact("phone", "Mo-Fr 09:00-17:00"), contact("whatsapp", "Mo-Su 16:00-22:00")
    unknown = contact("sms", None)
    for about, contacts in (
        ("Two lines: open while any is, until the last of them closes", [office, evening]),
        ("A line and one of which we do not know", [office, unknown]),
        ("An email address and a website are never open", [contact("email", "24/7"), contact("website", None)]),
        ("They do not count beside a line", [office, contact("email", "24/7")]),
        ("Open always by chat", [office, contact("webchat", "24/7")]),
        ("No contact at all", []),
    ):
        yield Case(about, contacts, days(date(2026, 11, 26), 3, clocks))


def standings() -> Iterator[Case]:
    office, clocks = [contact("phone", "Mo-Fr 09:00-17:00")], ("12:00", "20:00")
    for status in ("temporarily-closed", "uncertain", "possibly-discontinued"):
        yield Case(f"Whatever the hours: {status}", office, days(MONDAY, 1, clocks), status=status)
    yield Case(
        "Verified, due seven days before the date, overdue after it",
        office,
        days(date(2026, 11, 22), 10, ("00:00", "23:59")),
        verify_by="2026-11-30",
    )
