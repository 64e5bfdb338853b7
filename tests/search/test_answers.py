"""What a search answers: help first, the reason of every hit, whose number a number is, and never an empty page."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

URL = "/api/v1/search/"
CRISES = ["khud kushi", "مرنا چاہتی ہوں", "i want to kill myself", "main apni jan le lunga", "how to die without pain"]


def ask(text: str, **parameters: Any) -> dict[str, Any]:
    answer = Client().get(URL, {"q": text, "lang": "en", **parameters})
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    assert body["help"]
    return body


def slugs(body: dict[str, Any], plural: str) -> list[str]:
    return [hit["slug"] for hit in body["results"][plural]["items"]]


# Words


@pytest.mark.parametrize("text", ["neend nahi aati", "نیند نہیں آتی", "cant sleep", "nend ni ati", "نیندنہیں آتی"])
def test_the_same_trouble_is_understood_in_every_script(text: str) -> None:
    body = ask(text)
    assert slugs(body, "topics")[0] == "sleep"
    assert body["results"]["helplines"]["count"]  # None is for sleep alone: somebody to talk to.
    assert not body["crisis"]


def test_an_organisation_is_found_by_what_it_does() -> None:
    partners = ask("finding and booking doctors")["results"]["partners"]["items"]
    assert {"oladoc", "marham"} & {partner["slug"] for partner in partners}
    assert partners[0]["why"].startswith("Platform for finding")


def test_a_hit_says_why_in_the_words_of_the_directory() -> None:
    topic = ask("larki ko blackmail kar raha")["results"]["topics"]["items"][0]
    assert topic["slug"] == "blackmail-sextortion"
    assert "blackmail" in topic["why"]
    assert 0 < topic["score"] <= 1
    assert "phrases" not in topic


def test_a_line_that_is_named_comes_first_and_is_whole() -> None:
    line = ask("umang")["results"]["helplines"]["items"][0]
    assert line["slug"] == "umang-helpline"
    assert line["now"]["words"]
    assert line["contacts"][0]["href"].startswith("tel:")


def test_filters_in_the_words_narrow_the_lines_and_can_be_taken_away() -> None:
    body = ask("free lawyer karachi")
    assert [(one["parameter"], one["value"], one["words"]) for one in body["query"]["facets"]] == [
        ("cost", "free", "free"),
        ("cost", "toll-free", "free"),
        ("region", "PK-SD", "karachi"),
    ]
    facets = {facet["parameter"]: facet for facet in body["query"]["facets"]}
    assert facets["region"]["applied"]
    for line in body["results"]["helplines"]["items"]:
        coverage = line["coverage"]
        assert coverage["scope"] == "nationwide" or "PK-SD" in [one["code"] for one in coverage["regions"]]
    assert ask("lawyer")["results"]["helplines"]["count"] > body["results"]["helplines"]["count"]


def test_a_filter_that_would_leave_nothing_is_shown_and_not_applied() -> None:
    facets = ask("gilgit me blackmail whatsapp pe lady doctor")["query"]["facets"]
    assert facets
    assert any(not facet["applied"] for facet in facets)


# A crisis


@pytest.mark.parametrize("text", CRISES)
def test_in_a_crisis_its_lines_come_first_and_no_word_is_said_again(text: str) -> None:
    body = ask(text, page_size=50)
    assert body["crisis"]
    lines = body["results"]["helplines"]["items"]
    kinds = [(not line["crisis"], line["police"]) for line in lines if line["crisis"]]
    assert kinds == sorted(kinds)
    assert [line["crisis"] for line in lines][: len(kinds)] == [True] * len(kinds)
    assert len(kinds) > 3
    for results in body["results"].values():
        assert all(hit["why"] is None for hit in results["items"])


# Numbers


@pytest.mark.parametrize("text", ["1166", "۱۱۶۶", "11 66", "0092 1166"])
def test_a_number_is_told_however_it_is_written(text: str) -> None:
    body = ask(text)
    assert body["number"]["status"] == "listed"
    assert slugs(body, "helplines") == ["humraaz-1166"]
    assert body["results"]["helplines"]["items"][0]["verification"]["basis"]


@pytest.mark.parametrize("text", ["0311-7786264", "+92 311 7786264", "00923117786264", "٠٣١١ ٧٧٨٦٢٦٤", "3117786264"])
def test_a_mobile_number_is_told_with_every_beginning(text: str) -> None:
    assert slugs(ask(text), "helplines") == ["umang-helpline"]


@pytest.mark.parametrize("text", ["0311-7786265", "1167", "11666", "031177862641", "116"])
def test_a_near_number_is_not_ours(text: str) -> None:
    body = ask(text)
    assert body["number"]["status"] == "unknown"
    assert not any(one["count"] for one in body["results"].values())


def test_a_replaced_number_leads_to_the_one_that_replaced_it() -> None:
    number = ask("1991")["number"]
    assert number["status"] == "superseded"
    assert [one["slug"] for one in number["replaced_by"]] == ["nccia-1799"]


# Nothing


@pytest.mark.parametrize("text", ["pizza", "qwzxv", "!!! ???", "😀😀", "بریانی کی ترکیب"])
def test_nothing_found_is_never_empty(text: str) -> None:
    nothing = ask(text)["nothing_found"]
    assert nothing["words"]
    assert len(nothing["topics"]) == 35
    assert all(line["contacts"] for line in nothing["helplines"])


@pytest.mark.parametrize("query", ["", "q=", "q=%20%20", "q=" + "x" * 2001, "q=x&kind=topic", "q=x&page=0", "q=x&qq=1"])
def test_what_cannot_be_used_is_refused_with_help(query: str) -> None:
    answer = Client().get(f"{URL}?{query}", headers={"Accept-Language": "ur"})
    assert answer.status_code == 400
    assert answer.json()["help"]


@pytest.mark.parametrize("body", ["", "[]", "nonsense", '{"q": 5}', '{"q": "x", "page": "2"}', '{"x": "y"}', "{}"])
def test_a_body_that_cannot_be_used_is_refused(body: str) -> None:
    answer = Client().post(URL, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["help"]


@given(st.text(min_size=1, max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(text: str) -> None:
    answer = Client().post(URL, {"q": text, "lang": "ur"}, content_type="application/json")
    assert answer.status_code in {200, 400}
    assert answer.json()["help"]


# Privacy


def test_nothing_of_a_question_is_kept_or_written_down(capfd: pytest.CaptureFixture[str]) -> None:
    answer = Client().get(URL, {"q": "khufia sawal"})
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert not answer.cookies
    Client().post(URL, {"q": "khufia sawal"}, content_type="application/json")
    output, trouble = capfd.readouterr()
    assert "khufia" not in output + trouble


def test_a_question_in_a_body_is_answered_like_one_in_the_address() -> None:
    asked = {"q": "شوہر مارتا ہے", "lang": "ur", "kind": "helplines", "page": 1, "page_size": 3}
    by_body = Client().post(URL, asked, content_type="application/json")
    assert by_body.json() == Client().get(URL, asked).json()
    assert by_body["Content-Language"] == "ur"
    assert by_body.json()["results"].keys() == {"helplines"}


def test_pages_follow_each_other() -> None:
    whole = slugs(ask("depression", page_size=50), "helplines")
    parts = [slug for page in (1, 2, 3) for slug in slugs(ask("depression", page=page, page_size=4), "helplines")]
    assert parts == whole[:12]


# Suggestions


@pytest.mark.parametrize(
    ("text", "slug"), [("dep", "depression"), ("ڈپ", "depression"), ("umn", None), ("uma", "umang-pakistan")]
)
def test_names_are_suggested_from_their_first_letters(text: str, slug: str | None) -> None:
    answer = Client().get(f"{URL}suggest/", {"q": text, "lang": "en"})
    assert answer["Cache-Control"] == "no-store"
    found = [one["slug"] for one in answer.json()["suggestions"]]
    assert slug in found if slug else not found


def test_a_name_is_nearer_than_a_phrase() -> None:
    answer = Client().get(f"{URL}suggest/", {"q": "خود", "lang": "ur"})
    assert answer.json()["suggestions"][0]["name"].startswith("خود")


def test_no_phrase_is_suggested() -> None:
    for one in Client().get(f"{URL}suggest/", {"q": "kill", "lang": "en"}).json()["suggestions"]:
        assert "kill" not in one["name"].casefold()


@pytest.mark.parametrize("words", ["ambulance", "heart attack", "my sister took poison", "آگ لگ گئی"])
def test_in_an_emergency_those_come_first_who_come(words: str) -> None:
    body = ask(words)
    first = [line["slug"] for line in body["results"]["helplines"]["items"][:3]]
    assert body["crisis"]
    assert first == ["rescue-1122", "edhi-115", "police-15"]


def test_who_says_where_they_are_is_given_no_line_of_another_province() -> None:
    body = ask("suicide gilgit")
    lines = body["results"]["helplines"]["items"]
    assert body["query"]["facets"][0]["applied"]
    assert lines
    for line in lines:
        regions = [region["code"] for region in line["coverage"]["regions"]]
        assert line["coverage"]["scope"] == "nationwide" or "PK-GB" in regions, line["slug"]


def test_in_a_crisis_no_line_is_left_out_for_what_it_costs() -> None:
    body = ask("suicide free")
    assert [facet["applied"] for facet in body["query"]["facets"]] == [False, False]
    assert "umang-helpline" in [line["slug"] for line in body["results"]["helplines"]["items"]]


@pytest.mark.parametrize("words", ["call 1166", "is 1166 real?", "میں نے ۱۱۶۶ پر فون کیا"])
def test_a_number_among_words_is_known(words: str) -> None:
    body = ask(words)
    assert (body["number"]["status"], body["number"]["digits"]) == ("listed", "1166")


@pytest.mark.parametrize("words", ["my daughter is 15 and sad", "took 500 rupees", "I am 1166115 km away"])
def test_an_age_or_a_sum_is_no_number_of_ours(words: str) -> None:
    assert ask(words)["number"] is None


def test_who_answers_a_number_at_once_comes_before_who_needs_keys() -> None:
    assert ask("15")["results"]["helplines"]["items"][0]["slug"] == "police-15"


@pytest.mark.parametrize(
    ("words", "lines"), [("1122", ["rescue-1122"]), ("03117786264", ["umang-helpline"]), ("1991", ["nccia-1799"])]
)
def test_the_list_knows_numbers_too(words: str, lines: list[str]) -> None:
    found = Client().get("/api/v1/helplines/", {"q": words}).json()
    assert [line["slug"] for line in found["results"]] == lines


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_page_tells_of_a_replaced_number(language: str) -> None:
    page = Client().post(f"/{language}/search/", {"q": "1991"})
    assert page.status_code == 200
    assert f"/{language}/helplines/nccia-1799/" in page.content.decode()
