"""All that a search asks of a state of the directory: made once, when it is live, and never for a request."""

import threading
import weakref
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hub.editions.contract import kind_named, kinds, searched
from hub.editions.reader import Feed, Snapshot
from hub.search.index import Hit, Index
from hub.search.letters import sound
from hub.search.lexicon import Entry, content, elsewhere_words, entries, every_entry, everyday_words, folded
from hub.search.names import Beginnings
from hub.search.numbers import Numbers
from hub.search.outright import Outright
from hub.search.vocabulary import Meant

# More words than these tell nothing more, and cost time.
MOST_WORDS = 100
OFTEN = 2
# Who says much says it in parts: so many words are looked at together, and again from the middle of them on.
TOGETHER = 12
LONGEST_FILTER = 4
# Shorter words are only what they are: too many sound alike.
LEAST_SOUND = 5
LEAST_SPELT = 3
# Filters whose words tell of the trouble, too: of children, say.
ABOUT_TROUBLE = {"audience"}
# A topic that is a crisis, among the first of all and nearly as good as the best, may be meant: a needless word of help
# costs little.
CRISIS, CRISIS_AMONG, CRISIS_BESIDE = 0.36, 5, 0.7
# From this on a hit is shown, if it has this share of the best one's score; and from this on it is close.
LEAST, BESIDE, CLOSE = 0.34, 0.6, 0.5
# Where words of other matters stand, too.
CLOSE_ELSEWHERE = 0.7
# What is said outright, though much else is.
SAID = 0.6
# A name is told more exactly than a trouble.
LEAST_NAME = 0.44
NAMED = 0.8


Filter = tuple[str, str]
"""A parameter and its value."""


@dataclass(frozen=True)
class Wanted:
    """A filter that stands in the words: what it is, and the words for it."""

    parameter: str
    value: str
    words: str


@dataclass(frozen=True)
class Understanding:
    """What somebody may mean."""

    words: tuple[str, ...]
    wanted: list[Wanted]
    hits: list[Hit]
    """Those of a topic that is a crisis only in a crisis: its phrases are none to show to others."""
    is_crisis: bool
    outright: frozenset[str]
    """The topics of which something was said outright."""
    close: float
    """From which score on a topic is close."""

    def of(self, kind: str) -> list[Hit]:
        """Those worth showing, the best first."""
        found = [hit for hit in self.hits if hit.entry.kind == kind]
        least = LEAST if kind == "topic" else LEAST_NAME
        return [hit for hit in found if hit.score >= max(least, BESIDE * found[0].score)]

    @property
    def is_close(self) -> bool:
        """Whether something in it was understood well enough to say so."""
        best = max((hit.score for hit in self.hits if hit.entry.kind == "topic"), default=0.0)
        names = any(hit.score >= LEAST_NAME for hit in self.hits if hit.entry.kind != "topic")
        return best >= self.close or names or (bool(self.wanted) and not self.words)


class Searcher:
    def __init__(self, snapshot: Snapshot) -> None:
        lexicon = list(dict.fromkeys(entry for feed in snapshot.feeds.values() for entry in entries_of(feed)))
        self.filters: defaultdict[tuple[str, ...], list[Filter]] = defaultdict(list)
        for filtered, words in filter_words():
            self.filters[folded(words)].append(filtered)
        self.index = Index(lexicon, (word for words in self.filters for word in words))
        self.sounds = {tuple(map(sound, words)): meant for words, meant in self.filters.items()}
        first = next(iter(snapshot.feeds.values()))
        self.crisis = {one["slug"] for one in first.shelves["topics"].documents if one["crisis"]}
        self.outright = Outright(crisis_entries(snapshot))
        self.numbers = Numbers(snapshot)
        self.names = Beginnings(lexicon)

    def understand(self, text: str) -> Understanding:
        typed = self.index.spaced(spelt_out(folded(text)))
        wanted, rest = self.wanted(few_times(typed)[:MOST_WORDS])
        words = content(dict.fromkeys(rest))
        parts = [self.index.hits(part) for part in in_parts([self.index.vocabulary.meant(word) for word in words])]
        said = self.outright.said(typed)
        hits = best_of(parts)
        is_everyday = everyday_words().issuperset(words)
        tells = not is_everyday and not is_named_outright(hits)
        is_crisis = bool(said) or (tells and any(map(self.is_crisis, parts)))
        hits = self.with_what_is_said(hits, said) if is_crisis else [hit for hit in hits if not self.is_of_crisis(hit)]
        close = CLOSE_ELSEWHERE if is_everyday or not elsewhere_words().isdisjoint(words) else CLOSE
        return Understanding(words, wanted, hits, is_crisis, frozenset(said), close)

    def is_of_crisis(self, hit: Hit) -> bool:
        return hit.entry.kind == "topic" and hit.entry.slug in self.crisis

    def with_what_is_said(self, hits: list[Hit], said: dict[str, Entry]) -> list[Hit]:
        """What is said outright is as good as the best that may be meant."""
        if not said:
            return hits
        best = max([SAID, *(hit.score for hit in hits)])
        outright = [Hit(best, entry) for entry in said.values()]
        return [*outright, *(hit for hit in hits if hit.entry.kind != "topic" or hit.entry.slug not in said)]

    def is_crisis(self, hits: list[Hit]) -> bool:
        topics = [hit for hit in hits if hit.entry.kind == "topic"][:CRISIS_AMONG]
        return any(
            self.is_of_crisis(hit) and hit.score >= max(CRISIS, CRISIS_BESIDE * topics[0].score) for hit in topics
        )

    def wanted(self, typed: list[str]) -> tuple[list[Wanted], list[str]]:
        """The filters in the words, and the words that may mean something else as well."""
        found: list[Wanted] = []
        rest: list[str] = []
        place = 0
        while place < len(typed):
            length, wanted = self.filters_at(typed, place)
            found += wanted
            words = typed[place : place + length]
            if all(one.parameter in ABOUT_TROUBLE for one in wanted):
                rest += words
            place += length
        return list({(one.parameter, one.value): one for one in found}.values()), rest

    def filters_at(self, typed: list[str], place: int) -> tuple[int, list[Wanted]]:
        """Those of the longest words for a filter that begin at a word."""
        for length in range(min(LONGEST_FILTER, len(typed) - place), 0, -1):
            words = tuple(typed[place : place + length])
            meant = self.filters.get(words)
            if not meant and len(words[0]) >= LEAST_SOUND:
                meant = self.sounds.get(tuple(map(sound, words)))
            if meant:
                return length, [Wanted(parameter, value, " ".join(words)) for parameter, value in meant]
        return 1, []


