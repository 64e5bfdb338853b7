"""What people ask: thousands of different questions, a few of them again and again."""

from itertools import accumulate
from random import Random
from typing import Any
from urllib.parse import urlencode

# How many questions come in during one load.
ASKED = 60_000
# The n-th question is asked 1/n as often as the first: the usual skew of what people look for.
SKEW = 1.0


def questions(facets: dict[str, list[str]], count: int, seed: int = 0) -> list[str]:
    """So many different queries over all filters in both languages; `facets` are the values of each filter."""
    random, found = Random(seed), dict[str, None]()
    while len(found) < count:
        found[urlencode(question(random, facets), safe=",:")] = None
    return list(found)


def question(random: Random, facets: dict[str, list[str]]) -> dict[str, Any]:
    """Up to four filters, mostly with one value, and now and then a person's age."""
    names = random.sample(sorted(facets), random.choice([0, 1, 1, 2, 2, 3, 4]))
    query = {
        name: ",".join(random.sample(facets[name], min(random.choice([1, 1, 1, 2]), len(facets[name]))))
        for name in names
    }
    if random.random() < 0.2:
        query["age"] = random.randrange(8, 80)
    return query | {"lang": random.choice(["en", "ur"])}


def skewed(questions: list[str], seed: int = 0) -> list[str]:
    """The questions as they come in."""
    weights = list(accumulate(1 / rank**SKEW for rank in range(1, len(questions) + 1)))
    return Random(seed).choices(questions, cum_weights=weights, k=ASKED)
