"""The pages: what the API answers, put before people. From the edition only."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import override
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from hub.api.errors import PROBLEMS, Problem, as_problem, with_slash
from hub.api.help import help_in, lines, spare_cards
from hub.api.home import home_body, notice, read_region
from hub.api.language import Asked
from hub.api.question import Question, question_of
from hub.api.records import place_of
from hub.editions.contract import Document, Kind, subject
from hub.editions.reader import minute, reader
from hub.pages.addresses import page_of
from hub.pages.answers import headers_of, sent
from hub.pages.frame import Frame
from hub.pages.narrowing import facets_of, holds
from hub.pages.relations import named, related


@method_decorator(csrf_exempt, name="dispatch")
class Page(View):
    """One page in one language. Whatever goes wrong ends in a page too, with the numbers to ring."""

    http_method_names = ["get", "head"]
    template = ""
    asks: tuple[str, ...] = ()
    """The parameters that mean something here. Others are passed over: chat apps hang theirs on every link."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = str(kwargs.pop("language"))
        with override(language):
            try:
                if (request.method or "").lower() not in self.http_method_names:
                    raise Problem(405, "method-not-allowed", headers={"Allow": "GET, HEAD"})
                request.GET = self.parameters(self.given(request))  # type: ignore[assignment]
                return self.answered(question_of(request, Asked(language, [language])), **kwargs)
            except Exception as error:
                return trouble(request, language, as_problem(error))

    def given(self, request: HttpRequest) -> QueryDict:
        return request.GET

    def parameters(self, given: QueryDict) -> QueryDict:
        """A form sends what was not chosen as well, empty."""
        kept = QueryDict(mutable=True)
        for name in self.asks:
            if values := [value for value in given.getlist(name) if value]:
                kept.setlist(name, values)
        return kept

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        etag = question.etag(moments=True)
        headers = headers_of(question, etag)
        if question.is_known_to_client(etag):
            return HttpResponse(status=304, headers=headers)
        context = self.context(question, **kwargs)
        if question.is_known_to_client("*"):  # Whatever there is: so not before we know that there is something.
            return HttpResponse(status=304, headers=headers)
        return page(question, self.template_of(context), context, headers=headers)

    def template_of(self, context: Mapping[str, Any]) -> str:
        return self.template

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        raise NotImplementedError(f"{type(self).__name__} must say what is on the page.")


def page(
    question: Question, template: str, context: Mapping[str, Any], *, headers: dict[str, str], status: int = 200
) -> HttpResponse:
    strip = lines(question.snapshot, question.language, question.instant, context.get("regions", ()))
    strip = strip or spare_cards(question.language, question.snapshot)
    # Who has just rung a line in vain is not sent back to it.
    others = [line for line in strip if line["id"] != context.get("record", {}).get("id")]
    frame = Frame.of(question, others or strip)
    return sent(question.request, render_to_string(template, {"frame": frame, **context}), status, headers)


def trouble(request: HttpRequest, language: str, problem: Problem) -> HttpResponse:
    """A refusal as a page. It needs no edition: the strip is in the package."""
    frame = Frame(request=request, language=language, strip=strip_in(language), vocabulary=vocabulary_in(language))
    title = PROBLEMS[problem.code]
    context = {"frame": frame, "problem": problem, "title": title, "replaced_by": problem.extra.get("replaced_by")}
    headers = {"Content-Language": language, "Cache-Control": "no-store", **problem.headers}
    return sent(request, render_to_string("pages/trouble.html", context), problem.status, headers)


def strip_in(language: str) -> list[Document]:
    """Whole records where there is an edition: they say who answers, and on what a number rests. Never fails."""
    try:
        snapshot = reader.current()
        found = lines(snapshot, language, minute(timezone.now())) if snapshot else []
    except Exception:  # Whatever is broken, the numbers are still told.
        found = []
    return found or help_in(language)


def vocabulary_in(language: str) -> Any:
    return reader.snapshot.feeds[language].vocabulary if reader.snapshot else None


class HomePage(Page):
    template = "pages/home.html"
    asks = ("region",)

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        """A region that is not known is said, and the page shown as it is without one."""
        try:
            read_region(question)
        except Problem as problem:
            value = ", ".join(question.parameters.pop("region"))
            headers = {"Content-Language": question.language, "Cache-Control": "no-store"}
            refused = [{"parameter": "region", "value": value}]
            context = self.context(question) | {"refused": refused}
            return page(question, self.template, context, headers=headers, status=problem.status)
        return super().answered(question, **kwargs)

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        region = read_region(question)
        home = home_body(question, region)
        names = question.feed.vocabulary["region"]
        return {"home": home, "regions": [region] if region else [], "region_names": names}


class AboutPage(Page):
    template = "pages/about.html"

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        """What the hub says of itself; an edition that was baked before it did says nothing."""
        return {"hub": next(iter(question.feed.shelves["about"].documents), None), "notice": notice()}


class AllPage(Page):
    """Every line on one page: to keep for a day without a network, or to print and hang up."""

    template = "pages/all.html"

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        lines = list(question.feed.shelves[subject().plural].at(question.instant).by_position())
        return {
            "lines": lines,
            "are_rung": any(line["verification"]["verified_on"] for line in lines),
            "holds": holds(question, subject()),
            "facets": {one["parameter"]: one for one in facets_of(question, subject().plural)},
        }


class KindPage(Page):
    kind: Kind = None  # type: ignore[assignment]  # Given by urls.py, which walks over all kinds.


class ListPage(KindPage):
    """All records of a kind, in the usual order of its list."""

    def template_of(self, context: Mapping[str, Any]) -> str:
        return f"pages/{self.kind.plural}.html"

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        shelf = question.feed.shelves[self.kind.plural]
        minute = shelf.at(question.instant)
        usual = next(iter(question.filtersets[self.kind.plural].ORDERINGS))
        places = range(len(shelf))
        return {"records": map(minute.document, sorted(places, key=minute.orders[usual].ranks.__getitem__))}


class RecordPage(KindPage):
    def template_of(self, context: Mapping[str, Any]) -> str:
        return f"pages/{self.kind.kind}.html"

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        """An old slug, or an id, leads to the page by its slug: one record has one address."""
        key = str(kwargs["key"])
        shelf = question.feed.shelves[self.kind.plural]
        document = shelf.at(question.instant).document(place_of(question, self.kind, key))
        if document["slug"] != key:
            headers = {"Location": page_of(document, question.language), "Cache-Control": "public, max-age=60"}
            return HttpResponse(status=301, headers=headers)
        return super().answered(question, document=document)

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        document: Document = kwargs["document"]
        return {
            "record": document,
            "related": related(question, self.kind, document),
            "lines": named(question, document),
        }


class MissingPage(Page):
    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        request = question.request
        if not request.path_info.endswith("/") and resolve(f"{request.path_info}/").url_name != "page-missing":
            return HttpResponse(status=301, headers={"Location": with_slash(request), "Cache-Control": "no-store"})
        raise Problem(404, "not-found")
