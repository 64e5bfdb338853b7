"""All that a search asks of a state of the directory: made once, when it is live, and never for a request."""

import threading
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from hub.editions.contract import kinds, searched
from hub.editions.reader import Feed, Snapshot
from hub.search.index import Hit, Index
from hub.search.letters import sound
from hub.search.lexicon import Entry, content, entries, folded
from hub.search.names import Beginnings
from hub.search.numbers import Numbers

# More words than these tell nothing more, and cost time.
MOST_WORDS, MOST_LETTERS = 50, 1000
LONGEST_FILTER = 4
# Shorter words are only what they are: too many sound alike.
LEAST_SOUND = 5
# Filters whose words tell of the trouble, too: of children, say.
ABOUT_TROUBLE = {"audience"}
# A topic that is a crisis, among the first of all and nearly as good as the best, may be meant: a needless word of help
# costs little.
CRISIS, CRISIS_AMONG, CRISIS_BESIDE = 0.36, 5, 0.7
# From this on a hit is shown, if it has this share of the best one's score; and from this on it is close.
LEAST, BESIDE, CLOSE = 0.34, 0.6, 0.5
# A name is told more exactly than a trouble.
LEAST_NAME = 0.44


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
    is_crisis: bool

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
        return best >= CLOSE or names or (bool(self.wanted) and not self.words)


class Searcher:
    def __init__(self, snapshot: Snapshot) -> None:
        lexicon = list(dict.fromkeys(entry for feed in snapshot.feeds.values() for entry in entries_of(feed)))
        self.index = Index(lexicon)
        self.filters = {tuple(folded(words)): Wanted(*filtered, words) for filtered, words in filter_words()}
        self.sounds = {tuple(map(sound, words)): wanted for words, wanted in self.filters.items()}
        first = next(iter(snapshot.feeds.values()))
        self.crisis = {one["slug"] for one in first.shelves["topics"].documents if one["crisis"]}
        self.numbers = Numbers(snapshot)
        self.names = Beginnings(lexicon)

    def understand(self, text: str) -> Understanding:
        typed = [*dict.fromkeys(folded(text[:MOST_LETTERS]))][:MOST_WORDS]
        wanted, rest = self.wanted(typed)
        words = content(self.index.spaced(rest))
        hits = self.index.hits(words) if words else []
        return Understanding(words, wanted, hits, self.is_crisis(hits))

    def is_crisis(self, hits: list[Hit]) -> bool:
        topics = [hit for hit in hits if hit.entry.kind == "topic"][:CRISIS_AMONG]
        return any(
            hit.entry.slug in self.crisis and hit.score >= max(CRISIS, CRISIS_BESIDE * topics[0].score)
            for hit in topics
        )

    def wanted(self, typed: list[str]) -> tuple[list[Wanted], list[str]]:
        """The filters in the words, and the words that may mean something else as well."""
        found: list[Wanted] = []
        rest: list[str] = []
        place = 0
        while place < len(typed):
            length, wanted = self.filter_at(typed, place)
            if wanted:
                found.append(wanted)
            words = typed[place : place + length]
            if not wanted or wanted.parameter in ABOUT_TROUBLE:
                rest += words
            place += length
        return list({(one.parameter, one.value): one for one in found}.values()), rest

    def filter_at(self, typed: list[str], place: int) -> tuple[int, Wanted | None]:
        """The longest filter that begins at a word."""
        for length in range(min(LONGEST_FILTER, len(typed) - place), 0, -1):
            words = tuple(typed[place : place + length])
            wanted = self.filters.get(words)
            if not wanted and len(words[0]) >= LEAST_SOUND:
                wanted = self.sounds.get(tuple(map(sound, words)))
            if wanted:
                return length, Wanted(wanted.parameter, wanted.value, " ".join(words))
        return 1, None


def entries_of(feed: Feed) -> Iterator[Entry]:
    for kind in searched():
        for document in feed.shelves[kind.plural].documents:
            yield from entries(kind.kind, document["slug"], kind.lexicon(document) if kind.lexicon else ())


def filter_words() -> Iterator[tuple[tuple[str, str], str]]:
    for kind in kinds():
        for parameter, value, words in kind.filter_words():
            yield (parameter, value), words


class Held:
    """The searcher of the state that is asked for."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.of: weakref.ref[Snapshot] | None = None
        self.searcher: Searcher | None = None

    def get(self, snapshot: Snapshot) -> Searcher:
        searcher = self.searcher
        if searcher and self.of and self.of() is snapshot:
            return searcher
        with self.turn:
            if not self.searcher or not self.of or self.of() is not snapshot:
                self.searcher, self.of = Searcher(snapshot), weakref.ref(snapshot)
            return self.searcher


searcher_of = Held().get
