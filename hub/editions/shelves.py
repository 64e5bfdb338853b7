"""The documents of one kind in one language as a reader holds them: JSON in pieces, indexes and orders.

A parsed document takes several times the room of its JSON. So it is read once, for all that filters and orders ask of
it, and let go.
"""

from array import array
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, TypeVar

import orjson

from hub.editions.contract import Announcement, Clock, Document, Help, Kind
from hub.editions.layout import Layout, layout
from hub.editions.moments import Moments, filled, fillings, pieces
from hub.editions.orders import Index, Lists, MovingOrdering, Order, Ordering, mask_of

T = TypeVar("T")
# Minutes whose moments are kept: this one, the next, and one that a page being read is pinned to.
MINUTES_KEPT = 3
# Instants that somebody asked for, of which it is kept what was true.
INSTANTS_KEPT = 8
# Any instant will do to see where the moments of a document stand.
SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)


class Shelf:
    """The documents of one kind in one language."""

    def __init__(self, kind: Kind, documents: Iterable[Document], templates: Mapping[str, str]) -> None:
        self.kind = kind
        self.lists: Lists = kind.filterset.lists() if kind.filterset else Lists()
        self.pieces = Pieces()
        self.apart: list[bytes] = []
        """Of every document, where its kind has fields apart: those, as JSON without the braces."""
        self.slugs: dict[str, str] = {}
        """Any slug of a document, old ones included -> the one it has now."""
        self.places: dict[str, int] = {}
        self.helps: list[tuple[int, Help]] = []
        self.announcements: list[tuple[int, Announcement]] = []
        self.clocks = Clocks(kind, templates)
        gathered = Gathered(self.lists)
        in_order = layout(kind.schema) or Layout({}, None)
        for document in documents:
            gathered.add(document)
            self.add(in_order(document))
        self.pieces.seal()
        self.indexes = gathered.indexes()
        self.orders = gathered.orders()
        self.moving = gathered.moving
        self.minutes: OrderedDict[datetime, Minute] = OrderedDict()

    def add(self, document: Document) -> None:
        place = len(self)
        self.slugs |= dict.fromkeys((*document["old_slugs"], document["slug"]), document["slug"])
        self.places |= dict.fromkeys((*document["old_slugs"], document["id"], document["slug"]), place)
        if on_strip := self.kind.help(document):
            self.helps.append((place, on_strip))
        if announcement := self.kind.announcement(document):
            self.announcements.append((place, announcement))
        if self.kind.apart:
            self.apart.append(orjson.dumps({name: document[name] for name in self.kind.apart})[1:-1])
            document = {name: value for name, value in document.items() if name not in self.kind.apart}
        self.pieces.add(pieces(document, self.clocks.add(document)))

    def __len__(self) -> int:
        return len(self.pieces)

    @cached_property
    def names(self) -> dict[str, str]:
        """Slug -> name, by position."""
        return {document["slug"]: document["name"] for document in self.by_position()}

    def by_position(self) -> Iterator[Document]:
        return map(self.documents.__getitem__, self.places_by_position)

    @cached_property
    def places_by_position(self) -> list[int]:
        return sorted(range(len(self)), key=self.orders["position"].ranks.__getitem__)

    @property
    def documents(self) -> "Documents":
        return Documents(self.pieces, self.apart)

    def find(self, key: str) -> int | None:
        """The place of the document with this slug, old slug or id."""
        return self.places.get(key)

    def at(self, instant: datetime) -> "Minute":
        """What is true at a minute. Made once a minute for all documents."""
        return lately(self.minutes, instant, lambda: Minute(self, instant), MINUTES_KEPT)


