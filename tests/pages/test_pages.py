"""Every page in both languages: found from the first one, with a number to ring, and nothing of anybody else's."""

import base64
import hashlib
import json
import re
from copy import deepcopy
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from hub.editions.reader import reader
from hub.languages import LANGUAGES
from hub.templatetags.pages import listed, tagged, tagged_html
from tests.api.conftest import Get, Served
from tests.pages.conftest import Page, Visit

both = pytest.mark.parametrize("language", list(LANGUAGES))


def walk(visit: Visit, language: str) -> dict[str, Page]:
    """Path -> page, for all that can be reached from the first page in a language."""
    found: dict[str, Page] = {}
    waiting = [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = visit(path)
            waiting += [way for way in found[path].ways_on if way.startswith(f"/{language}/")]
    return found


@both
def test_every_record_has_a_page_that_is_found_from_the_first(visit: Visit, served: Served, language: str) -> None:
    found = {unquote(path) for path in walk(visit, language)}
    feed = served.snapshot.feeds[language]
    for plural in ("helplines", "topics", "partners"):
        assert {f"/{language}/{plural}/{slug}/" for slug in set(feed.shelves[plural].slugs.values())} <= found


@both
def test_every_page_has_a_number_and_is_in_its_language(visit: Visit, language: str) -> None:
    for path, page in walk(visit, language).items():
        assert page.numbers, path
        [html] = page.all("html")
        assert (html["lang"], html["dir"]) == (language, LANGUAGES[language].direction)
        assert page.response["Content-Language"] == language
        assert len(page.all("h1")) == 1, path
        assert len(page.all("title")) == 1, path


@both
def test_every_page_asks_nobody_else_for_anything(visit: Visit, language: str) -> None:
    for path, page in walk(visit, language).items():
        loaded = [one["src"] for one in page.all("script") + page.all("img") if "src" in one]
        loaded += [one["href"] for one in page.all("link") if one["rel"] in {"icon", "manifest", "apple-touch-icon"}]
        assert all(address and address.startswith("/") for address in loaded), path
        assert not page.response.cookies, path
        assert "Set-Cookie" not in page.response.headers, path
        assert not [one for _, one in page.elements if any(name.startswith("on") or name == "style" for name in one)]


@both
def test_every_page_leads_to_itself_in_the_other_language(visit: Visit, language: str) -> None:
    for path, page in walk(visit, language).items():
        named = {one["hreflang"]: one["href"] for one in page.all("link") if one.get("hreflang")}
        assert named.keys() == LANGUAGES.keys(), path
        assert (named[language] or "").endswith(path)
        for other, address in named.items():
            assert page.ways_on.count(re.sub(r"^https?://[^/]+", "", address or "")) or other == language, path


def test_nothing_may_be_run_that_stands_in_a_page(visit: Visit) -> None:
    page = visit("/en/")
    policy = page.response["Content-Security-Policy"]
    [style] = re.findall(r"<style>(.*?)</style>", page.response.content.decode(), re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_page_is_sent_small(get: Get, encoding: str) -> None:
    response = get("/ur/helplines/", **{"Accept-Encoding": encoding})
    assert response.get("Content-Encoding", "identity") == encoding
    assert "Accept-Encoding" in response["Vary"]
    if encoding != "identity":
        assert len(response.content) < 12_000


def test_a_page_that_the_client_has_is_not_sent_again(get: Get) -> None:
    first = get("/en/helplines/?topic=depression")
    again = get("/en/helplines/?topic=depression", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get("/en/helplines/", **{"If-None-Match": "*"}).status_code == 304
    assert get("/en/helplines/nowhere/", **{"If-None-Match": "*"}).status_code == 404
    assert again["X-State"] == first["X-State"]
    assert get("/ur/helplines/?topic=depression", **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_page_names_the_state_it_is_of(visit: Visit, served: Served) -> None:
    page = visit("/en/")
    assert page.response["X-State"] == page.all("html")[0]["data-state"] == served.snapshot.state
    assert page.all("html")[0]["data-as-of"] == "2026-11-22T22:00:00+05:00"


# Ways to a page


@pytest.mark.parametrize(("header", "language"), [("ur", "ur"), ("en", "en"), ("fr", "en"), ("", "en")])
def test_the_first_address_leads_to_the_readers_language(get: Get, header: str, language: str) -> None:
    response = get("/", **{"Accept-Language": header})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert response["Vary"] == "Accept-Language, Accept-Encoding"


def test_the_link_of_every_record_leads_to_its_page(get: Get, visit: Visit, served: Served) -> None:
    for plural in ("helplines", "topics", "partners"):
        for document in served.snapshot.feeds["ur"].shelves[plural].documents:
            response = get(document["links"]["web"] + "?lang=ur")
            assert response["Location"] == f"/ur/{plural}/{document['slug']}/"
            assert document["name"] in visit(response["Location"]).text


def test_an_old_slug_and_an_id_lead_to_the_page_by_its_slug(get: Get, served: Served) -> None:
    quiet = served.document("helplines", "umeed-line")
    for key in (quiet["id"], *quiet["old_slugs"]):
        response = get(f"/en/helplines/{key}/")
        assert (response.status_code, response["Location"]) == (301, "/en/helplines/umeed-line/")
    assert quiet["old_slugs"]


def test_a_missing_slash_is_put_there(get: Get) -> None:
    assert get("/ur/topics/depression")["Location"] == "/ur/topics/depression/"
    assert get("/ur/nothing").status_code == 404


# What is not there


def test_an_address_that_is_not_there_ends_with_numbers(visit: Visit) -> None:
    for path in ("/ur/nothing/", "/ur/helplines/nobody/", "/ur/helplines/%00/", "/ur/topics/" + "x" * 3000 + "/"):
        page = visit(path, 404)
        assert page.numbers[:2] == ["tel:03007654321", "tel:15"] or len(page.numbers) >= 2
        assert page.response["Cache-Control"] == "no-store"
        assert page.response["Content-Language"] == "ur"


def test_a_withdrawn_line_is_answered_for_and_stands_on_no_page(visit: Visit, served: Served) -> None:
    umeed = served.document("helplines", "umeed-line")
    served.withdraw("helplines", "umeed-line")
    for language in LANGUAGES:
        assert visit(f"/{language}/helplines/umeed-line/", 410).numbers
        for path, page in walk(visit, language).items():
            assert not {contact["href"] for contact in umeed["contacts"] if contact["dial"]} & set(page.links), path
            assert umeed["contacts"][0]["display"] not in page.text, path


def test_a_replaced_line_leads_to_the_one_that_replaced_it(visit: Visit, served: Served) -> None:
    page = visit("/ur/helplines/replaced-line/", 410)
    [successor] = [one for one in served.content.languages["ur"]["helplines"] if one["slug"] == "replaced-line"]
    assert f"/ur/helplines/{successor['superseded_by']['slug']}/" in page.ways_on


@both
def test_without_an_edition_the_numbers_in_the_package_are_told(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(reader, "current", lambda: None)
    page = visit(f"/{language}/helplines/", 503)
    assert "tel:15" in page.numbers
    assert page.response["Retry-After"]


def test_a_failure_of_ours_ends_with_numbers(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("of ours")

    monkeypatch.setattr("hub.pages.views.home_body", fail)
    page = visit("/ur/", 500)
    assert "tel:15" in page.numbers
    assert "of ours" not in page.text


def test_with_every_line_withdrawn_the_numbers_in_the_package_are_told(visit: Visit, served: Served) -> None:
    for slug in ("police-15", "rescue-1122", "umeed-line"):
        served.withdraw("helplines", slug)
    assert visit("/ur/").numbers


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_page_is_only_read(get: Get, method: str) -> None:
    response: HttpResponse = get("/en/helplines/", method=method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert b"tel:15" in response.content


def test_a_head_has_the_headers_of_the_page(get: Get) -> None:
    response = get("/en/", method="head")
    assert response.status_code == 200
    assert response["ETag"] == get("/en/")["ETag"]


def test_what_a_chat_app_appends_to_a_link_changes_nothing(visit: Visit) -> None:
    plain = visit("/en/helplines/?topic=depression")
    shared = visit("/en/helplines/?topic=depression&fbclid=abc&utm_source=whatsapp")
    assert shared.text == plain.text


# For machines


def test_robots_are_kept_from_the_desk_and_from_what_people_typed(get: Get, settings: object) -> None:
    text = get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Disallow: /*/search/" in text


def test_the_sitemap_names_every_page_in_every_language(get: Get, visit: Visit, settings: object) -> None:
    settings.PUBLIC_URL = "https://help.example.org"  # type: ignore[attr-defined]
    text = get("/sitemap.xml").content.decode()
    named = set(re.findall(r"<loc>https://help\.example\.org(.*?)</loc>", text))
    for language in LANGUAGES:
        walked = {path for path in walk(visit, language) if not path.endswith("/search/")}
        assert walked == {path for path in named if path.startswith(f"/{language}/")}


def test_without_an_address_of_our_own_there_is_no_sitemap(get: Get, settings: object) -> None:
    settings.PUBLIC_URL = ""  # type: ignore[attr-defined]
    assert get("/sitemap.xml").status_code == 404
    assert "Sitemap" not in get("/robots.txt").content.decode()


@both
def test_the_hub_can_be_installed(get: Get, language: str) -> None:
    manifest = get(f"/{language}/app.webmanifest").json()
    assert (manifest["lang"], manifest["dir"]) == (language, LANGUAGES[language].direction)
    assert manifest["start_url"] == f"/{language}/"
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    worker = get("/sw.js")
    assert worker["Content-Type"] == "text/javascript"
    assert worker["Cache-Control"] == "no-cache"
    files = json.loads(re.findall(r"const FILES = (.*);", worker.content.decode())[0])
    assert all(name.startswith("/static/hub/") and "?v=" in name for name in files)


def test_what_was_typed_stands_in_no_address_of_the_page(visit: Visit) -> None:
    page = Client().post("/en/search/", {"q": "khudkushi"}).content.decode()
    assert 'method="post"' in page
    assert "search/?q=" not in page


@both
def test_too_much_is_refused_on_a_page(visit: Visit, language: str) -> None:
    answer = Client().post(
        f"/{language}/search/", "q=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert 'href="tel:15"' in answer.content.decode()


# A number is never without what it rests on


@both
def test_all_numbers_say_on_what_they_rest_and_what_to_press(visit: Visit, served: Served, language: str) -> None:
    page = visit(f"/{language}/all/")
    for line in served.snapshot.feeds[language].shelves["helplines"].documents:
        assert line["verification"]["words"] in page.text, line["slug"]
        for contact in line["contacts"]:
            for step in contact["menu"] if contact["kind"] == "phone" else ():
                assert step["press"] in page.text
    assert ("Then press" if language == "en" else "پھر") in page.text


def test_where_no_number_was_rung_that_is_said_once(visit: Visit, served: Served) -> None:
    content = deepcopy(served.content)
    for lines in content.languages.values():
        for line in lines["helplines"]:
            line["verification"] |= {"verified_on": None, "method": None, "verify_by": None}
    served.publish(content)
    page = visit("/en/all/")
    assert page.text.count("We have rung none of these numbers yet") == 1
    for line in served.snapshot.feeds["en"].shelves["helplines"].documents:
        assert not (basis := line["verification"]["basis"]) or basis["publisher"] in page.text


def test_who_has_rung_a_line_in_vain_is_not_sent_back_to_it(visit: Visit) -> None:
    page = visit("/en/helplines/umeed-line/")
    assert "tel:1166" in page.numbers
    others = page.response.content.decode().partition("If nobody answers")[2]
    assert 'href="tel:15"' in others
    assert "tel:1166" not in others


def test_a_page_that_is_not_there_says_who_answers(visit: Visit) -> None:
    strip = visit("/en/nothing/", 404).text.partition("No page here")[0]
    assert "not the police" in strip.casefold() or "The police answers" in strip


@both
def test_a_region_that_is_not_known_is_said_and_leaves_the_page(visit: Visit, language: str) -> None:
    page = visit(f"/{language}/?region=PK-XX", 400)
    assert "region PK-XX" in page.text
    assert page.ways_on == visit(f"/{language}/").ways_on
    assert page.response["Cache-Control"] == "no-store"


def test_what_is_announced_says_where_and_that_it_is_urgent(visit: Visit, served: Served) -> None:
    assert "Urgent" not in visit("/en/").text
    content = deepcopy(served.content)
    for language, name in (("en", "Sindh"), ("ur", "سندھ")):
        [eid] = content.languages[language]["announcements"]
        eid |= {"severity": "urgent", "regions": [{"code": "PK-SD", "name": name}]}
    served.publish(content)
    assert "Urgent Sindh: Some lines are closed on Eid." in " ".join(visit("/en/").text.split())


def test_a_page_is_no_copy_of_itself(visit: Visit) -> None:
    """Without style as well."""
    page = visit("/en/helplines/")
    told = [one for _, one in page.elements if {"copy", "hours"} & set((one.get("class") or "").split())]
    assert len(told) > 2
    assert all("hidden" in one for one in told)


def test_a_list_has_the_comma_of_its_language(visit: Visit) -> None:
    assert listed(["Urdu", "Pashto"]) == "Urdu, Pashto"
    with override("ur"):
        assert listed(["اردو", "پشتو"]) == "اردو، پشتو"
    assert not re.search(r"[آ-ے], ", visit("/ur/helplines/umeed-line/").text)


def test_a_hashtag_is_set_apart_and_broken_between_its_words() -> None:
    assert tagged("#BetterTogether: ساتھ <b>") == '<bdi dir="ltr">#Better<wbr>Together</bdi>: ساتھ &lt;b&gt;'
    html = '<p><a href="/ur/#Main" title="#One">&#x27;#SelfCare</a></p>'
    assert tagged_html(html) == html.replace("#SelfCare", '<bdi dir="ltr">#Self<wbr>Care</bdi>')


def test_a_link_has_a_picture_where_our_address_is_known(visit: Visit, settings: object) -> None:
    settings.PUBLIC_URL = "https://help.example.org"  # type: ignore[attr-defined]
    [picture] = [one["content"] for one in visit("/ur/").all("meta") if one.get("property") == "og:image"]
    assert (picture or "").startswith("https://help.example.org/static/hub/icon-512.png")
    settings.PUBLIC_URL = ""  # type: ignore[attr-defined]
    assert not [one for one in visit("/en/").all("meta") if one.get("property") == "og:image"]
