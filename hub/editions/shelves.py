"""The documents of one kind in one language as a reader holds them: JSON in pieces, indexes and orders."""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

import orjson

from hub.editions.contract import Clock, Document, Kind
from hub.editions.gathering import Gathered, Numbers, Values, silent
from hub.editions.moments import Moments, filled, fillings
from hub.editions.orders import Facts, Index, Lists, MovingOrdering, Order, mask_of

T = TypeVar("T")
# Minutes whose moments are kept: this one, the next, and one that a page being read is pinned to.
MINUTES_KEPT = 3
# Instants that somebody asked for, of which it is kept what was true.
INSTANTS_KEPT = 8


class Shelf:
    """The documents of one kind in one language."""

    def __init__(self, kind: Kind, gathered: Gathered, templates: Mapping[str, str]) -> None:
        self.kind = kind
        self.lists: Lists = kind.filterset.lists() if kind.filterset else Lists()
        self.documents = Documents(Pieces(gathered), gathered.apart)
        self.slugs = {slug: slugs[0] for slugs in gathered.names for slug in (*slugs[2:], slugs[0])}
        """Any slug of a document, old ones included -> the one it has now."""
        self.places = {key: place for place, keys in enumerate(gathered.names) for key in (*keys[2:], *keys[:2])}
        self.helps = gathered.helps
        self.announcements = gathered.announcements
        self.indexes = {name: index(found, len(self)) for name, found in gathered.facts.items()}
        self.orders = {name: Order(numbers(places)) for name, places in gathered.orders.items()}
        self.moving = [self.moving_by(name, values) for name, values in gathered.moving.items()]
        self.clocks = Clocks([self.clock(place, templates) for place in gathered.clocks.different], gathered.clocks.of)
        self.minutes: OrderedDict[datetime, Minute] = OrderedDict()

    def clock(self, place: int, templates: Mapping[str, str]) -> Clock:
        return self.kind.moments(self.documents[place], templates) if self.kind.moments else silent

    def moving_by(self, name: str, values: Values) -> "Moving":
        ordering = self.lists.orderings[name]
        assert isinstance(ordering, MovingOrdering)
        return Moving(name, ordering, values)

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def names(self) -> dict[str, str]:
        """Slug -> name, by position."""
        return {document["slug"]: document["name"] for document in self.by_position()}

    def by_position(self) -> Iterator[Document]:
        return map(self.documents.__getitem__, self.places_by_position)

    @cached_property
    def places_by_position(self) -> list[int]:
        return sorted(range(len(self)), key=self.orders["position"].ranks.__getitem__)

    def find(self, key: str) -> int | None:
        """The place of the document with this slug, old slug or id, in capitals or not: some write ids in them."""
        place = self.places.get(key)
        return self.places.get(key.lower()) if place is None else place

    def at(self, instant: datetime) -> "Minute":
        """What is true at a minute. Made once a minute for all documents."""
        return lately(self.minutes, instant, lambda: Minute(self, instant), MINUTES_KEPT)


def numbers(data: Numbers) -> "array[int]":
    return array("I", data)


def index(found: Mapping[str, Numbers], size: int) -> Index:
    return {value: mask_of(numbers(places), size) for value, places in found.items()}


class Pieces:
    """The JSON of all documents in one stretch of memory; cut where a `now` belongs."""

    def __init__(self, gathered: Gathered) -> None:
        self.text = memoryview(gathered.text)
        self.cuts = numbers(gathered.cuts)
        self.firsts = numbers(gathered.firsts)

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def __getitem__(self, place: int) -> list[memoryview]:
        first, last = self.firsts[place], self.firsts[place + 1]
        return [self.text[self.cuts[number] : self.cuts[number + 1]] for number in range(first, last)]

    def joined(self, place: int) -> bytes:
        """The document without moments."""
        return bytes(self.text[self.cuts[self.firsts[place]] : self.cuts[self.firsts[place + 1]]])


