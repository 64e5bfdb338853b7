"""What people ask: thousands of different questions, a few of them again and again."""

from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import Any
from urllib.parse import urlencode

# How many different questions there are, and how many are asked in one turn of the load.
QUESTIONS, ASKED = 4000, 60_000
# The n-th question is asked 1/n as often as the first: the usual skew of what people look for.
SKEW = 1.0


def questions(facets: dict[str, list[str]], seed: int = 0) -> list[str]:
    """Different queries over all filters in both languages; `facets` are the values of each filter."""
    random, found = Random(seed), dict[str, None]()
    while len(found) < QUESTIONS:
        found[urlencode(question(random, facets), safe=",:")] = None
    return list(found)


def question(random: Random, facets: dict[str, list[str]]) -> dict[str, Any]:
    """Up to four filters, mostly with one value; sometimes another order or page size, seldom the second page."""
    names = random.sample(sorted(facets), random.choice([0, 1, 1, 2, 2, 3, 4]))
    asked = {
        name: ",".join(random.sample(facets[name], min(random.choice([1, 1, 1, 2]), len(facets[name]))))
        for name in names
    }
    if random.random() < 0.2:
        asked["age"] = random.randrange(8, 80)
    if random.random() < 0.1:
        asked["ordering"] = random.choice(["name", "-updated_on", "-verified_on"])
    return asked | {"lang": random.choice(["en", "ur"])}


def asked(questions: list[str], seed: int = 0) -> Iterator[str]:
    """The questions as they come in."""
    weights = list(accumulate(1 / rank**SKEW for rank in range(1, len(questions) + 1)))
    yield from Random(seed).choices(questions, cum_weights=weights, k=ASKED)