def entries_of(feed: Feed) -> Iterator[Entry]:
    for kind in searched():
        for document in feed.shelves[kind.plural].documents:
            yield from entries(kind.kind, document["slug"], kind.lexicon(document) if kind.lexicon else ())


def crisis_entries(snapshot: Snapshot) -> Iterator[Entry]:
    """With those that say the same in other words that carry nothing: `want to die` is not `die`."""
    topics = kind_named("topic")
    assert topics is not None
    assert topics.lexicon
    for feed in snapshot.feeds.values():
        for document in feed.shelves["topics"].documents:
            if document["crisis"]:
                yield from every_entry("topic", document["slug"], topics.lexicon(document))


def few_times(words: Iterable[str]) -> list[str]:
    """Said more often than in `ایس ایم ایس`, a word tells nothing more."""
    seen = Counter[str]()
    kept = []
    for word in words:
        seen[word] += 1
        if seen[word] <= OFTEN:
            kept.append(word)
    return kept


def in_parts(meant: Sequence[Meant]) -> Iterator[Sequence[Meant]]:
    for first in range(0, max(len(meant) - TOGETHER // 2, 1), TOGETHER // 2):
        if part := meant[first : first + TOGETHER]:
            yield part


def is_named_outright(hits: list[Hit]) -> bool:
    """Whether somebody says a name and hardly anything else: then what sounds like a trouble is a part of it."""
    names = max((hit.score for hit in hits if hit.entry.kind != "topic"), default=0.0)
    return names >= NAMED and names > max((hit.score for hit in hits if hit.entry.kind == "topic"), default=0.0)


def best_of(parts: list[list[Hit]]) -> list[Hit]:
    if len(parts) == 1:
        return parts[0]
    best: dict[tuple[str, str], Hit] = {}
    for hit in (hit for hits in parts for hit in hits):
        if hit.key not in best or hit.score > best[hit.key].score:
            best[hit.key] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.key))


def spelt_out(words: Sequence[str]) -> list[str]:
    """`k m s` and `s u i c i d e` as the words that they spell."""
    joined: list[str] = []
    for is_letter, run in groupby(words, key=lambda word: len(word) == 1 and word.isalpha()):
        letters = list(run)
        joined += ["".join(letters)] if is_letter and len(letters) >= LEAST_SPELT else letters
    return joined


def filter_words() -> Iterator[tuple[Filter, str]]:
    for kind in kinds():
        for parameter, value, words in kind.filter_words():
            yield (parameter, value), words


class Held:
    """The searcher of the state that is asked for."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.of: weakref.ref[Snapshot] | None = None
        self.searcher: Searcher | None = None
        self.is_prepared = False

    def get(self, snapshot: Snapshot) -> Searcher:
        """That of the state; where somebody prepares them, that of the one before until then.

        It leads to records that may be gone by now, which whoever asks leaves out.
        """
        searcher = self.searcher
        return searcher if searcher and (self.is_prepared or self.is_of(snapshot)) else self.made(snapshot)

    def prepare(self, snapshot: Snapshot) -> None:
        """For a process that does so whenever another state is live: no request will wait for it."""
        self.made(snapshot)
        self.is_prepared = True

    def made(self, snapshot: Snapshot) -> Searcher:
        with self.turn:
            if not self.searcher or not self.is_of(snapshot):
                self.searcher, self.of = Searcher(snapshot), weakref.ref(snapshot)
            return self.searcher

    def is_of(self, snapshot: Snapshot) -> bool:
        return self.of is not None and self.of() is snapshot


held = Held()
searcher_of = held.get
