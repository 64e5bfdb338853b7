"""What every public answer has: bounds on the question, help in every error, headers for browsers; and a log line
with route, status and milliseconds, but no person."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from hub.api.errors import Problem, answer_problem, as_problem, too_long
from hub.api.language import asked_language
from hub.api.packing import pack
from hub.logs import stream

LONGEST_QUERY = 4096
MOST_PARAMETERS = 200
# Where the layer below Django finds the route of an answer.
ROUTE = "hub.route"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Edition, ETag, Content-Language",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class PublicMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith((settings.DESK_PATH, settings.STATIC_URL)):
            return self.get_response(request)
        began = time.perf_counter()
        response = self.answer(request)
        complete(request, response)
        route = request.resolver_match.route if request.resolver_match else ""
        request.META[ROUTE] = route
        stream.answered(route, response.status_code, time.perf_counter() - began)
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        query = request.META.get("QUERY_STRING", "")
        is_long, is_many = len(query) > LONGEST_QUERY, query.count("&") >= MOST_PARAMETERS
        if is_long or is_many:
            forget_question(request)
        with override(asked_language(request).language):
            if is_long or is_many:
                return answer_problem(request, too_long() if is_long else Problem(400, "bad-request"))
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view that fails outside the API's own handler still ends in a problem document with help."""
        if request.path_info.startswith(settings.DESK_PATH):
            return None
        return answer_problem(request, as_problem(error))


def forget_question(request: HttpRequest) -> None:
    """All but its language: Django refuses a thousand parameters wherever it meets them, in an error's answer too."""
    parts = request.META["QUERY_STRING"].split("&")
    request.META["QUERY_STRING"] = "&".join([part for part in parts if part.startswith("lang=")][:2])


def complete(request: HttpRequest, response: HttpResponse) -> None:
    for name, value in HEADERS.items():
        response.headers[name] = value
    pack(request, response)
    if response.content:
        response.headers["Content-Length"] = str(len(response.content))
    else:
        # A cache would give the type of an empty 304 to the answer that it holds.
        response.headers.pop("Content-Type", None)
