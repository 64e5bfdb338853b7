"""Answers that were given a moment ago, given again from the bytes at hand, before the framework does its work.

A layer of WSGI over the same reader. It keeps what the views answered, for as long as they would answer the same: until
another state is live or the minute is over. It never makes an answer of its own, but for "you have it already" (304).
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.utils import timezone

from hub.api.middleware import ROUTE, write_down
from hub.api.question import known_tags
from hub.editions.reader import Snapshot, minute, reader

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Bytes of answers that a worker keeps. Those that are asked for most come first in every minute.
MOST_KEPT = 16_000_000
# What a request's answer depends on, beside the state and the minute.
ASKED = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING")
# A 304 speaks of a body that it has not.
OF_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding"}
NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED.value} {HTTPStatus.NOT_MODIFIED.phrase}"


@dataclass(frozen=True)
class Answer:
    route: str
    etag: str
    headers: Headers
    body: bytes


class Kept:
    """The answers of one state at one minute."""

    def __init__(self, snapshot: Snapshot | None, instant: datetime) -> None:
        self.snapshot = snapshot
        self.instant = instant
        self.answers: dict[tuple[str, ...], Answer] = {}
        self.size = 0

    def keep(self, asked: tuple[str, ...], answer: Answer) -> None:
        size = len(answer.body) + sum(map(len, asked))
        if self.size + size <= MOST_KEPT:
            self.size += size
            self.answers[asked] = answer


class Hot:
    def __init__(self, application: Application) -> None:
        self.application = application
        self.kept = Kept(None, minute(timezone.now()))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        began = time.perf_counter()
        kept = self.of_this_minute()
        asked = tuple([environ.get(name, "") for name in ASKED])
        answer = kept.answers.get(asked)
        if answer is None:
            return self.ask(environ, start_response, kept, asked)
        return again(answer, environ.get("HTTP_IF_NONE_MATCH", ""), start_response, began)

    def of_this_minute(self) -> Kept:
        snapshot, instant = reader.snapshot, minute(timezone.now())
        if self.kept.snapshot is not snapshot or self.kept.instant != instant:
            self.kept = Kept(snapshot, instant)
        return self.kept

    def ask(
        self, environ: Environ, start_response: Callable[..., Any], kept: Kept, asked: tuple[str, ...]
    ) -> Iterable[bytes]:
        said: list[Any] = []

        def listen(status: str, headers: Headers, *trouble: Any) -> Any:
            said[:] = [status, headers]
            return start_response(status, headers, *trouble)

        response = self.application(environ, listen)
        status, headers = said
        if may_be_kept(status, dict(headers)) and ROUTE in environ:
            kept.keep(asked, Answer(environ[ROUTE], dict(headers)["ETag"], headers, b"".join(response)))
        return response


def may_be_kept(status: str, headers: Mapping[str, str]) -> bool:
    return (
        status.startswith("200 ") and "ETag" in headers and "no-store" not in headers.get("Cache-Control", "no-store")
    )


def again(answer: Answer, known: str, start_response: Callable[..., Any], began: float) -> Iterable[bytes]:
    if known and not known_tags(known).isdisjoint((answer.etag, "*")):
        start_response(NOT_MODIFIED, [(name, value) for name, value in answer.headers if name not in OF_THE_BODY])
        write_down(answer.route, HTTPStatus.NOT_MODIFIED, began)
        return []
    start_response("200 OK", answer.headers)
    write_down(answer.route, HTTPStatus.OK, began)
    return [answer.body]
