"""The cases by which an app tests its own clock: enough of them, of every kind, and right by a simpler reckoning."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from helplines.conformance import conformance
from helplines.hours import DAYS, KARACHI
from helplines.moments import LIVE_KINDS

CASES = conformance()["cases"]
ANSWERS = [(case, answer) for case in CASES for answer in case["answers"]]
OF_NOW = re.compile("open_|closed|hours_not_known|temporarily_closed|status_")
by_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])


def test_there_are_some_five_hundred() -> None:
    assert 450 <= len(ANSWERS) <= 650
    names = [case["about"] for case in CASES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_every_sentence_is_said(language: str) -> None:
    templates = conformance()["templates"][language]
    said = {answer["now"]["words"][language] for _, answer in ANSWERS}
    for name in filter(OF_NOW.match, templates):
        pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(templates[name]))
        assert any(re.fullmatch(pattern, words) for words in said), name


def test_every_answer_there_is_is_given() -> None:
    assert {answer["now"]["open"] for _, answer in ANSWERS} == {True, False, None}
    assert {answer["now"]["verification"] for _, answer in ANSWERS} == {"unverified", "verified", "due", "overdue"}
    assert {one["treatment"] for case in CASES for one in exceptions_in(case)} == {
        "closed",
        "hours",
        "usual",
        "unknown",
    }


def exceptions_in(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for contact in case["record"]["contacts"] for one in contact["hours"]["exceptions"]]


# A simpler reckoning: is it open in this one minute?


@by_case
def test_the_answers_are_those_of_a_simpler_reckoning(case: dict[str, Any]) -> None:
    record = case["record"]
    for answer in case["answers"]:
        at = datetime.fromisoformat(answer["at"]).astimezone(KARACHI).replace(tzinfo=None)
        states = [under_status(record, is_open(contact["hours"], at)) for contact in record["contacts"]]
        assert [one["now"]["open"] for one in answer["contacts"]] == states, answer["at"]
        live = [
            state for contact, state in zip(record["contacts"], states, strict=True) if contact["kind"] in LIVE_KINDS
        ]
        combined = True if True in live else None if None in live or not live else False
        assert answer["now"]["open"] == under_status(record, combined), answer["at"]


def under_status(record: dict[str, Any], state: bool | None) -> bool | None:
    status = record["operating_status"]
    return False if status == "temporarily-closed" else state if status == "active" else None


def is_open(hours: dict[str, Any], at: datetime) -> bool | None:
    if not hours["known"]:
        return None
    minute, doubts = at.hour * 60 + at.minute, []
    for ago in range(8):  # What began some days ago may last until now.
        begun, now = at.date() - timedelta(days=ago), minute + ago * 1440
        spans = spans_of(hours, begun)
        if any(start <= now < end for start, end in spans or ()):
            return True
        doubts.append(spans is None and now < max([1440, *(end for _, end in usual(hours, begun))]))
    return None if any(doubts) else False


def spans_of(hours: dict[str, Any], day: date) -> list[tuple[int, int]] | None:
    """Of what begins on a day, in its minutes; None where it is not known."""
    for one in hours["exceptions"]:
        if one["first"] <= day.isoformat() <= one["last"]:
            match one["treatment"]:
                case "closed":
                    return []
                case "unknown":
                    return None
                case "hours":
                    return [past_midnight(minutes(row["opens"]), minutes(row["closes"])) for row in one["hours"]]
                case "usual":
                    break
    return usual(hours, day)


def usual(hours: dict[str, Any], day: date) -> list[tuple[int, int]]:
    if hours["always_open"]:
        return [(0, 1440)]
    return [one for row in hours["week"] or () if (one := part_of(row, day))]


def part_of(row: dict[str, str], day: date) -> tuple[int, int] | None:
    """What of a span begins on a day: what is longer than a day begins on every day that it reaches into."""
    start, end = span(row)
    midnight = (day.weekday() - DAYS.index(row["opens_day"])) % 7 * 1440
    if end - start <= 1440:
        return None if midnight else (start, end)
    part = max(start - midnight, 0), min(end - midnight, 1440)
    return part if part[0] < part[1] else None


def span(row: dict[str, str]) -> tuple[int, int]:
    days = (DAYS.index(row["closes_day"]) - DAYS.index(row["opens_day"])) % 7
    start, end = minutes(row["opens"]), minutes(row["closes"]) + 1440 * days
    return (start, end) if end > start else (start, end + 7 * 1440)


def past_midnight(start: int, end: int) -> tuple[int, int]:
    return (start, end) if end > start else (start, end + 1440)


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
