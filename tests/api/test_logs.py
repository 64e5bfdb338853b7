"""What is written down of a request: its route, its status and its milliseconds. Not who asked, nor what for."""

import json
import logging
from typing import Any

import pytest

from hub.api.lists import EditionFilterSet
from hub.editions.reader import Shelf
from tests.api.conftest import Get

# What somebody in distress may have typed, and who they are.
TYPED = ["khudkushi", "خودکشی", "%D8%AE%D9%88%D8%AF"]
PERSON = {
    "X-Forwarded-For": "203.0.113.77",
    "Forwarded": "for=203.0.113.77",
    "User-Agent": "Phone of Saima",
    "Referer": "https://example.pk/saima",
    "Cookie": "sessionid=saima",
}
WHO = ["203.0.113", "127.0.0.1", "saima", "Saima"]
ASKED = [
    ("get", "/api/v1/helplines/?topic={}", 400),
    ("get", "/api/v1/helplines/?{}=1", 400),
    ("get", "/api/v1/helplines/{}/", 404),
    ("get", "/api/v1/helplines/?lang={}", 400),
    ("get", "/api/v1/helplines?topic={}", 301),
    ("get", "/api/v1/helplines/?topic=depression&audience={}&" + "x" * 5000, 414),
    ("get", "/{}", 404),
    ("get", "/a%0A{}", 404),
    ("get", "/feed/v1/{}.json", 404),
    ("get", "/feed/v1/{}/ur.json", 404),
    ("post", "/api/v1/helplines/{}/", 405),
    ("options", "/api/v1/helplines/?topic={}", 204),
    ("get", "/health/ready?q={}", 200),
]


class Everything(logging.Handler):
    """What the standard loggers say, at whatever level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()} {record.exc_info} {vars(record).get('request', '')}")


@pytest.fixture
def standard_logs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Those that somebody reads: a logger that only handles what nobody writes is not heard."""
    heard = Everything()
    for name in (None, "django", "hub"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "handlers", [*logger.handlers, heard])
    return heard.said


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize(("method", "url", "status"), ASKED)
def test_a_line_says_route_status_and_milliseconds(
    get: Get, capfd: pytest.CaptureFixture[str], standard_logs: list[str], method: str, url: str, status: int
) -> None:
    for word in TYPED:
        assert get(url.format(word), method=method, **PERSON).status_code == status
        output, trouble = capfd.readouterr()
        [line] = lines(output)
        assert line.keys() == {"event", "level", "timestamp", "route", "status", "ms"}
        assert line["status"] == status
        written = output + trouble + "".join(standard_logs)
        assert [secret for secret in (*TYPED, *WHO, "depression") if secret in written] == []


def test_the_route_is_the_pattern_and_not_the_path(get: Get, capfd: pytest.CaptureFixture[str]) -> None:
    get("/api/v1/helplines/umeed-line/")
    assert lines(capfd.readouterr().out)[0]["route"] == "api/v1/helplines/<str:key>/"


def test_a_failure_says_where_and_not_what_was_typed(
    get: Get, capfd: pytest.CaptureFixture[str], standard_logs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(filterset: EditionFilterSet, parameters: Any) -> None:
        raise ValueError(f"cannot read {parameters}")

    monkeypatch.setattr(EditionFilterSet, "read", fail)
    assert get("/api/v1/helplines/?topic=depression", **PERSON).status_code == 500
    output, trouble = capfd.readouterr()
    failure, answered = lines(output)
    assert (failure["event"], failure["error"]) == ("request failed", "ValueError")
    assert "test_logs.py" in failure["where"][-1]
    assert answered["status"] == 500
    assert [secret for secret in (*WHO, "depression") if secret in output + trouble + "".join(standard_logs)] == []


def test_a_failure_outside_the_api_is_written_down_alike(
    get: Get, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError(TYPED[0])

    monkeypatch.setattr(Shelf, "find", fail)
    monkeypatch.setattr("hub.feeds.manifest_body", fail)
    for url in ("/feed/v1/manifest.json", "/api/v1/helplines/khudkushi/"):
        assert get(url).status_code == 500
    output = capfd.readouterr().out
    assert [line["event"] for line in lines(output)] == ["request failed", "answered"] * 2
    assert "khudkushi" not in output
