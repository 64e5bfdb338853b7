"""Search: what somebody types, in any script, answered with help first; and whose number a number is.

Nothing of a question is kept or written down, and no answer to one may be stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override
from rest_framework import exceptions
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.api.errors import Problem, parameter_error
from hub.api.filters import ChoiceField, Refused, WholeNumberField, WordsField
from hub.api.help import card, cards
from hub.api.language import asked_language
from hub.api.lists import edition_block
from hub.api.meant import Meant
from hub.api.question import Question, invalid, question_of, unknown_parameters
from hub.editions.contract import Document, Kind, searched, subject
from hub.search.index import Hit
from hub.search.letters import script_of
from hub.search.numbers import Answer, Numbers, digits_in
from hub.search.searcher import Searcher, Understanding, Wanted, searcher_of
from hub.text import fold

PAGE_SIZE, MOST = 10, 50
# Somebody to talk to where nothing is found.
SOME = 3
BODY = {"q": str, "kind": str, "region": str, "lang": str, "page": int, "page_size": int}


@dataclass(frozen=True)
class Asked:
    text: str
    kinds: list[str]
    region: str | None
    page: int
    page_size: int


class SearchView(APIView):
    """The same question in the address or, so that nothing stands in one, in the body."""

    http_method_names = ["get", "post", "head", "options"]
    parser_classes = (JSONParser,)

    def get(self, request: Request) -> HttpResponse:
        return answered(request._request)

    def post(self, request: Request) -> HttpResponse:
        asking: Any = request._request
        body = body_of(request)
        if isinstance(body.get("lang"), str):  # A refusal of the rest is told in it, too.
            asking.GET = merged(asking.GET, {"lang": body["lang"]})
        with override(asked_language(asking).language):
            asking.GET = merged(asking.GET, from_body(body))
        return answered(asking)


class SuggestView(APIView):
    http_method_names = ["get", "head", "options"]

    def get(self, request: Request) -> HttpResponse:
        question = question_of(request._request)
        asked = read(question, {"q", "lang"})
        plurals = {kind.kind: kind.plural for kind in searched()}
        found = searcher_of(question.snapshot).names.with_letters(asked.text)
        body = {
            "edition": edition_block(question),
            "language": question.language,
            "suggestions": [
                {
                    "type": one.kind,
                    "slug": one.slug,
                    "name": question.feed.shelves[plurals[one.kind]].names[one.slug],
                    "links": {"self": f"/api/v1/{plurals[one.kind]}/{one.slug}/"},
                }
                for one in (beginning.entry for beginning in found)
            ],
        }
        return respond(question, body)


def respond(question: Question, body: Mapping[str, Any]) -> HttpResponse:
    return Response(orjson.dumps(body), headers=question.headers_of_words())


def body_of(request: Request) -> dict[str, Any]:
    """Raises Problem for anything but a JSON object."""
    try:
        if isinstance(request.data, dict):
            return request.data
    except (exceptions.ParseError, RecursionError):
        pass
    with override(asked_language(request._request).language):
        detail = _("Send a JSON object with at least q, your words, as application/json.")
    raise Problem(400, "bad-request", detail)


def merged(parameters: QueryDict, others: dict[str, str]) -> QueryDict:
    """What stands in the address counts as well; the body comes before it."""
    both = parameters.copy()
    for name, value in others.items():
        both[name] = value
    return both


def from_body(data: dict[str, Any]) -> dict[str, str]:
    """The parameters of a JSON object as they would stand in the address. Raises Problem for values of another type."""
    data = {name: whole(value) for name, value in data.items()}
    wrong = [name for name, value in data.items() if type(value) is not BODY.get(name, type(value))]
    if wrong:
        raise invalid(*(parameter_error(name, Refused(_("This is not of the right type."), "")) for name in wrong))
    return {name: str(value) for name, value in data.items()}


def whole(value: Any) -> Any:
    """2.0 is a whole number in JSON."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def answered(request: HttpRequest) -> HttpResponse:
    question = question_of(request)
    with override(question.language):  # That of a body is known only now.
        asked = read(question, {"q", "kind", "region", "page", "page_size", "lang"})
        return respond(question, answer(question, asked))


def read(question: Question, known: set[str]) -> Asked:
    """Raises Problem for anything that cannot be used."""
    parameters = question.parameters
    errors = [*unknown_parameters(question, known)]
    fields = {
        "q": WordsField(required=True),
        "kind": ChoiceField(choices=[kind.plural for kind in searched()]),
        "region": ChoiceField(choices=question.feed.vocabulary["region"]),
        "page": WholeNumberField(least=1, most=10**6),
        "page_size": WholeNumberField(least=1, most=MOST),
    }
    cleaned: dict[str, Any] = {}
    for name, field in fields.items():
        try:
            cleaned[name] = field.clean(parameters.getlist(name) or None)
        except ValidationError as refused:
            errors.append(parameter_error(name, refused))
    if errors:
        raise invalid(*errors)
    shown = [cleaned["kind"]] if cleaned["kind"] else [kind.plural for kind in searched()]
    return Asked(cleaned["q"], shown, cleaned["region"], cleaned["page"] or 1, cleaned["page_size"] or PAGE_SIZE)


