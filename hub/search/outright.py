"""What is said outright: a phrase for a crisis that stands whole in the words, whatever else is said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from hub.search.letters import sound
from hub.search.lexicon import Entry

# A single word says it outright only if it is long enough to be no other.
LEAST_LETTERS = 6


class Outright:
    def __init__(self, entries: Iterable[Entry]) -> None:
        """`entries`: the phrases of all crises, with every word of theirs."""
        self.by_first: defaultdict[str, list[tuple[tuple[str, ...], Entry]]] = defaultdict(list)
        for entry in entries:
            if len(entry.all_words) > 1 or len(entry.all_words[0]) >= LEAST_LETTERS:
                heard = tuple(map(sound, entry.all_words))
                self.by_first[heard[0]].append((heard, entry))

    def said(self, words: Sequence[str]) -> dict[str, Entry]:
        """Slug of a topic -> the phrase of it that is said; words as they were typed, folded, none left out."""
        heard = tuple(map(sound, words))
        found: dict[str, Entry] = {}
        for place, first in enumerate(heard):
            for phrase, entry in self.by_first.get(first, ()):
                if heard[place : place + len(phrase)] == phrase:
                    found.setdefault(entry.slug, entry)
        return found
