"""Search over the cast: withdrawn numbers, and the list of lines searched by words."""

import json

from tests.api.conftest import Get, Served

LIST, SEARCH = "/api/v1/helplines/", "/api/v1/search/"


def number_of(get: Get, slug: str) -> str:
    return str(get(f"{LIST}{slug}/").json()["contacts"][0]["value"])


def test_a_number_that_was_taken_out_is_said_to_be(get: Get, served: Served) -> None:
    number = number_of(get, "umeed-line")
    assert get(f"{SEARCH}?q={number.replace('+', '%2B')}").json()["number"]["status"] == "listed"
    served.withdraw("helplines", "umeed-line")
    body = get(f"{SEARCH}?q={number.replace('+', '%2B')}").json()
    assert body["number"]["status"] == "withdrawn"
    assert not any(one["count"] for one in body["results"].values())
    assert body["help"]


def test_a_contact_that_was_taken_out_is_no_ones_number(get: Get, served: Served) -> None:
    contacts = served.document("helplines", "umeed-line")["contacts"]
    dialable = [one for one in contacts if one["kind"] in {"phone", "sms", "whatsapp"}]
    served.withdraw("helplines", "umeed-line", dialable[-1]["id"])
    left = {one["value"] for one in dialable[:-1]}
    status = get(f"{SEARCH}?q={dialable[-1]['value'].replace('+', '%2B')}").json()["number"]["status"]
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
