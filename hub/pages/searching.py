"""The search page: what the API answers to words or digits. They may come in the address or, so that they stand in no
history of a shared phone, in the body."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from hub.api.question import Question
from hub.api.search import answer, read
from hub.editions.contract import subject
from hub.pages.views import Page, page


def with_whole_lines(question: Question, answer: dict[str, Any]) -> dict[str, Any]:
    """A card does not say who answers, nor on what a number rests."""
    shelf = question.feed.shelves[subject().plural]
    places = [(shelf.places.get(card["slug"]), card) for card in answer["helplines"]]
    whole = [card if place is None else shelf.at(question.instant).document(place) for place, card in places]
    return answer | {"helplines": whole}


class SearchPage(Page):
    template = "pages/search.html"
    http_method_names = ["get", "head", "post"]
    asks = ("q", "region", "kind", "page")

    def given(self, request: HttpRequest) -> QueryDict:
        return request.POST if request.method == "POST" else request.GET

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        return page(question, self.template, self.context(question), headers=question.headers_of_words())

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        if "q" not in question.parameters:
            return {"words": ""}
        asked = read(question, {*self.asks, "page_size"})
        found = answer(question, asked)
        if found["nothing_found"]:
            found = found | {"nothing_found": with_whole_lines(question, found["nothing_found"])}
        regions = [asked.region] if asked.region else []
        return {"words": asked.text, "found": found, "regions": regions, "page": asked.page}
