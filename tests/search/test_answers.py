"""What a search answers: help first, the reason of every hit, whose number a number is, and never an empty page."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helplines.searching import filter_words
from hub.editions.reader import Snapshot
from hub.search.searcher import searcher_of

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


def number(text: str) -> dict[str, Any]:
    """The only one that a question is understood to hold."""
    numbers: list[dict[str, Any]] = ask(text)["numbers"]
    assert len(numbers) == 1, numbers
    return numbers[0]


def told(text: str) -> list[tuple[str, str]]:
    return [(one["digits"], one["status"]) for one in ask(text)["numbers"]]


@pytest.mark.parametrize("text", ["1166", "۱۱۶۶", "11 66", "0092 1166", "1,166", "*1166#", "①①⑥⑥", "1166?"])
def test_a_number_is_told_however_it_is_written(text: str) -> None:
    assert number(text)["status"] == "listed"
    assert slugs(ask(text), "helplines") == ["humraaz-1166"]


@pytest.mark.parametrize(
    "text",
    [
        *("0311-7786264", "+92 311 7786264", "00923117786264", "٠٣١١ ٧٧٨٦٢٦٤", "3117786264"),
        *("0311\u20117786264", "0311—7786264", "0311_778_6264", "0311~7786264", "0311:7786264", "(0311) 7786264."),
    ],
)
def test_a_mobile_number_is_told_with_every_beginning(text: str) -> None:
    assert slugs(ask(text), "helplines") == ["umang-helpline"]


def test_whose_it_is_on_what_basis_and_from_when() -> None:
    answer = number("0311-7786264")
    owner = answer["owners"][0]
    assert owner["slug"] == "umang-helpline"
    assert owner["name"] in answer["words"]
    assert owner["verification"]["basis"]["publisher"]
    assert owner["verification"]["basis"]["date"]


@pytest.mark.parametrize("text", ["0311-7786265", "0311\u20117786265", "1167", "11666", "031177862641", "116", "0311"])
def test_a_near_number_is_not_ours(text: str) -> None:
    body = ask(text)
    assert [one["status"] for one in body["numbers"]] == ["unknown"]
    assert not any(one["count"] for one in body["results"].values())
    assert body["nothing_found"]["helplines"]


@pytest.mark.parametrize("text", ["0311-78UMANG", "0311 78umang"])
def test_a_near_number_in_letters_is_not_ours(text: str) -> None:
    assert "umang-helpline" not in slugs(ask(text), "helplines")
    assert "umang-helpline" in slugs(ask(text.replace("78", "77")), "helplines")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("umang 0311-7786265", "03117786265"),
        ("call 0311 7786265", "03117786265"),
        ("kya 0311 1234567 sahi number hai", "03111234567"),
        ("suicide helpline 03001234567", "03001234567"),
        ("wa.me/923117786265", "923117786265"),
        ("Rozan 03041111742", "03041111742"),
        ("Humraaz 1167", "1167"),
    ],
)
def test_a_number_among_words_that_is_not_ours_is_said_to_be_none(text: str, digits: str) -> None:
    assert told(text) == [(digits, "unknown")]


@pytest.mark.parametrize(
    ("text", "owner"),
    [("rescue 1166", "humraaz-1166"), ("Edhi 1122", "rescue-1122"), ("suicide helpline 1799", "nccia-1799")],
)
def test_a_number_under_another_name_is_told_by_its_own(text: str, owner: str) -> None:
    assert [one["slug"] for one in number(text)["owners"]] == [owner]


@pytest.mark.parametrize("text", ["1122/115", "115 1122", "1122, 115", "1122 ya 115", "Rescue: 1122, Edhi: 115"])
def test_every_number_of_several_is_told(text: str) -> None:
    assert sorted(told(text)) == [("1122", "listed"), ("115", "listed")]


def test_a_forwarded_list_is_told_number_by_number() -> None:
    owners = {one["digits"]: one["owners"] for one in ask("Umang: 1166, Rescue: 15, Edhi: 1122")["numbers"]}
    assert [one["slug"] for one in owners["1166"]] == ["humraaz-1166"]
    assert "police-15" in [one["slug"] for one in owners["15"]]
    assert [one["slug"] for one in owners["1122"]] == ["rescue-1122"]


def test_around_the_clock_is_no_number() -> None:
    assert told("1166 24/7") == [("1166", "listed")]
    assert told("24/7") == []
    assert ask("24/7")["query"]["facets"][0]["parameter"] == "always_open"


def test_a_replaced_number_leads_to_the_one_that_replaced_it() -> None:
    assert number("1991")["status"] == "superseded"
    assert [one["slug"] for one in number("1991")["replaced_by"]] == ["nccia-1799"]
    assert slugs(ask("1991"), "helplines") == ["nccia-1799"]


# What is shown of a crisis to who is in none


def test_no_word_for_a_crisis_is_shown_to_whom_is_not_in_one(live: Snapshot) -> None:
    """Over every word that the search knows: some of them stand in phrases about how somebody might die."""
    searcher = searcher_of(live)
    shown = []
    for word in searcher.index.vocabulary.words:
        understood = searcher.understand(word)
        if not understood.is_crisis:
            shown += [(word, hit.entry.phrase.text) for hit in understood.hits if searcher.is_of_crisis(hit)]
    assert shown == []


@pytest.mark.parametrize("text", ["zehar kahan se milta hai", "i have the pills in my hand", "زہر کہاں ملے گا"])
def test_who_may_want_to_die_is_not_sent_to_the_police_first(text: str) -> None:
    lines = ask(text)["results"]["helplines"]["items"]
    police = [place for place, line in enumerate(lines) if line["police"]]
    crisis = [place for place, line in enumerate(lines) if line["crisis"] and not line["police"]]
    assert not police or min(crisis) < min(police)


# Filters


@pytest.mark.parametrize("row", filter_words(), ids=lambda row: f"{row[1]}-{row[2]}")
def test_every_word_for_a_filter_finds_it(live: Snapshot, row: tuple[str, str, str]) -> None:
    parameter, value, words = row
    assert (parameter, value) in {(one.parameter, one.value) for one in searcher_of(live).understand(words).wanted}


def test_a_filter_is_taken_away_by_asking_without_its_words() -> None:
    facets = ask("larki ko blackmail karachi mein")["query"]["facets"]
    assert {one["parameter"]: one["without"] for one in facets}["region"] == "larki ko blackmail mein"
    assert ask("karachi")["query"]["facets"][0]["without"] is None
    assert ask("24/7 " + "a " * 900)["query"]["facets"][0]["without"] == " ".join(["a"] * 900)


def test_a_filter_alone_is_an_answer() -> None:
    body = ask("pashto speaking")
    assert body["query"]["facets"][0]["applied"]
    assert body["nothing_found"] is None
    assert body["results"]["helplines"]["count"]


# Nothing


@pytest.mark.parametrize("text", ["pizza", "qwzxv", "!!! ???", "😀😀", "بریانی کی ترکیب"])
def test_nothing_found_is_never_empty(text: str) -> None:
    nothing = ask(text)["nothing_found"]
    assert nothing["words"]
    assert len(nothing["topics"]) == 35
    assert all(line["contacts"] for line in nothing["helplines"])


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%20%20", "q=" + "x" * 2001, "q=" + "x" * 2000 + "%C2%81", "q=x&kind=topic", "q=x&page=0", "q=x&qq=1"],
)
def test_what_cannot_be_used_is_refused_with_help(query: str) -> None:
    answer = Client().get(f"{URL}?{query}", headers={"Accept-Language": "ur"})
    assert answer.status_code == 400
    assert answer.json()["help"]


@pytest.mark.parametrize(
    "body", [r'{"q": "x", "region": "\ud800"}', r'{"q": "x", "lang": "\ud800"}', r'{"q": "x", "\ud800": 1}']
)
def test_half_a_character_is_refused(body: str) -> None:
    answer = Client().post(URL, body, content_type="application/json")
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
    lines = [line["slug"] for line in body["results"]["helplines"]["items"]]
    assert body["crisis"]
    assert lines[:2] == ["rescue-1122", "edhi-115"]
    assert "police-15" in lines
    listed = Client().get("/api/v1/helplines/", {"q": words, "lang": "en"}).json()["results"]
    assert [line["slug"] for line in listed] == lines[: len(listed)] or lines == [line["slug"] for line in listed][:10]


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
    assert told(words) == [("1166", "listed")]


@pytest.mark.parametrize("words", ["my daughter is 15 and sad", "took 500 rupees", "I am 1166115 km away"])
def test_an_age_or_a_sum_is_no_number_of_ours(words: str) -> None:
    assert ask(words)["numbers"] == []


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
