"""How a page is sent: compressed, with its policy, and with what is needed to tell an old copy from a new one."""

import gzip
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse

from hub.api.question import Question
from hub.feeds import best_encoding
from hub.pages.assets import policy

# Quick enough for a page that is made now; the next quality takes three times as long for a twentieth less.
QUALITY = 5
COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda data: brotli.compress(data, quality=QUALITY),
    "gzip": lambda data: gzip.compress(data, compresslevel=6, mtime=0),
    "identity": lambda data: data,
}


def sent(request: HttpRequest, html: str, status: int, headers: dict[str, str]) -> HttpResponse:
    body = html.encode()
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), dict.fromkeys(COMPRESSED, b""))
    about = {"Content-Security-Policy": policy(), "Vary": "Accept-Encoding"}
    if encoding != "identity":
        about["Content-Encoding"] = encoding
    response = HttpResponse(COMPRESSED[encoding](body), status=status, content_type="text/html; charset=utf-8")
    for name, value in (headers | about).items():
        response.headers[name] = value
    return response


def headers_of(question: Question, etag: str) -> dict[str, str]:
    """The state is named: by it a browser's own copies of the pages are told to be old."""
    return question.headers(etag) | {"X-State": question.snapshot.state}
