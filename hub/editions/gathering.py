"""What a reader asks of the documents of one kind in one language, gathered while they are read one by one.

A parsed document takes several times the room of its JSON, and to read all of them takes longer than all else in
loading an edition. So whoever makes a state live gathers once for every reader of the machine.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
import orjson

from hub.editions.contract import Announcement, Document, Help, Kind
from hub.editions.layout import Layout
from hub.editions.moments import Moments, pieces
from hub.editions.orders import Lists, MovingOrdering, Ordering

# Any instant will do to see where the moments of a document stand.
SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)

Numbers = bytes
"""Whole numbers, as in array("I")."""


class Values(msgspec.Struct):
    """A value of every document; those that are equal are held once."""

    different: list[Any]
    of: Numbers
    """Of every document: which one."""


class Gathered(msgspec.Struct):
    """All of it. Places are those in the feed."""

    names: list[list[str]]
    """Of every document: slug, id, old slugs."""
    text: bytes
    """The JSON of all documents, cut where a `now` belongs."""
    cuts: Numbers
    firsts: Numbers
    """Of every document: the number of its first piece; and at last how many pieces there are."""
    apart: list[bytes]
    """Of every document, where its kind has fields apart: those, as JSON without the braces."""
    helps: list[tuple[int, Help]]
    announcements: list[tuple[int, Announcement]]
    facts: dict[str, dict[str, Numbers]]
    """Filter -> value -> the places found under it."""
    orders: dict[str, Numbers]
    """Ordering -> the places in that order."""
    moving: dict[str, Values]
    """Ordering in which the minute has a say -> what it asks of each document."""
    clocks: Values
    """The place of a document that has the clock."""


def gather(kind: Kind, documents: Iterable[bytes], templates: Mapping[str, str]) -> Gathered:
    gathering = Gathering(kind, templates)
    for json in documents:
        gathering.add(layout_of(kind)(json))
    return gathering.all()


@cache
def layout_of(kind: Kind) -> Layout:
    return Layout(kind.schema)


class Gathering:
    def __init__(self, kind: Kind, templates: Mapping[str, str]) -> None:
        self.kind = kind
        self.names: list[list[str]] = []
        self.text = Text()
        self.apart: list[bytes] = []
        self.helps: list[tuple[int, Help]] = []
        self.announcements: list[tuple[int, Announcement]] = []
        self.clocks = Clocks(kind, templates)
        self.lists = Asked(kind.filterset.lists() if kind.filterset else Lists())

    def add(self, document: Document) -> None:
        place = len(self.names)
        self.names.append([document["slug"], document["id"], *document["old_slugs"]])
        self.lists.add(place, document)
        if on_strip := self.kind.help(document):
            self.helps.append((place, on_strip))
        if announcement := self.kind.announcement(document):
            self.announcements.append((place, announcement))
        if self.kind.apart:
            self.apart.append(orjson.dumps({name: document[name] for name in self.kind.apart})[1:-1])
        together = {name: value for name, value in document.items() if name not in self.kind.apart}
        self.text.add(pieces(together, self.clocks.add(place, document)))

    def all(self) -> Gathered:
        return Gathered(
            names=self.names,
            text=bytes(self.text.bytes),
            cuts=self.text.cuts.tobytes(),
            firsts=self.text.firsts.tobytes(),
            apart=self.apart,
            helps=self.helps,
            announcements=self.announcements,
            facts=self.lists.places(),
            orders=self.lists.orders(),
            moving={name: Values([*one.numbers], one.of.tobytes()) for name, one in self.lists.moving.items()},
            clocks=Values(self.clocks.places, self.clocks.clocks.of.tobytes()),
        )


class Text:
    """The JSON of all documents in one stretch of memory, which is given back as one."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.cuts = array("I", [0])
        self.firsts = array("I", [0])

    def add(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self.bytes += part
            self.cuts.append(len(self.bytes))
        self.firsts.append(len(self.cuts) - 1)


class Asked:
    """What filters and orderings ask."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.found: dict[str, defaultdict[str, array[int]]] = {
            name: defaultdict(lambda: array("I")) for name in lists.facts
        }
        self.keys: dict[str, list[Any]] = {name: [] for name in lists.orderings}
        self.moving = {name: Different() for name, one in lists.orderings.items() if isinstance(one, MovingOrdering)}

    def add(self, place: int, document: Document) -> None:
        for name, facts in self.lists.facts.items():
            for value in facts(document):
                self.found[name][value].append(place)
        for name, ordering in self.lists.orderings.items():
            self.keys[name].append(ordering.key(document))
            if isinstance(ordering, MovingOrdering):
                self.moving[name].add(ordering.facts(document))

    def places(self) -> dict[str, dict[str, Numbers]]:
        return {
            name: {value: places.tobytes() for value, places in found.items()} for name, found in self.found.items()
        }

    def orders(self) -> dict[str, Numbers]:
        return {name: self.order(keys, self.lists.orderings[name]).tobytes() for name, keys in self.keys.items()}

    def order(self, keys: list[Any], ordering: Ordering) -> "array[int]":
        return array("I", sorted(range(len(keys)), key=keys.__getitem__, reverse=ordering.newest_first))


class Different:
    """Values by number; those that are equal have one."""

    def __init__(self) -> None:
        self.numbers: dict[Any, int] = {}
        self.of = array("I")

    def add(self, value: Any) -> int:
        number = self.numbers.setdefault(value, len(self.numbers))
        self.of.append(number)
        return number


class Clocks:
    """Documents whose clocks are equal share one."""

    def __init__(self, kind: Kind, templates: Mapping[str, str]) -> None:
        self.prepare = kind.moments or (lambda document, templates: silent)
        self.templates = templates
        self.clocks = Different()
        self.places: list[int] = []
        self.shapes: list[Moments] = []

    def add(self, place: int, document: Document) -> Moments:
        """The moments of some day: their shape is that of every day."""
        clock = self.prepare(document, self.templates)
        number = self.clocks.add(clock)
        if number == len(self.places):
            self.places.append(place)
            self.shapes.append(clock(SOME_DAY))
        return self.shapes[number]


def silent(instant: datetime) -> Moments:
    """The clock of a document of which the same is true always."""
    return {}
