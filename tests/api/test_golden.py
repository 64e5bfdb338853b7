"""What exactly is promised: every public answer, in both languages, byte for byte."""

import json
import os
from typing import Any

import pytest

from hub.editions.reader import reader
from hub.management.commands.emergency_lines import emergency_lines
from tests.api.conftest import Get, Served
from tests.goldens import FOLDER, pretty

KEPT_HEADERS = ("Content-Type", "Content-Language", "Cache-Control", "Vary", "X-Edition", "ETag", "Location", "Allow")

HELPLINES = "/api/v1/helplines/"
# Name, address, status. Each is asked in English and in Urdu.
ANSWERS = [
    ("index", "/api/v1/", 200),
    ("home", "/api/v1/hub/", 200),
    ("home-region", "/api/v1/hub/?region=PK-SD", 200),
    ("problem-region", "/api/v1/hub/?region=PK-XX&page=1", 400),
    ("helplines", HELPLINES + "?page_size=100", 200),
    ("helplines-crisis", HELPLINES + "?crisis=true", 200),
    ("helplines-suicide", HELPLINES + "?topic=suicidal-thoughts", 200),
    ("helplines-none", HELPLINES + "?topic=legal-help&region=PK-KP", 200),
    ("helplines-page", HELPLINES + "?ordering=name&page=2&page_size=1", 200),
    ("helplines-with-unknown", HELPLINES + "?open_now=true&page_size=1", 200),
    ("helpline-umeed", HELPLINES + "umeed-line/", 200),
    ("helpline-by-old-slug", HELPLINES + "hope-line/", 200),
    ("helpline-police", HELPLINES + "police-15/", 200),
    ("helpline-rescue", HELPLINES + "rescue-1122/", 200),
    ("helpline-night", HELPLINES + "night-line/", 200),
    ("helpline-office", HELPLINES + "office-line/", 200),
    ("helpline-evening", HELPLINES + "evening-line/", 200),
    ("helpline-quiet", HELPLINES + "quiet-line/", 200),
    ("helpline-web", HELPLINES + "web-only/", 200),
    ("helpline-closed", HELPLINES + "closed-line/", 200),
    ("helpline-doubtful", HELPLINES + "doubtful-line/", 200),
    ("helpline-english-only", HELPLINES + "english-line/", 200),
    ("helpline-replaced", HELPLINES + "replaced-line/", 410),
    ("helpline-missing", HELPLINES + "umed-line/", 404),
    ("helpline-draft", HELPLINES + "draft-line/", 404),
    ("facets", "/api/v1/facets/", 200),
    ("facets-filtered", "/api/v1/facets/?topic=suicidal-thoughts&region=PK-SD", 200),
    ("changes-none", "/api/v1/changes/?since=7", 200),
    ("problem-changes", "/api/v1/changes/", 400),
    ("partners", "/api/v1/partners/", 200),
    ("partner", "/api/v1/partners/umeed-trust/", 200),
    ("partner-english-only", "/api/v1/partners/english-only/", 200),
    ("topics", "/api/v1/topics/", 200),
    ("topic", "/api/v1/topics/suicidal-thoughts/", 200),
    ("audiences", "/api/v1/audiences/", 200),
    ("audience", "/api/v1/audiences/women/", 200),
    ("campaigns", "/api/v1/campaigns/", 200),
    ("campaign", "/api/v1/campaigns/together-2023/", 200),
    ("voices", "/api/v1/voices/", 200),
    ("voice", "/api/v1/voices/amna-2023/", 200),
    ("about", "/api/v1/about/hub/", 200),
    ("resources", "/api/v1/resources/", 200),
    ("resource", "/api/v1/resources/small-steps/", 200),
    ("resource-draft", "/api/v1/resources/unsigned/", 404),
    ("problem-parameter", HELPLINES + "?topc=depression&cost=fre&page=0&age=old", 400),
    ("problem-language", HELPLINES + "?lang=fr&topc=depression", 400),
    ("problem-page", HELPLINES + "?page=99", 404),
    ("problem-address", "/api/v1/nothing/", 404),
    ("problem-long", HELPLINES + "?" + "x" * 4097, 414),
    ("problem-feed", "/feed/v1/fr.json", 404),
    ("problem-state", f"/feed/v1/{'0' * 64}/en.json", 404),
    ("slash", "/api/v1/helplines?crisis=true", 301),
]
FEEDS = [
    ("manifest", "/feed/v1/manifest.json"),
    ("seed", "/feed/v1/seed.json"),
    ("conformance", "/feed/v1/conformance.json"),
    ("feed-en", "/feed/v1/en.json"),
    ("feed-ur", "/feed/v1/ur.json"),
    ("updates-en", "/feed/v1/en/updates.json"),
    ("updates-ur", "/feed/v1/ur/updates.json"),
]
HEALTH = [("health-ready", "/health/ready"), ("health-live", "/health/live")]
ACTS = ["helpline-withdrawn", "state-withdrawn", "no-edition", "no-edition-health", "problem-method"]
in_both_languages = pytest.mark.parametrize("language", ["en", "ur"])


def golden(name: str, response: Any) -> None:
    headers = {header: response[header] for header in KEPT_HEADERS if header in response}
    body = json.loads(response.content) if response.content else None
    text = pretty({"status": response.status_code, "headers": headers, "body": body})
    path = FOLDER / f"{name}.json"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text)
    assert text == path.read_text(), "If this is meant: python -m tests.goldens"


@in_both_languages
@pytest.mark.parametrize(("name", "url", "status"), ANSWERS, ids=[name for name, *_ in ANSWERS])
def test_the_answer_is_the_promised_one(get: Get, name: str, url: str, status: int, language: str) -> None:
    response = get(url, **{"Accept-Language": language})
    assert response.status_code == status
    golden(f"{name}.{language}", response)


@pytest.mark.parametrize(("name", "url"), FEEDS + HEALTH, ids=[name for name, _ in FEEDS + HEALTH])
def test_the_file_is_the_promised_one(get: Get, name: str, url: str) -> None:
    golden(name, get(url))


@in_both_languages
def test_a_withdrawn_line_is_answered_for(get: Get, served: Served, language: str) -> None:
    state = served.snapshot.state
    served.withdraw("helplines", "umeed-line")
    golden(f"helpline-withdrawn.{language}", get(HELPLINES + "umeed-line/", **{"Accept-Language": language}))
    golden(f"state-withdrawn.{language}", get(f"/feed/v1/{state}/en.json", **{"Accept-Language": language}))


@in_both_languages
def test_what_cannot_be_done_is_refused(get: Get, language: str) -> None:
    golden(f"problem-method.{language}", get(HELPLINES, method="post", **{"Accept-Language": language}))


@in_both_languages
def test_without_an_edition_the_emergency_lines_are_told(
    get: Get, served: Served, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    # The cast's, so that a real number that is corrected leaves this promise as it is.
    lines = emergency_lines(served.content)
    monkeypatch.setattr("hub.api.help.emergency_lines", lambda: lines)
    monkeypatch.setattr(reader, "current", lambda: None)
    golden(f"no-edition.{language}", get(HELPLINES, **{"Accept-Language": language}))
    golden(f"no-edition-health.{language}", get("/health/ready", **{"Accept-Language": language}))


def test_no_golden_file_is_left_over() -> None:
    made = {f"{name}.{language}" for name in [*ACTS, *(name for name, *_ in ANSWERS)] for language in ("en", "ur")}
    made |= {name for name, _ in FEEDS + HEALTH}
    assert {path.name.removesuffix(".json") for path in FOLDER.glob("*.json")} == made
