"""The phrases of a directory, and how well each record answers to what somebody typed."""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from hub.search.lexicon import Entry, stop_words
from hub.search.vocabulary import HAS_DIGITS, Meant, Vocabulary

# A word in more phrases than this tells no name from another: it counts where a rarer word has led.
TOO_COMMON = 400
# A word that stands in no phrase counts nearly as much as the rarest.
STRANGE = 0.8
# How much a phrase that was typed in part still counts, and one that is a part of what was typed.
PART, WHOLE = 0.8, 0.5
# Of a name people say the word that tells it from others.
PART_OF_NAME = 0.35
# Beside its best phrase: how much all that was typed speaks of the record.
TOGETHER = 0.8
# A word is meant for sure: what is near it is not looked for, and it may be a name.
SURE = 0.8
# Of words that are written as one.
LEAST_PART, MOST_CUT = 2, 30
ALONE = {"i"}


@dataclass(frozen=True)
class Hit:
    """A record that may be meant, and the phrase of it that matched best."""

    score: float
    entry: Entry

    @property
    def key(self) -> tuple[str, str]:
        return self.entry.kind, self.entry.slug


@dataclass
class Found:
    """What was found of an entry: the words of it that are meant, and by which of those that were typed."""

    covered: dict[str, float]
    typed: dict[int, float]


class Index:
    def __init__(self, entries: Sequence[Entry], others: Iterable[str] = ()) -> None:
        """`others`: words that are known though they are in no entry, and so are not two."""
        self.entries = entries
        self.others = frozenset(others)
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        scripts: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        owners: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for place, entry in enumerate(entries):
            for word in set(entry.words):
                self.places[word].append(place)
                scripts[word] = with_script(scripts[word], entry.script)
                owners[word].add((entry.kind, entry.slug))
        self.troubles = {
            word: [place for place in places if entries[place].phrase.script]
            for word, places in self.places.items()
            if len(places) > TOO_COMMON
        }
        """Of a word that many have: the phrases that are no names."""
        self.vocabulary = Vocabulary(scripts)
        everybody = len({(entry.kind, entry.slug) for entry in entries}) or 1
        self.rarity = {word: log(1 + everybody / len(owned)) for word, owned in owners.items()}
        """How much a word tells: the fewer records it leads to, the more."""
        self.strange = STRANGE * log(1 + everybody)
        self.weights = array("d", (sum(self.rarity[word] for word in set(entry.words)) for entry in entries))

    def hits(self, meant: Sequence[Meant]) -> list[Hit]:
        """Every record that may be meant by some words, the best first: what each of them may mean."""
        worth = [self.worth(one) for one in meant]
        found = self.found(meant)
        best: dict[tuple[str, str], Hit] = {}
        spoken: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        whole = sum(worth) or 1.0
        for place, one in found.items():
            entry = self.entries[place]
            hit = Hit(self.score(place, one, worth), entry)
            if hit.key not in best or hit.score > best[hit.key].score:
                best[hit.key] = hit
            for number, sure in one.typed.items():
                said = sure * entry.phrase.weight
                spoken[hit.key][number] = max(said, spoken[hit.key].get(number, 0.0))
        hits = [
            Hit((hit.score + TOGETHER * share(spoken[key], worth) / whole) / (1 + TOGETHER), hit.entry)
            for key, hit in best.items()
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def worth(self, meant: Meant) -> float:
        return max((self.rarity[one] * sure for one, sure in meant), default=self.strange)

    def found(self, words: Sequence[Meant]) -> dict[int, Found]:
        """`words`: what each of them may mean; the rarest first."""
        found: dict[int, Found] = {}
        readings = [(number, meant, sure) for number, word in enumerate(words) for meant, sure in word]
        for number, meant, sure in sorted(readings, key=lambda one: len(self.places[one[1]])):
            for place in self.where(meant, found):
                if sure < SURE and not self.entries[place].phrase.script:
                    continue  # A name is not a guess.
                one = found.setdefault(place, Found({}, {}))
                one.covered[meant] = max(sure, one.covered.get(meant, 0.0))
                one.typed[number] = max(sure, one.typed.get(number, 0.0))
        return found

    def where(self, word: str, found: Container[int]) -> Iterable[int]:
        places = self.places[word]
        if len(places) <= TOO_COMMON:
            return places
        return [*self.troubles[word], *(place for place in places if place in found)]

    def score(self, place: int, one: Found, worth: Sequence[float]) -> float:
        covered = sum(self.rarity[word] * sure for word, sure in one.covered.items()) / self.weights[place]
        used = share(one.typed, worth) / (sum(worth) or 1.0)
        entry = self.entries[place]
        part = PART if entry.phrase.script else PART_OF_NAME
        return float(entry.phrase.weight * min(covered, 1.0) ** part * used**WHOLE)

    # What was typed without its spaces, or with too many

    def spaced(self, words: Sequence[str]) -> list[str]:
        joined = list(self.joined(words))
        parts = {word: self.parts(word) for word in set(joined)}
        return [part for word in joined for part in parts[word]]

    def joined(self, words: Sequence[str]) -> Iterator[str]:
        """`khud kushi`, where the lexicon has it as one."""
        waiting = ""
        for word in words:
            if waiting and waiting + word in self.vocabulary and not (self.is_word(waiting) and self.is_word(word)):
                yield waiting + word
                waiting = ""
            else:
                if waiting:
                    yield waiting
                waiting = word
        if waiting:
            yield waiting

    def parts(self, word: str) -> list[str]:
        """A word that is none, where it is two."""
        if self.is_word(word) or HAS_DIGITS.search(word):
            return [word]
        meant = self.vocabulary.meant(word)
        if meant and meant[0][1] >= SURE:
            return [word]
        return self.cut(word) or [word]

    def cut(self, word: str) -> list[str]:
        """A word as the fewest words that it is made of; of as many, those of which the shortest is longest."""
        if len(word) > MOST_CUT:
            return []
        ways: dict[int, list[str]] = {0: []}
        for end in range(1, len(word) + 1):
            starts = (start for start in ways if self.is_part(word[start:end]))
            found = [[*ways[start], word[start:end]] for start in starts]
            if found:
                ways[end] = min(found, key=lambda parts: (len(parts), -min(map(len, parts))))
        return ways.get(len(word), [])

    def is_part(self, word: str) -> bool:
        return (len(word) >= LEAST_PART or word in ALONE) and self.is_word(word)

    def is_word(self, word: str) -> bool:
        return word in self.vocabulary or word in self.others or word in stop_words()


@cache
def with_script(scripts: frozenset[str], script: str) -> frozenset[str]:
    """One set for all words that stand in the same scripts."""
    return scripts | {script}


def share(typed: dict[int, float], worth: Sequence[float]) -> float:
    return sum(worth[number] * sure for number, sure in typed.items())
