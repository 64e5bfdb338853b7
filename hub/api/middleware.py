"""What every public answer has: bounds on the question, help in every error, headers for browsers; and a log line
with route, status and milliseconds, but no person."""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override

from hub.api.errors import answer_problem, as_problem, too_long
from hub.api.language import asked_language

log = structlog.get_logger()
LONGEST_QUERY = 4096
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
        for name, value in HEADERS.items():
            response.headers[name] = value
        route = request.resolver_match.route if request.resolver_match else ""
        log.info(
            "answered", route=route, status=response.status_code, ms=round((time.perf_counter() - began) * 1000, 1)
        )
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            request.META["QUERY_STRING"] = ""
            with override(asked_language(request).language):
                return answer_problem(request, too_long())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A view that fails outside the API's own handler still ends in a problem document with help."""
        if request.path_info.startswith(settings.DESK_PATH):
            return None
        return answer_problem(request, as_problem(error))
