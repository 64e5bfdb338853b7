"""The lines that somebody means: those called by name, and those that help with what was understood."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from hub.api.selection import Selection
from hub.editions.contract import searched, subject
from hub.editions.reader import Snapshot
from hub.search.index import Hit
from hub.search.searcher import Searcher, Understanding

# Of the crises, the one in which those are called who come: an ambulance, the fire brigade, the police.
EMERGENCY = "emergency-danger"
# From this score on a line was called by its name.
FOR_SURE = 0.6


class Meant:
    """Of the kind that the directory is of; places are those of its shelf."""

    def __init__(
        self,
        snapshot: Snapshot,
        searcher: Searcher,
        language: str,
        instant: datetime,
        understood: Understanding,
        region: str | None = None,
    ) -> None:
        self.crisis = sorted(searcher.crisis)
        self.feed = snapshot.feeds[language]
        self.understood = understood
        self.regions = [region] if region else []
        self.subject = subject()
        self.filterset = self.feed.filtersets[self.subject.plural]
        self.whole: Selection = self.filterset.whole(instant)

    @cached_property
    def filters(self) -> dict[str, list[str]]:
        """Those in the words that leave something of what helps; the first words count first."""
        applied: dict[str, list[str]] = {}
        within = self.whole if self.understood.is_crisis else self.about(self.topics)
        for one in self.understood.wanted:
            if self.understood.is_crisis and one.parameter != "region":
                continue  # In a crisis any line is better than none that is free, or writes.
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
        about = self.reached({"topic": self.topics} if self.topics else {})
        return self.ranked(self.filterset.narrowed(about, self.filters), self.topics)

    def in_crisis(self) -> list[int]:
        """The lines for a crisis before all that help with the matter; none that serves other regions only."""
        lines = self.reached({"crisis": ["true"]})
        helping = self.reached({"topic": self.topics}) if self.topics else lines
        groups = [self.ranked(lines, self.crisis), self.ranked(helping, self.topics)]
        if self.is_emergency:
            groups.insert(0, self.who_come())
        return list(dict.fromkeys(place for group in groups for place in group))

    def reached(self, filters: dict[str, list[str]]) -> Selection:
        """Those that serve the regions that are asked for; all, where none does."""
        found: Selection = self.filterset.narrowed(self.whole, filters)
        regions = self.regions or self.filters.get("region", [])
        there: Selection = self.filterset.narrowed(found, {"region": regions} if regions else {})
        return there if len(there) else found

    @property
    def is_emergency(self) -> bool:
        return next((topic for topic in self.topics if topic in self.crisis), None) == EMERGENCY

    def who_come(self) -> list[int]:
        """The emergency services: not run by police first, as ever, and then as curators have ordered the strip."""
        selection = self.reached({"emergency": ["true"]})
        police = selection.index("police").get("true", 0)
        strip = [place for plural, place in self.feed.strips[None] if plural == self.subject.plural]
        order = {place: number for number, place in enumerate(strip)}
        places = self.ranked(selection, [EMERGENCY])
        return sorted(places, key=lambda place: (police >> place & 1, order.get(place, len(order))))

    def ranked(self, selection: Selection, topics: list[str]) -> list[int]:
        groups = self.filterset.groups(selection, {"topic": topics}, "rank")
        return selection.page("rank", groups, 0, len(selection))
