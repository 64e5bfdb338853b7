"""The layer that gives an answer again never answers differently from the view: whatever is asked, whenever."""

import io
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone

from hub.api import hot
from hub.api.bodies import with_length
from hub.api.hot import Hot
from hub.editions.reader import reader
from tests.api.conftest import Served
from tests.cast import CLOCK

PATHS = [
    "/api/v1/",
    "/api/v1/helplines/",
    "/api/v1/helplines/umeed-line/",
    "/api/v1/helplines/hope-line/",
    "/api/v1/helplines/quiet-line/",
    "/api/v1/helplines/nobody/",
    "/api/v1/helplines/replaced-line/",
    "/api/v1/helplines",
    "/api/v1/topics/",
    "/feed/v1/manifest.json",
    "/feed/v1/en.json",
    "/feed/v1/fr.json",
    "/health/ready",
    "/nothing",
    "/",
    "/en/",
    "/ur/helplines/",
    "/en/helplines/umeed-line/",
    "/ur/nothing/",
    "/api/v1/hélplines/",
]
QUERIES = [
    "",
    "",
    "lang=ur",
    "lang=en",
    "lang=xx",
    "topic=depression",
    "open_now=true",
    "page=2&page_size=3",
    "cost=fre",
]
LANGUAGES = [None, "ur", "en;q=0.5, ur", "fr"]
ENCODINGS = [None, "gzip", "br, gzip", "identity"]
METHODS = ["GET"] * 8 + ["HEAD", "OPTIONS", "POST"]


class Answer:
    def __init__(self, application: Any, environ: dict[str, Any]) -> None:
        response = application({"wsgi.input": io.BytesIO()} | environ, self.start)
        self.body = b"".join(response)
        getattr(response, "close", lambda: None)()

    def start(self, status: str, headers: list[tuple[str, str]], *_: Any) -> None:
        self.status, self.headers = status, dict(headers)

    def told(self) -> tuple[Any, ...]:
        return self.status, self.headers, self.body


def environ(path: str, query: str = "", *, method: str = "GET", **headers: str | None) -> dict[str, Any]:
    given = {f"HTTP_{name.upper()}": value for name, value in headers.items() if value is not None}
    return given | {
        "REQUEST_METHOD": method,
        "PATH_INFO": path.encode().decode("latin-1"),  # As WSGI has it.
        "QUERY_STRING": query,
        "SERVER_NAME": "hub",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
    }


