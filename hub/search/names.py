"""What a search may go on to say: the names of topics and organisations, from their first letters."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hub.search.lexicon import Entry
from hub.text import fold

MOST = 8
# A name is begun at any of its first words.
WORDS = 16


@dataclass(frozen=True)
class Beginning:
    """A phrase of a record from one of its words on."""

    entry: Entry
    place: int

    @property
    def text(self) -> str:
        return " ".join(self.entry.all_words[self.place :])

    @property
    def nearness(self) -> tuple[bool, bool, int, int, str]:
        """Names before the phrases that lead to them, topics before organisations."""
        is_phrase = bool(self.entry.phrase.script)
        return is_phrase, self.entry.kind != "topic", self.place, len(self.text), self.text


class Beginnings:
    """Of all phrases, in the order of their letters; kept as numbers, since there are many of them."""

    def __init__(self, lexicon: Sequence[Entry]) -> None:
        self.lexicon = lexicon
        every = (
            number * WORDS + place
            for number, entry in enumerate(lexicon)
            for place in range(min(WORDS, len(entry.all_words)))
        )
        self.order = array("I", sorted(every, key=lambda one: self.at(one).text))

    def at(self, number: int) -> Beginning:
        return Beginning(self.lexicon[number // WORDS], number % WORDS)

    def with_letters(self, typed: str) -> list[Beginning]:
        """One for each record, the nearest first."""
        best: dict[tuple[str, str], Beginning] = {}
        for one in self.begun(fold(typed)):
            held = best.setdefault((one.entry.kind, one.entry.slug), one)
            if one.nearness < held.nearness:
                best[one.entry.kind, one.entry.slug] = one
        return sorted(best.values(), key=lambda one: (one.nearness, one.entry.slug))[:MOST]

    def begun(self, start: str) -> Iterator[Beginning]:
        first = bisect_left(self.order, start, key=lambda number: self.at(number).text)
        for number in self.order[first:] if start else ():
            one = self.at(number)
            if not one.text.startswith(start):
                return
            yield one
