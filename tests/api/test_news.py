"""The feeds of news: right by the specifications of their forms, in their language, and without any number."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from pytest_django.fixtures import Settings

from hub.editions.bake import Content, content_of
from hub.editions.withdrawals import new_event, standing
from tests.api.conftest import PUBLISHED_AT, Get, Served
from tests.api.specifications import ATOM, XML_LANGUAGE, faults_of_atom, faults_of_json_feed
from tests.api.test_schema import validator

NAMES = {
    "quiet-line": {"en": "Quiet Line", "ur": "خاموش لائن"},
    "night-line": {"en": "Night Line", "ur": "رات کی لائن"},
}
ADDRESSES = [f"/feed/v1/{language}/updates.{form}" for language in ("en", "ur") for form in ("json", "atom")]
MEDIA_TYPES = {"json": "application/feed+json", "atom": "application/atom+xml; charset=utf-8"}
every_language = pytest.mark.parametrize("language", ["en", "ur"])
every_address = pytest.mark.parametrize("address", ADDRESSES)
HUB = "https://hub.example.org"


@pytest.fixture(params=["", HUB])
def public_url(request: pytest.FixtureRequest, settings: Settings) -> str:
    """A hub that has not been told its own address, and one that has."""
    settings.PUBLIC_URL = request.param
    return str(request.param)


def edited(content: Content, slug: str, **fields: Any) -> Content:
    """The content with other fields of a helpline, the same in every language."""
    return content_of(
        {
            language: feed | {"helplines": [one | fields if one["slug"] == slug else one for one in feed["helplines"]]}
            for language, feed in content.languages.items()
        }
    )


def without(content: Content, slug: str) -> Content:
    return content_of(
        {
            language: feed | {"helplines": [one for one in feed["helplines"] if one["slug"] != slug]}
            for language, feed in content.languages.items()
        }
    )


def with_number(content: Content, slug: str, number: str) -> Content:
    [contact] = next(one for one in content.languages["en"]["helplines"] if one["slug"] == slug)["contacts"]
    changed = contact | {"value": number, "display": number, "dial": number, "href": f"tel:{number}"}
    return edited(content, slug, contacts=[changed])


@pytest.fixture
def busy(served: Served) -> Served:
    """One that has published a new line, a new number, a closed and a replaced line."""
    whole = served.content
    served.publish(without(whole, "web-only"))
    served.publish(whole)
    served.publish(with_number(served.content, "quiet-line", "1139"))
    served.publish(edited(served.content, "evening-line", operating_status="temporarily-closed"))
    successor = {"slug": "night-line", "name": "Night Line"}
    served.publish(edited(served.content, "english-line", operating_status="superseded", superseded_by=successor))
    return served


def json_feed(get: Get, language: str = "en") -> Any:
    response = get(f"/feed/v1/{language}/updates.json")
    assert response.status_code == 200
    return response.json()


def atom_feed(get: Get, language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(get(f"/feed/v1/{language}/updates.atom").content)  # noqa: S314  (our own)


def titles(get: Get, language: str = "en") -> list[str]:
    return [item["title"] for item in json_feed(get, language)["items"]]


def entries(get: Get, language: str = "en") -> list[ElementTree.Element]:
    return atom_feed(get, language).findall(f"{ATOM}entry")


def hrefs(element: ElementTree.Element, rel: str) -> list[str | None]:
    return [link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel]


# By the specifications


@every_language
def test_the_json_is_right_by_its_specification(get: Get, busy: Served, public_url: str, language: str) -> None:
    feed = json_feed(get, language)
    assert len(feed["items"]) == 4
    assert faults_of_json_feed(feed) == []
    told = validator(200, "/feed/v1/{language}/updates.json")
    assert [error.message for error in told.iter_errors(feed)] == []


@every_language
def test_the_atom_is_right_by_its_specification(get: Get, busy: Served, public_url: str, language: str) -> None:
    assert len(entries(get, language)) == 4
    assert faults_of_atom(get(f"/feed/v1/{language}/updates.atom").content) == []


@every_language
def test_feeds_without_news_are_right_too(get: Get, public_url: str, language: str) -> None:
    assert json_feed(get, language)["items"] == entries(get, language) == []
    assert faults_of_json_feed(json_feed(get, language)) == []
    assert faults_of_atom(get(f"/feed/v1/{language}/updates.atom").content) == []
    assert atom_feed(get, language).findtext(f"{ATOM}updated") == PUBLISHED_AT


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "https://jsonfeed.org/version/1"},
        {"feed_url": "/feed/v1/en/updates.json"},
        {"authors": [{}]},
        {"language": "in English"},
        {"about": "x"},
        {"items": [{"id": "a"}]},
        {"items": [{"id": "a", "content_text": "x"}, {"id": "a", "content_text": "y"}]},
        {"items": [{"id": "a", "content_text": "x", "date_published": "2026-11-22 21:00"}]},
        {"items": [{"id": 7, "content_text": "x"}]},
        {"items": [{"id": "a", "content_text": "x", "_": {}}]},
    ],
)
def test_the_rules_of_json_feed_find_what_is_wrong(wrong: dict[str, Any]) -> None:
    right = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}
    assert faults_of_json_feed(right) == []
    assert len(faults_of_json_feed(right | wrong)) == 1


ENTRY = "<entry><id>urn:a</id><title>x</title><updated>2026-11-22T21:00:00Z</updated><content>x</content></entry>"
LINK = '<link rel="alternate" hreflang="en" href="https://a.example/"/>'


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("<id>urn:f</id>", ""),
        ("<id>urn:f</id>", "<id>f</id>"),
        ("<title>x</title><a", "<title>x</title><title>x</title><a"),
        ("<author><name>x</name></author>", ""),
        ("<author><name>x</name></author>", "<author/>"),
        ("21:00:00Z</updated><title>", "21:00</updated><title>"),
        (ENTRY, ENTRY + ENTRY),
        (ENTRY, ENTRY.replace("<content>x</content>", "")),
        (ENTRY, ENTRY.replace("<content>x</content>", "<content><b/></content>")),
        (LINK, LINK + LINK),
        (LINK, LINK.replace("https://a.example/", "/a")),
        (LINK, LINK.replace("hreflang", "language")),
        ("</feed>", ""),
        ("</feed>", "<news/></feed>"),
    ],
)
def test_the_rules_of_atom_find_what_is_wrong(part: str, wrong: str) -> None:
    right = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><updated>2026-11-22T21:00:00Z</updated><title>x</title>'
        f"<author><name>x</name></author>{LINK}{ENTRY}</feed>"
    )
    assert faults_of_atom(right.encode()) == []
    assert right.count(part) == 1
    assert faults_of_atom(right.replace(part, wrong).encode()) != []


# What they say


def test_what_has_happened_is_said_in_words_the_newest_first(get: Get, busy: Served) -> None:
    assert titles(get) == [
        "English Line has been replaced by Night Line",
        "Evening Line is closed for now",
        "Quiet Line has a new number",
        "New helpline: Web Only",
    ]
    assert [entry.findtext(f"{ATOM}title") for entry in entries(get)] == titles(get)
    assert [entry.findtext(f"{ATOM}content") for entry in entries(get)] == titles(get)


def test_names_are_those_of_the_language(get: Get, busy: Served) -> None:
    for title, name in zip(titles(get, "ur"), ["رات کی لائن", "شام کی لائن", "خاموش لائن", "صرف ویب"], strict=True):
        assert name in title
    assert [entry.findtext(f"{ATOM}title") for entry in entries(get, "ur")] == titles(get, "ur")


@every_language
def test_no_number_is_in_them(get: Get, busy: Served, language: str) -> None:
    texts = [item["title"] + item["content_text"] for item in json_feed(get, language)["items"]]
    assert not re.search(r"\d", "".join(texts))
    for form in MEDIA_TYPES:
        body = get(f"/feed/v1/{language}/updates.{form}").content
        assert b"1139" not in body
        assert b"1098" not in body


def test_ids_and_times_are_the_same_in_every_form_and_language(get: Get, busy: Served) -> None:
    items = [(item["id"], item["date_published"]) for item in json_feed(get)["items"]]
    assert [(item["id"], item["date_published"]) for item in json_feed(get, "ur")["items"]] == items
    for language in ("en", "ur"):
        assert [
            (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}published")) for entry in entries(get, language)
        ] == items
    assert atom_feed(get).findtext(f"{ATOM}id") != atom_feed(get, "ur").findtext(f"{ATOM}id")


def test_a_program_reads_which_record_it_is_and_what_has_happened(get: Get, busy: Served) -> None:
    item = json_feed(get, "ur")["items"][2]
    quiet = busy.document("helplines", "quiet-line")
    assert item["tags"] == ["helpline", "number"]
    assert item["_record"] == {"type": "helpline", "id": quiet["id"]}


# Addresses


def test_links_are_absolute_and_lead_to_what_can_be_rung(get: Get, busy: Served, settings: Settings) -> None:
    settings.PUBLIC_URL = HUB
    feed = json_feed(get, "ur")
    assert feed["feed_url"] == f"{HUB}/feed/v1/ur/updates.json"
    assert feed["home_page_url"] == f"{HUB}/ur/"
    night, quiet = (busy.document("helplines", slug)["id"] for slug in ("night-line", "quiet-line"))
    assert feed["items"][0]["url"] == f"{HUB}/go/{night}"
    assert feed["items"][2]["url"] == f"{HUB}/go/{quiet}"
    assert hrefs(entries(get)[2], "alternate") == [f"{HUB}/go/{quiet}"]
    atom = atom_feed(get, "ur")
    assert hrefs(atom, "self") == [f"{HUB}/feed/v1/ur/updates.atom"]
    assert hrefs(atom, "alternate") == [
        f"{HUB}/",
        f"{HUB}/feed/v1/ur/updates.json",
        f"{HUB}/feed/v1/en/updates.atom",
    ]


def test_without_an_address_of_its_own_it_tells_none_whatever_host_is_asked(get: Get, busy: Served) -> None:
    for address in ADDRESSES:
        body = get(address, Host="evil.example").content.decode()
        assert "evil" not in body
        assert not re.search(r'href="|_url"|"url"', body)


# Headers


@every_address
def test_the_headers_are_those_of_a_feed(get: Get, address: str) -> None:
    response = get(address, **{"Accept-Language": "en"})
    language, form = address.split("/")[3], address.rpartition(".")[2]
    assert response["Content-Type"] == MEDIA_TYPES[form]
    assert response["Content-Language"] == language
    assert response["Cache-Control"] == get(f"/feed/v1/{language}.json")["Cache-Control"]
    assert response["X-Edition"] == "7"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@every_language
def test_the_language_stands_in_the_file(get: Get, language: str) -> None:
    assert json_feed(get, language)["language"] == language
    assert atom_feed(get, language).get(XML_LANGUAGE) == language


@every_address
def test_what_a_reader_holds_is_not_sent_again_until_there_is_news(get: Get, busy: Served, address: str) -> None:
    tag = get(address)["ETag"]
    again = get(address, **{"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    busy.withdraw("helplines", "quiet-line")
    assert get(address, **{"If-None-Match": tag}).status_code == 200


def test_every_form_and_language_has_its_own_tag(get: Get, busy: Served) -> None:
    assert len({get(address)["ETag"] for address in ADDRESSES}) == 4


def test_the_same_state_with_other_news_has_another_tag(get: Get, served: Served) -> None:
    """A publication and its rollback."""
    before, state, content = get(ADDRESSES[0])["ETag"], served.snapshot.state, served.content
    served.publish(edited(content, "quiet-line", operating_status="temporarily-closed"))
    served.publish(content)
    assert served.snapshot.state == state
    assert titles(get) == ["Quiet Line is back in service", "Quiet Line is closed for now"]
    assert get(ADDRESSES[0])["ETag"] != before


@every_address
def test_one_may_ask_for_the_headers_alone(get: Get, address: str) -> None:
    head, whole = get(address, method="head"), get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


# Refusals


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_a_language_that_is_not_spoken_is_refused_with_help(get: Get, form: str) -> None:
    response = get(f"/feed/v1/fr/updates.{form}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert [line["slug"] for line in response.json()["help"]] == ["police-15", "rescue-1122", "umeed-line"]


@every_address
def test_what_cannot_be_asked_is_refused(get: Get, address: str) -> None:
    assert get(address, method="post").status_code == 405
    assert get(f"{address}?page=2").status_code == 400


# Withdrawals


def restore(served: Served) -> None:
    for one in standing(served.store.events()):
        served.store.add_event(new_event("restore", one, reason="right again", log=served.store.events()))
    served.publish(served.content)


@every_address
def test_what_is_withdrawn_is_gone_at_once_and_back_when_restored(get: Get, busy: Served, address: str) -> None:
    quiet = busy.document("helplines", "quiet-line")["id"].encode()
    name = NAMES["quiet-line"][address.split("/")[3]].encode()
    before = get(address).content
    assert name in before
    busy.withdraw("helplines", "quiet-line")
    after = get(address).content
    assert name not in after
    assert quiet not in after
    restore(busy)
    assert get(address).content == before


def test_a_withdrawn_number_takes_its_news_along(get: Get, busy: Served) -> None:
    [contact] = busy.document("helplines", "quiet-line")["contacts"]
    busy.withdraw("helplines", "quiet-line", contact["id"])
    assert len(titles(get)) == 3
    assert not [title for title in titles(get) if "Quiet" in title]


@every_address
def test_a_withdrawn_successor_is_not_named(get: Get, busy: Served, address: str) -> None:
    busy.withdraw("helplines", "night-line")
    assert NAMES["night-line"][address.split("/")[3]].encode() not in get(address).content
    assert len(titles(get)) == 3


@every_address
def test_a_name_that_looks_like_markup_is_text(get: Get, served: Served, address: str) -> None:
    name = '<b>Tea & "Sympathy"</b> {other}'
    closed = edited(served.content, "quiet-line", operating_status="temporarily-closed", name=name)
    served.publish(closed)
    assert name in titles(get)[0]
    assert name in (entries(get)[0].findtext(f"{ATOM}title") or "")
    assert faults_of_atom(get("/feed/v1/ur/updates.atom").content) == []