@pytest.fixture(autouse=True)
def no_connections() -> Iterator[None]:
    """Around a request Django looks after database connections that other tests have left; its own client does not."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def plain() -> WSGIHandler:
    return WSGIHandler()


class Heard:
    """Django, and the addresses that came as far as to it."""

    def __init__(self) -> None:
        self.django = WSGIHandler()
        self.asked: list[str] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)


@pytest.mark.parametrize("seed", range(20))
def test_it_never_answers_differently_from_the_view(
    plain: WSGIHandler, served: Served, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    random, layer, now = Random(seed), Hot(plain), CLOCK
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    tags = [None, "*", '"other"']
    for step in range(120):
        if random.random() < 0.03:
            now += timedelta(seconds=random.choice([20, 60, 3600]))
        if step in (50, 90):
            served.withdraw("helplines", ["umeed-line", "quiet-line"][step > 60])
        question = environ(
            random.choice(PATHS),
            random.choice(QUERIES),
            method=random.choice(METHODS),
            accept_language=random.choice(LANGUAGES),
            accept_encoding=random.choice(ENCODINGS),
            if_none_match=random.choice(tags[-6:]),
        )
        view, given = Answer(plain, question.copy()), Answer(layer, question.copy())
        assert given.told() == view.told(), question
        tags.append(view.headers.get("ETag"))


def test_the_second_answer_does_not_reach_the_framework() -> None:
    heard = Heard()
    layer, question = Hot(heard), environ("/api/v1/helplines/", "crisis=true")
    first, second = Answer(layer, question.copy()), Answer(layer, question.copy())
    assert first.told() == second.told()
    for tag in (first.headers["ETag"], first.headers["ETag"].removeprefix("W/")):
        known = Answer(layer, question | {"HTTP_IF_NONE_MATCH": tag})
        assert (known.status, known.body) == ("304 Not Modified", b"")
    assert heard.asked == ["/api/v1/helplines/"]


def test_who_has_it_already_does_not_reach_the_framework_twice_even_where_nobody_had_to_be_given_it() -> None:
    heard = Heard()
    layer, question = Hot(heard), environ("/api/v1/helplines/", "crisis=true")
    etag = Answer(heard, question.copy()).headers["ETag"]
    knowing = question | {"HTTP_IF_NONE_MATCH": etag}
    first, second = Answer(layer, knowing.copy()), Answer(layer, knowing.copy())
    assert first.told() == second.told()
    assert first.status == "304 Not Modified"
    assert heard.asked == ["/api/v1/helplines/"] * 2
    assert Answer(layer, question.copy()).status == "200 OK"


@pytest.mark.parametrize("path", ["/health/ready", "/api/v1/helplines/nobody/", "/desk/login/"])
def test_what_may_not_be_stored_is_not_kept(path: str) -> None:
    heard = Heard()
    layer = Hot(heard)
    for _ in range(2):
        Answer(layer, environ(path, host="localhost"))
    assert heard.asked == [path] * 2
    assert not layer.kept.answers


def test_nothing_of_an_earlier_minute_or_state_is_kept(
    plain: WSGIHandler, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer, question = Hot(plain), environ("/api/v1/helplines/", "crisis=true")
    before = Answer(layer, question.copy())
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK + timedelta(minutes=1))
    assert Answer(layer, question.copy()).headers["ETag"] != before.headers["ETag"]
    served.withdraw("helplines", "umeed-line")
    assert b"umeed-line" not in Answer(layer, question.copy()).body
    assert layer.kept.answers_for(reader.snapshot, timezone.now())
    assert len(layer.kept.answers) == 1


def test_it_keeps_no_more_than_its_share(plain: WSGIHandler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hot, "MOST_KEPT", 100_000)
    layer = Hot(plain)
    for number in range(1, 60):
        Answer(layer, environ("/api/v1/helplines/", f"page_size={number}"))
    kept = layer.kept
    assert 50_000 < kept.size <= 100_000
    assert kept.size == sum(hot.size(asked, answer) for asked, answer in kept.answers.items())
    assert [asked[1] for asked in kept.answers][-1] == "page_size=59"


def test_a_kept_answer_is_written_down_like_any_other(plain: WSGIHandler, capfd: pytest.CaptureFixture[str]) -> None:
    layer, question = Hot(plain), environ("/api/v1/helplines/", "topic=depression", user_agent="somebody")
    Answer(layer, question.copy())
    Answer(layer, question.copy())
    first, second = capfd.readouterr().out.splitlines()
    for line in (first, second):
        assert '"route":"api/v1/helplines/","status":200' in line
        assert "depression" not in line
        assert "somebody" not in line


def in_chunks(body: bytes) -> dict[str, Any]:
    """A server hands on what it has put together, and no length."""
    asked = environ("/api/v1/search/", method="POST", transfer_encoding="chunked")
    return asked | {"CONTENT_TYPE": "application/json", "wsgi.input": io.BytesIO(body)}


def test_a_body_in_chunks_is_read_like_any_other(plain: WSGIHandler) -> None:
    layer = Hot(with_length(plain))
    answer = Answer(layer, in_chunks(b'{"q": "depression", "lang": "ur"}'))
    assert answer.status == "200 OK"
    assert answer.headers["Content-Language"] == "ur"
    assert b'"depression"' in answer.body
    assert Answer(layer, in_chunks(b" " * 3_000_000)).status.startswith("413")
