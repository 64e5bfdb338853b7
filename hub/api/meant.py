"""The lines that somebody means: those called by name, and those that help with what was understood."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from hub.api.ordering import RANK
from hub.api.selection import Selection
from hub.editions.contract import Document, searched, subject
from hub.editions.reader import Feed, Snapshot
from hub.search.index import Hit
from hub.search.numbers import Answer
from hub.search.searcher import Searcher, Understanding

# Of the crises, the one in which those are called who come: an ambulance, the fire brigade, the police.
EMERGENCY = "emergency-danger"
# Of those in danger to themselves nobody knows whether they want anybody to come.
SUICIDE = {"suicidal-thoughts", "self-harm"}
# From this score on a line was called by its name.
FOR_SURE = 0.6
# In a crisis so many lines for one come before any that was called by name.
BEFORE_NAMES = 3


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
        numbered: Iterable[int] = (),
    ) -> None:
        """`numbered`: the places of the lines whose number was typed."""
        self.crisis = sorted(searcher.crisis)
        self.feed = snapshot.feeds[language]
        self.understood = understood
        self.regions = [region] if region else []
        self.numbered = list(dict.fromkeys(numbered))
        self.subject = subject()
        self.filterset = snapshot.filtersets[language][self.subject.plural]
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
        """All of them, in order: a crisis before all else; then what was called by its number or for sure by its name;
        what helps; and what a name may mean as well."""
        named = self.named
        sure = [*self.numbered, *(place for place, hit in named.items() if hit.score >= FOR_SURE)]
        helping = self.helping()
        first = helping[:BEFORE_NAMES] if self.understood.is_crisis else []
        return list(dict.fromkeys([*first, *sure, *helping, *named]))

    @cached_property
    def named(self) -> dict[int, Hit]:
        """Places of the lines that are called by name, by their own or their organisation's.

        A line that is called for sure is shown whatever else was asked for: somebody means just that one. In a crisis
        no other is.
        """
        found: dict[int, Hit] = {}
        within = 0 if self.understood.is_crisis else self.filterset.narrowed(self.whole, self.filters).mask
        for hit in self.hits_by_name():
            for place in self.places_of(hit):
                if hit.score >= FOR_SURE or within >> place & 1:
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
        return selection.page(RANK, [selection.mask], 0, len(selection))

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
            others, police = self.who_come()
            groups = [others, groups[0], police, groups[1]]
        return list(dict.fromkeys(place for group in groups for place in group))

    def reached(self, filters: dict[str, list[str]]) -> Selection:
        """Those that serve the regions that are asked for; all, where none does."""
        found: Selection = self.filterset.narrowed(self.whole, filters)
        regions = self.regions or self.filters.get("region", [])
        there: Selection = self.filterset.narrowed(found, {"region": regions} if regions else {})
        return there if len(there) else found

    @property
    def is_emergency(self) -> bool:
        """Whether somebody must come. A guess is not enough where somebody may want to die and says no more."""
        said = self.understood.outright
        guessed = self.topics[:1] == [EMERGENCY] and SUICIDE.isdisjoint(self.topics)
        return EMERGENCY in said or (guessed and not said)

    def who_come(self) -> tuple[list[int], list[int]]:
        """The emergency services not run by police, and those that are; as curators have ordered the strip."""
        selection = self.reached({"emergency": ["true"]})
        police = selection.index("police").get("true", 0)
        strip = [place for plural, place in self.feed.strips[None] if plural == self.subject.plural]
        order = {place: number for number, place in enumerate(strip)}
        places = sorted(self.ranked(selection, [EMERGENCY]), key=lambda place: order.get(place, len(order)))
        return [one for one in places if not police >> one & 1], [one for one in places if police >> one & 1]

    def ranked(self, selection: Selection, topics: list[str]) -> list[int]:
        groups = self.filterset.groups(selection, {"topic": topics}, RANK)
        return selection.page(RANK, groups, 0, len(selection))


def places_of(numbers: Iterable[Answer], feed: Feed) -> list[int]:
    """The lines that have the numbers, or have replaced one; who answers at once before who needs keys."""
    shelf = feed.shelves[subject().plural]
    owners = [
        (owner.slug, owner.contact) for one in numbers for owner in one.owners if owner.plural == subject().plural
    ]
    others = [(stub["slug"], "") for one in numbers for stub in one.replaced_by]
    found = [(shelf.find(slug), contact) for slug, contact in owners + others]
    places = [(place, contact) for place, contact in found if place is not None]
    places.sort(key=lambda one: has_menu(shelf.documents[one[0]], one[1]))
    return [place for place, _contact in places]


def has_menu(document: Document, contact: str) -> bool:
    return any(one["id"] == contact and one.get("menu") for one in document["contacts"])
