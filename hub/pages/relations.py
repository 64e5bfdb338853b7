"""What belongs to a record: the records of every kind whose lists can be filtered by its kind."""

from hub.api.question import Question
from hub.editions.contract import Document, Kind, kinds, subject

# More than anybody reads on the page of something else; the list has them all.
MOST = 30


def related(question: Question, kind: Kind, document: Document) -> dict[str, list[Document]]:
    """Plural -> records, in the usual order of their list."""
    return {
        other.plural: found(question, other, {kind.kind: [document["slug"]]})
        for other in listed()
        if kind.kind in question.filtersets[other.plural].filters
    }


def named(question: Question, document: Document) -> list[Document]:
    """The lines that a record names, as whole records."""
    shelf = question.feed.shelves[subject().plural]
    minute = shelf.at(question.instant)
    return [minute.document(shelf.places[one["slug"]]) for one in document.get(subject().plural, ())]


def listed() -> list[Kind]:
    return [kind for kind in kinds() if kind.filterset]


def found(question: Question, kind: Kind, filters: dict[str, list[str]]) -> list[Document]:
    filterset = question.filtersets[kind.plural]
    selection = filterset.narrowed(filterset.whole(question.instant), filters)
    ordering = next(iter(filterset.ORDERINGS))
    groups = filterset.groups(selection, filters, ordering)
    return [selection.minute.document(place) for place in selection.page(ordering, groups, 0, MOST)]
