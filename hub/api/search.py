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
from hub.api.meant import Meant, places_of
from hub.api.question import Question, invalid, question_of, unknown_parameters
from hub.editions.contract import Document, Kind, searched, subject
from hub.search.index import Hit
from hub.search.letters import script_of
from hub.search.numbers import Answer, Owner, is_a_number
from hub.search.searcher import LONGEST_FILTER, MOST_WORDS, Searcher, Wanted, searcher_of
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
            return {legible(name): legible(value) for name, value in request.data.items()}
    except (exceptions.ParseError, RecursionError):
        pass
    with override(asked_language(request._request).language):
        detail = _("Send a JSON object with at least q, your words, as application/json.")
    raise Problem(400, "bad-request", detail)


def legible(value: Any) -> Any:
    """JSON may hold halves of a character, which nobody can write down again."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


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
    found = Answered(question, asked, searcher_of(question.snapshot))
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
        "numbers": [number_block(question, number) for number in found.numbers],
        "help": cards(question.snapshot, question.language, question.instant, regions),
        "results": found.results(),
        "nothing_found": None if found.is_understood else found.nothing(),
    }


def script(text: str) -> str:
    found = script_of(fold(text))
    return found if fold(text) else "none"


class Answered:
    """What a question is answered with."""

    def __init__(self, question: Question, asked: Asked, searcher: Searcher) -> None:
        self.question = question
        self.asked = asked
        self.numbers = searcher.numbers.answers(asked.text, question.snapshot, question.language)
        self.understood = searcher.understand("" if is_a_number(asked.text) else asked.text)
        self.meant = Meant(
            question.snapshot,
            searcher,
            question.language,
            question.instant,
            self.understood,
            asked.region,
            places_of(self.numbers, question.feed),
        )

    @property
    def is_understood(self) -> bool:
        return self.understood.is_crisis or self.understood.is_close or bool(self.meant.numbered or self.meant.filters)

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
            "without": without(self.asked.text, wanted.words),
            "applied": wanted.value in self.meant.filters.get(wanted.parameter, ()),
        }

    def results(self) -> dict[str, Any]:
        shown = {kind.plural: kind for kind in searched() if kind.plural in self.asked.kinds}
        return {plural: self.lines() if kind is subject() else self.records(kind) for plural, kind in shown.items()}

    def records(self, kind: Kind) -> dict[str, Any]:
        """A record that is gone since the search was made ready is left out."""
        shelf = self.question.feed.shelves[kind.plural]
        hits = [hit for hit in self.understood.of(kind.kind) if shelf.find(hit.entry.slug) is not None]
        return self.page(len(hits), [self.record(kind, hit) for hit in self.cut(hits)])

    def record(self, kind: Kind, hit: Hit) -> Document:
        return {**self.match(hit), **self.document(kind.plural, hit.entry.slug)}

    def match(self, hit: Hit | None) -> dict[str, Any]:
        return {"score": round(hit.score, 3) if hit else None, "why": self.why(hit) if hit else None}

    def why(self, hit: Hit) -> str | None:
        """The words that matched, as the directory has them; in a crisis nobody is shown them again."""
        if self.understood.is_crisis:
            return None
        words = hit.entry.phrase.text
        return words if words != hit.entry.slug else self.name(hit)

    def name(self, hit: Hit) -> str:
        plural = next(kind.plural for kind in searched() if kind.kind == hit.entry.kind)
        return str(self.question.feed.shelves[plural].names.get(hit.entry.slug, hit.entry.phrase.text))

    # The lines: those that are named, and those that help with what is meant

    def lines(self) -> dict[str, Any]:
        places = self.meant.places()
        if not places and self.understood.is_close:  # Understood, and no line is for just that: somebody to talk to.
            places = self.meant.in_crisis()[:SOME]
        minute = self.meant.whole.minute
        items = [self.line(minute.document(place), self.meant.named.get(place)) for place in self.cut(places)]
        return self.page(len(places), items)

    def line(self, document: Document, named: Hit | None) -> Document:
        """By its name, or by the best topic that it is for."""
        topics = {topic["slug"] for topic in document["topics"] or ()}
        by_topic = (hit for hit in self.understood.of("topic") if hit.entry.slug in topics)
        return {**self.match(named or next(by_topic, None)), **document}

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


def without(text: str, words: str) -> str | None:
    """What was typed without the words for a filter; None where nothing is left."""
    typed = text.split()[: 2 * MOST_WORDS]  # Filters are sought among the first words only.
    folded = [fold(one) for one in typed]
    for first in range(len(typed)):
        for last in range(first + 1, first + 1 + LONGEST_FILTER):
            if " ".join(folded[first:last]) == words:
                return " ".join(typed[:first] + text.split()[last:]) or None
    return None


def number_block(question: Question, number: Answer) -> dict[str, Any]:
    owners = [owner_block(question, owner) for owner in number.owners]
    return {
        "digits": number.digits,
        "status": number.status,
        "words": said(number, [one["name"] for one in owners]),
        "owners": owners,
        "replaced_by": number.replaced_by,
    }


def owner_block(question: Question, owner: Owner) -> dict[str, Any]:
    """Whose it is, on what basis, and from when."""
    shelf = question.feed.shelves[owner.plural]
    document = shelf.at(question.instant).document(shelf.places[owner.slug])
    told = {name: document[name] for name in ("type", "id", "slug", "name", "links", "verification")}
    return {**told, "contact": owner.contact}


def said(number: Answer, names: list[str]) -> str:
    if number.status == "superseded" and not number.replaced_by:
        return _("This number has been replaced, and what replaced it is not in our list now.")
    if number.status == "listed":
        return _("In our list, {number} is the number of: {names}.").format(
            number=number.digits, names=_(", ").join(dict.fromkeys(names))
        )
    return {
        "superseded": _("This number has been replaced. Please use the one that has replaced it."),
        "withdrawn": _("This number was taken out of our list because something about it may be wrong."),
        "unknown": _("This number is not in our list. That does not mean that it is wrong; we do not know it."),
    }[number.status]
