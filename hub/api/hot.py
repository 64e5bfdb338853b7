"""Answers that were given a moment ago, given again from the bytes at hand, before the framework does its work.

A layer of WSGI over the same reader. It keeps what the views answered, for as long as they would answer the same: until
another state is live or the minute is over. It never makes an answer of its own, but for "you have it already" (304).
"""

import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.utils import timezone

from hub.api.middleware import ROUTE
from hub.api.question import known_tags
from hub.editions.reader import Snapshot, minute, reader
from hub.logs import stream

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
# What a request asks, by which its answer is kept.
Asked = tuple[str, ...]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Bytes of answers that a worker keeps.
MOST_KEPT = 10_000_000
# What an answer takes beside its body: headers, and the objects that hold it.
AROUND = 1_500
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
    body: bytes | None
    """None where the view has only said so far that the client has it already."""

    def is_known_by(self, tags: str) -> bool:
        named = {self.etag.removeprefix("W/"), "*"}
        return tags == self.etag or (bool(tags) and not known_tags(tags).isdisjoint(named))


class Kept:
    """The answers of one state at one minute; where they are too many, the oldest go."""

    def __init__(self, snapshot: Snapshot | None, instant: datetime) -> None:
        self.of = snapshot and weakref.ref(snapshot)  # While nobody asks, the edition before this one can go.
        self.begins = instant.astimezone(UTC)
        self.ends = self.begins + timedelta(minutes=1)
        self.answers: dict[Asked, Answer] = {}
        self.size = 0
        self.turn = threading.Lock()

    def answers_for(self, snapshot: Snapshot | None, now: datetime) -> bool:
        return self.begins <= now < self.ends and (self.of and self.of()) is snapshot

    def keep(self, asked: Asked, answer: Answer) -> None:
        with self.turn:
            self.drop(asked)
            self.answers[asked] = answer
            self.size += size(asked, answer)
            while self.size > MOST_KEPT:
                self.drop(next(iter(self.answers)))

    def drop(self, asked: Asked) -> None:
        if answer := self.answers.pop(asked, None):
            self.size -= size(asked, answer)


def size(asked: Asked, answer: Answer) -> int:
    return AROUND + sum(map(len, asked)) + len(answer.body or b"")


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
        if answer and answer.is_known_by(environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response(NOT_MODIFIED, without_body(answer.headers))
            stream.answered(answer.route, HTTPStatus.NOT_MODIFIED, time.perf_counter() - began)
            return []
        if answer and answer.body is not None:
            start_response("200 OK", answer.headers)
            stream.answered(answer.route, HTTPStatus.OK, time.perf_counter() - began)
            return [answer.body]
        return self.ask(environ, start_response, kept, asked)

    def of_this_minute(self) -> Kept:
        snapshot, now, kept = reader.snapshot, timezone.now(), self.kept
        if not kept.answers_for(snapshot, now):
            kept = self.kept = Kept(snapshot, minute(now))
        return kept

    def ask(self, environ: Environ, start_response: Callable[..., Any], kept: Kept, asked: Asked) -> Iterable[bytes]:
        said: list[Any] = []

        def listen(status: str, headers: Headers, *trouble: Any) -> Any:
            said[:] = [status, headers]
            return start_response(status, headers, *trouble)

        response = self.application(environ, listen)
        status, headers = said
        if may_be_kept(status, dict(headers)) and ROUTE in environ:
            body = None if status == NOT_MODIFIED else b"".join(response)
            kept.keep(asked, Answer(environ[ROUTE], dict(headers)["ETag"], headers, body))
        return response


def may_be_kept(status: str, headers: Mapping[str, str]) -> bool:
    lasts = "no-store" not in headers.get("Cache-Control", "no-store")
    return status in {"200 OK", NOT_MODIFIED} and "ETag" in headers and lasts


def without_body(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name not in OF_THE_BODY]
