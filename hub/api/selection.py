"""A set of documents of one shelf at one minute, narrowed by filters: what a queryset is to a table.

The places of the documents are the bits of a whole number, so that filters are `&` and counts are `bit_count`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from hub.editions.contract import Document
from hub.editions.reader import Feed, Rendered, Shelf

Facts = Callable[[Document], Iterable[str]]
"""The values of one filter under which a document is found."""

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Selection:
    feed: Feed
    shelf: Shelf
    instant: datetime
    mask: int

    # django-filter asks every queryset for these.
    model = None

    def all(self) -> Self:
        return self

    @classmethod
    def whole(cls, feed: Feed, plural: str, instant: datetime) -> Self:
        shelf = feed.shelves[plural]
        return cls(feed, shelf, instant, (1 << len(shelf.documents)) - 1)

    @property
    def rendered(self) -> Rendered:
        return self.shelf.at(self.instant)

    def with_any(self, name: str, facts: Facts, values: Iterable[str], *, moment: bool) -> Self:
        """Those found under any of the values; the index is made once an edition, or once a minute for a moment."""
        index = self.index(name, facts, moment=moment)
        found = 0
        for value in values:
            found |= index.get(value, 0)
        return replace(self, mask=self.mask & found)

    def index(self, name: str, facts: Facts, *, moment: bool) -> dict[str, int]:
        indexes = self.rendered.indexes if moment else self.shelf.indexes
        if name not in indexes:
            indexes[name] = masks(self.rendered.documents if moment else self.shelf.documents, facts)
        return indexes[name]

    def where(self, test: Callable[[int, Document], bool]) -> Self:
        """Those that pass a test of (place, document with its moments)."""
        passed = sum(1 << place for place, document in self.places() if test(place, document))
        return replace(self, mask=passed)

    def ordered(self, name: str, key: Callable[[Document], Any], *, newest_first: bool = False) -> list[int]:
        """The places found, in an order that is made once a minute for the whole shelf."""
        return self.in_order(self.order(name, key, newest_first=newest_first), self.mask)

    def order(self, name: str, key: Callable[[Document], Any], *, newest_first: bool = False) -> list[int]:
        orders, documents = self.rendered.orders, self.rendered.documents
        if name not in orders:
            orders[name] = sorted(range(len(documents)), key=lambda place: key(documents[place]), reverse=newest_first)
        return orders[name]

    def in_order(self, order: list[int], mask: int) -> list[int]:
        """The places of a mask, as an order has them."""
        bits = f"{mask:0{len(order)}b}"[::-1]
        return [place for place in order if bits[place] == "1"]

    def places(self) -> Iterator[tuple[int, Document]]:
        documents = self.rendered.documents
        return ((place, documents[place]) for place in range(len(documents)) if self.mask >> place & 1)

    def __len__(self) -> int:
        return self.mask.bit_count()


def masks(documents: Iterable[Document], facts: Facts) -> dict[str, int]:
    index: dict[str, int] = {}
    for place, document in enumerate(documents):
        for value in facts(document):
            index[value] = index.get(value, 0) | 1 << place
    return index
