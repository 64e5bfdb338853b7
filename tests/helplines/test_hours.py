"""Hours against two independent judges: the library asked directly, and every minute painted one by one."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import pairwise
from random import Random
from typing import Literal

import opening_hours
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as some

from helplines.hours import (
    DAY,
    KARACHI,
    WEEK,
    BadHours,
    DatedException,
    Span,
    State,
    Timetable,
    Week,
    at,
    combine,
    expand,
    normalise,
    parse_day,
    parse_week,
    week_from_rows,
    week_rows,
)

# 23 November 2026 is a Monday.
MONDAY = datetime(2026, 11, 23, tzinfo=KARACHI)
OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OFFICE = "Mo-Fr 09:30-17:00"
NIGHTS = "Mo-Su 21:00-02:00"

REAL = [
    "24/7",
    "Mo-Su 00:00-24:00",
    OFFICE,
    "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
    "Mo-Th 09:00-13:00,14:00-17:00; Fr 09:00-12:30,14:30-17:00",
    "Sa 22:00-02:00",
    "Su 22:00-02:00",
    "Fr-Su 21:00-02:00",
    NIGHTS,
    "Mo 22:00-26:00",
    "Mo 10:00-48:00",
    "We 10:00-10:00",
    "Fr-Mo 10:00-11:00",
    "24/7; Su off",
    "Mo-Sa 00:00-24:00",
    "Mo-Fr 09:00-17:00; We off",
    "Su 20:00-24:00; Mo 00:00-04:00",
    "Mo-Su 06:00-24:00,00:00-02:00",
    "Mo 00:00-00:01",
    "Su 23:59-24:00",
    "Mo-Su 00:01-24:00",
    "09:00-17:00",
]


def minute(number: int) -> str:
    return f"{number // 60:02}:{number % 60:02}"


@some.composite
def rules(draw: some.DrawFn) -> str:
    """One to four OSM rules on any days, many of them past midnight and some overlapping."""
    written = []
    for _ in range(draw(some.integers(1, 4))):
        days = draw(some.lists(some.sampled_from(OSM_DAYS), min_size=1, max_size=7, unique=True))
        starts = draw(some.lists(some.integers(0, DAY - 1), min_size=1, max_size=3))
        times = [f"{minute(start)}-{minute((start + draw(some.integers(1, DAY))) % DAY)}" for start in starts]
        written.append(f"{','.join(days)} {','.join(times)}")
    return draw(some.sampled_from(["; ", ", "])).join(written)


instants = some.integers(-3 * WEEK * 60, 3 * WEEK * 60).map(lambda seconds: MONDAY + timedelta(seconds=seconds))
boundaries = some.integers(-3 * WEEK, 3 * WEEK).map(lambda minutes: MONDAY + timedelta(minutes=minutes))


def as_the_library_says(osm: str, instant: datetime) -> State:
    """By the first interval, not by `next_change`, which looks to the year 9999 where there is none."""
    hours, local = opening_hours.OpeningHours(osm), instant.replace(tzinfo=None)
    horizon = local + timedelta(days=14)
    last = next(iter(hours.intervals(local, horizon)))[1]
    change = last.replace(tzinfo=KARACHI) if last and last < horizon else None
    return State(True, closes_at=change) if hours.is_open(local) else State(False, opens_at=change)


def week_or_skip(osm: str) -> Week:
    try:
        return parse_week(osm)
    except BadHours:
        assume(False)
        raise


# A plain week, against the library


@pytest.mark.parametrize("osm", REAL)
@given(some.one_of(instants, boundaries))
@example(MONDAY)
@example(MONDAY - timedelta(minutes=1))
def test_real_hours_are_as_the_library_says(osm: str, instant: datetime) -> None:
    assert at(Timetable(parse_week(osm)), instant) == as_the_library_says(osm, instant)


@pytest.mark.parametrize("osm", REAL)
def test_random_instants_of_three_years_change_when_the_library_says(osm: str) -> None:
    """Its `next_change` may be from open to open; and where there is none it looks to the year 9999."""
    hours, timetable, chance = opening_hours.OpeningHours(osm), Timetable(parse_week(osm)), Random(osm)
    for _ in range(200):
        instant = MONDAY + timedelta(seconds=chance.randrange(3 * 365 * DAY * 60))
        local, state = instant.replace(tzinfo=None), at(timetable, instant)
        change = None if parse_week(osm).always_open else hours.next_change(local)
        assert state.open is hours.is_open(local)
        if change and hours.is_open(change) is not hours.is_open(local):
            assert (state.closes_at or state.opens_at) == change.replace(tzinfo=KARACHI)


@given(rules(), some.lists(some.one_of(instants, boundaries), min_size=20, max_size=20))
def test_any_hours_are_as_the_library_says(osm: str, moments: list[datetime]) -> None:
    timetable = Timetable(week_or_skip(osm))
    for instant in moments:
        assert at(timetable, instant) == as_the_library_says(osm, instant)


@pytest.mark.parametrize("osm", REAL)
def test_every_opening_and_closing_of_a_week_is_exact(osm: str) -> None:
    timetable = Timetable(parse_week(osm))
    ends = {edge for span in parse_week(osm).spans for edge in (span.start, span.end)}
    for edge in ends:
        for seconds in (-60, -1, 0, 1, 60):
            instant = MONDAY + timedelta(minutes=edge, seconds=seconds)
            assert at(timetable, instant) == as_the_library_says(osm, instant)


@given(rules())
def test_spans_are_in_order_and_do_not_touch(osm: str) -> None:
    week = week_or_skip(osm)
    assert all(0 <= span.start < WEEK and span.start < span.end for span in week.spans)
    assert all(one.end < other.start for one, other in pairwise(week.spans))
    assert not week.spans or week.spans[-1].end - WEEK < week.spans[0].start
    assert week.always_open is (not week.spans)


def test_a_span_past_midnight_stays_whole() -> None:
    assert parse_week("Sa 22:00-02:00").spans == (Span(5 * DAY + 22 * 60, 6 * DAY + 2 * 60),)


def test_a_span_past_sunday_ends_beyond_the_week() -> None:
    assert parse_week("Su 22:00-02:00").spans == (Span(6 * DAY + 22 * 60, WEEK + 2 * 60),)
    assert at(Timetable(parse_week("Su 22:00-02:00")), MONDAY) == State(True, MONDAY + timedelta(hours=2))


def test_touching_spans_are_one() -> None:
    assert parse_week("Mo 22:00-24:00; Tu 00:00-02:00") == parse_week("Mo 22:00-02:00")
    assert parse_week("Su 22:00-24:00; Mo 00:00-02:00") == parse_week("Su 22:00-02:00")


@pytest.mark.parametrize("osm", ["24/7", "00:00-24:00", "Mo-Su 08:00-08:00", "Mo-Fr 00:00-24:00; Sa,Su 00:00-24:00"])
def test_a_week_that_is_fully_covered_is_always_open(osm: str) -> None:
    assert parse_week(osm) == Week(always_open=True)
    assert at(Timetable(parse_week(osm)), MONDAY) == State(True)


@given(rules())
def test_normalising_keeps_the_week_and_is_stable(osm: str) -> None:
    week = week_or_skip(osm)
    assert parse_week(normalise(osm)) == week
    assert normalise(normalise(osm)) == normalise(osm)


# Refusals


NOT_PLAIN = [
    "",
    "  ",
    "every day",
    "9 to 5",
    "mo-fr 09:00-17:00",
    "Mo-Xx 09:00-17:00",
    "Mo-Fr 9.30-17.00",
    '"by appointment"',
    'Mo-Fr 09:00-17:00 "by appointment"',
    'Mo-Fr 09:00-17:00 || "call us"',
    "Mo-Fr 09:00-17:00; PH off",
    "PH 10:00-12:00",
    "SH 10:00-12:00",
    "easter off",
    "Mo-Fr 09:00-17:00; Dec 25 off",
    "Jan-Mar Mo-Fr 09:00-17:00",
    "2026 Mo-Fr 09:00-17:00",
    "2026 Nov 23 09:00-17:00",
    "week 1-10 Mo 09:00-17:00",
    "Mo[1] 09:00-17:00",
    "sunrise-sunset",
    "Mo dawn-dusk",
    "(sunrise+01:00)-17:00",
    "unknown",
    "Mo-Fr 09:00-17:00 unknown",
    "Mo-Fr 17:00+",
    "Mo-Fr 17:00-19:00+",
    "Mo 10:00-16:00/01:00",
    "Mo-Fr 09:00-17:00\0",
]
NOT_READ = [
    "Mo-Fr 09:00",
    "Mo-Fr 09:00-17:00;",
    "Mo-Fr 09:00-17:61",
    "Mo 10:00-49:00",
    "Mo 24:00-25:00",
    "Mo-Fr ۰۹:۰۰-۱۷:۰۰",
    "Mo\N{NO-BREAK SPACE}09:00-10:00",
    "-",
]
NEVER_OPEN = ["off", "closed", "Mo-Su off", "24/7 off", "Mo 09:00-17:00; Mo off"]
REFUSED = [
    *((osm, r"are not plain weekly hours.*exceptions; comments go into the note\.$") for osm in NOT_PLAIN),
    *((osm, r"cannot be read\. Write e\.g\. Mo-Fr 09:30-17:00\.$") for osm in NOT_READ),
    *((osm, r"name days without times.*00:00-24:00 if so\.$") for osm in ("Mo-Fr", "Mo-Sa 09:00-17:00; Su")),
    *((osm, r"never open\. Leave them empty if they are not known\.$") for osm in NEVER_OPEN),
]


@pytest.mark.parametrize(("osm", "reason"), REFUSED)
def test_hours_that_are_not_plain_weekly_hours_are_refused_with_the_reason(osm: str, reason: str) -> None:
    with pytest.raises(BadHours, match=reason) as refusal:
        parse_week(osm)
    assert repr(osm) in str(refusal.value)
    with pytest.raises(BadHours, match=reason):
        normalise(osm)


TOKENS = ("Mo", "Tu-Fr", "Su", "24/7", "off", "closed", "09:00", "9:5", "25:00-49:00", "10:00-24:00", *"-,; ")


@given(some.lists(some.sampled_from(TOKENS), max_size=8).map("".join))
def test_whatever_is_typed_is_a_week_or_refused(osm: str) -> None:
    assert is_week_or_refused(osm)


@given(some.text(max_size=30))
def test_text_that_is_no_hours_is_refused_and_breaks_nothing(osm: str) -> None:
    assert is_week_or_refused(osm)


def is_week_or_refused(osm: str) -> bool:
    try:
        week = parse_week(osm)
    except BadHours:
        return True
    return week.always_open is not bool(week.spans)


# The hours of one day


@pytest.mark.parametrize(
    ("osm", "spans"),
    [
        ("10:00-14:00", ((600, 840),)),
        ("09:00-12:00,14:00-17:00", ((540, 720), (840, 1020))),
        ("22:00-02:00", ((1320, 1560),)),
        ("22:00-26:00", ((1320, 1560),)),
        ("18:00-24:00", ((1080, 1440),)),
        ("00:00-24:00", ((0, 1440),)),
        ("10:00-10:00", ((600, 2040),)),
    ],
)
def test_hours_of_one_day_are_minutes_of_the_day(osm: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert parse_day(osm) == spans


@pytest.mark.parametrize(
    "osm",
    ["10:00-35:00", "00:00-24:00,22:00-26:00", "10:00-12:00; Tu 10:00-12:00", "10:00-12:00; 24/7", "; Su 22:00-26:00"],
)
def test_hours_of_more_than_a_day_are_refused_as_hours_of_one_day(osm: str) -> None:
    with pytest.raises(BadHours):
        parse_day(osm)


@pytest.mark.parametrize("osm", ["", "off", "closed", "24/7", "Tu 10:00-12:00", "Mo-Fr 10:00-12:00", "10-14", "PH"])
def test_what_is_not_hours_is_refused_as_hours_of_one_day(osm: str) -> None:
    with pytest.raises(BadHours):
        parse_day(osm)


# Rows


@pytest.mark.parametrize(
    ("osm", "rows"),
    [
        ("Mo 22:00-02:00", [("mo", "22:00", "tu", "02:00")]),
        ("Su 22:00-02:00", [("su", "22:00", "mo", "02:00")]),
        ("Mo 22:00-24:00", [("mo", "22:00", "mo", "24:00")]),
        ("Su 22:00-24:00", [("su", "22:00", "su", "24:00")]),
        ("Mo 10:00-10:00", [("mo", "10:00", "tu", "10:00")]),
        ("Tu 00:00-24:00", [("tu", "00:00", "tu", "24:00")]),
        ("Mo-Tu 09:30-17:00", [("mo", "09:30", "mo", "17:00"), ("tu", "09:30", "tu", "17:00")]),
        ("24/7", []),
    ],
)
def test_rows_close_at_24_on_the_opening_day(osm: str, rows: list[tuple[str, ...]]) -> None:
    assert [tuple(row.values()) for row in week_rows(parse_week(osm))] == rows


@given(some.one_of(rules(), some.sampled_from(REAL)))
def test_rows_lead_back_to_the_week(osm: str) -> None:
    week = week_or_skip(osm)
    assert week_from_rows(week_rows(week), week.always_open) == week


# Dated exceptions, by example


Treatment = Literal["closed", "usual", "hours", "unknown"]
TREATMENTS: tuple[Treatment, ...] = ("closed", "usual", "hours", "unknown")


def on(first: int, last: int, treatment: Treatment, *spans: tuple[int, int]) -> DatedException:
    """Days counted from the Monday."""
    days = [(MONDAY + timedelta(days=day)).date() for day in (first, last)]
    return DatedException(days[0], days[1], treatment, spans)


def hour(number: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=number)


def test_a_closed_day_opens_the_day_after() -> None:
    timetable = Timetable(parse_week(OFFICE), (on(0, 0, "closed"),))
    assert at(timetable, hour(10)) == State(False, opens_at=hour(9.5, day=1))


def test_the_night_that_began_before_a_closed_day_is_kept_whole() -> None:
    timetable = Timetable(parse_week(NIGHTS), (on(1, 1, "closed"),))
    assert at(timetable, hour(1, day=1)) == State(True, closes_at=hour(2, day=1))
    assert at(timetable, hour(22, day=1)).open is False
    assert at(timetable, hour(1, day=2)) == State(False, opens_at=hour(21, day=2))


def test_a_closed_day_is_cut_out_of_a_line_that_is_always_open() -> None:
    timetable = Timetable(Week(always_open=True), (on(1, 1, "closed"),))
    assert at(timetable, hour(10)) == State(True, closes_at=hour(0, day=1))
    assert at(timetable, hour(0, day=1)) == State(False, opens_at=hour(0, day=2))
    assert at(timetable, hour(0, day=2)) == State(True)


def test_other_hours_replace_the_usual_ones() -> None:
    timetable = Timetable(parse_week(OFFICE), (on(0, 0, "hours", (600, 720)),))
    assert at(timetable, hour(9.75)) == State(False, opens_at=hour(10))
    assert at(timetable, hour(11)) == State(True, closes_at=hour(12))
    assert at(timetable, hour(13)) == State(False, opens_at=hour(9.5, day=1))


def test_other_hours_may_run_past_midnight() -> None:
    timetable = Timetable(parse_week(OFFICE), (on(0, 0, "hours", (1200, 1500)),))
    assert at(timetable, hour(0.5, day=1)) == State(True, closes_at=hour(1, day=1))


def test_an_unknown_day_is_unknown_also_when_usually_closed() -> None:
    timetable = Timetable(parse_week(OFFICE), (on(0, 0, "unknown"),))
    for time in (0, 3, 10, 23.9):
        assert at(timetable, hour(time)) == State(None, opens_at=hour(9.5, day=1))


def test_an_unknown_day_reaches_as_far_past_midnight_as_its_usual_hours() -> None:
    timetable = Timetable(parse_week(NIGHTS), (on(0, 0, "unknown"),))
    assert at(timetable, hour(1)) == State(True, closes_at=hour(2))
    assert at(timetable, hour(3)) == State(None, opens_at=hour(21, day=1))
    assert at(timetable, hour(1, day=1)).open is None
    assert at(timetable, hour(2, day=1)) == State(False, opens_at=hour(21, day=1))


def test_what_is_not_known_ends_what_is_known() -> None:
    timetable = Timetable(Week(always_open=True), (on(2, 2, "unknown"),))
    assert at(timetable, hour(10)) == State(True, closes_at=hour(0, day=2))


def test_the_earlier_of_two_exceptions_counts() -> None:
    week, closed, other = parse_week(OFFICE), on(0, 0, "closed"), on(0, 1, "hours", (600, 720))
    assert at(Timetable(week, (closed, other)), hour(11)).open is False
    assert at(Timetable(week, (other, closed)), hour(11)).open is True
    assert at(Timetable(week, (closed, other)), hour(11, day=1)).open is True


def test_a_day_that_is_as_usual_is_kept_from_a_later_exception() -> None:
    timetable = Timetable(parse_week(OFFICE), (on(0, 0, "usual"), on(0, 1, "closed")))
    assert at(timetable, hour(10)) == State(True, closes_at=hour(17))
    assert at(timetable, hour(10, day=1)) == State(False, opens_at=hour(9.5, day=2))


def test_openings_further_than_two_weeks_are_not_told() -> None:
    timetable = Timetable(parse_week("Mo 23:00-23:30"), (on(0, 8, "closed"),))
    assert at(timetable, hour(0.5)).opens_at is None
    assert at(timetable, hour(23)).opens_at == hour(23, day=14)


def test_a_closing_further_than_two_weeks_is_not_told() -> None:
    timetable = Timetable(Week(always_open=True), (on(14, 14, "closed"),))
    assert at(timetable, hour(0)).closes_at == hour(0, day=14)
    assert at(timetable, hour(0) - timedelta(minutes=1)) == State(True)


def test_no_hours_are_known_at_no_time() -> None:
    assert at(Timetable(None), hour(10)) == State(None)
    assert at(Timetable(None, (on(0, 0, "closed"),)), hour(10)) == State(None)


def test_a_week_without_openings_is_closed() -> None:
    assert at(Timetable(Week(False)), hour(10)) == State(False)
    assert at(Timetable(Week(False), (on(0, 0, "closed"),)), hour(10)) == State(False)


# Dated exceptions, minute by minute

PAST = 30
AHEAD = 32


Days = dict[int, tuple[tuple[int, int], ...]]


@some.composite
def days_of_spans(draw: some.DrawFn) -> Days:
    """Up to three spans a day that do not touch; the last may reach into the next morning, never to an opening."""
    return {day: draw(spans_of_a_day()) for day in sorted(draw(some.sets(some.integers(0, 6), min_size=1)))}


@some.composite
def spans_of_a_day(draw: some.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = sorted(draw(some.sets(some.integers(6 * 60, DAY - 1), min_size=1, max_size=5)))
    edges = edges if len(edges) % 2 else edges[1:]
    edges.append(draw(some.integers(edges[-1] + 1, DAY + 5 * 60)))
    return tuple(zip(edges[::2], edges[1::2], strict=True))


@some.composite
def exceptions(draw: some.DrawFn) -> DatedException:
    first = draw(some.integers(-4, 16))
    treatment = draw(some.sampled_from(TREATMENTS))
    starts = draw(some.lists(some.integers(0, DAY - 1), min_size=1, max_size=2))
    spans = [(start, start + draw(some.integers(1, DAY))) for start in starts] if treatment == "hours" else []
    return on(first, first + draw(some.integers(0, 6)), treatment, *spans)


def painted(days: Days, taken: tuple[DatedException, ...]) -> list[bool | None]:
    """Every minute from `PAST` days before the Monday to `AHEAD` days after it, painted in plain sight."""
    minutes: list[bool | None] = [False] * ((PAST + AHEAD + 2) * DAY)
    plan = [(number, exception_of(number, taken)) for number in range(-PAST, AHEAD)]
    for number, exception in plan:
        if exception and exception.treatment == "unknown":
            for span in ((0, DAY), *days.get(number % 7, ())):
                paint(minutes, number, (0, span[1]), None)
    for number, exception in plan:
        is_usual = exception is None or exception.treatment == "usual"
        for span in days.get(number % 7, ()) if is_usual else exception.spans:
            paint(minutes, number, span, True)
    return minutes


def exception_of(number: int, taken: tuple[DatedException, ...]) -> DatedException | None:
    day = (MONDAY + timedelta(days=number)).date()
    return next((one for one in taken if one.first <= day <= one.last), None)


def paint(minutes: list[bool | None], day: int, span: tuple[int, int], colour: bool | None) -> None:
    for place in range((PAST + day) * DAY + span[0], (PAST + day) * DAY + span[1]):
        minutes[place] = colour


def read_off(minutes: list[bool | None], number: int) -> State:
    """The state at a minute counted from the Monday."""
    now = PAST * DAY + number
    ahead = range(now + 1, now + 14 * DAY + 1)
    change = next((place for place in ahead if (minutes[place] is True) != (minutes[now] is True)), None)
    moment = None if change is None else MONDAY + timedelta(minutes=change - PAST * DAY)
    return State(True, closes_at=moment) if minutes[now] else State(minutes[now], opens_at=moment)


def agree(week: Week, days: Days, taken: list[DatedException], numbers: list[int]) -> None:
    minutes = painted(days, tuple(taken))
    for number in numbers:
        state = at(Timetable(week, tuple(taken)), MONDAY + timedelta(minutes=number))
        assert state == read_off(minutes, number)


def week_of(days: Days) -> Week:
    return parse_week(", ".join(f"{OSM_DAYS[day]} {times(spans)}" for day, spans in days.items()))


def times(spans: tuple[tuple[int, int], ...]) -> str:
    return ",".join(f"{minute(start)}-{minute(end)}" for start, end in spans)


places = some.lists(some.integers(-8 * DAY, 14 * DAY), min_size=15, max_size=15)


@given(days_of_spans(), some.lists(exceptions(), max_size=3), places)
def test_exceptions_are_as_painted(days: Days, taken: list[DatedException], numbers: list[int]) -> None:
    agree(week_of(days), days, taken, numbers)


@given(some.lists(exceptions(), min_size=1, max_size=3), places)
def test_exceptions_of_a_line_that_is_always_open_are_as_painted(
    taken: list[DatedException], numbers: list[int]
) -> None:
    agree(Week(always_open=True), dict.fromkeys(range(7), ((0, DAY),)), taken, numbers)


def test_every_minute_of_a_fortnight_is_as_painted() -> None:
    days: Days = {0: ((540, 720), (840, 1020)), 3: ((1260, 1560),), 4: ((600, 720), (1260, 1560))}
    taken = [on(1, 1, "unknown"), on(3, 3, "unknown"), on(4, 4, "closed"), on(5, 6, "hours", (600, 720), (1380, 1500))]
    agree(week_of(days), days, taken, list(range(-2 * DAY, 12 * DAY)))


# Holidays

FIRST, LAST = date(2027, 3, 10), date(2027, 3, 12)
WINDOW = (date(2027, 3, 8), date(2027, 3, 14))


@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize("always_open", [True, False])
def test_a_holiday_treated_as_usual_changes_nothing(confirmed: bool, always_open: bool) -> None:
    assert expand(FIRST, LAST, confirmed, "usual", always_open) is None


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_line_that_is_always_open_ignores_a_holiday_it_says_nothing_of(confirmed: bool) -> None:
    assert expand(FIRST, LAST, confirmed, None, True) is None


def test_another_line_that_says_nothing_is_not_known_on_a_holiday() -> None:
    assert expand(FIRST, LAST, True, None, False) == DatedException(FIRST, LAST, "unknown")
    assert expand(FIRST, LAST, False, None, False) == DatedException(*WINDOW, "unknown")


@pytest.mark.parametrize("always_open", [True, False])
def test_a_line_that_closes_is_not_known_around_expected_dates(always_open: bool) -> None:
    assert expand(FIRST, LAST, True, "closed", always_open) == DatedException(FIRST, LAST, "closed")
    assert expand(FIRST, LAST, False, "closed", always_open) == DatedException(*WINDOW, "unknown")


@pytest.mark.parametrize("always_open", [True, False])
def test_other_hours_are_not_known_around_expected_dates(always_open: bool) -> None:
    spans = ((600, 720),)
    assert expand(FIRST, LAST, True, "hours", always_open, spans) == DatedException(FIRST, LAST, "hours", spans)
    assert expand(FIRST, LAST, False, "hours", always_open, spans) == DatedException(*WINDOW, "unknown")


# Instants


def test_instants_of_any_offset_are_read_in_karachi() -> None:
    timetable = Timetable(parse_week(OFFICE))
    for zone in (UTC, timezone(timedelta(hours=-8)), KARACHI):
        assert at(timetable, hour(10).astimezone(zone)) == State(True, closes_at=hour(17))


def test_answers_carry_the_offset_of_karachi() -> None:
    closes_at = at(Timetable(parse_week(OFFICE)), hour(10).astimezone(UTC)).closes_at
    assert closes_at
    assert closes_at.isoformat() == "2026-11-23T17:00:00+05:00"


def test_a_time_without_offset_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="offset"):
        at(Timetable(parse_week(OFFICE)), hour(10).replace(tzinfo=None))


@pytest.mark.parametrize("osm", ["24/7", OFFICE])
@pytest.mark.parametrize("zone", [UTC, KARACHI, timezone(timedelta(hours=-14)), timezone(timedelta(hours=14))])
@pytest.mark.parametrize("day", [(1, 1, 1), (9999, 12, 31)])
def test_instants_at_the_ends_of_the_calendar_are_refused(osm: str, zone: tzinfo, day: tuple[int, int, int]) -> None:
    for time in ((0, 0), (23, 59)):
        with pytest.raises(ValueError, match="year"):
            at(Timetable(parse_week(osm)), datetime(*day, *time, tzinfo=zone))


@pytest.mark.parametrize("day", [(2, 1, 1), (9998, 12, 31)])
def test_instants_just_inside_the_calendar_are_answered(day: tuple[int, int, int]) -> None:
    taken = (DatedException(date(*day), date(*day), "closed"),)
    assert at(Timetable(parse_week(OFFICE), taken), datetime(*day, 12, tzinfo=UTC)).open is False


# A record of several contacts

OPEN, CLOSED, UNKNOWN = State(True, closes_at=hour(17)), State(False, opens_at=hour(9)), State(None)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([], UNKNOWN),
        ([OPEN], OPEN),
        ([CLOSED], CLOSED),
        ([UNKNOWN], UNKNOWN),
        ([CLOSED, OPEN, UNKNOWN], OPEN),
        ([CLOSED, UNKNOWN], State(None, opens_at=hour(9))),
        ([OPEN, State(True, closes_at=hour(22)), State(True, closes_at=hour(12))], State(True, closes_at=hour(22))),
        ([OPEN, State(True)], State(True)),
        ([CLOSED, State(False, opens_at=hour(8)), State(False)], State(False, opens_at=hour(8))),
        ([State(False), State(False)], State(False)),
    ],
)
def test_a_record_combines_its_contacts(states: list[State], expected: State) -> None:
    assert combine(states) == expected
    assert combine(iter(states)) == expected
