"""Opening hours: from OpenStreetMap text to weekly spans, and from spans and dated exceptions to open or not.

Everything is local time in Karachi. Not known is `None`, never closed and never open. Knows nothing of Django.
The grammar is that of https://wiki.openstreetmap.org/wiki/Key:opening_hours, of which we take what is the same every
week; holidays and other dates are exceptions of their own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import opening_hours

from helplines.refusal import Refusal, _

KARACHI = ZoneInfo("Asia/Karachi")
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
DAY = 24 * 60
WEEK = 7 * DAY
# How far we look for the next opening: longer than any run of holidays.
HORIZON = 14
# Until a curator confirms the dates of a holiday it may fall two days either side.
MARGIN = timedelta(days=2)

# What is the same every week. Anything else (months, PH, sunrise, comments, open ends) is refused by name.
PLAIN = re.compile(r"(Mo|Tu|We|Th|Fr|Sa|Su|\d{1,2}:\d{2}|24/7|off|closed|[-,;\s])*")

# A rule says when: days alone would be open around the clock, and are more often hours that were forgotten.
TIMED = re.compile(r":|24/7|off|closed")

Treatment = Literal["closed", "usual", "hours"] | None
Spans = tuple[tuple[int, int], ...]


class BadHours(Refusal):
    """Hours that cannot be used; the message says what to write instead."""


@dataclass(frozen=True)
class Span:
    """Minutes since Monday 00:00; the end lies beyond a week where the span runs past Sunday's midnight."""

    start: int
    end: int


