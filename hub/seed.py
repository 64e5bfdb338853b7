"""The smallest copy of help: the strip in both languages, bundled with an app for its first start without a network."""

from collections.abc import Iterator
from typing import Any

from hub.editions.contract import FORMAT, Document
from hub.editions.reader import Snapshot

# Nothing else rings without a network.
KINDS = {"phone", "sms"}


def seed(snapshot: Snapshot) -> dict[str, Any]:
    return {"format": FORMAT, "state": snapshot.state, "strip": list(lines(snapshot))}


def lines(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """In the order of the strip; a line's `regions` are null where it serves the whole country."""
    languages = {language: strip(snapshot, language) for language in snapshot.feeds}
    for one in zip(*languages.values(), strict=True):
        yield line(dict(zip(languages, one, strict=True)))


def strip(snapshot: Snapshot, language: str) -> list[Document]:
    feed = snapshot.feeds[language]
    return [feed.shelves[plural].documents[place] for plural, place in feed.strips[None]]


def line(documents: dict[str, Document]) -> dict[str, Any]:
    """One line, from its documents by language."""
    first = next(iter(documents.values()))
    coverage = first["coverage"]
    return {
        "id": first["id"],
        "slug": first["slug"],
        "name": {language: document["name"] for language, document in documents.items()},
        "emergency": first["emergency"],
        "crisis": first["crisis"],
        "police": first["police"],
        "regions": None if coverage["scope"] == "nationwide" else [one["code"] for one in coverage["regions"]],
        "contacts": [contact(one) for one in first["contacts"] if one["kind"] in KINDS],
    }


def contact(document: Document) -> dict[str, Any]:
    return {
        "kind": document["kind"],
        "display": document["display"],
        "href": document["href"],
        "always_open": document["hours"]["always_open"],
    }
