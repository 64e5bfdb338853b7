"""The strip as cards: on every error and every empty answer. Works without an edition, from a file in the package."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.utils import timezone

from hub.editions.contract import Document
from hub.editions.reader import Snapshot, minute, reader

EMERGENCY_FILE = Path(__file__).resolve().parent.parent / "data" / "emergency.json"
CARD = ("id", "slug", "type", "name", "summary", "emergency", "crisis", "police", "contacts", "now", "links")


def card(document: Document) -> Document:
    return {key: document[key] for key in CARD}


def cards(snapshot: Snapshot, language: str, instant: datetime, regions: Iterable[str] = ()) -> list[Document]:
    """The strip, whole and in order; with regions, the lines that serve any of them. Never nothing."""
    return [card(line) for line in lines(snapshot, language, instant, regions)] or spare_cards(language, snapshot)


def fragment(snapshot: Snapshot, language: str, instant: datetime, regions: Iterable[str] = ()) -> orjson.Fragment:
    """The same as JSON: many lists end with it, so it is made once a minute and kept with what was found."""
    key = ("help", language, instant, tuple(regions))
    found: orjson.Fragment | None = snapshot.found.get(key)
    if found is None:
        found = snapshot.found[key] = orjson.Fragment(orjson.dumps(cards(snapshot, language, instant, key[3])))
    return found


def lines(snapshot: Snapshot, language: str, instant: datetime, regions: Iterable[str] = ()) -> list[Document]:
    """The same as whole records; none where all of them are withdrawn."""
    feed = snapshot.feeds[language]
    wanted = [place for region in regions for place in feed.strips.get(region, ())]
    places = [place for place in feed.strips[None] if place in wanted] if wanted else feed.strips[None]
    return [feed.shelves[plural].at(instant).document(place) for plural, place in places]


def help_in(language: str) -> list[Document]:
    """The strip as it stands now. Never fails: it is what an error ends with."""
    snapshot = reader.snapshot
    try:
        snapshot = reader.current()
        if snapshot:
            return cards(snapshot, language, minute(timezone.now()))
    except Exception:  # Whatever is broken, the numbers are still told.
        return spare_cards(language, snapshot)
    return spare_cards(language, None)


def spare_cards(language: str, snapshot: Snapshot | None) -> list[Document]:
    """The lines in the package, less those that we know to be withdrawn."""
    lines = emergency_lines()[language]
    if not snapshot:
        return lines
    gone = {one["contact"] or one["id"] for one in snapshot.manifest["withdrawn"]}
    gone |= {one["id"] for one in snapshot.manifest["gone"]}
    return [line for line in lines if gone.isdisjoint([line["id"], *(contact["id"] for contact in line["contacts"])])]


@cache
def emergency_lines() -> dict[str, list[dict[str, Any]]]:
    """Language -> cards without moments, made from the seeds by `manage.py emergency_lines`."""
    lines: dict[str, list[dict[str, Any]]] = orjson.loads(EMERGENCY_FILE.read_bytes())
    return lines
