"""Every word of the lexicon, found by what people type in its place."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from hub.search.letters import is_urdu, key, likeness, sound

HAS_DIGITS = re.compile("[0-9]")
# Shorter words are too like one another to be taken for misspelt, or for the beginning of another.
LEAST_MISSPELT, LEAST_BEGUN = 5, 4
# The fewer consonants, the more alike two words must sound; English spelling is not free.
ALIKE = {1: 0.95, 2: 0.74, 3: 0.5}
ALIKE_LONG, ALIKE_ENGLISH = 0.4, 0.8
LEAST_ENGLISH = 3
# To a word that we know.
ALIKE_KNOWN, ALIKE_KNOWN_ELSEWHERE = 0.9, 0.82
# Nobody has misspelt a longer word.
LONGEST = 40
MOST_MEANT, MOST_BEGUN = 12, 20
Meant = tuple[tuple[str, float], ...]
"""Words of the lexicon, and how surely somebody means them; the surest first."""


class Vocabulary:
    def __init__(self, scripts: Mapping[str, Set[str]]) -> None:
        """`scripts`: in which ones a word stands in the lexicon."""
        self.scripts = scripts
        self.words = sorted(scripts)
        self.sounds = {word: sound(word) for word in self.words}
        self.by_key = grouped((key(heard), word) for word, heard in self.sounds.items())
        long = (word for word in self.words if len(word) >= LEAST_MISSPELT)
        self.by_less = grouped((less, word) for word in long for less in lessened(word))
        """A word less one letter, or as it is -> the words that it may be."""

    def __contains__(self, word: str) -> bool:
        return word in self.scripts

    def meant(self, typed: str) -> Meant:
        """Never remembered: it is what somebody typed."""
        if len(typed) > LONGEST:
            return ()
        found: dict[str, float] = {}
        for word, sureness in self.candidates(typed):
            found[word] = max(sureness, found.get(word, 0.0))
        return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:MOST_MEANT])

    def candidates(self, typed: str) -> Iterator[tuple[str, float]]:
        if typed in self.scripts:
            yield typed, 1.0
        if HAS_DIGITS.search(typed):
            return  # 78UMANG is not 77UMANG.
        yield from self.sounding(typed)
        if typed not in self.scripts:
            yield from self.misspelt(typed)
            yield from self.begun(typed)

    def sounding(self, typed: str) -> Iterator[tuple[str, float]]:
        heard = sound(typed)
        consonants = key(heard)
        for word in self.by_key.get(consonants, ()):
            alike = likeness(heard, self.sounds[word])
            if alike >= self.least_alike(typed, word, len(consonants)):
                yield word, 0.6 + 0.35 * alike

    def least_alike(self, typed: str, word: str, consonants: int) -> float:
        """A word that we know is itself, in another script at most; the fewer consonants, the less they tell."""
        least = ALIKE.get(consonants, ALIKE_LONG)
        if self.scripts[word] == {"en"}:
            least = ALIKE_ENGLISH if consonants >= LEAST_ENGLISH else 1.0
        if typed in self.scripts:
            least = max(least, ALIKE_KNOWN if is_urdu(typed) == is_urdu(word) else ALIKE_KNOWN_ELSEWHERE)
        return least

    def misspelt(self, typed: str) -> Iterator[tuple[str, float]]:
        if len(typed) >= LEAST_MISSPELT:
            for less in lessened(typed):
                for word in self.by_less.get(less, ()):
                    if is_one_off(typed, word):
                        yield word, 0.8 if word[0] == typed[0] else 0.6

    def begun(self, typed: str) -> Iterator[tuple[str, float]]:
        if len(typed) < LEAST_BEGUN:
            return
        first = bisect_left(self.words, typed)
        for word in self.words[first : first + MOST_BEGUN]:
            if not word.startswith(typed):
                return
            yield word, 0.5 + 0.4 * len(typed) / len(word)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Key -> its words. Tuples, since a list keeps room to grow, and nearly all hold one word."""
    words: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for found, word in pairs:
        words[found] += (word,)
    return dict(words)


def is_one_off(typed: str, word: str) -> bool:
    """One letter is missing, too many, another, or changes places with its neighbour."""
    begun = next((place for place, pair in enumerate(zip(typed, word, strict=False)) if pair[0] != pair[1]), None)
    if begun is None:
        return abs(len(typed) - len(word)) <= 1
    one, other = typed[begun:], word[begun:]
    swapped = one[1:2] + one[:1] + one[2:]
    return other in (one[1:], swapped) or one == other[1:] or one[1:] == other[1:]


def lessened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
