"""What is true of a helpline at an instant: open, until when, and how well it is verified."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from helplines import words
from helplines.hours import KARACHI, State, Timetable, at, combine, local_time
from helplines.timetable import timetable
from hub.editions.contract import Announcement, Document, Help, Templates

# Kinds by which a person answers now; an email address or a website is never "open".
LIVE_KINDS = {"phone", "sms", "whatsapp", "webchat"}
DIALABLE_KINDS = {"phone", "sms", "whatsapp"}
DUE_BEFORE = timedelta(days=7)
NOT_KNOWN = State(None, None, None)


@dataclass(frozen=True, slots=True)
class Clock:
    """All of a helpline that what is true of it now depends on."""

    timetables: tuple[Timetable, ...]
    is_live: tuple[bool, ...]
    """Of each contact: whether a person answers on it now."""
    status: str
    verify_by: date | None
    templates: Templates = field(compare=False)

    def __call__(self, instant: datetime) -> dict[str, Any]:
        instant = local_time(instant).replace(tzinfo=KARACHI)  # The day of `verify_by` is Karachi's, as every other.
        known = known_of(self.timetables, self.is_live, self.status, instant)
        now = {
            **known.now,
            "words": now_words(self.status, known.state, self.templates, instant),
            "verification": verification_state(self.verify_by, instant.date()),
        }
        return {"contacts": known.contacts, "now": now}

    def is_open(self, instant: datetime) -> bool | None:
        return state_of([at(one, instant) for one in self.timetables], self.is_live, self.status).open


@dataclass(frozen=True)
class Known:
    """What is known of a line at an instant, in no language."""

    state: State
    now: Mapping[str, Any]
    contacts: list[dict[str, Any]]


@lru_cache(maxsize=2048)
def known_of(timetables: tuple[Timetable, ...], is_live: tuple[bool, ...], status: str, instant: datetime) -> Known:
    """Kept for a while: many lines have the same hours, and every line is told of in every language."""
    states = [at(one, instant) for one in timetables]
    state = state_of(states, is_live, status)
    return Known(
        state=state,
        now={"as_of": instant.isoformat(timespec="seconds"), **state_document(state)},
        contacts=[{"now": state_document(under_status(status, one))} for one in states],
    )


def state_of(states: Iterable[State], is_live: Iterable[bool], status: str) -> State:
    """Of a line, from those of its contacts."""
    return under_status(status, combine(state for state, live in zip(states, is_live, strict=True) if live))


def moments(document: Document, templates: Templates) -> Clock:
    verify_by = document["verification"]["verify_by"]
    return Clock(
        timetables=tuple(timetable(contact["hours"]) for contact in document["contacts"]),
        is_live=tuple(contact["kind"] in LIVE_KINDS for contact in document["contacts"]),
        status=document["operating_status"],
        verify_by=verify_by and date.fromisoformat(verify_by),
        templates=templates,
    )


def under_status(status: str, state: State) -> State:
    """A line that is closed for now is not open, and of one that may be gone we do not know."""
    if status == "temporarily-closed":
        return State(False, None, None)
    return state if status == "active" else NOT_KNOWN


def state_document(state: State) -> dict[str, Any]:
    return {"open": state.open, "closes_at": iso(state.closes_at), "opens_at": iso(state.opens_at)}


def iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None


def now_words(status: str, state: State, templates: Templates, instant: datetime) -> str:
    return templates[STATUS_WORDS[status]] if status in STATUS_WORDS else words.now_words(state, instant, templates)


STATUS_WORDS = {
    "temporarily-closed": "temporarily_closed",
    "uncertain": "status_uncertain",
    "possibly-discontinued": "status_discontinued",
}


def verification_state(verify_by: date | None, today: date) -> str:
    """`verified`, `due` from seven days before the next check, `overdue` after it, or `unverified`."""
    if not verify_by:
        return "unverified"
    if today > verify_by:
        return "overdue"
    return "due" if today >= verify_by - DUE_BEFORE else "verified"


def dialable(document: Document) -> list[Document]:
    return [contact for contact in document["contacts"] if contact["kind"] in DIALABLE_KINDS]


def announcement(document: Document) -> Announcement | None:
    """Its dated notice, where it stands."""
    notice = document["notice"]
    if not notice:
        return None
    first, last = (day and date.fromisoformat(day) for day in (notice["first"], notice["last"]))
    return Announcement(notice["words"], first, last, regions(document))


def regions(document: Document) -> frozenset[str] | None:
    """None: the whole country."""
    coverage = document["coverage"]
    return None if coverage["scope"] == "nationwide" else frozenset(one["code"] for one in coverage["regions"])


def help_place(document: Document) -> Help | None:
    """On the strip only while it has a number that can be rung and is in operation."""
    rings = any(contact["kind"] == "phone" for contact in document["contacts"])
    if document["strip"] is None or not rings or document["operating_status"] != "active":
        return None
    return Help(document["strip"], regions(document))


def mention(document: Document) -> str:
    """The line's name in a text, with its number where the name does not say it."""
    name = str(document["name"])
    numbers = dialable(document)
    if not numbers or says(name, numbers[0]["display"]):
        return name
    return f"{name} ({numbers[0]['display']})"


def says(name: str, number: str) -> bool:
    """Whether a name holds a number as one of its own: there is no 15 in 1150."""
    return re.search(rf"(?<![\d+-]){re.escape(number)}(?![\d-])", name) is not None
