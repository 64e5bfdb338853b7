"""The lines that somebody means: those called by name, and those that help with what was understood."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from hub.api.selection import Selection
from hub.editions.contract import searched, subject
from hub.editions.reader import Snapshot
from hub.search.index import Hit
from hub.search.searcher import Searcher, Understanding

# From this score on a line was called by its name.
FOR_SURE = 0.6


class Meant:
    """Of the kind that the directory is of; places are those of its shelf."""

    def __init__(
        self, snapshot: Snapshot, searcher: Searcher, language: str, instant: datetime, understood: Understanding
    ) -> None:
        self.crisis = sorted(searcher.crisis)
        self.feed = snapshot.feeds[language]
        self.understood = understood
        self.subject = subject()
        self.filterset = self.feed.filtersets[self.subject.plural]
        self.whole: Selection = self.filterset.whole(instant)

    @cached_property
    def filters(self) -> dict[str, list[str]]:
        """Those in the words that leave something of what helps; the first words count first."""
        applied: dict[str, list[str]] = {}
        within = self.about(self.topics)
        for one in self.understood.wanted:
            tried = applied | {one.parameter: [*applied.get(one.parameter, ()), one.value]}
            if len(self.filterset.narrowed(within, tried)):
                applied = tried
        return applied

    @cached_property
    def topics(self) -> list[str]:
        return [hit.entry.slug for hit in self.understood.of("topic")]

    def about(self, topics: list[str]) -> Selection:
        found: Selection = self.filterset.narrowed(self.whole, {"topic": topics} if topics else {})
        return found

    def places(self) -> list[int]:
        """All of them."""
        return [*self.named(), *self.helping()]

    def topics_first(self) -> list[str]:
        """Those by which the lines are ranked: in a crisis, the crises."""
        return self.crisis if self.understood.is_crisis else self.topics

    def named(self) -> dict[int, Hit]:
        """Places of the lines that are called by name, by their own or their organisation's; none in a crisis.

        A line that is called for sure is shown whatever else was asked for: somebody means just that one.
        """
        found: dict[int, Hit] = {}
        if self.understood.is_crisis:
            return found
        within = self.filterset.narrowed(self.whole, self.filters)
        for hit in self.hits_by_name():
            for place in self.places_of(hit):
                if hit.score >= FOR_SURE or within.mask >> place & 1:
                    found.setdefault(place, hit)
        return found

    def hits_by_name(self) -> list[Hit]:
        """The lines themselves, then those of every kind by which lines are filtered: a topic is no name."""
        others = [kind.kind for kind in searched() if kind.kind in self.filterset.filters and kind.kind != "topic"]
        return [hit for kind in (self.subject.kind, *others) for hit in self.understood.of(kind)]

    def places_of(self, hit: Hit) -> Iterable[int]:
        shelf = self.feed.shelves[self.subject.plural]
        if hit.entry.kind == self.subject.kind:
            return [place for place in [shelf.find(hit.entry.slug)] if place is not None]
        selection: Selection = self.filterset.narrowed(self.whole, {hit.entry.kind: [hit.entry.slug]})
        return selection.page("rank", [selection.mask], 0, len(selection))

    def helping(self) -> list[int]:
        """By the documented rank, within the filters; in a crisis the lines for one come first."""
        if self.understood.is_crisis:
            return self.in_crisis()
        if not self.topics and not self.filters:
            return []
        selection = self.filterset.narrowed(self.about(self.topics), self.filters)
        return self.ranked(selection, self.topics)

    def in_crisis(self) -> list[int]:
        """The lines for a crisis, wherever they are, before all that help with the matter."""
        lines = self.filterset.narrowed(self.whole, {"crisis": ["true"]})
        helping = self.filterset.narrowed(self.about(self.topics), self.filters) if self.topics else lines
        first = self.ranked(lines, self.crisis)
        return [*first, *(place for place in self.ranked(helping, self.topics) if place not in first)]

    def ranked(self, selection: Selection, topics: list[str]) -> list[int]:
        groups = self.filterset.groups(selection, {"topic": topics}, "rank")
        return selection.page("rank", groups, 0, len(selection))
