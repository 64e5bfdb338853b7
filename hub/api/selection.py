"""A set of documents of one shelf at one minute, narrowed by filters: what a queryset is to a table.

The places of the documents are the bits of a whole number, so that filters are `&` and counts are `bit_count`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from hub.editions.orders import Index
from hub.editions.reader import Feed
from hub.editions.shelves import Minute, Shelf

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Selection:
    feed: Feed
    shelf: Shelf
    instant: datetime
    mask: int

    @classmethod
    def whole(cls, feed: Feed, plural: str, instant: datetime) -> Self:
        shelf = feed.shelves[plural]
        return cls(feed, shelf, instant, (1 << len(shelf)) - 1)

    @property
    def minute(self) -> Minute:
        return self.shelf.at(self.instant)

    def index(self, name: str) -> Index:
        """Of a filter: the same for the whole edition, or for the minute."""
        found = self.shelf.indexes.get(name)
        return self.minute.indexes[name] if found is None else found

    def with_any(self, name: str, values: Iterable[str]) -> Self:
        """Those found under any of the values of a filter."""
        index = self.index(name)
        found = 0
        for value in values:
            found |= index.get(value, 0)
        return self.within(found)

    def within(self, mask: int) -> Self:
        return type(self)(self.feed, self.shelf, self.instant, self.mask & mask)

    def page(self, ordering: str, groups: Iterable[int], first: int, size: int) -> list[int]:
        """The places of one page of groups that follow each other."""
        return self.minute.orders[ordering].page(groups, first, size)

    def __len__(self) -> int:
        return self.mask.bit_count()
