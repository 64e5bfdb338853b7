"""The rules of the queue: who comes first, by which method, and at which hours."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from helplines.hours import parse_week
from helplines.verifying import Line, MethodRefused, Subject, best_week, check_method, methods, to_verify
from helplines.words import templates, week_words

TODAY = date(2026, 11, 22)


def line(slug: str, days: int | None, *, urgent: bool = False, no_answer: date | None = None) -> Line:
    """`days` until the next check; None: never verified."""
    return Line(uuid4(), slug, urgent, None if days is None else TODAY + timedelta(days=days), no_answer)


def order(*lines: Line) -> list[str]:
    return [one.slug for one in to_verify(lines, TODAY)]


def subject(**fields: Any) -> Subject:
    return Subject(**{"emergency": False, "crisis": False, "rings": True} | fields)


def test_crisis_and_emergency_come_before_all_others() -> None:
    assert order(line("never", None), line("crisis-due", 3, urgent=True)) == ["crisis-due", "never"]


def test_never_verified_comes_first_then_the_longest_overdue_then_what_is_due_soon() -> None:
    lines = line("soon", 7), line("late", -2), line("later", -40), line("never", None)
    assert order(*lines) == ["never", "later", "late", "soon"]


def test_what_is_verified_for_more_than_a_week_is_not_in_the_queue() -> None:
    assert order(line("fine", 8), line("soon", 7)) == ["soon"]


def test_the_day_itself_is_still_due_and_the_next_is_overdue() -> None:
    assert [line("x", days).state(TODAY) for days in (1, 0, -1)] == ["due", "due", "overdue"]


def test_where_nobody_answered_today_it_is_the_turn_of_others_until_tomorrow() -> None:
    tried = line("tried", None, urgent=True, no_answer=TODAY)
    assert order(tried, line("soon", 7)) == ["soon", "tried"]
    tried = line("tried", None, urgent=True, no_answer=TODAY - timedelta(days=1))
    assert order(tried, line("soon", 7)) == ["tried", "soon"]


def test_a_crisis_line_is_asked_by_way_of_its_provider_first() -> None:
    assert methods(subject(crisis=True), TODAY)[0] == "provider-confirmed"


def test_another_line_is_called_first() -> None:
    assert methods(subject(), TODAY)[0] == "call-answered"


def test_a_line_without_a_number_is_not_called() -> None:
    assert "call-answered" not in methods(subject(rings=False), TODAY)
    with pytest.raises(MethodRefused, match="no number"):
        check_method(subject(rings=False), "call-answered", TODAY)


def test_an_emergency_service_is_never_called() -> None:
    line = subject(emergency=True, crisis=True)
    assert "call-answered" not in methods(line, TODAY)
    with pytest.raises(MethodRefused, match="operator's office"):
        check_method(line, "call-answered", TODAY)
    check_method(line, "official-source", TODAY)


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (29, False), (30, True)])
def test_there_is_one_test_call_in_thirty_days(days: int, allowed: bool) -> None:
    line = subject(last_call=TODAY - timedelta(days=days))
    assert ("call-answered" in methods(line, TODAY)) is allowed
    if not allowed:
        with pytest.raises(MethodRefused, match=str(line.next_call())):
            check_method(line, "call-answered", TODAY)


@pytest.mark.parametrize(
    ("osm", "best"),
    [
        ("24/7", "Every day 10 am – 5 pm"),
        ("Mo-Fr 09:30-17:00", "Mon–Fri 10 am – 5 pm"),
        ("Mo-Sa 17:00-21:00", "Mon–Sat 5:30 pm – 8:30 pm"),
        ("Fr-Su 21:00-02:00", "Fri–Sun 9:30 pm – 1:30 am"),
        ("Mo 16:30-17:15", "Mon 4:30 pm – 5:15 pm"),
    ],
)
def test_the_best_hours_are_quiet_ones_in_which_it_is_open(osm: str, best: str) -> None:
    assert week_words(best_week(parse_week(osm)), templates("en")) == best


def test_of_hours_that_are_not_known_there_are_no_best_ones() -> None:
    assert best_week(None) is None
