"""What is to be verified, in which order, how, and when: the rules, which know no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helplines.hours import DAY, Span, Week
from helplines.models import DIALABLE, Category, Helpline
from helplines.moments import verification_state
from hub.curation.models import Method

# For the whole team together: a line that is rung too often by us is busy for somebody else.
BETWEEN_CALLS = timedelta(days=30)
TRY_AGAIN = timedelta(days=1)
CLAIMED_FOR = timedelta(minutes=30)

# Quiet hours: neither the rush of the evening nor somebody's night.
QUIET_FROM, QUIET_UNTIL = 10 * 60, 17 * 60
AT_LEAST = 60
# Nobody picks up calmly in the first and the last minutes of a shift.
EDGE = 30


# Which, and in which order


@dataclass(frozen=True)
class Line:
    """As much of a helpline as its place in the queue depends on."""

    id: UUID
    slug: str
    urgent: bool
    """A crisis line or an emergency service."""
    verify_by: date | None
    no_answer_on: date | None = None
    """The last check, if nobody answered it."""
    reported: bool = False
    """Somebody has said that something is wrong with it."""
    found_wrong: bool = False
    """The last check that found out has found something wrong."""
    is_draft: bool = False

    def standing(self, today: date) -> str:
        """`wrong`, or the state."""
        return "wrong" if self.found_wrong else self.state(today)

    def state(self, today: date) -> str:
        """`unverified`, `overdue`, `due` (seven days ahead) or `verified`, as the public is told."""
        return verification_state(self.verify_by, today)

    def is_open(self, today: date) -> bool:
        """Whether the last word of it is anything but a check that found all of it right and still holds."""
        unanswered = self.no_answer_on is not None
        return self.reported or self.found_wrong or unanswered or self.state(today) in STATES

    def waits(self, today: date) -> bool:
        """Whether nobody answered just now: then it is the turn of others first."""
        return self.no_answer_on is not None and today < self.no_answer_on + TRY_AGAIN


STATES = ("unverified", "overdue", "due")
ORDER = ("wrong", *STATES)


def to_verify(lines: Iterable[Line], today: date) -> list[Line]:
    """Crisis and emergency first; of these the reported first, then those found wrong, unverified, overdue."""
    return sorted((line for line in lines if line.is_open(today)), key=lambda line: turn(line, today))


def turn(line: Line, today: date) -> tuple[Any, ...]:
    state = (*ORDER, "verified").index(line.standing(today))
    return (line.waits(today), not line.urgent, not line.reported, state, line.verify_by or date.min, line.slug)


# How


class MethodRefused(Exception):
    """A way to verify that is not allowed for this line; the message says what to do instead."""


@dataclass(frozen=True)
class Subject:
    """As much of a helpline as the choice of a method depends on."""

    emergency: bool
    crisis: bool
    rings: bool
    last_call: date | None = None
    """The last test call by anybody of the team, whatever came of it."""

    def next_call(self) -> date | None:
        return self.last_call + BETWEEN_CALLS if self.last_call else None


def is_emergency(helpline: Helpline) -> bool:
    """One that ever stood as one stays one here: a single person unticks it, and a call keeps somebody waiting."""
    one = Q(emergency=True) | Q(category=Category.EMERGENCY)
    return helpline.emergency or helpline.category == Category.EMERGENCY or helpline.history.filter(one).exists()  # type: ignore[attr-defined]


def subject(helpline: Helpline) -> Subject:
    calls = helpline.verifications.filter(method=Method.CALL).order_by("-on")
    return Subject(
        emergency=is_emergency(helpline),
        crisis=helpline.crisis,
        rings=helpline.contacts.filter(kind__in=DIALABLE).exists(),
        last_call=calls.values_list("on", flat=True).first(),
    )


def methods(line: Subject, today: date) -> list[Method]:
    """What is allowed, the one to try first at the head."""
    if line.emergency:
        return [Method.OFFICIAL, Method.PROVIDER, Method.WEBSITE]
    call = [Method.CALL] if may_be_called(line, today) else []
    if line.crisis:
        return [Method.PROVIDER, *call, Method.OFFICIAL, Method.WEBSITE]
    return [*call, Method.PROVIDER, Method.WEBSITE, Method.OFFICIAL]


def may_be_called(line: Subject, today: date) -> bool:
    next_call = line.next_call()
    return line.rings and not line.emergency and (next_call is None or today >= next_call)


def why_first(line: Subject, today: date) -> Any:
    if line.emergency:
        return _(
            "An emergency service is never test-called: the call would keep somebody waiting. Ask the operator's "
            "office, or read its official page."
        )
    if line.crisis:
        return _("A test call takes a place on a crisis line. Ask the provider's office to confirm first.")
    if may_be_called(line, today):
        return _("A short test call tells most. Say the words below and thank whoever answers.")
    return why_no_call(line)


def why_no_call(line: Subject) -> Any:
    if line.emergency:
        return _("Emergency services are never test-called. Ask the operator's office or read its official page.")
    if not line.rings:
        return _("It has no number to ring. Ask the provider or read its website.")
    return _("The team makes one test call per line in 30 days. The next one may be made on {date}.")


def check_method(line: Subject, method: str, today: date) -> None:
    """Raises MethodRefused with what to do instead."""
    if method == Method.CALL and not may_be_called(line, today):
        raise MethodRefused(str(why_no_call(line)).format(date=line.next_call()))


# When


def best_week(week: Week | None) -> Week | None:
    """The hours at which a check disturbs least: quiet ones where it is open then. None: its hours are not known."""
    if week is None:
        return None
    spans = [
        Span(day * DAY + start, day * DAY + end)
        for day, opens in enumerate(week.days)
        for start, end in (best_span(*one) for one in opens)
    ]
    return Week(False, tuple(spans))


def best_span(start: int, end: int) -> tuple[int, int]:
    quiet = max(start, QUIET_FROM), min(end, QUIET_UNTIL)
    if quiet[1] - quiet[0] >= AT_LEAST:
        return quiet
    return (start + EDGE, end - EDGE) if end - start > 2 * EDGE else (start, end)


def claimed_until(now: datetime) -> datetime:
    return now + CLAIMED_FOR
