"""Find help: the list on the page is the list of the API, whatever is chosen."""

from random import Random
from urllib.parse import quote

import pytest
from django.test import Client

from hub.languages import LANGUAGES
from tests.api.conftest import Get, Served
from tests.pages.conftest import Page, Visit

FIND = "/en/helplines/"
CHOICES = {
    "topic": ["depression", "suicidal-thoughts", "legal-help"],
    "region": ["PK-SD", "PK-PB", "PK-KP"],
    "channel": ["phone", "whatsapp", "website"],
    "language": ["ur", "ps", "unknown"],
    "open_now": ["true", "true,unknown", "false"],
    "cost": ["toll-free", "unknown"],
    "answered_by_women": ["always", "unknown"],
    "audience": ["women"],
}


def lines_on(page: Page, language: str = "en") -> list[str]:
    """The slugs of the lines in the list, as their headings link to them."""
    prefix = f"/{language}/helplines/"
    slugs = [link.removeprefix(prefix).rstrip("/") for link in page.ways_on if link.startswith(prefix)]
    return [slug for slug in slugs if slug]


def some_query(draw: Random) -> str:
    names = draw.sample(list(CHOICES), draw.randint(0, 3))
    return "&".join(f"{name}={quote(draw.choice(CHOICES[name]), safe=',')}" for name in names)


@pytest.mark.parametrize("seed", range(40))
def test_the_lines_are_those_of_the_api_in_its_order(get: Get, visit: Visit, seed: int) -> None:
    draw = Random(seed)
    language, query = draw.choice(list(LANGUAGES)), some_query(draw)
    answer = get(f"/api/v1/helplines/?{query}&lang={language}").json()
    page = visit(f"/{language}/helplines/?{query}")
    expected = [one["slug"] for one in answer["results"]]
    assert lines_on(page, language)[: len(expected)] == expected
    for one in answer["results"]:
        for contact in one["contacts"]:
            if contact["kind"] == "phone" and contact["href"]:
                assert contact["href"] in page.links


def test_a_choice_stands_on_the_page_and_can_be_taken_away(visit: Visit) -> None:
    page = visit(FIND + "?topic=depression&region=PK-SD")
    assert "?region=PK-SD" in page.links
    assert "?topic=depression" in page.links
    chosen = [one for one in page.all("option") if "selected" in one]
    assert {one["value"] for one in chosen} == {"depression", "PK-SD"}


def test_open_now_stands_beside_hours_not_known(get: Get, visit: Visit) -> None:
    page = visit(FIND + "?topic=depression")
    assert "?topic=depression&open_now=true" in page.links
    assert "?topic=depression&open_now=true,unknown" in page.links
    counts = {
        query: get(f"/api/v1/helplines/?topic=depression&open_now={query}").json()["count"]
        for query in ("true", "true,unknown")
    }
    assert f"Open now ({counts['true']})" in page.text
    assert f"Open now, or hours not known ({counts['true,unknown']})" in page.text


def test_what_is_open_is_not_said_of_hours_nobody_knows(visit: Visit, served: Served) -> None:
    [quiet] = [one for one in served.snapshot.feeds["en"].shelves["helplines"].documents if one["slug"] == "quiet-line"]
    assert quiet["contacts"][0]["hours"]["known"] is False
    page = visit("/en/helplines/quiet-line/")
    assert "Hours not known" in page.text
    assert "Closed" not in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [("topc=grief", "topc"), ("region=PK-XX", "region PK-XX"), ("page=0", "page 0"), ("open_now=yes", "open_now yes")],
)
def test_a_filter_that_cannot_be_used_is_said_and_leaves_the_list(visit: Visit, query: str, said: str) -> None:
    page = visit(f"{FIND}?{query}&topic=depression", 400)
    assert f"We did not understand “{said}" in page.text
    assert lines_on(page)[:3] == lines_on(visit(FIND + "?topic=depression"))[:3]
    assert page.response["Cache-Control"] == "no-store"


def test_an_empty_choice_of_the_form_is_none(visit: Visit) -> None:
    assert visit(FIND + "?topic=&region=&cost=").text == visit(FIND).text


def test_no_line_is_not_an_empty_page(visit: Visit) -> None:
    page = visit(FIND + "?audience=women&category=clinic&channel=sms")
    assert lines_on(page)[:3] == ["police-15", "rescue-1122", "umeed-line"]


def test_more_lines_are_a_tap_away(get: Get, visit: Visit) -> None:
    seen: list[str] = []
    path = FIND + "?page_size=3"
    while path:
        page = visit(path)
        seen += lines_on(page)[:3]
        following = [one["href"] for one in page.all("a") if one.get("rel") == "next"]
        path = FIND + str(following[0]) if following else ""
    everything = [one["slug"] for one in get("/api/v1/helplines/?page_size=100").json()["results"]]
    assert seen[: len(everything)] == everything


def test_the_words_of_a_question_are_kept_nowhere(get: Get) -> None:
    response = get(FIND + "?q=udas")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


# Search


def test_the_search_page_finds_what_the_api_finds(get: Get, visit: Visit) -> None:
    for words in ("depression", "udaas hoon", "umeed", "خودکشی", "pizza", "0300 7654321", "15"):
        answer = get(f"/api/v1/search/?q={quote(words)}&lang=ur").json()
        page = visit(f"/ur/search/?q={quote(words)}")
        for one in answer["results"]["helplines"]["items"]:
            assert f"/ur/helplines/{one['slug']}/" in page.ways_on, words
        for number in answer["numbers"]:
            assert number["words"] in page.text
        if answer["nothing_found"]:
            assert answer["nothing_found"]["words"] in page.text
        assert page.response["Cache-Control"] == "no-store"


def test_a_filter_that_was_understood_can_be_taken_away(visit: Visit) -> None:
    page = visit("/ur/search/?q=" + quote("udaas hoon free"))
    assert 'name="q" value="udaas hoon"' in page.response.content.decode()


def test_words_may_come_in_the_body(visit: Visit) -> None:
    asked = Client(enforce_csrf_checks=True).post("/ur/search/", {"q": "depression"})
    assert asked.status_code == 200
    assert asked["Cache-Control"] == "no-store"
    assert lines_on(Page(asked), "ur") == lines_on(visit("/ur/search/?q=depression"), "ur") != []


def test_a_search_without_words_is_a_page_with_numbers(visit: Visit) -> None:
    assert visit("/en/search/").numbers
    assert visit("/en/search/?q=").numbers
    assert visit("/en/search/?q=" + "x" * 3000, 400).numbers


WORDS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202e15", "😀", "…"]


@pytest.mark.parametrize("words", WORDS)
def test_words_are_shown_as_words(visit: Visit, words: str) -> None:
    page = visit(f"/en/search/?q={quote(words)}")
    assert b"<script>alert" not in page.response.content
    assert b"<img" not in page.response.content


def test_a_search_that_finds_nothing_says_of_each_number_who_answers_and_its_basis(visit: Visit) -> None:
    page = visit("/en/search/?q=pizza")
    cards = page.text.partition("Somebody to talk to")[2]
    assert cards.count("The police answers") == 1
    assert cards.count("We have not rung it yet") + cards.count("We rang it") >= 1
