"""Search over the cast: withdrawn numbers, and the list of lines searched by words."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.api.conftest import Get, Served

LIST, SEARCH = "/api/v1/helplines/", "/api/v1/search/"


def number_of(get: Get, slug: str) -> str:
    return str(get(f"{LIST}{slug}/").json()["contacts"][0]["value"])


def test_a_number_that_was_taken_out_is_said_to_be(get: Get, served: Served) -> None:
    number = number_of(get, "umeed-line")
    assert get(f"{SEARCH}?q={number.replace('+', '%2B')}").json()["numbers"][0]["status"] == "listed"
    served.withdraw("helplines", "umeed-line")
    body = get(f"{SEARCH}?q={number.replace('+', '%2B')}").json()
    assert [one["status"] for one in body["numbers"]] == ["withdrawn"]
    assert not any(one["count"] for one in body["results"].values())
    assert body["help"]


def test_a_contact_that_was_taken_out_is_no_ones_number(get: Get, served: Served) -> None:
    contacts = served.document("helplines", "umeed-line")["contacts"]
    dialable = [one for one in contacts if one["kind"] in {"phone", "sms", "whatsapp"}]
    served.withdraw("helplines", "umeed-line", dialable[-1]["id"])
    left = {one["value"] for one in dialable[:-1]}
    status = get(f"{SEARCH}?q={dialable[-1]['value'].replace('+', '%2B')}").json()["numbers"][0]["status"]
    assert status == ("listed" if dialable[-1]["value"] in left else "withdrawn")


def test_a_list_is_searched_and_filtered_at_once(get: Get) -> None:
    everything = {one["slug"] for one in get(f"{LIST}?page_size=100").json()["results"]}
    found = get(f"{LIST}?q=khudkushi&page_size=100")
    slugs = [one["slug"] for one in found.json()["results"]]
    assert set(slugs) < everything
    assert found.json()["help"]
    assert found["Cache-Control"] == "no-store"
    assert "ETag" not in found
    narrowed = get(f"{LIST}?q=khudkushi&police=false&page_size=100").json()
    assert {one["slug"] for one in narrowed["results"]} <= set(slugs)
    assert all(not one["police"] for one in narrowed["results"])


def test_a_search_of_the_list_for_nothing_of_ours_is_empty_and_helps(get: Get) -> None:
    body = get(f"{LIST}?q=qwzxv").json()
    assert body["results"] == []
    assert body["help"]


def test_only_lists_of_lines_are_searched(get: Get) -> None:
    assert get("/api/v1/partners/?q=umeed").status_code == 400


def test_the_strip_is_that_of_the_region(get: Get) -> None:
    whole = get(f"{SEARCH}?q=dar").json()["help"]
    part = get(f"{SEARCH}?q=dar&region=PK-SD").json()["help"]
    assert 0 < len(part) <= len(whole)
    assert json.dumps(part)


# The question in a body


def post(data: bytes, query: str = "", media_type: str = "application/json", **headers: str) -> HttpResponse:
    return Client().post(f"/api/v1/search/{query}", data, content_type=media_type, headers=headers)  # type: ignore[return-value]


def test_what_stands_in_the_address_of_a_post_counts_too(served: Served) -> None:
    body = json.loads(post(b'{"q": "umeed"}', "?lang=ur&page_size=1").content)
    assert body["language"] == "ur"
    assert len(body["results"]["helplines"]["items"]) <= 1
    assert post(b'{"q": "umeed"}', "?topc=x").status_code == 400


def test_the_body_comes_before_the_address(served: Served) -> None:
    assert json.loads(post(b'{"q": "umeed", "lang": "en"}', "?lang=ur&q=other").content)["query"]["text"] == "umeed"


@pytest.mark.parametrize(
    ("data", "media_type", "status", "code"),
    [
        (b"{", "application/json", 400, "bad-request"),
        (b"[]", "application/json", 400, "bad-request"),
        (b"[" * 100_000, "application/json", 400, "bad-request"),
        (b"q=marna", "application/x-www-form-urlencoded", 400, "bad-request"),
        (b'{"q": "' + b"x" * 3_000_000 + b'"}', "application/json", 413, "too-large"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_with_what_to_send(
    served: Served, data: bytes, media_type: str, status: int, code: str
) -> None:
    answer = post(data, media_type=media_type)
    assert answer.status_code == status
    body = json.loads(answer.content)
    assert body["type"] == f"/api/v1/#{code}"
    assert "JSON object" in body["detail"] or status == 413
    assert body["help"]


@pytest.mark.parametrize("data", ['{"q": null, "lang": "ur"}', '{"q": "marna", "lang": "ur", "page": "x"}'])
def test_a_refused_body_is_answered_in_its_language(served: Served, data: str) -> None:
    answer = post(data.encode())
    assert answer.status_code == 400
    assert answer["Content-Language"] == "ur"
    assert "درست" in json.loads(answer.content)["errors"][0]["detail"] + json.loads(answer.content)["detail"]


@pytest.mark.parametrize(("region", "code"), [("lahore", "PK-PB"), ("karachi", "PK-SD"), ("balochistan", "PK-BA")])
def test_a_city_is_told_its_province_and_never_another(get: Get, region: str, code: str) -> None:
    error = json.loads(get(f"/api/v1/helplines/?region={region}").content)["errors"][0]
    assert error["nearest"] in ([code], [])
