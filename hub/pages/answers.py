"""How a page is sent: compressed, with its policy, and with what is needed to tell an old copy from a new one."""

from django.http import HttpRequest, HttpResponse

from hub.api.packing import SMALL, pack
from hub.api.question import Question
from hub.pages.assets import policy


def sent(request: HttpRequest, html: str, status: int, headers: dict[str, str]) -> HttpResponse:
    more = headers | {"Content-Security-Policy": policy()}
    response = HttpResponse(html.encode(), status=status, headers=more, content_type="text/html; charset=utf-8")
    pack(request, response, SMALL)
    return response


def headers_of(question: Question, etag: str) -> dict[str, str]:
    """The state is named: by it a browser's own copies of the pages are told to be old."""
    return question.headers(etag) | {"X-State": question.snapshot.state}
