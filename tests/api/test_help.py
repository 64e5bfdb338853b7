"""Nobody is left without a number: empty answers, crises and errors end with the strip, whatever is broken."""

from datetime import datetime
from typing import Any

import orjson
import pytest
from django.http import HttpResponse

from hub.api.help import EMERGENCY_FILE
from hub.editions.reader import Shelf, reader
from tests.api.conftest import Get, Served

LIST = "/api/v1/helplines/"
STRIP = ["police-15", "rescue-1122", "umeed-line"]
EVERYWHERE = ["police-15", "umeed-line"]
CARD = ["id", "slug", "type", "name", "summary", "emergency", "crisis", "police", "contacts", "now", "links"]
ADDRESSES = [
    "/api/v1/",
    LIST,
    LIST + "?topc=x",
    LIST + "umeed-line/",
    "/api/v1/topics/",
    "/api/v1/nothing/",
    "/nothing/",
    "/a%0Ab",
    "/feed/v1/manifest.json",
    "/feed/v1/en.json",
    "/feed/v1/fr.json",
    "/health/ready",
]


def help_of(response: HttpResponse) -> list[str]:
    return [card["slug"] for card in response.json()["help"]]


def lines_in_the_package() -> Any:
    return orjson.loads(EMERGENCY_FILE.read_bytes())


def assert_told_from_the_package(response: HttpResponse, language: str) -> None:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Language"] == language
    assert response.json()["help"] == lines_in_the_package()[language]


def broken(*_: Any) -> Any:
    raise RuntimeError("broken")


# Lists


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("audience=women&category=clinic", STRIP),
        ("audience=women&category=clinic&region=PK-PB", STRIP),
        ("audience=women&category=clinic&region=PK-SD", EVERYWHERE),
        ("audience=women&category=clinic&region=PK-KP", EVERYWHERE),
        ("audience=women&category=clinic&region=PK-SD,PK-PB", STRIP),
        ("crisis=true", STRIP),
        ("crisis=true,false", STRIP),
        ("crisis=true&region=PK-SD", EVERYWHERE),
        ("topic=suicidal-thoughts", STRIP),
        ("topic=depression,emergency-danger", STRIP),
        ("topic=suicidal-thoughts&region=PK-KP", EVERYWHERE),
        ("topic=suicidal-thoughts&page=2&page_size=1", STRIP),
        ("", []),
        ("crisis=false", []),
        ("topic=depression", []),
        ("region=PK-SD", []),
    ],
)
def test_the_strip_is_told_where_nothing_is_found_and_in_a_crisis(get: Get, query: str, found: list[str]) -> None:
    response = get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert help_of(response) == found


def test_other_lists_tell_it_too(get: Get) -> None:
    assert help_of(get("/api/v1/topics/?crisis=true")) == STRIP
    assert help_of(get("/api/v1/topics/?group=daily-life&crisis=true")) == STRIP
    assert help_of(get("/api/v1/partners/?kind=university")) == STRIP
    assert help_of(get("/api/v1/partners/")) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_card_says_of_a_line_what_its_record_says(get: Get, language: str) -> None:
    answer = get(f"{LIST}?crisis=true&lang={language}").json()
    for card in answer["help"]:
        assert list(card) == CARD
        record = get(f"{card['links']['self']}?lang={language}").json()
        assert card == {key: record[key] for key in CARD}
        assert card["contacts"][0]["href"].startswith("tel:")


def test_the_index_ends_with_it(get: Get) -> None:
    assert help_of(get("/api/v1/")) == STRIP


# What is withdrawn


def test_a_withdrawn_line_is_no_help_any_more(get: Get, served: Served) -> None:
    served.withdraw("helplines", "umeed-line")
    for url in (LIST + "?crisis=true", LIST + "umeed-line/", "/api/v1/nothing/"):
        assert help_of(get(url)) == ["police-15", "rescue-1122"]


def test_help_has_no_contact_that_is_withdrawn(get: Get, served: Served) -> None:
    umeed = served.document("helplines", "umeed-line")["contacts"]
    served.withdraw("helplines", "umeed-line", umeed[1]["id"])
    card = get(LIST + "?crisis=true").json()["help"][2]
    assert [one["id"] for one in card["contacts"]] == [umeed[0]["id"], umeed[2]["id"]]


