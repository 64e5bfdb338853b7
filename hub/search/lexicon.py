"""What people may type, and what it leads to: phrases of topics, names of organisations."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import orjson

from hub.search.letters import script_of
from hub.text import fold

WORDS_FILE = Path(__file__).resolve().parent / "data" / "words.json"
SENTENCE_END = re.compile(r"[.۔!?؟]\s+|[.۔!?؟]$")
# The weight of a sentence.
TOLD = 0.8
LEAST_DIGITS = 2
# These two end a word, so what follows without a space is another.
ENDING = re.compile(r"([ےں])(?=\w)")
# A number that is written onto a name, as in Rescue1122.
WRITTEN_ONTO = re.compile(r"(?<=[^\W\d_])(?=\d{3,}\b)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a record by which it is looked for. A weak one has a weight below 1."""

    text: str
    script: str = ""
    """`en`, `ur` or `roman`; where it is not said, what its letters say."""
    weight: float = 1.0


def sentences(text: str | None) -> Iterator[Phrase]:
    """What a record says of itself, for who looks for what it does. Weaker than a name or a curated phrase."""
    for sentence in SENTENCE_END.split(text or ""):
        if sentence.strip():
            yield Phrase(sentence, script_of(fold(sentence)), TOLD)


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a record in the index."""

    kind: str
    slug: str
    phrase: Phrase
    all_words: tuple[str, ...]
    """Folded."""
    words: tuple[str, ...]
    """Without those that carry nothing, unless there are no others."""

    @property
    def script(self) -> str:
        return self.phrase.script or script_of(" ".join(self.words))


def every_entry(kind: str, slug: str, phrases: Iterable[Phrase]) -> Iterator[Entry]:
    for phrase in phrases:
        every = folded(phrase.text)
        if words := content(every):
            yield Entry(kind, slug, phrase, every, words)


def entries(kind: str, slug: str, phrases: Iterable[Phrase]) -> Iterator[Entry]:
    """The first of all that say the same."""
    seen = set()
    for entry in every_entry(kind, slug, phrases):
        if entry.words not in seen:
            seen.add(entry.words)
            yield entry


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(map(sys.intern, fold(WRITTEN_ONTO.sub(" ", ENDING.sub(r"\1 ", text))).split()))


def content(words: Iterable[str]) -> tuple[str, ...]:
    words = tuple(words)
    kept = tuple(word for word in words if word not in stop_words() and not is_of_a_number(word)) or words
    return words if kept == words else kept  # Held once.


def is_of_a_number(word: str) -> bool:
    """Numbers are looked up, never likened: the first digits of one that is wrong are those of one that is right."""
    return word.isdigit() and len(word) >= LEAST_DIGITS


@cache
def stop_words() -> frozenset[str]:
    """Words that carry nothing by themselves."""
    return words_of("stop")


@cache
def everyday_words() -> frozenset[str]:
    """Words of everyday talk: by themselves they tell of no crisis, though they stand in phrases that do."""
    return words_of("everyday") | stop_words()


@cache
def elsewhere_words() -> frozenset[str]:
    """Words of other matters: beside them a trouble must be said plainly to be what somebody means."""
    return words_of("elsewhere")


def words_of(group: str) -> frozenset[str]:
    """In all three scripts, folded."""
    found = orjson.loads(WORDS_FILE.read_bytes())[group]
    return frozenset(word for texts in found.values() for text in texts for word in fold(text).split())
