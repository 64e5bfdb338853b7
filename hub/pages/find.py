"""Find help: the list of lines with its filters, as links and as a form.

A filter that cannot be used is said on the page, which then shows the list without it: whoever followed a broken link
still needs a number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from hub.api.errors import parameter_error
from hub.api.lists import Found, find, page_link, with_unknown_link
from hub.api.question import Question
from hub.api.selection import UNKNOWN
from hub.pages.narrowing import facets_of
from hub.pages.views import KindPage, page

APPENDED = re.compile(r"utm_\w+|\w*clid|lang")


# The filter of what is true now.
MOMENT = "open_now"


@dataclass(frozen=True)
class Chosen:
    """A filter that stands, and the query without it."""

    label: str
    value: str
    without: str


class FindPage(KindPage):
    def parameters(self, given: QueryDict) -> QueryDict:
        """All but those that chat apps append: an unknown one may be meant to filter."""
        kept = QueryDict(mutable=True)
        for name in given:
            values = [value for value in given.getlist(name) if value]
            if values and not APPENDED.fullmatch(name):
                kept.setlist(name, values)
        return kept

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        refused = refuse(question, self.kind.plural)
        if not refused and "q" not in question.parameters:
            return super().answered(question)
        headers = question.headers_of_words()
        context = self.context(question) | {"refused": refused}
        return page(question, self.template_of(context), context, headers=headers, status=400 if refused else 200)

    def template_of(self, context: Mapping[str, Any]) -> str:
        return f"pages/{self.kind.plural}.html"

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        found = find(question, self.kind)
        minute = question.feed.shelves[self.kind.plural].at(found.instant)
        facets = facets_of(question, self.kind.plural)
        return {
            "found": found,
            "records": [minute.document(place) for place in found.shown],
            "facets": {one["parameter"]: one for one in facets},
            "chosen": list(chosen(question, facets)),
            "quick": list(quick(question, facets)),
            "with_unknown": with_unknown_link(question, found),
            "regions": list(found.regions),
            "words": question.parameters.get("q", ""),
            "next": turned(question, found, found.page + 1),
            "previous": turned(question, found, found.page - 1),
        }


def refuse(question: Question, plural: str) -> list[dict[str, Any]]:
    """What of the question cannot be used, which is then taken out of it."""
    filterset = question.filtersets[plural]
    parameters = question.parameters
    refused: list[dict[str, Any]] = [
        {"parameter": name, "value": None} for name in parameters if name not in filterset.fields
    ]
    try:
        filterset.read(parameters)
    except ValidationError as wrong:
        refused += [parameter_error(name, error) for name, found in wrong.error_dict.items() for error in found]
    for one in refused:
        parameters.pop(one["parameter"], None)
    return refused


def chosen(question: Question, facets: Iterable[dict[str, Any]]) -> Iterator[Chosen]:
    for one in facets:
        name = one["parameter"]
        given = [value for values in question.parameters.getlist(name) for value in values.split(",")]
        labels = {option["value"]: option["label"] for option in one["values"]}
        for value in given:
            without = [other for other in given if other != value]
            yield Chosen(one["label"], labels.get(value, value), query(question, name, ",".join(without)))


@dataclass(frozen=True)
class Quick:
    """A choice that is one tap away: the query that it leads to, and how many lines are left by it."""

    label: str
    query: str
    count: int
    stands: bool


def quick(question: Question, facets: Iterable[dict[str, Any]]) -> Iterator[Quick]:
    """Open now; and beside it those whose hours nobody knows, which may be open as well. Chosen again, it goes."""
    (moment,) = [one for one in facets if one["parameter"] == MOMENT]
    counts = {option["value"]: option["count"] for option in moment["values"]}
    given = question.parameters.get(MOMENT, "")
    for label, values in ((_("Open now"), ["true"]), (_("Open now, or hours not known"), ["true", UNKNOWN])):
        value = ",".join(values)
        stands = given == value
        count = sum(counts[one] for one in values)
        yield Quick(label, query(question, MOMENT, "" if stands else value), count, stands)


def query(question: Question, name: str, value: str) -> str:
    """The question with another value of one parameter, from its first page on."""
    parameters = question.parameters.copy()
    for given in (name, "page", "as_of"):
        parameters.pop(given, None)
    if value:
        parameters[name] = value
    return "?" + parameters.urlencode(safe=",:")


def turned(question: Question, found: Found, page: int) -> str:
    """The way to another page of the list; none where there is none."""
    return "?" + page_link(question, found, page).partition("?")[2] if 1 <= page <= found.pages else ""
