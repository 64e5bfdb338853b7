"""How well people are understood: rates over many queries, written by somebody who had not seen the lexicon.

Half of them were looked at while the search was made, the other half was not. A floor lies a little below what was
measured: a change that makes one query worse and another better is none.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from hub.editions.reader import Snapshot
from hub.search.searcher import Understanding, searcher_of

Query = dict[str, Any]
Understand = Callable[[Query], Understanding]


@pytest.fixture
def understand(live: Snapshot) -> Understand:
    searcher = searcher_of(live)
    return lambda query: searcher.understand(query["q"])


def rate(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def topics(understood: Understanding) -> list[str]:
    return [hit.entry.slug for hit in understood.of("topic")]


def about_topics(queries: list[Query]) -> list[Query]:
    return [query for query in queries if query["topics"] and not query["org"] and query["expect"] != "none"]


def test_there_are_enough_of_them_in_every_script(queries: list[Query]) -> None:
    assert len(queries) >= 600
    for script in ("en", "ur", "roman"):
        assert sum(query["script"] == script for query in queries) >= 200
    assert sum(query["expect"] == "crisis" for query in queries) >= 100


def test_the_topic_is_among_the_first_three(queries: list[Query], understand: Understand) -> None:
    found = defaultdict(list)
    for query in about_topics(queries):
        found[query["script"]].append(not set(topics(understand(query))[:3]).isdisjoint(query["topics"]))
    assert rate([hit for hits in found.values() for hit in hits]) >= 0.95
    assert {script: rate(hits) for script, hits in found.items() if rate(hits) < 0.93} == {}


def test_the_topic_is_mostly_the_first(queries: list[Query], understand: Understand) -> None:
    ranks = []
    for query in about_topics(queries):
        places = [place for place, slug in enumerate(topics(understand(query)), 1) if slug in query["topics"]]
        ranks.append(1 / places[0] if places else 0.0)
    assert sum(ranks) / len(ranks) >= 0.92


def test_a_live_organisation_is_among_the_first_three(
    queries: list[Query], understand: Understand, live: Snapshot
) -> None:
    feed = live.feeds["en"]
    lines = {line["slug"]: line["partner"]["slug"] for line in feed.shelves["helplines"].documents}
    found = []
    for query in queries:
        if query["org"] in lines or query["org"] in feed.shelves["partners"].places:
            meant = {query["org"], lines.get(query["org"]), *(line for line in lines if lines[line] == query["org"])}
            understood = understand(query)
            hits = sorted([*understood.of("helpline"), *understood.of("partner")], key=lambda hit: -hit.score)
            found.append(not meant.isdisjoint(hit.entry.slug for hit in hits[:3]))
    assert len(found) >= 30
    assert rate(found) >= 0.97


def test_a_crisis_is_noticed_and_seldom_seen_where_there_is_none(queries: list[Query], understand: Understand) -> None:
    noticed = [understand(query).is_crisis for query in queries if query["expect"] == "crisis"]
    false = [understand(query).is_crisis for query in queries if query["expect"] != "crisis"]
    assert rate(noticed) >= 0.98
    assert rate(false) < 0.15


def test_what_is_not_our_matter_is_not_close(queries: list[Query], understand: Understand) -> None:
    assert rate([not understand(query).is_close for query in queries if query["expect"] == "none"]) >= 0.6


@pytest.mark.parametrize("parameter", ["region", "channel", "audience", "cost"])
def test_filters_are_found_in_the_words(queries: list[Query], understand: Understand, parameter: str) -> None:
    asked = [query for query in queries if parameter in query.get("facets", {})]
    found = [
        (parameter, query["facets"][parameter]) in {(one.parameter, one.value) for one in understand(query).wanted}
        for query in asked
    ]
    assert len(found) >= 5
    assert rate(found) >= 0.75


def test_a_crisis_is_mostly_noticed_where_it_is_hardly_said(hard: list[Query], understand: Understand) -> None:
    """A hundred ways to say it sideways, and sixty everyday questions that sound like it. At the first go 81 of the
    hundred were noticed; of the half that was then kept aside, 84 in 100."""
    noticed = [understand(query).is_crisis for query in hard if query["expect"] == "crisis"]
    false = [understand(query).is_crisis for query in hard if query["expect"] != "crisis"]
    assert len(noticed) == 100
    assert rate(noticed) >= 0.98
    assert rate(false) <= 0.3
