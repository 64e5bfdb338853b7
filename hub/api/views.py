"""From the reader to HTTP: the index, lists and records of every kind, and health."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.api.changes import answer_changes
from hub.api.errors import PROBLEMS, only_reading
from hub.api.facets import answer_facets
from hub.api.help import cards, help_in
from hub.api.home import answer_home, notice
from hub.api.language import asked_language
from hub.api.lists import answer_list
from hub.api.question import Question, question_of, refuse_unknown
from hub.api.records import place_of
from hub.editions.contract import Kind, kinds
from hub.editions.reader import reader
from hub.editions.store import StoreRefused
from hub.languages import LANGUAGES


class EditionView(APIView):
    """Answers from one snapshot; the same question twice is answered with 304."""

    http_method_names = ["get", "head", "options"]
    moments = False

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        question = question_of(request._request)
        etag = question.etag(moments=self.moments)
        headers = question.headers(etag)
        if question.is_known_to_client(etag):
            return HttpResponse(status=304, headers=headers)
        body = self.answer(question, **kwargs)
        if question.is_known_to_client("*"):  # Whatever there is: so not before we know that there is something.
            return HttpResponse(status=304, headers=headers)
        return Response(body, headers=headers)

    def answer(self, question: Question, **kwargs: Any) -> bytes:
        raise NotImplementedError(f"{type(self).__name__} must answer a question.")


class KindView(EditionView):
    kind: Kind = None  # type: ignore[assignment]  # Given by urls.py, which walks over all kinds.
    moments = True


class ListView(KindView):
    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        if "q" not in request._request.GET:
            return super().get(request, **kwargs)
        question = question_of(request._request)
        return Response(self.answer(question), headers=question.headers_of_words())

    def answer(self, question: Question, **kwargs: Any) -> bytes:
        return answer_list(question, self.kind)


class FacetsView(KindView):
    def answer(self, question: Question, **kwargs: Any) -> bytes:
        return answer_facets(question, self.kind)


class HomeView(EditionView):
    moments = True

    def answer(self, question: Question, **kwargs: Any) -> bytes:
        return answer_home(question)


class ChangesView(EditionView):
    def answer(self, question: Question, **kwargs: Any) -> bytes:
        return answer_changes(question)


class RecordView(KindView):
    def answer(self, question: Question, **kwargs: Any) -> bytes:
        refuse_unknown(question, {"lang"})
        place = place_of(question, self.kind, str(kwargs["key"]))
        return question.feed.shelves[self.kind.plural].at(question.instant).json(place)


class IndexView(EditionView):
    """What there is, in which languages, and what every code means."""

    def answer(self, question: Question, **kwargs: Any) -> bytes:
        refuse_unknown(question, {"lang"})
        snapshot = question.snapshot
        return orjson.dumps(
            {
                "edition": {
                    "number": snapshot.number,
                    "state": snapshot.state,
                    "published_at": snapshot.manifest["edition"]["published_at"],
                },
                "languages": [
                    {"code": one.code, "name": one.name, "direction": one.direction} for one in LANGUAGES.values()
                ],
                "vocabulary": question.feed.vocabulary,
                "problems": {code: str(title) for code, title in PROBLEMS.items()},
                "links": index_links(),
                "notice": notice(),
                "help": cards(snapshot, question.language, question.instant),
            }
        )

    moments = True


def index_links() -> dict[str, str]:
    lists = {kind.plural: f"/api/v1/{kind.plural}/" for kind in kinds() if kind.filterset}
    return {"self": "/api/v1/", **lists, **OTHER_LINKS}


OTHER_LINKS = {
    "home": "/api/v1/hub/",
    "facets": "/api/v1/facets/",
    "search": "/api/v1/search/",
    "suggest": "/api/v1/search/suggest/",
    "changes": "/api/v1/changes/",
    "feed": "/feed/v1/manifest.json",
    "seed": "/feed/v1/seed.json",
    "conformance": "/feed/v1/conformance.json",
    "schema": "/api/v1/schema/",
    "docs": "/api/v1/docs/",
    "health": "/health/ready",
}


@csrf_exempt
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    only_reading(request)
    return health({"status": "ok"}, 200)


@csrf_exempt
def ready(request: HttpRequest) -> HttpResponse:
    """An edition is loaded; which, how old, and whether the store can be read. 503 without one."""
    only_reading(request)
    snapshot = reader.current()
    body = {
        "status": "ok" if snapshot and not reader.trouble else "degraded" if snapshot else "unavailable",
        "edition": snapshot and {"number": snapshot.number, "state": snapshot.state},
        "published_at": snapshot and snapshot.manifest["edition"]["published_at"],
        "loaded_at": snapshot and timezone.localtime(snapshot.loaded_at).isoformat(timespec="seconds"),
        "age_seconds": snapshot and int((timezone.now() - snapshot.loaded_at).total_seconds()),
        "pointer_readable": pointer_is_readable(),
        "trouble": reader.trouble,
    }
    return health(
        body if snapshot else body | {"help": help_in(asked_language(request).language)}, 200 if snapshot else 503
    )


def pointer_is_readable() -> bool:
    try:
        return reader.store().pointer() is not None
    except StoreRefused:
        return False


def health(body: dict[str, Any], status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(orjson.dumps(body), status=status, content_type="application/json", headers=headers)