class Pieces:
    """The JSON of all documents in one stretch of memory, which is given back as one; cut where a `now` belongs."""

    def __init__(self) -> None:
        self.text: Any = bytearray()
        self.cuts = array("L", [0])
        self.firsts = array("L", [0])
        """Of every document: the number of its first piece; and at last how many pieces there are."""

    def add(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            self.text += part
            self.cuts.append(len(self.text))
        self.firsts.append(len(self.cuts) - 1)

    def seal(self) -> None:
        self.text = memoryview(bytes(self.text))

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


class Gathered:
    """What filters and orders ask of the documents, gathered while they are read."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.size = 0
        self.places = {name: Places() for name in lists.facts}
        self.keys: dict[str, list[Any]] = {name: [] for name in lists.orderings}
        self.moving = [Moving(name, one) for name, one in lists.orderings.items() if isinstance(one, MovingOrdering)]

    def add(self, document: Document) -> None:
        for name, facts in self.lists.facts.items():
            self.places[name].add(self.size, facts(document))
        for name, ordering in self.lists.orderings.items():
            self.keys[name].append(ordering.key(document))
        for moving in self.moving:
            moving.facts.append(moving.ordering.facts(document))
        self.size += 1

    def indexes(self) -> dict[str, Index]:
        return {name: places.index(self.size) for name, places in self.places.items()}

    def orders(self) -> dict[str, Order]:
        return {name: self.order(keys, self.lists.orderings[name]) for name, keys in self.keys.items()}

    def order(self, keys: list[Any], ordering: Ordering) -> Order:
        return Order(sorted(range(self.size), key=keys.__getitem__, reverse=ordering.newest_first))


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

    def __init__(self, moments: Moments) -> None:
        self.moments = moments
        self.gaps = fillings(moments)


class Moving:
    """An ordering in which the minute has a say, with what it asks of each document."""

    def __init__(self, name: str, ordering: MovingOrdering) -> None:
        self.name = name
        self.ordering = ordering
        self.facts: list[Any] = []

    def order(self, told: Sequence[Told], within: Order) -> Order:
        moments = (one.moments for one in told)
        buckets = map(self.ordering.bucket, self.facts, moments)
        keys = list(zip(buckets, within.ranks, strict=True))
        return Order(sorted(range(len(keys)), key=keys.__getitem__))


class Clocks:
    """The clocks of a shelf; documents whose clocks are equal share one."""

    def __init__(self, kind: Kind, templates: Mapping[str, str]) -> None:
        self.prepare = kind.moments
        self.templates = templates
        self.numbers: dict[Clock, int] = {}
        self.of: list[int] = []
        self.indexes: OrderedDict[Any, Index] = OrderedDict()

    def add(self, document: Document) -> Moments:
        """The moments of some day: their shape is that of every day."""
        clock = self.prepare(document, self.templates) if self.prepare else silent
        self.of.append(self.numbers.setdefault(clock, len(self.numbers)))
        return clock(SOME_DAY)

    def index(self, instant: datetime, value: Callable[[Moments], str]) -> Index:
        """Value -> the places of the documents of which it is true at an instant; the last ones asked for are kept."""
        return lately(self.indexes, (instant, value), lambda: self.made(instant, value), INSTANTS_KEPT)

    def made(self, instant: datetime, value: Callable[[Moments], str]) -> Index:
        values = [value(clock(instant)) for clock in self.numbers]
        places = Places()
        for place, number in enumerate(self.of):
            places.add(place, [values[number]])
        return places.index(len(self.of))

    def at(self, instant: datetime) -> list[Told]:
        """What is true of every document. Many clocks tell the same, which is then held once."""
        same: dict[bytes, Told] = {}
        told = []
        for clock in self.numbers:
            moments = clock(instant)
            told.append(same.setdefault(orjson.dumps(moments), Told(moments)))
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


def silent(instant: datetime) -> Moments:
    """The clock of a document of which the same is true always."""
    return {}


class Minute:
    """What is true of a shelf at a minute. Does not hold the shelf, that holds it: both would never be let go."""

    def __init__(self, shelf: Shelf, instant: datetime) -> None:
        self.pieces = shelf.pieces
        self.places_by_position = shelf.places_by_position
        self.told = shelf.clocks.at(instant)
        self.indexes = {name: self.index(facts) for name, facts in shelf.lists.moments.items()}
        self.orders = shelf.orders | {
            moving.name: moving.order(self.told, shelf.orders[moving.name]) for moving in shelf.moving
        }

    def index(self, facts: Any) -> Index:
        places = Places()
        for place, told in enumerate(self.told):
            places.add(place, facts(told.moments))
        return places.index(len(self.told))

    def json(self, place: int) -> bytes:
        return filled(self.pieces[place], self.told[place].gaps)

    def document(self, place: int) -> Document:
        found: Document = orjson.loads(self.json(place))
        return found

    def by_position(self) -> Iterator[Document]:
        return map(self.document, self.places_by_position)
