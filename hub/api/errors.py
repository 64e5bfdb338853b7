"""Every refusal, from every layer, in one shape: RFC 9457 problem documents that end with help."""

import traceback
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import orjson
import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from hub.api.help import help_in
from hub.api.language import asked_language

log = structlog.get_logger()
# The name of the address that answers where nothing else does.
NOWHERE = "nowhere"
MEDIA_TYPE = "application/problem+json"

# Code -> title. The index lists them, so that a `type` can be looked up.
PROBLEMS = {
    "bad-request": gettext_lazy("The request cannot be understood"),
    "invalid-parameter": gettext_lazy("A parameter cannot be used"),
    "not-found": gettext_lazy("There is nothing at this address"),
    "no-such-page": gettext_lazy("There is no such page"),
    "method-not-allowed": gettext_lazy("This address cannot be used in this way"),
    "withdrawn": gettext_lazy("This record has been withdrawn"),
    "superseded": gettext_lazy("This line has been replaced by another"),
    "too-large": gettext_lazy("More was sent than we take"),
    "query-too-long": gettext_lazy("The address is too long"),
    "too-many-requests": gettext_lazy("Too many requests"),
    "no-edition": gettext_lazy("The directory cannot be shown right now"),
    "server-error": gettext_lazy("Something went wrong on our side"),
}
CODES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    429: "too-many-requests",
}


class Problem(Exception):
    """A refusal with its place in the list of problems."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str = "",
        *,
        errors: Iterable[Mapping[str, Any]] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})
        self.extra = extra


def parameter_error(parameter: str, error: ValidationError) -> dict[str, Any]:
    """One entry of `errors`: the parameter, what was given, what is wrong with it, the nearest right values."""
    params = error.params or {}
    return {
        "parameter": parameter,
        "value": params.get("value"),
        "detail": str(error.message),
        "nearest": params.get("nearest", []),
    }


def answer_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The problem document in the language asked for. `detail` may still be in need of it: it is made by the caller."""
    asked = asked_language(request)
    with override(asked.language):
        title = str(PROBLEMS[problem.code])
    body = {
        "type": f"/api/v1/#{problem.code}",
        "title": title,
        "status": problem.status,
        "detail": problem.detail or title,
        "errors": problem.errors,
        **problem.extra,
        "help": help_in(asked.language),
    }
    headers = {"Content-Language": asked.language, "Cache-Control": "no-store", **problem.headers}
    if asked.named is None:
        headers["Vary"] = "Accept-Language"
    return HttpResponse(orjson.dumps(body), status=problem.status, content_type=MEDIA_TYPE, headers=headers)


def answer_exception(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """DRF's exception handler."""
    return answer_problem(context["request"]._request, as_problem(error))


def as_problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Http404):
        return Problem(404, "not-found")
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "too-large")
    if isinstance(error, SuspiciousOperation):
        return Problem(400, "bad-request")
    if isinstance(error, exceptions.MethodNotAllowed):
        return Problem(405, "method-not-allowed", headers={"Allow": "GET, HEAD, OPTIONS"})
    if isinstance(error, exceptions.APIException):
        code = CODES.get(error.status_code, "bad-request")
        return Problem(error.status_code, code, headers=retry_after(error))
    # Where, and not what it says: that may quote what a visitor typed.
    log.error("request failed", error=type(error).__name__, where=traceback.format_tb(error.__traceback__))
    return Problem(500, "server-error")


def retry_after(error: exceptions.APIException) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    return {"Retry-After": str(int(wait) + 1)} if wait else {}


@csrf_exempt
def not_found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Every address that nothing else answers; one that only lacks its last slash is sent there."""
    if leads_somewhere(f"{request.path_info}/"):
        # What was sent goes along as well.
        status = 301 if request.method in {"GET", "HEAD"} else 308
        return HttpResponse(status=status, headers={"Location": with_slash(request), "Cache-Control": "no-store"})
    return answer_problem(request, Problem(404, "not-found"))


def with_slash(request: HttpRequest) -> str:
    """The question goes along as it came: Urdu that was not escaped would be escaped twice by Django."""
    query = quote(request.META.get("QUERY_STRING", "").encode("latin-1"), safe="/%:;=&()+,!?*@'~$[]")
    return f"{escape_uri_path(request.path)}/{query and '?'}{query}"


def only_reading(request: HttpRequest) -> None:
    """For views outside DRF. Raises Problem 405."""
    if request.method not in {"GET", "HEAD"}:
        raise Problem(405, "method-not-allowed", headers={"Allow": "GET, HEAD, OPTIONS"})


def leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).url_name != NOWHERE
    except Resolver404:
        return False


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer_problem(request, Problem(400, "bad-request"))


def server_error(request: HttpRequest) -> HttpResponse:
    return answer_problem(request, Problem(500, "server-error"))


def too_long() -> Problem:
    return Problem(414, "query-too-long", _("The part of the address after ? is longer than 4,096 characters."))
