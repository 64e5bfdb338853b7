"""The search page: what the API answers to words or digits. They may come in the address or, so that they stand in no
history of a shared phone, in the body."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hub.api.question import Question
from hub.api.search import answer, read
from hub.pages.views import Page, page


class SearchPage(Page):
    template = "pages/search.html"
    http_method_names = ["get", "head", "post"]
    asks = ("q", "region", "kind", "page")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.GET = request.POST
        return super().dispatch(request, *args, **kwargs)

    def answered(self, question: Question, **kwargs: Any) -> HttpResponse:
        return page(question, self.template, self.context(question), headers=question.headers_of_words())

    def context(self, question: Question, **kwargs: Any) -> dict[str, Any]:
        if "q" not in question.parameters:
            return {"words": ""}
        asked = read(question, {*self.asks, "page_size"})
        found = answer(question, asked)
        regions = [asked.region] if asked.region else []
        return {"words": asked.text, "found": found, "regions": regions, "page": asked.page}
