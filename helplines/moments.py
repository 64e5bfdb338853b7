"""What is true of a helpline at an instant: open, until when, and how well it is verified."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from helplines import words
from helplines.hours import KARACHI, State, Timetable, at, combine, local_time
from helplines.timetable import timetable
from hub.editions.contract import Document, Help, Templates

# Kinds by which a person answers now; an email address or a website is never "open".
LIVE_KINDS = {"phone", "sms", "whatsapp", "webchat"}
DIALABLE_KINDS = {"phone", "sms", "whatsapp"}
DUE_BEFORE = timedelta(days=7)
NOT_KNOWN = State(None, None, None)


def moments(document: Document, templates: Templates) -> Callable[[datetime], Document]:
    """Prepares a helpline's clock once; the clock gives the whole document with every `now` at an instant."""
    timetables = [timetable(contact["hours"]) for contact in document["contacts"]]
    return partial(with_moments, document, templates, timetables)


def with_moments(document: Document, templates: Templates, timetables: list[Timetable], instant: datetime) -> Document:
    instant = local_time(instant).replace(tzinfo=KARACHI)  # The day of `verify_by` is Karachi's, as every other.
    states = [at(one, instant) for one in timetables]
    contacts = [
        contact | {"now": state_document(under_status(document, state))}
        for contact, state in zip(document["contacts"], states, strict=True)
    ]
    return document | {"contacts": contacts, "now": now(document, templates, states, instant)}


def now(document: Document, templates: Templates, states: list[State], instant: datetime) -> Document:
    kinds = [contact["kind"] for contact in document["contacts"]]
    live = [state for kind, state in zip(kinds, states, strict=True) if kind in LIVE_KINDS]
    state = under_status(document, combine(live))
    return {
        "as_of": instant.isoformat(timespec="seconds"),
        **state_document(state),
        "words": now_words(document, state, templates, instant),
        "verification": verification_state(document["verification"], instant.date()),
    }


def under_status(document: Document, state: State) -> State:
    """A line that is closed for now is not open, and of one that may be gone we do not know."""
    status = document["operating_status"]
    if status == "temporarily-closed":
        return State(False, None, None)
    return state if status == "active" else NOT_KNOWN


def state_document(state: State) -> dict[str, Any]:
    return {"open": state.open, "closes_at": iso(state.closes_at), "opens_at": iso(state.opens_at)}


def iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds") if instant else None


def now_words(document: Document, state: State, templates: Templates, instant: datetime) -> str:
    status = document["operating_status"]
    return templates[STATUS_WORDS[status]] if status in STATUS_WORDS else words.now_words(state, instant, templates)


STATUS_WORDS = {
    "temporarily-closed": "temporarily_closed",
    "uncertain": "status_uncertain",
    "possibly-discontinued": "status_discontinued",
}


def verification_state(verification: Document, today: date) -> str:
    """`verified`, `due` from seven days before the next check, `overdue` after it, or `unverified`."""
    if not verification["verify_by"]:
        return "unverified"
    verify_by = date.fromisoformat(verification["verify_by"])
    if today > verify_by:
        return "overdue"
    return "due" if today >= verify_by - DUE_BEFORE else "verified"


def dialable(document: Document) -> list[Document]:
    return [contact for contact in document["contacts"] if contact["kind"] in DIALABLE_KINDS]


def help_place(document: Document) -> Help | None:
    """On the strip only while it has a number that can be rung and is in operation."""
    rings = any(contact["kind"] == "phone" for contact in document["contacts"])
    if document["strip"] is None or not rings or document["operating_status"] != "active":
        return None
    nationwide = document["coverage"]["scope"] == "nationwide"
    regions = frozenset(region["code"] for region in document["coverage"]["regions"])
    return Help(document["strip"], None if nationwide else regions)


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