class Documents(Sequence[Document]):
    """The documents as in the feed, without moments, each parsed when it is asked for."""

    def __init__(self, pieces: Pieces, apart: Sequence[bytes]) -> None:
        self.pieces = pieces
        self.apart = apart

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, place: Any) -> Any:
        """At one place; not a slice."""
        return orjson.loads(self.json(place))

    def json(self, place: int) -> bytes:
        whole = self.pieces.joined(place)
        return whole[:-1] + b"," + self.apart[place] + b"}" if self.apart else whole


class Places:
    """Value -> the places found under it."""

    def __init__(self) -> None:
        self.of: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, place: int, values: Iterable[str]) -> None:
        for value in values:
            self.of[value].append(place)

    def index(self, size: int) -> Index:
        return {value: mask_of(places, size) for value, places in self.of.items()}


class Told:
    """What a clock tells at an instant, and as JSON."""

    __slots__ = ("gaps", "moments")

    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.gaps = fillings(moments)


class Moving:
    """An ordering in which the minute has a say, with what it asks of each document."""

    def __init__(self, name: str, ordering: MovingOrdering, facts: Values) -> None:
        self.name = name
        self.ordering = ordering
        self.facts = [facts.different[number] for number in numbers(facts.of)]

    def order(self, told: Sequence[Told], within: Order) -> Order:
        moments = (one.moments for one in told)
        buckets = map(self.ordering.bucket, self.facts, moments)
        keys = list(zip(buckets, within.ranks, strict=True))
        return Order(sorted(range(len(keys)), key=keys.__getitem__))


class Clocks:
    """The clocks of a shelf; documents whose clocks are equal share one."""

    def __init__(self, clocks: Sequence[Clock], of: Numbers) -> None:
        self.clocks = clocks
        self.of = numbers(of)
        self.indexes: OrderedDict[Any, Index] = OrderedDict()

    def index(self, instant: datetime, tell: Callable[[Any, datetime], str]) -> Index:
        """Value -> the places of the documents of whose clocks it is told at an instant; the last ones are kept."""
        return lately(self.indexes, (instant, tell), lambda: self.made(instant, tell), INSTANTS_KEPT)

    def made(self, instant: datetime, tell: Callable[[Any, datetime], str]) -> Index:
        values = [tell(clock, instant) for clock in self.clocks]
        places = Places()
        for place, number in enumerate(self.of):
            places.add(place, [values[number]])
        return places.index(len(self.of))

    def at(self, instant: datetime) -> list[Told]:
        """What is true of every document. Many clocks tell the same, which is then held once."""
        same: dict[tuple[bytes, ...], Told] = {}
        every = (Told(clock(instant)) for clock in self.clocks)
        told = [same.setdefault(one.gaps, one) for one in every]
        return [told[number] for number in self.of]


def lately(kept: OrderedDict[Any, T], asked: Any, make: Callable[[], T], most: int) -> T:
    """What was asked for lately, made once; what was not asked for longest goes first.

    Several threads ask at once: a key is moved, and never out of the way while somebody looks for it.
    """
    found = kept.get(asked)
    if found is None:
        found = kept[asked] = make()
        while len(kept) > most:
            kept.popitem(last=False)
    with suppress(KeyError):  # Another thread may have made room for others meanwhile.
        kept.move_to_end(asked)
    return found


def index_of(told: Sequence[Told], facts: Facts) -> Index:
    places = Places()
    for place, one in enumerate(told):
        places.add(place, facts(one.moments))
    return places.index(len(told))


class Minute:
    """What is true of a shelf at a minute. Does not hold the shelf, that holds it: both would never be let go."""

    def __init__(self, shelf: Shelf, instant: datetime) -> None:
        self.pieces = shelf.documents.pieces
        self.places_by_position = shelf.places_by_position
        told = shelf.clocks.at(instant)
        self.gaps = [one.gaps for one in told]
        self.indexes = {name: index_of(told, facts) for name, facts in shelf.lists.moments.items()}
        self.orders = shelf.orders | {
            moving.name: moving.order(told, shelf.orders[moving.name]) for moving in shelf.moving
        }

    def json(self, place: int) -> bytes:
        return filled(self.pieces[place], self.gaps[place])

    def document(self, place: int) -> Document:
        found: Document = orjson.loads(self.json(place))
        return found

    def by_position(self) -> Iterator[Document]:
        return map(self.document, self.places_by_position)