def answer(question: Question, asked: Asked) -> dict[str, Any]:
    searcher = searcher_of(question.snapshot)
    digits = digits_in(asked.text)
    found = Answered(question, asked, searcher, searcher.understand("" if digits else asked.text))
    number = number_in(asked.text, searcher.numbers, question.language)
    is_only_a_number = number and not (found.understood.is_crisis or found.understood.is_close)
    results = found.of_number(number) if number and is_only_a_number else found.results()
    is_nothing = not (number or found.understood.is_crisis or found.understood.is_close)
    regions = [asked.region] if asked.region else found.regions()
    return {
        "edition": edition_block(question),
        "language": question.language,
        "query": {
            "text": asked.text,
            "script": script(asked.text),
            "understood": list(found.understood.words),
            "facets": [found.facet(one) for one in found.understood.wanted],
        },
        "crisis": found.understood.is_crisis,
        "number": number_block(question, number) if number else None,
        "help": cards(question.snapshot, question.language, question.instant, regions),
        "results": results,
        "nothing_found": found.nothing() if is_nothing else None,
    }


def number_in(text: str, numbers: Numbers, language: str) -> Answer | None:
    digits = digits_in(text)
    return numbers.answer(digits, language) if digits else numbers.within(text, language)


def script(text: str) -> str:
    found = script_of(fold(text))
    return found if fold(text) else "none"


class Answered:
    """What a question is answered with."""

    def __init__(self, question: Question, asked: Asked, searcher: Searcher, understood: Understanding) -> None:
        self.question = question
        self.asked = asked
        self.understood = understood
        self.meant = Meant(question.snapshot, searcher, question.language, question.instant, understood, asked.region)

    def regions(self) -> list[str]:
        return [one.value for one in self.understood.wanted if one.parameter == "region"]

    def facet(self, wanted: Wanted) -> dict[str, Any]:
        """A filter that stands in the words; without those words it is taken away."""
        options = self.meant.filterset.filters[wanted.parameter].options(self.meant.whole)
        labels = {one.value: one.label for one in options}
        return {
            "parameter": wanted.parameter,
            "value": wanted.value,
            "label": labels.get(wanted.value, wanted.value),
            "words": wanted.words,
            "applied": wanted.value in self.meant.filters.get(wanted.parameter, ()),
        }

    def results(self) -> dict[str, Any]:
        shown = {kind.plural: kind for kind in searched() if kind.plural in self.asked.kinds}
        return {plural: self.lines() if kind is subject() else self.records(kind) for plural, kind in shown.items()}

    def records(self, kind: Kind) -> dict[str, Any]:
        hits = self.understood.of(kind.kind)
        return self.page(len(hits), [self.record(kind, hit) for hit in self.cut(hits)])

    def record(self, kind: Kind, hit: Hit) -> Document:
        shelf = self.question.feed.shelves[kind.plural]
        place = shelf.find(hit.entry.slug)
        assert place is not None
        document = shelf.at(self.question.instant).document(place)
        return {"score": round(hit.score, 3), "why": self.why(hit), **document}

    def why(self, hit: Hit) -> str | None:
        """The words that matched, as the directory has them; in a crisis nobody is shown them again."""
        return None if self.understood.is_crisis else hit.entry.phrase.text

    # The lines: those that are named, then those that help with what is meant

    def lines(self) -> dict[str, Any]:
        named = self.meant.named()
        places = [*named, *(place for place in self.meant.helping() if place not in named)]
        if not places and self.understood.is_close:  # Understood, and no line is for just that: somebody to talk to.
            places = self.meant.in_crisis()[:SOME]
        minute = self.meant.whole.minute
        items = [self.line(minute.document(place), named.get(place)) for place in self.cut(places)]
        return self.page(len(places), items)

    def line(self, document: Document, hit: Hit | None) -> Document:
        best = hit or next(iter(self.understood.of("topic")), None)
        return {"score": round(best.score, 3) if best else None, "why": self.why(best) if best else None, **document}

    def of_number(self, number: Answer) -> dict[str, Any]:
        owned = [(owner, self.document(owner.plural, owner.slug)) for owner in number.owners]
        owned.sort(key=lambda one: has_menu(one[1], one[0].contact))  # Who answers at once comes first.
        documents = [self.line(document, None) for _owner, document in owned]
        results = {plural: self.page(0, []) for plural in self.asked.kinds}
        if subject().plural in results:
            results[subject().plural] = self.page(len(documents), documents)
        return results

    def nothing(self) -> dict[str, Any]:
        """Never an empty page: all that we can help with, and somebody to talk to."""
        some = self.meant.in_crisis()[:SOME]
        return {
            "words": _("We found nothing close to this. You can look through the topics, or talk to somebody."),
            "topics": self.question.feed.home["topics"],
            subject().plural: [card(self.meant.whole.minute.document(place)) for place in some],
        }

    def document(self, plural: str, slug: str) -> Document:
        shelf = self.question.feed.shelves[plural]
        return shelf.at(self.question.instant).document(shelf.places[slug])

    def cut(self, found: list[Any]) -> list[Any]:
        first = (self.asked.page - 1) * self.asked.page_size
        return found[first : first + self.asked.page_size]

    def page(self, count: int, items: list[Document]) -> dict[str, Any]:
        return {"count": count, "pages": max(1, -(-count // self.asked.page_size)), "items": items}


def has_menu(document: Document, contact: str) -> bool:
    return any(one["id"] == contact and one.get("menu") for one in document["contacts"])


def number_block(question: Question, number: Answer) -> dict[str, Any]:
    return {"digits": number.digits, "status": number.status, "words": said(number), "replaced_by": number.replaced_by}


def said(number: Answer) -> str:
    if number.status == "superseded" and not number.replaced_by:
        return _("This number has been replaced, and what replaced it is not in our list now.")
    return {
        "listed": _("This number is in our list."),
        "superseded": _("This number has been replaced. Please use the one that has replaced it."),
        "withdrawn": _("This number was taken out of our list because something about it may be wrong."),
        "unknown": _("This number is not in our list. That does not mean that it is wrong; we do not know it."),
    }[number.status]
