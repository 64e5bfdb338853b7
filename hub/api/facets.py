"""Every filter with its values, labels and counts: what an app shows beside a list, and where each choice leads."""

from typing import Any

import orjson

from hub.api.filters import Asked, EditionFilter, EditionFilterSet
from hub.api.help import cards
from hub.api.lists import edition_block, is_crisis, read
from hub.api.question import Question
from hub.api.selection import Selection
from hub.editions.contract import Kind

# Parameters of a list that do not filter.
CONTROLS = {"ordering", "page", "page_size", "as_of", "q"}


def answer_facets(question: Question, kind: Kind) -> bytes:
    filterset = question.filtersets[kind.plural]
    asked = read(question, filterset, filterset.parameters - CONTROLS)
    whole = filterset.whole(question.instant)
    count = len(filterset.narrowed(whole, asked.filters))
    helps = is_crisis(question.feed, asked.filters) or not count
    regions = asked.filters.get("region", ())
    return orjson.dumps(
        {
            "edition": edition_block(question),
            "language": question.language,
            "count": count,
            "facets": [facet(question, filterset, name, asked, whole) for name in filterset.filters],
            "help": cards(question.snapshot, question.language, question.instant, regions) if helps else [],
        }
    )


def facet(question: Question, filterset: EditionFilterSet, name: str, asked: Asked, whole: Selection) -> dict[str, Any]:
    """A filter. Its counts respect all the other filters that were given, but not what was chosen of its own."""
    others = {other: value for other, value in asked.filters.items() if other != name}
    selection = filterset.narrowed(whole, others)
    one: EditionFilter = filterset.filters[name]
    return {
        "parameter": name,
        "label": str(one.label),
        "several": one.several,
        "values": [
            {
                "value": option.value,
                "label": option.label,
                "count": len(one.filter(selection, option.cleaned)),
                "link": list_link(question, filterset.plural, name, option.value),
            }
            for option in one.options(whole)
        ],
    }


def list_link(question: Question, plural: str, name: str, value: str) -> str:
    """The list that a choice leads to."""
    parameters = question.parameters.copy()
    parameters[name] = value
    return f"/api/v1/{plural}/?{parameters.urlencode(safe=',:')}"
