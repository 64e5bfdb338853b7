"""Withdrawals: an append-only log of events, one small file each, that stands over every edition.

An event's record and contact stand in its file name too: a file whose content cannot be read still withdraws
what it names. The same events stand in the database; `syncing.sync` merges both by event id.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

import orjson

from hub.editions.canonical import canonical, sha256

WITHDRAW, RESTORE = "withdraw", "restore"
WHOLE = "all"
FILE_NAME = re.compile(r"([0-9a-f-]{36})\.([0-9a-f-]{36})\.([0-9a-f-]{36}|all)\.json")


@dataclass(frozen=True)
class Event:
    """One act: a record, or one contact of it, is withdrawn or restored, with its reason."""

    event: str
    at: str
    action: str
    type: str
    id: str
    slug: str
    contact: str | None
    reason: str

    @property
    def file_name(self) -> str:
        return f"{self.event}.{self.id}.{self.contact or WHOLE}.json"

    @property
    def readable(self) -> bool:
        return self.at != UNREADABLE

    @property
    def subject(self) -> tuple[str, str | None]:
        return self.id, self.contact


@dataclass(frozen=True)
class Withdrawn:
    """A record, or one contact of it, that is not served."""

    type: str
    id: str
    slug: str
    contact: str | None

    @property
    def key(self) -> str:
        return f"{self.id}/{self.contact}" if self.contact else self.id


def new_event(action: str, one: Withdrawn, *, reason: str, log: Iterable[Event]) -> Event:
    """An act of this moment. It comes after every earlier one of its subject, by whatever clock that was made."""
    earlier = [event.at for event in log if event.readable and event.subject == (one.id, one.contact)]
    at = max([datetime.now(UTC), *(datetime.fromisoformat(at) + timedelta(microseconds=1) for at in earlier)])
    moment = at.isoformat(timespec="microseconds")
    return Event(str(uuid.uuid4()), moment, action, one.type, one.id, one.slug, one.contact, reason)


def to_bytes(event: Event) -> bytes:
    """Sealed, since a single bit of another date would let an old restoration win."""
    facts = asdict(event)
    return canonical(facts | {"sha256": sha256(canonical(facts))})


def from_bytes(name: str, data: bytes) -> Event:
    """The event in a log file; one that cannot be read withdraws what its name says, for good."""
    try:
        facts = orjson.loads(data)
        event = Event(**{key: value for key, value in facts.items() if key != "sha256"})
        if event.file_name == name and to_bytes(event) == data:
            return event
    except (ValueError, TypeError, AttributeError):
        pass
    return unreadable(name)


def unreadable(name: str) -> Event:
    match = FILE_NAME.fullmatch(name)
    assert match, name
    event, record, contact = match.groups()
    return Event(event, UNREADABLE, WITHDRAW, "", record, "", None if contact == WHOLE else contact, "unreadable")


# Later than any clock: no restore outlasts an event that cannot be read.
UNREADABLE = "9999"


def ever(events: Iterable[Event]) -> list[Withdrawn]:
    """Everything that has been withdrawn at some time, whether it stands or not."""
    return sorted({Withdrawn(one.type, one.id, one.slug, one.contact) for one in events}, key=lambda one: one.key)


def standing(events: Iterable[Event]) -> list[Withdrawn]:
    """What is withdrawn after all events: the last one about a subject wins, and in a tie withdrawal does."""
    last: dict[tuple[str, str | None], Event] = {}
    for event in sorted(events, key=lambda event: (event.at, event.action == WITHDRAW)):
        last[event.subject] = event
    withdrawn = (
        Withdrawn(event.type, event.id, event.slug, event.contact)
        for event in last.values()
        if event.action == WITHDRAW
    )
    return sorted(withdrawn, key=lambda one: one.key)
