"""One language of a state as its readers take it: the feed, gathered by kind.

It lies on the disk beside the feed, of which it is made, and of use to the very code that has made it: another version
may ask other things of a document, and gathers for itself.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings

from hub.editions.bake import merged
from hub.editions.contract import kinds, plurals
from hub.editions.gathering import Gathered, gather


class Prepared(msgspec.Struct):
    size: int
    """Bytes of the feed."""
    rest: bytes
    """All of the feed but its records, as JSON."""
    gathered: dict[str, Gathered]
    """By plural of a kind."""


def prepare(feed: bytes) -> Prepared:
    """Raises KeyError, TypeError, ValueError or MsgspecError for what is not a feed."""
    data = msgspec.json.decode(feed, type=dict[str, msgspec.Raw])
    rest = {key: msgspec.json.decode(raw) for key, raw in data.items() if key not in plurals()}
    templates = templates_of(rest)
    gathered = {kind.plural: gather(kind, records(data.get(kind.plural)), templates) for kind in kinds()}
    return Prepared(len(feed), msgspec.json.encode(rest), gathered)


def templates_of(rest: Mapping[str, Any]) -> dict[str, str]:
    """An edition baked by older code lacks the sentences that have been added since."""
    known = merged(kind.templates(rest["language"]) for kind in kinds())
    baked: dict[str, str] = rest["templates"]
    return known | baked


def records(raw: msgspec.Raw | None) -> Iterator[bytes]:
    """The JSON of one record after another; none of a kind that the edition lacks."""
    found = msgspec.json.decode(raw, type=list[msgspec.Raw]) if raw else []
    return map(bytes, found)


def to_bytes(prepared: Prepared) -> bytes:
    return msgspec.msgpack.encode(prepared)


def from_bytes(data: bytes) -> Prepared:
    """Raises MsgspecError."""
    return msgspec.msgpack.decode(data, type=Prepared)


def path_of(state: str, language: str) -> str:
    return f"prepared/{state}/{code()}/{language}"


def code() -> str:
    """Names the code that prepares: any change of ours, of Python or of the library may put it otherwise."""
    return hashlib.sha256(f"{of_ours()} {[kind.kind for kind in kinds()]}".encode()).hexdigest()[:16]


@cache
def of_ours() -> str:
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder} {msgspec.__version__}".encode())
    for path in sorted(ours()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def ours() -> Iterator[Path]:
    """The modules of all packages that tell what an edition is made of."""
    for package in {path.partition(".")[0] for path in settings.EDITION_KINDS}:
        yield from (settings.BASE_DIR / package).rglob("*.py")
