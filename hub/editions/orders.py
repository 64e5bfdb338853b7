"""Sets of places as the bits of a whole number, and orders in which a page is found without walking to it."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hub.editions.contract import Document
from hub.editions.moments import Moments
from hub.text import urdu_sort_key

# Places in one run of an order: few enough to sort for a page, enough that there are not many runs to look at.
RUN = 64


Index = Mapping[str, int]
"""Value of a filter -> the places found under it."""


def mask_of(places: Iterable[int], size: int) -> int:
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def places_of(mask: int) -> Iterator[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Order:
    """All places of a shelf in an order, cut into runs."""

    def __init__(self, places: Sequence[int]) -> None:
        self.ranks = array("I", bytes(4 * len(places)))
        for rank, place in enumerate(places):
            self.ranks[place] = rank
        self.runs = [mask_of(places[first : first + RUN], len(places)) for first in range(0, len(places), RUN)]

    def page(self, groups: Iterable[int], first: int, size: int) -> list[int]:
        """Some places of groups that follow each other, each group in this order."""
        shown: list[int] = []
        for part in self.parts(groups):
            count = part.bit_count()
            if count > first:
                shown += self.sorted(part)[first : first + size - len(shown)]
            if len(shown) == size:
                break
            first = max(0, first - count)
        return shown

    def parts(self, groups: Iterable[int]) -> Iterator[int]:
        """Each group in stretches that follow each other and are soon sorted."""
        for group in groups:
            if group.bit_count() > RUN:
                yield from (part for run in self.runs if (part := group & run))
            elif group:
                yield group

    def sorted(self, mask: int) -> list[int]:
        return sorted(places_of(mask), key=self.ranks.__getitem__)


@dataclass(frozen=True)
class Ordering:
    """How a list can be ordered: by a key of the document, made once an edition."""

    key: Callable[[Document], Any]
    newest_first: bool = False


def name_key(document: Document) -> Any:
    return urdu_sort_key(document["name"]), document["slug"]


BY_POSITION = Ordering(lambda document: (document["position"], name_key(document)))


@dataclass(frozen=True, kw_only=True)
class MovingOrdering(Ordering):
    """One in which the minute has a say: a `bucket`, told from `facts` of the document and its moments, comes first."""

    facts: Callable[[Document], Any]
    bucket: Callable[[Any, Moments], Any]


Facts = Callable[[Any], Iterable[str]]
"""The values of one filter under which a document, or what is true of it now, is found."""


@dataclass(frozen=True)
class Lists:
    """What lists of a kind ask of every document (`facts`) and of its moments."""

    facts: Mapping[str, Facts] = field(default_factory=dict)
    moments: Mapping[str, Facts] = field(default_factory=dict)
    orderings: Mapping[str, Ordering] = field(default_factory=lambda: {"position": BY_POSITION})