def test_a_line_that_cannot_be_rung_any_more_is_no_help(get: Get, served: Served) -> None:
    [phone] = [one for one in served.document("helplines", "umeed-line")["contacts"] if one["kind"] == "phone"]
    served.withdraw("helplines", "umeed-line", phone["id"])
    assert help_of(get(LIST + "?crisis=true")) == ["police-15", "rescue-1122"]


def test_with_nothing_left_the_lines_in_the_package_are_told(get: Get, served: Served) -> None:
    for slug in STRIP:
        served.withdraw("helplines", slug)
    left = [card for card in lines_in_the_package()["ur"] if card["slug"] not in STRIP]
    assert left
    for url in (LIST + "?crisis=true", LIST + "?audience=women&category=clinic", "/api/v1/", "/api/v1/nothing/"):
        assert get(url, **{"Accept-Language": "ur"}).json()["help"] == left


# What is broken


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("url", ADDRESSES)
def test_a_broken_reader_still_tells_the_lines_in_the_package(
    get: Get, monkeypatch: pytest.MonkeyPatch, url: str, language: str
) -> None:
    monkeypatch.setattr(reader, "current", broken)
    response = get(url, **{"Accept-Language": language})
    assert response.status_code in (404, 500)
    assert_told_from_the_package(response, language)


@pytest.mark.parametrize("url", [LIST, LIST + "umeed-line/", "/api/v1/", LIST + "?crisis=true"])
def test_a_broken_clock_still_tells_the_lines_in_the_package(
    get: Get, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setattr(Shelf, "at", broken)
    response = get(url + "?lang=ur" if "?" not in url else url + "&lang=ur")
    assert response.status_code == 500
    assert_told_from_the_package(response, "ur")


def test_what_is_withdrawn_is_not_told_from_the_package_either(
    get: Get, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.withdraw("helplines", "rescue-1122")
    monkeypatch.setattr(Shelf, "at", broken)
    assert help_of(get(LIST)) == [
        card["slug"] for card in lines_in_the_package()["en"] if card["slug"] != "rescue-1122"
    ]


def test_what_the_reader_cannot_say_is_not_said(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "current", broken)
    problem = get(LIST).json()
    assert problem["detail"] == problem["title"] == "Something went wrong on our side"
    assert "RuntimeError" not in str(problem)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("url", [url for url in ADDRESSES if url != "/health/ready"])
def test_without_an_edition_the_lines_in_the_package_are_told(
    get: Get, monkeypatch: pytest.MonkeyPatch, url: str, language: str
) -> None:
    monkeypatch.setattr(reader, "current", lambda: None)
    response = get(url, **{"Accept-Language": language})
    assert response.status_code in (404, 503)
    assert_told_from_the_package(response, language)
    if response.status_code == 503:
        assert int(response["Retry-After"]) > 0


def test_health_without_an_edition(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "current", lambda: None)
    assert get("/health/live").status_code == 200
    ready = get("/health/ready?lang=ur")
    assert (ready.status_code, ready.json()["status"]) == (503, "unavailable")
    assert ready.json()["help"] == lines_in_the_package()["ur"]


def test_health_with_a_store_that_cannot_be_read(get: Get, served: Served) -> None:
    served.store.pointer_path.write_bytes(b"spoiled")
    reader.refresh()
    ready = get("/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "degraded")
    assert ready.json()["pointer_readable"] is False
    assert get(LIST).status_code == 200


# The file in the package


def test_the_lines_in_the_package_can_be_rung() -> None:
    lines = lines_in_the_package()
    assert sorted(lines) == ["en", "ur"]
    assert [card["slug"] for card in lines["en"]] == [card["slug"] for card in lines["ur"]]
    for cards in lines.values():
        assert [card["contacts"][0]["href"] for card in cards][:2] == ["tel:15", "tel:1122"]
        assert all(sorted(card) == sorted(CARD) for card in cards)
        assert all(card["contacts"][0]["href"].startswith("tel:") for card in cards)
        # A file cannot know what is open.
        assert all(card["now"] is None and card["contacts"][0]["now"] is None for card in cards)


def test_a_moment_of_help_is_that_of_the_answer(get: Get) -> None:
    for card in get(LIST + "?crisis=true").json()["help"]:
        assert datetime.fromisoformat(card["now"]["as_of"]).isoformat() == "2026-11-22T22:00:00+05:00"
