"""Ways to a page for who does not know its language or its slug."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from hub.api.errors import Problem, not_found, only_reading
from hub.api.language import asked_language
from hub.api.question import question_of
from hub.editions.contract import shown
from hub.pages.addresses import address, record_page
from hub.pages.assets import address_of
from hub.pages.views import trouble


@csrf_exempt
def root(request: HttpRequest) -> HttpResponse:
    only_reading(request)
    return send_on(request, address("page-home", asked_language(request).language))


@csrf_exempt
def go(request: HttpRequest, id: UUID) -> HttpResponse:
    """To the page of the record with this id. One that is not there any more is answered for by its page."""
    only_reading(request)
    question = question_of(request)
    for kind in shown():
        shelf = question.feed.shelves[kind.plural]
        place = shelf.find(str(id))
        if place is not None:
            return send_on(request, record_page(kind.kind, shelf.documents[place]["slug"], question.language))
        if question.snapshot.gone(question.language, kind.kind, str(id)):
            return send_on(request, record_page(kind.kind, str(id), question.language))
    raise Problem(404, "not-found")


# What is asked for under these is no page.
DATA = ("/api/", "/feed/", "/health/", "/static/")


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Every address that nothing else answers: a page for people, a problem document for programs."""
    answer = not_found(request)
    is_page = not request.path_info.startswith(DATA) and request.accepts("text/html") and "Accept" in request.headers
    if answer.status_code != 404 or not is_page:
        return answer
    language = asked_language(request).language
    with override(language):
        return trouble(request, language, Problem(404, "not-found"))


@csrf_exempt
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it on whatever is no page."""
    only_reading(request)
    return send_on(request, address_of("hub/icon-192.png"))


def send_on(request: HttpRequest, path: str) -> HttpResponse:
    headers = {"Location": path, "Cache-Control": "public, max-age=60"}
    if asked_language(request).named is None:
        headers["Vary"] = "Accept-Language"
    return HttpResponse(status=302, headers=headers)
