"""How well people are understood, as rates over labelled queries: `{q, script, topics, org, expect, facets}`.

`expect` is `match`, `crisis`, `none` (nothing of ours is meant), or `other` (anything but a crisis).
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub.editions.reader import Snapshot
from hub.search.searcher import Searcher, Understanding

FOLDER = Path(__file__).resolve().parent
Query = dict[str, Any]


def queries_in(path: Path) -> list[Query]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def rate(hits: Iterable[float]) -> float:
    """Their mean; 0 of nothing."""
    hits = list(hits)
    return sum(hits) / (len(hits) or 1)


@dataclass
class Rates:
    found: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """Script -> whether the topic is among the first three."""
    ranks: list[float] = field(default_factory=list)
    """One by the place of the first right topic; 0 where there is none."""
    organisations: list[bool] = field(default_factory=list)
    noticed: list[bool] = field(default_factory=list)
    false: list[bool] = field(default_factory=list)
    rejected: list[bool] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return rate(hit for hits in self.found.values() for hit in hits)

    @property
    def worst(self) -> float:
        return min(map(rate, self.found.values()), default=0.0)

    def rows(self) -> dict[str, tuple[float, int]]:
        """What is measured -> its rate, and of how many."""
        return {
            "topic among the first three": (self.recall, len(self.ranks)),
            "the same, worst script": (self.worst, len(self.ranks)),
            "mean reciprocal rank": (rate(self.ranks), len(self.ranks)),
            "organisation among the first three": (rate(self.organisations), len(self.organisations)),
            "crisis noticed": (rate(self.noticed), len(self.noticed)),
            "crisis seen where there is none": (rate(self.false), len(self.false)),
            "other matters rejected": (rate(self.rejected), len(self.rejected)),
        }


def topics(understood: Understanding) -> list[str]:
    return [hit.entry.slug for hit in understood.of("topic")]


def rates_of(queries: Iterable[Query], searcher: Searcher, snapshot: Snapshot) -> Rates:
    rates, names = Rates(), Names(snapshot)
    for query in queries:
        understood = searcher.understand(query["q"])
        (rates.noticed if query["expect"] == "crisis" else rates.false).append(understood.is_crisis)
        if query["expect"] == "none":
            rates.rejected.append(not understood.is_close)
        elif query.get("org"):
            if meant := names.of(query["org"]):
                rates.organisations.append(not meant.isdisjoint(first_names(understood)))
        elif query.get("topics"):
            places = [place for place, slug in enumerate(topics(understood), 1) if slug in query["topics"]]
            rates.found[query["script"]].append(bool(places) and places[0] <= 3)
            rates.ranks.append(1 / places[0] if places else 0.0)
    return rates


class Names:
    """An organisation is found by its own name or by that of a line of its; one that is not live is not asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        feed = snapshot.feeds["en"]
        self.partners = feed.shelves["partners"].places
        self.lines = {line["slug"]: line["partner"]["slug"] for line in feed.shelves["helplines"].documents}

    def of(self, slug: str) -> set[str]:
        if slug not in self.lines and slug not in self.partners:
            return set()
        others = {line for line, partner in self.lines.items() if partner == slug}
        return {slug, self.lines.get(slug, slug), *others}


def first_names(understood: Understanding) -> list[str]:
    hits = sorted([*understood.of("helpline"), *understood.of("partner")], key=lambda hit: -hit.score)
    return [hit.entry.slug for hit in hits[:3]]
