"""What exactly is promised: every public answer, in both languages, byte for byte."""

import json
import os
from typing import Any

import pytest

from tests.api.conftest import Get, Served
from tests.goldens import FOLDER, pretty

KEPT_HEADERS = ("Content-Type", "Content-Language", "Cache-Control", "Vary", "X-Edition", "ETag", "Location", "Allow")

# Name, address. Each is asked in English and in Urdu.
ANSWERS = [
    ("index", "/api/v1/"),
    ("helplines", "/api/v1/helplines/?page_size=100"),
    ("helplines-crisis", "/api/v1/helplines/?crisis=true"),
    ("helplines-suicide", "/api/v1/helplines/?topic=suicidal-thoughts"),
    ("helplines-none", "/api/v1/helplines/?topic=legal-help&region=PK-KP"),
    ("helplines-with-unknown", "/api/v1/helplines/?open_now=true&page_size=1"),
    ("helpline-umeed", "/api/v1/helplines/umeed-line/"),
    ("helpline-by-old-slug", "/api/v1/helplines/hope-line/"),
    ("helpline-night", "/api/v1/helplines/night-line/"),
    ("helpline-office", "/api/v1/helplines/office-line/"),
    ("helpline-evening", "/api/v1/helplines/evening-line/"),
    ("helpline-closed", "/api/v1/helplines/closed-line/"),
    ("helpline-english-only", "/api/v1/helplines/english-line/"),
    ("helpline-replaced", "/api/v1/helplines/replaced-line/"),
    ("helpline-missing", "/api/v1/helplines/umed-line/"),
    ("helpline-draft", "/api/v1/helplines/draft-line/"),
    ("partners", "/api/v1/partners/"),
    ("partner", "/api/v1/partners/umeed-trust/"),
    ("topics", "/api/v1/topics/"),
    ("topic", "/api/v1/topics/suicidal-thoughts/"),
    ("problem-parameter", "/api/v1/helplines/?topc=depression&cost=fre&page=0&age=old"),
    ("problem-page", "/api/v1/helplines/?page=99"),
    ("problem-address", "/api/v1/nothing/"),
    ("problem-long", "/api/v1/helplines/?" + "x" * 4097),
    ("slash", "/api/v1/helplines?crisis=true"),
]
FEEDS = [("manifest", "/feed/v1/manifest.json"), ("feed-en", "/feed/v1/en.json"), ("feed-ur", "/feed/v1/ur.json")]


def golden(name: str, response: Any) -> None:
    headers = {header: response[header] for header in KEPT_HEADERS if header in response}
    body = json.loads(response.content) if response.content else None
    text = pretty({"status": response.status_code, "headers": headers, "body": body})
    path = FOLDER / f"{name}.json"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text)
    assert text == path.read_text(), "If this is meant: python -m tests.goldens"


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize(("name", "url"), ANSWERS, ids=[name for name, _ in ANSWERS])
def test_the_answer_is_the_promised_one(get: Get, name: str, url: str, language: str) -> None:
    golden(f"{name}.{language}", get(url, **{"Accept-Language": language}))


@pytest.mark.parametrize(("name", "url"), FEEDS, ids=[name for name, _ in FEEDS])
def test_the_feed_is_the_promised_one(get: Get, name: str, url: str) -> None:
    golden(name, get(url))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_withdrawn_line_is_answered_for(get: Get, served: Served, language: str) -> None:
    served.withdraw("helplines", "umeed-line")
    golden(f"helpline-withdrawn.{language}", get("/api/v1/helplines/umeed-line/", **{"Accept-Language": language}))


@pytest.mark.parametrize("language", ["en", "ur"])
def test_without_an_edition_the_emergency_lines_are_told(
    get: Get, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("hub.editions.reader.reader.current", lambda: None)
    golden(f"no-edition.{language}", get("/api/v1/helplines/", **{"Accept-Language": language}))


def test_health_tells_the_edition(get: Get) -> None:
    golden("health-ready", get("/health/ready"))
    golden("health-live", get("/health/live"))


def test_no_golden_file_is_left_over() -> None:
    made = {f"{name}.{language}" for name, _ in ANSWERS for language in ("en", "ur")} | {name for name, _ in FEEDS}
    made |= {f"{name}.{language}" for name in ("helpline-withdrawn", "no-edition") for language in ("en", "ur")}
    made |= {"health-ready", "health-live"}
    assert {path.name.removesuffix(".json") for path in FOLDER.glob("*.json")} == made
