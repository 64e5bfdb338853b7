"""What a search may go on to say: the names of topics and organisations, from their first letters."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from hub.editions.contract import kinds
from hub.editions.reader import Snapshot
from hub.search.lexicon import folded
from hub.text import fold

MOST = 8


@dataclass(frozen=True, order=True)
class Beginning:
    """A way to begin a name or a phrase."""

    folded: str
    rank: int
    text: str
    kind: str
    plural: str
    slug: str


def names(snapshot: Snapshot) -> list[Beginning]:
    """Every name and phrase, from each of its words on, in order."""
    found = {one for rank, kind in enumerate(reversed(kinds())) for one in of_kind(snapshot, kind.plural, -rank)}
    return sorted(found)


def of_kind(snapshot: Snapshot, plural: str, rank: int) -> Iterator[Beginning]:
    kind = next(one for one in kinds() if one.plural == plural)
    for feed in snapshot.feeds.values():
        for document in feed.shelves[plural].documents:
            for phrase in kind.lexicon(document):
                words = folded(phrase.text)
                for place in range(len(words)):
                    rest = " ".join(words[place:])
                    yield Beginning(rest, rank - place, phrase.text, kind.kind, plural, document["slug"])


def begun_with(beginnings: list[Beginning], typed: str) -> list[Beginning]:
    """One for each record, the nearest first."""
    start = fold(typed)
    if not start:
        return []
    first = bisect_left(beginnings, start, key=lambda one: one.folded)
    best: dict[tuple[str, str], Beginning] = {}
    for one in beginnings[first:]:
        if not one.folded.startswith(start):
            break
        best.setdefault((one.kind, one.slug), one)
    return sorted(best.values(), key=lambda one: (len(one.folded), one))[:MOST]
