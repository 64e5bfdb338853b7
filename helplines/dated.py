"""The dates on which hours are not as usual, apart from all else that a helpline says."""

import re
from collections.abc import Set
from datetime import date, timedelta

from hub.editions.contract import Document

# Where `text.fallback` tells the name of an exception.
NAMED = re.compile(r"contacts\.(\d+)\.hours\.exceptions\.")

# Eid with the days of which nobody is certain yet. What is longer is no holiday, and waits for a second person.
LONGEST = timedelta(days=14)


def with_dates(live: Document, fresh: Document) -> Document:
    """The live document with the exceptions of the fresh one.

    Exceptions are told of a week: a contact whose hours have become known, unknown or round the clock keeps its own.
    So does one of which something longer than a holiday is told anew.
    """
    now = {one["id"]: one["hours"] for one in fresh["contacts"]}
    moved = {one["id"] for one in live["contacts"] if one["id"] in now and may_move(one["hours"], now[one["id"]])}
    contacts = [
        one | {"hours": one["hours"] | {"exceptions": now[one["id"]]["exceptions"]}} if one["id"] in moved else one
        for one in live["contacts"]
    ]
    text = live["text"] | {"fallback": fallback(live, fresh, moved)}
    return live | {"contacts": contacts, "text": text}


def may_move(hours: Document, other: Document) -> bool:
    is_like = all(hours[name] == other[name] for name in ("known", "always_open"))
    return is_like and all(one in hours["exceptions"] or lasts(one) <= LONGEST for one in other["exceptions"])


def lasts(exception: Document) -> timedelta:
    return date.fromisoformat(exception["last"]) - date.fromisoformat(exception["first"]) + timedelta(days=1)


def fallback(live: Document, fresh: Document, moved: Set[str]) -> dict[str, str]:
    """That a name is told in another language goes with the name, to the place where the contact stands live."""
    kept = {path: other for path, other in live["text"]["fallback"].items() if contact_at(path, live) not in moved}
    places = {one["id"]: f"contacts.{place}.hours.exceptions." for place, one in enumerate(live["contacts"])}
    came = {
        NAMED.sub(places[contact], path): other
        for path, other in fresh["text"]["fallback"].items()
        if (contact := contact_at(path, fresh)) in moved
    }
    return dict(sorted((kept | came).items()))


def contact_at(path: str, document: Document) -> str | None:
    """The id of the contact whose exception the path names."""
    found = NAMED.match(path)
    return document["contacts"][int(found[1])]["id"] if found else None
