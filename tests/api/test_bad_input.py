"""Whatever is asked: a 4xx that names the fault and the nearest right word, with help; never a 500, never ignored."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.api.errors import PROBLEMS
from tests.api.conftest import Get

LIST = "/api/v1/helplines/"
DIALLED = ["15", "1122", "1166"]


def problem(response: HttpResponse, status: int, language: str = "en") -> Any:
    """The whole problem document, after checking what every one of them has."""
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/problem+json"
    assert response["Content-Language"] == language
    assert response["Cache-Control"] == "no-store"
    body = json.loads(response.content)
    assert {"type", "title", "status", "detail", "errors", "help"} <= body.keys()
    assert body["status"] == status
    assert body["type"].removeprefix("/api/v1/#") in PROBLEMS
    assert [card["contacts"][0]["dial"] for card in body["help"]] == DIALLED
    return body


@pytest.mark.parametrize(
    ("query", "parameter", "nearest"),
    [
        ("topc=depression", "topc", "topic"),
        ("regoin=PK-SD", "regoin", "region"),
        ("opennow=true", "opennow", "open_now"),
        ("limit=5", "limit", None),
        ("TOPIC=depression", "TOPIC", None),
        ("topic[]=depression", "topic[]", "topic"),
        ("format=json", "format", None),
        ("=x", "", None),
        ("topic%00=depression", "topic\x00", "topic"),
        ("topic=depresion", "topic", "depression"),
        ("topic=depression,saddness", "topic", None),
        ("region=PK-PN", "region", "PK-PB"),
        ("region=pk-pb", "region", "PK-PB"),
        ("cost=fre", "cost", "free"),
        ("open_now=yes", "open_now", None),
        ("open_now=True", "open_now", "true"),
        ("open_now=1", "open_now", None),
        ("crisis=unknown", "crisis", None),
        ("topic=unknown", "topic", None),
        ("topic=", "topic", None),
        ("topic=,", "topic", None),
        ("topic=depression,", "topic", None),
        ("topic=%00", "topic", None),
        ("topic=%ED%A0%80", "topic", None),
        ("topic=%FF%FE", "topic", None),
        ("topic=ڈپریشن", "topic", None),
        ("age=-1", "age", None),
        ("age=121", "age", None),
        ("age=1.5", "age", None),
        ("age=١٨", "age", None),
        ("age=18,19", "age", None),
        ("age=" + "9" * 32, "age", None),
        ("page=0", "page", None),
        ("page=abc", "page", None),
        ("page=1&page=2", "page", None),
        ("page=" + "1" * 32, "page", None),
        ("page_size=0", "page_size", None),
        ("page_size=101", "page_size", None),
        ("page_size=", "page_size", None),
        ("ordering=nam", "ordering", "name"),
        ("ordering=updated_on", "ordering", "-updated_on"),
        ("ordering=name,rank", "ordering", None),
        ("open_at=now", "open_at", None),
        ("open_at=2026-11-22", "open_at", None),
        ("open_at=2026-13-01T10:00", "open_at", None),
        ("open_at=0001-01-01T00:00", "open_at", None),
        ("open_at=9999-12-31T23:59:59-23:59", "open_at", None),
        ("open_at=2026-11-22T22:00:00%2B99:00", "open_at", None),
        ("open_at=unknown", "open_at", None),
        ("open_at=2026-11-22T22:00,2026-11-22T23:00", "open_at", None),
        ("as_of=2026-11-22T20:00:00%2B05:00", "as_of", None),
        ("as_of=2026-11-22T22:02:00%2B05:00", "as_of", None),
        ("as_of=2026-11-22T21:59:30%2B05:00", "as_of", None),
        ("lang=fr", "lang", None),
        ("lang=", "lang", None),
        ("lang=en&lang=ur", "lang", None),
        ("lang=EN", "lang", "en"),
    ],
)
def test_a_wrong_name_or_value_is_named_with_the_nearest_right_one(
    get: Get, query: str, parameter: str, nearest: str | None
) -> None:
    body = problem(get(f"{LIST}?{query}"), 400)
    error = next(error for error in body["errors"] if error["parameter"] == parameter)
    assert error["detail"]
    assert nearest is None or error["nearest"][0] == nearest


def test_a_language_given_twice_is_one_too_many(get: Get) -> None:
    [error] = problem(get(f"{LIST}?lang=ur&lang=ur"), 400)["errors"]
    assert (error["parameter"], error["detail"]) == ("lang", "This parameter takes one value.")


def test_all_faults_are_named_at_once(get: Get) -> None:
    body = problem(get(LIST + "?topc=x&cost=fre&page=0&age=old"), 400)
    assert {error["parameter"] for error in body["errors"]} == {"topc", "cost", "page", "age"}


def test_hundreds_of_parameters_are_refused(get: Get) -> None:
    query = "&".join(f"a{number}=1" for number in range(500))
    assert problem(get(f"{LIST}?{query}&lang=ur"), 400, "ur")


@pytest.mark.parametrize("url", [LIST, LIST + "umeed-line/", "/api/v1/", "/feed/v1/manifest.json", "/feed/v1/en.json"])
def test_no_address_ignores_a_parameter(get: Get, url: str) -> None:
    assert problem(get(url + "?topci=x"), 400)["errors"][0]["parameter"] == "topci"


def test_the_fault_is_told_in_the_language_asked_for(get: Get) -> None:
    body = problem(get(LIST + "?open_nw=1&lang=ur"), 400, "ur")
    assert "ایسا کوئی پیرامیٹر نہیں" in body["errors"][0]["detail"]
    assert problem(get(LIST + "?lang=fr", **{"Accept-Language": "ur"}), 400, "ur")["errors"][0]["nearest"]


@pytest.mark.parametrize("length", [4097, 60_000])
def test_a_query_over_four_kilobytes_is_too_long(get: Get, length: int) -> None:
    problem(get(f"{LIST}?topic={'x' * (length - 6)}"), 414)
    assert problem(get(f"{LIST}?topic={'x' * (4096 - 6)}"), 400)


@pytest.mark.parametrize("page", [2, 10**6, 10**18])
def test_a_page_past_the_last_is_not_there_and_the_last_is_told(get: Get, page: int) -> None:
    body = problem(get(f"{LIST}?page={page}&page_size=100"), 404)
    assert body["pages"] == 1
    assert get(body["first"]).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/helplines/nobody/",
        "/api/v1/helplines/%00/",
        "/api/v1/helplines/%ED%A0%80/",
        "/api/v1/helplines/اردو/",
        "/api/v1/helplines/umeed-line/extra/",
        "/api/v1/helpline/",
        "/api/v2/",
        "/api/",
        "/nothing/",
        "/feed/v1/fr.json",
        "/feed/v1/nostate/en.json",
        "/feed/v1/../../etc/passwd",
        "/feed/v1/%2e%2e/en.json",
        "/nothing//evil.example/",
        "/api/v1/helplines/" + "x" * 3000 + "/",
    ],
)
def test_an_address_that_is_not_there_ends_with_help(get: Get, path: str) -> None:
    problem(get(path), 404)


def test_a_page_is_pinned_to_the_next_minute_where_another_clock_is_ahead(get: Get) -> None:
    assert get(LIST + "?as_of=2026-11-22T22:01:00%2B05:00").status_code == 200


def test_a_misspelt_slug_is_answered_with_the_nearest(get: Get) -> None:
    assert problem(get(LIST + "umed-line/"), 404)["nearest"][0] == "umeed-line"


@pytest.mark.parametrize("path", [LIST, LIST + "umeed-line/", "/api/v1/", "/feed/v1/manifest.json", "/feed/v1/ur.json"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_cannot_be_done_is_refused_with_what_can(get: Get, path: str, method: str) -> None:
    response = get(path, method=method)
    problem(response, 405, "ur" if "ur.json" in path else "en")
    assert "GET" in response["Allow"]


def test_a_missing_slash_is_added_with_the_query_and_stays_here(get: Get) -> None:
    response = get("/api/v1/helplines?topic=depression&lang=ur")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/helplines/?topic=depression&lang=ur")
    assert get("/api/v1/helplines/اردو")["Location"].isascii()


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "text/html"},
        {"Accept": "x" * 5000},
        {"Accept": "image/png;q=0"},
        {"Accept-Language": "ur;q=x,,;;*"},
        {"Accept-Language": "*"},
        {"Accept-Language": "x" * 5000},
        {"Accept-Encoding": "br;q=0,*;q=x"},
        {"If-None-Match": 'W/"'},
        {"If-None-Match": "\\"},
        {"Host": "evil.example"},
        {"Host": "a b"},
        {"Cookie": "sessionid=x; django_language=ur"},
    ],
    ids=str,
)
def test_odd_headers_do_no_harm(get: Get, headers: dict[str, str]) -> None:
    response = get(LIST + "umeed-line/", **headers)
    assert response.status_code == 200
    assert "Set-Cookie" not in response


NAMES = st.sampled_from(
    ["topic", "region", "open_now", "open_at", "age", "page", "page_size", "ordering", "lang", "as_of"]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.sampled_from(["true", "unknown", "depression", "PK-SD", "2026-11-22T22:00", "1", "rank", "ur", ""]),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.one_of(NAMES, st.text(max_size=10)), VALUES), max_size=5))
def test_no_query_breaks_us(get: Get, pairs: list[tuple[str, str]]) -> None:
    encoded = urlencode([(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in pairs])
    response = get(f"{LIST}?{encoded}")
    assert response.status_code in (200, 400, 404), (pairs, response.status_code)
    if response.status_code >= 400:
        assert json.loads(response.content)["help"]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60), tail=st.binary(max_size=60))
def test_no_address_breaks_us(get: Get, raw: bytes, tail: bytes) -> None:
    response = get(f"/api/v1/{quote(raw)}?{quote(tail, safe='=&%')}")
    assert response.status_code < 500
    assert response.status_code == 301 or json.loads(response.content)
