"""What a search may go on to say: the names of topics and organisations, from their first letters."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hub.search.lexicon import Entry
from hub.text import fold

MOST = 8


@dataclass(frozen=True, order=True, slots=True)
class Beginning:
    """A way to begin a phrase of a record: at any of its words."""

    folded: str
    place: int
    kind: str
    slug: str


def beginnings(lexicon: Iterable[Entry]) -> list[Beginning]:
    """Those of every phrase, in order."""
    return sorted(
        Beginning(" ".join(entry.all_words[place:]), place, entry.kind, entry.slug)
        for entry in lexicon
        for place in range(len(entry.all_words))
    )


def begun_with(beginnings: Sequence[Beginning], typed: str) -> list[Beginning]:
    """One for each record, the nearest first."""
    start = fold(typed)
    if not start:
        return []
    first = bisect_left(beginnings, start, key=lambda one: one.folded)
    best: dict[tuple[str, str], Beginning] = {}
    for one in beginnings[first:]:
        if not one.folded.startswith(start):
            break
        if len(one.folded) < len(best.setdefault((one.kind, one.slug), one).folded):
            best[one.kind, one.slug] = one
    return sorted(best.values(), key=lambda one: (one.kind != "topic", one.place, len(one.folded), one))[:MOST]
