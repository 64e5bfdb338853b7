"""A search with its reasons, for curators and developers."""

from dataclasses import dataclass

from django.utils import timezone

from hub.api.meant import Meant
from hub.editions.contract import Document
from hub.editions.reader import Snapshot, minute
from hub.search.index import Hit
from hub.search.numbers import Answer, digits_in
from hub.search.searcher import Searcher, Understanding

MOST = 10


@dataclass(frozen=True)
class Explained:
    number: Answer | None
    understood: Understanding
    applied: dict[str, list[str]]
    """The filters in the words that leave something."""
    hits: list[Hit]
    lines: list[Document]


def explained(snapshot: Snapshot, searcher: Searcher, language: str, text: str) -> Explained:
    digits = digits_in(text)
    understood = searcher.understand("" if digits else text)
    meant = Meant(snapshot, searcher, language, minute(timezone.now()), understood)
    return Explained(
        number=searcher.numbers.answer(digits, language) if digits else None,
        understood=understood,
        applied=meant.filters,
        hits=understood.hits[:MOST],
        lines=[meant.whole.minute.document(place) for place in meant.places()[:MOST]],
    )
