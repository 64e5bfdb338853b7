"""What is announced, as a page says it: for which regions, and whether it is urgent."""

from collections.abc import Iterable, Iterator
from typing import Any

from hub.api.question import Question


def announced(question: Question, announcements: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """With the names of the regions, none where it is for the whole country."""
    where = {one.words: one.regions for shelf in question.feed.shelves.values() for _, one in shelf.announcements}
    labels = question.feed.vocabulary["region"]
    for one in announcements:
        regions = where.get(one["words"]) or ()
        yield one | {
            "regions": [label for code, label in labels.items() if code in regions],
            "urgent": one["severity"] == "urgent",
        }
