"""A list as it is answered: filtered, ordered, paged. What is found is kept per state, minute and query."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils.translation import gettext as _

from hub.api.errors import Problem, parameter_error
from hub.api.filters import EditionFilterSet
from hub.api.help import cards
from hub.api.question import Question, invalid, unknown_parameters
from hub.api.selection import UNKNOWN, Selection
from hub.editions.contract import Kind

MOST_KEPT = 2000


@dataclass(frozen=True)
class Found:
    """The answer to a query before it is cut into bytes."""

    places: list[int]
    unknown_count: int
    widened: tuple[str, ...]
    page: int
    page_size: int
    instant: datetime
    crisis: bool
    regions: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Page 1 always exists."""
        return max(1, -(-len(self.places) // self.page_size))


def found_lately(question: Question, kind: Kind) -> Found:
    """Kept with the snapshot, so that it ends with it: parsing a form costs more than the rest of an answer."""
    found: OrderedDict[tuple[Any, ...], Found] = question.snapshot.found
    key = (question.language, kind.kind, question.instant, question.query)
    if key not in found:
        found[key] = find(question, kind)
        while len(found) > MOST_KEPT:
            found.popitem(last=False)
    return found[key]


def find(question: Question, kind: Kind) -> Found:
    """Raises Problem for anything in the query that cannot be used."""
    filterset = checked_filterset(question, kind)
    cleaned = filterset.form.cleaned_data
    instant = cleaned["as_of"] or question.instant
    if instant != question.instant:
        filterset.queryset = Selection.whole(question.feed, kind.plural, instant)
    asked = filterset.asked()
    return Found(
        places=filterset.ordered(),
        unknown_count=(filterset.with_unknown().mask & ~filterset.qs.mask).bit_count(),
        widened=tuple(filterset.open_to_unknown()),
        page=cleaned["page"] or 1,
        page_size=cleaned["page_size"] or filterset.PAGE_SIZE,
        instant=instant,
        crisis=is_crisis(question, asked),
        regions=tuple(asked.get("region", ())),
    )


def checked_filterset(question: Question, kind: Kind) -> EditionFilterSet:
    assert kind.filterset, kind.kind
    selection = Selection.whole(question.feed, kind.plural, question.instant)
    filterset: EditionFilterSet = kind.filterset(question.parameters, selection)
    values = filterset.form.errors.as_data()
    errors = [
        *unknown_parameters(question, filterset.parameters),
        *(parameter_error(name, error) for name, found in values.items() for error in found),
    ]
    if errors:
        raise invalid(*errors)
    return filterset


def is_crisis(question: Question, asked: dict[str, Any]) -> bool:
    """Whether somebody asks for help in a crisis: by the filter, or by a topic that is one."""
    topics = question.feed.shelves["topics"].documents
    crisis_topics = {topic["slug"] for topic in topics if topic["crisis"]}
    return "true" in asked.get("crisis", ()) or not crisis_topics.isdisjoint(asked.get("topic", ()))


def answer_list(question: Question, kind: Kind) -> bytes:
    found = found_lately(question, kind)
    if found.page > found.pages:
        detail = _("The last page is {pages}.").format(pages=found.pages)
        raise Problem(404, "no-such-page", detail, pages=found.pages, first=page_link(question, found, 1))
    return orjson.dumps(list_body(question, kind, found))


def list_body(question: Question, kind: Kind, found: Found) -> dict[str, Any]:
    rendered = question.feed.shelves[kind.plural].at(found.instant)
    first = (found.page - 1) * found.page_size
    shown = found.places[first : first + found.page_size]
    helps = found.crisis or not found.places
    return {
        "edition": {"number": question.snapshot.number, "state": question.snapshot.state},
        "language": question.language,
        "count": len(found.places),
        "unknown_count": found.unknown_count,
        "with_unknown": with_unknown_link(question, found),
        "page": found.page,
        "pages": found.pages,
        "next": page_link(question, found, found.page + 1) if found.page < found.pages else None,
        "previous": page_link(question, found, found.page - 1) if found.page > 1 else None,
        "results": [orjson.Fragment(rendered.bytes[place]) for place in shown],
        "help": cards(question.snapshot, question.language, found.instant, found.regions) if helps else [],
    }


def page_link(question: Question, found: Found, page: int) -> str:
    """Pinned to the minute, since the rank depends on what is open."""
    parameters = question.parameters.copy()
    parameters["page"] = str(page)
    parameters["as_of"] = found.instant.isoformat()
    return f"{question.request.path}?{parameters.urlencode()}"


def with_unknown_link(question: Question, found: Found) -> str | None:
    if not found.unknown_count:
        return None
    parameters = question.parameters.copy()
    for name in ("page", "as_of"):
        parameters.pop(name, None)
    for name in found.widened:
        parameters[name] = ",".join([*parameters.getlist(name), UNKNOWN])
    return f"{question.request.path}?{parameters.urlencode(safe=',:')}"
