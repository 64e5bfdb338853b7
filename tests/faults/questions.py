"""Random lists of helplines, over every filter there is, in both languages; none is asked for twice."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from threading import Lock
from typing import Any
from urllib.parse import urlencode

ORDERINGS = ["rank", "name", "-updated_on", "-verified_on"]
MONDAY = datetime(2026, 11, 23)  # noqa: DTZ001  (read as Karachi's)
WEEK = 7 * 24 * 60


class Questions:
    """Drawn by many readers at once."""

    def __init__(self, facets: list[dict[str, Any]], seed: int = 23) -> None:
        self.random = Random(seed)
        self.facets = facets
        self.asked: set[str] = set()
        self.turn = Lock()

    def new(self) -> str:
        """The path of a list that nobody has asked for."""
        with self.turn:
            path = next(path for path in self.drawn() if path not in self.asked)
            self.asked.add(path)
            return path

    def drawn(self) -> Iterator[str]:
        while True:
            chosen = self.random.sample(self.facets, self.random.choice([1, 2, 2, 3, 4]))
            others = [
                ("lang", self.random.choice(["en", "ur"])),
                ("ordering", self.random.choice(ORDERINGS)),
                ("page_size", str(self.random.randint(1, 100))),
            ]
            query = [*((facet["parameter"], self.value(facet)) for facet in chosen), *others]
            yield f"/api/v1/helplines/?{urlencode(query)}"

    def value(self, facet: dict[str, Any]) -> str:
        """One of a filter's values, or two where it takes several; a time of the week where it lists none."""
        values = [one["value"] for one in facet["values"]]
        if not values:
            return (MONDAY + timedelta(minutes=self.random.randrange(WEEK))).isoformat()
        several = self.random.choice([1, 1, 2]) if facet["several"] else 1
        return ",".join(self.random.sample(values, min(several, len(values))))
