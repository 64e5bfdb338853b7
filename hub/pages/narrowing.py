"""How a list is narrowed: the choices there are, and, for a copy without a hub to ask, which of them find a line."""

from collections import defaultdict
from typing import Any

from hub.api.facets import facet
from hub.api.question import Question
from hub.editions.contract import Kind


def facets_of(question: Question, plural: str) -> list[dict[str, Any]]:
    filterset = question.filtersets[plural]
    asked = filterset.read(question.parameters)
    whole = filterset.whole(question.instant)
    return [
        one | {"chosen": question.parameters.get(one["parameter"], "").split(",")}
        for name in filterset.filters
        for one in [facet(question, filterset, name, asked, whole)]
    ]


def holds(question: Question, kind: Kind) -> dict[str, str]:
    """Slug -> `name=value` for every choice that finds the record. Nothing of the minute: it will have passed."""
    filterset = question.filtersets[kind.plural]
    whole = filterset.whole(question.instant)
    documents = [whole.minute.document(place) for place in range(len(whole.shelf))]
    found: dict[str, list[str]] = defaultdict(list)
    for name, one in filterset.filters.items():
        if getattr(one, "moment", False):
            continue
        for option in one.options(whole):
            mask = one.filter(whole, option.cleaned).mask
            for place, document in enumerate(documents):
                if mask >> place & 1:
                    found[document["slug"]].append(f"{name}={option.value}")
    return {
        document["slug"]: " ".join([f"{kind.kind}={document['slug']}", *found[document["slug"]]])
        for document in documents
    }
