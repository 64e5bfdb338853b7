"""A search with its reasons, for curators and developers."""

from dataclasses import dataclass

from django.utils import timezone

from hub.api.meant import Meant, places_of
from hub.editions.contract import Document
from hub.editions.reader import Snapshot, minute
from hub.search.index import Hit
from hub.search.numbers import Answer, is_a_number
from hub.search.searcher import Searcher, Understanding

MOST = 10


@dataclass(frozen=True)
class Explained:
    numbers: list[Answer]
    understood: Understanding
    applied: dict[str, list[str]]
    """The filters in the words that leave something."""
    hits: list[Hit]
    lines: list[Document]


def explained(snapshot: Snapshot, searcher: Searcher, language: str, text: str) -> Explained:
    numbers = searcher.numbers.answers(text, snapshot, language)
    understood = searcher.understand("" if is_a_number(text) else text)
    numbered = places_of(numbers, snapshot.feeds[language])
    meant = Meant(snapshot, searcher, language, minute(timezone.now()), understood, numbered=numbered)
    return Explained(
        numbers=numbers,
        understood=understood,
        applied=meant.filters,
        hits=understood.hits[:MOST],
        lines=[meant.whole.minute.document(place) for place in meant.places()[:MOST]],
    )