@dataclass(frozen=True)
class Week:
    """The same every week: spans that neither touch nor overlap, or always open."""

    always_open: bool
    spans: tuple[Span, ...] = ()

    @cached_property
    def days(self) -> tuple[Spans, ...]:
        """For every weekday the spans that begin on it, in minutes of that day.

        A span of up to a day stays whole past midnight; a longer one is cut into days, so that a closed day can be
        taken out of it.
        """
        if self.always_open:
            return (((0, DAY),),) * 7
        days: list[list[tuple[int, int]]] = [[] for _ in DAYS]
        for span in self.spans:
            for start, end in cut(span):
                days[start // DAY % 7].append((start % DAY, end - start + start % DAY))
        return tuple(tuple(sorted(spans)) for spans in days)


def cut(span: Span) -> Iterator[tuple[int, int]]:
    start = span.start
    while span.end - start > DAY:
        midnight = (start // DAY + 1) * DAY
        yield start, midnight
        start = midnight
    yield start, span.end


# Reading


@lru_cache(maxsize=4096)
def parse_week(osm: str) -> Week:
    """The week of an OSM `opening_hours` text. Raises BadHours."""
    if not PLAIN.fullmatch(osm) or not osm.strip():
        raise BadHours(
            _(
                "Hours {hours} are not plain weekly hours. Write e.g. Mo-Fr 09:30-17:00; Sa 10:00-14:00, or 24/7. "
                "Holidays and other dates are exceptions; comments go into the note."
            ),
            hours=repr(osm),
        )
    try:
        hours = opening_hours.OpeningHours(osm)
    except opening_hours.ParserError as error:  # type: ignore[attr-defined]  # Missing in its stub.
        raise BadHours(_("Hours {hours} cannot be read. Write e.g. Mo-Fr 09:30-17:00."), hours=repr(osm)) from error
    if not all(TIMED.search(rule) for rule in osm.split(";") if rule.strip()):
        raise BadHours(
            _("Hours {hours} name days without times, which means all day. Write Mo-Fr 00:00-24:00 if so."),
            hours=repr(osm),
        )
    week = week_of(hours)
    if not week.always_open and not week.spans:
        raise BadHours(_("Hours {hours} never open. Leave them empty if they are not known."), hours=repr(osm))
    return week


def week_of(hours: opening_hours.OpeningHours) -> Week:
    """Any week will do; the one before and the one after catch spans that cross its ends."""
    monday = datetime(2024, 1, 1)  # noqa: DTZ001  (the library speaks local time)
    found = hours.intervals(monday - timedelta(days=7), monday + timedelta(days=14))
    stretches = [(first, last) for first, last, state, _comments in found if state == opening_hours.State.OPEN]
    if len(stretches) == 1 and stretches[0][1] - stretches[0][0] >= timedelta(days=21):
        return Week(always_open=True)
    spans = [Span(minutes_between(monday, first), minutes_between(monday, last)) for first, last in stretches]
    return Week(False, tuple(span for span in spans if 0 <= span.start < WEEK))


def minutes_between(first: datetime, last: datetime) -> int:
    return int((last - first).total_seconds()) // 60


def parse_day(osm: str) -> Spans:
    """The spans of hours without weekdays, in minutes of the day on which they begin. Raises BadHours."""
    week = parse_week(f"Mo {osm}")
    spans = tuple((span.start, span.end) for span in week.spans)
    if not osm.strip() or week.always_open or any(start >= DAY or end - start > DAY for start, end in spans):
        raise BadHours(_("Hours {hours} are not those of one day. Write e.g. 10:00-14:00."), hours=repr(osm))
    return spans


@lru_cache(maxsize=4096)
def normalise(osm: str) -> str:
    """The same hours as the library writes them. Raises BadHours."""
    parse_week(osm)
    return str(opening_hours.OpeningHours(osm).normalize())


def week_rows(week: Week) -> list[dict[str, str]]:
    """The public `week`: an end at midnight is 24:00 of the day before."""
    return [row(span) for span in week.spans]


def row(span: Span) -> dict[str, str]:
    last = (span.end - 1) // DAY  # The day of the last minute.
    return {
        "opens_day": DAYS[span.start // DAY],
        "opens": clock(span.start % DAY),
        "closes_day": DAYS[last % 7],
        "closes": clock(span.end - last * DAY),
    }


def week_from_rows(rows: Iterable[dict[str, str]], always_open: bool | None) -> Week:
    """The inverse of `week_rows`: what a client can do with the public form, the server does."""
    return Week(bool(always_open), tuple(span_of(one) for one in rows))


def span_of(row: dict[str, str]) -> Span:
    start = DAYS.index(row["opens_day"]) * DAY + minutes(row["opens"])
    end = DAYS.index(row["closes_day"]) * DAY + minutes(row["closes"])
    return Span(start, end if end > start else end + WEEK)


@lru_cache(maxsize=2 * DAY)
def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


# Exceptions


@dataclass(frozen=True)
class DatedException:
    """What is otherwise on the days from `first` to `last`: it replaces the spans that begin on them.

    A span that began the evening before is kept whole, as in OSM. `spans` are minutes of the day, for `hours` only.
    `usual` keeps a day as it is where a later exception would change it.
    """

    first: date
    last: date
    treatment: Literal["closed", "usual", "hours", "unknown"]
    spans: Spans = ()


def expand(
    first: date, last: date, confirmed: bool, treatment: Treatment, always_open: bool, spans: Spans = ()
) -> DatedException | None:
    """What a holiday does to a line; None where nothing changes.

    Unsaid (`treatment` None), a line that is always open goes on and any other is not known. While the dates are
    only expected, a line that would not be as usual is not known in the days around them.
    """
    if treatment == "usual" or (treatment is None and always_open):
        return None
    if not confirmed:
        return DatedException(first - MARGIN, last + MARGIN, "unknown")
    if treatment is None:
        return DatedException(first, last, "unknown")
    return DatedException(first, last, treatment, spans if treatment == "hours" else ())


@dataclass(frozen=True)
class Timetable:
    """A week and its exceptions; where two fall on a day the earlier in the tuple counts. No week: not known."""

    week: Week | None
    exceptions: tuple[DatedException, ...] = ()

    @cached_property
    def hashed(self) -> int:
        return hash((self.week, self.exceptions))

    def __hash__(self) -> int:
        """Made once: thousands of lines ask what is known of a few hundred timetables, every minute."""
        return self.hashed

    def exception_on(self, day: date) -> DatedException | None:
        return next((one for one in self.exceptions if one.first <= day <= one.last), None)

    def is_usual(self, first: date, last: date) -> bool:
        return not any(one.first <= last and first <= one.last for one in self.exceptions)


# Asking


@dataclass(frozen=True)
class State:
    """Open, closed or not known at an instant; until when; and when next, where it is not open."""

    open: bool | None
    closes_at: datetime | None = None
    opens_at: datetime | None = None


UNKNOWN = State(None)


@lru_cache(maxsize=1024)
def at(timetable: Timetable, instant: datetime) -> State:
    """What is known at an instant (with an offset). Looks two weeks ahead."""
    local = local_time(instant)
    if timetable.week is None:
        return UNKNOWN
    first, last = local.date() - timedelta(days=2), local.date() + timedelta(days=HORIZON + 1)
    if timetable.is_usual(first, last):
        return usual(timetable.week, local)
    return with_exceptions(timetable, local)


def local_time(instant: datetime) -> datetime:
    """The wall clock in Karachi, far enough from the ends of the calendar to look two weeks around."""
    if instant.utcoffset() is None:
        raise ValueError("An instant needs an offset.")
    if not MINYEAR < instant.year < MAXYEAR:
        raise ValueError(f"The year {instant.year} is too near the end of the calendar.")
    return instant.astimezone(KARACHI).replace(tzinfo=None)


def usual(week: Week, local: datetime) -> State:
    """In a week like any other: arithmetic on minutes."""
    if week.always_open:
        return State(True)
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), time())
    now = (local - monday).total_seconds() / 60
    for span in week.spans:
        for shift in (0, -WEEK):  # A span from last Sunday may still run on Monday.
            if span.start + shift <= now < span.end + shift:
                return State(True, closes_at=aware(monday, span.end + shift))
    starts = [span.start for span in week.spans]
    following = [start for start in starts if start > now] or [start + WEEK for start in starts]
    return State(False, opens_at=aware(monday, min(following)) if following else None)


def with_exceptions(timetable: Timetable, local: datetime) -> State:
    """Day by day, from the evening before to the horizon."""
    midnight = datetime.combine(local.date(), time())
    now = (local - midnight).total_seconds() / 60
    horizon = now + HORIZON * DAY
    opened, unknown = pieces(timetable, local.date())
    for start, end in opened:
        if start <= now < end:
            return State(True, closes_at=aware(midnight, end) if end <= horizon else None)
    known_opening = next((aware(midnight, start) for start, _ in opened if now < start <= horizon), None)
    is_unknown = any(start <= now < end for start, end in unknown)
    return State(None if is_unknown else False, opens_at=known_opening)


def pieces(timetable: Timetable, today: date) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Stretches that are open, merged, and stretches that are not known, in minutes from today's midnight."""
    assert timetable.week
    opened, unknown = [], []
    for offset in range(-7, HORIZON + 1):
        day = today + timedelta(days=offset)
        spans = timetable.week.days[day.weekday()]
        exception = timetable.exception_on(day)
        shift = offset * DAY
        if exception and exception.treatment == "unknown":
            unknown.append((shift, shift + max([DAY, *(end for _, end in spans)])))
        else:
            spans = spans if exception is None or exception.treatment == "usual" else exception.spans
            opened += [(shift + start, shift + end) for start, end in spans]
    return merged(opened), unknown


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    whole: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def aware(midnight: datetime, minutes: int) -> datetime:
    return (midnight + timedelta(minutes=minutes)).replace(tzinfo=KARACHI)


def combine(states: Iterable[State]) -> State:
    """The state of a record from those of its live contacts.

    Open if any is; else not known if any is not known or there is none; else closed. Closes with the last of those
    that are open, never if one of them never does; opens with the first.
    """
    states = list(states)
    opened = [state for state in states if state.open]
    if opened:
        ends = [state.closes_at for state in opened if state.closes_at]
        return State(True, closes_at=max(ends) if len(ends) == len(opened) else None)
    starts = [state.opens_at for state in states if state.opens_at]
    is_unknown = not states or any(state.open is None for state in states)
    return State(None if is_unknown else False, opens_at=min(starts, default=None))
