"""What every answer carries: whose cache may keep it, for how long, in which language, and never a cookie."""

from datetime import timedelta

import pytest
from django.http import HttpResponse

from tests.api.conftest import Get, Served
from tests.cast import CLOCK

LIST = "/api/v1/helplines/"
RECORD = "/api/v1/helplines/umeed-line/"
READ = ["/api/v1/", LIST, LIST + "?crisis=true", RECORD, "/api/v1/partners/", "/api/v1/topics/depression/"]
FEEDS = ["/feed/v1/manifest.json", "/feed/v1/ur.json"]
HEALTH = ["/health/live", "/health/ready"]
REFUSED = [
    "/nothing/",
    "/api/v1/helplines/nobody/",
    "/api/v1/helplines/replaced-line/",
    LIST + "?topc=x",
    LIST + "?page=9",
    LIST + "?lang=fr",
    LIST + "?" + "x" * 5000,
    "/feed/v1/fr.json",
]
ALL = [*READ, *FEEDS, *HEALTH, *REFUSED]
every_read = pytest.mark.parametrize("url", READ)


def later(monkeypatch: pytest.MonkeyPatch, **time: int) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK + timedelta(**time))


def assert_open_to_all(response: HttpResponse) -> None:
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "X-Edition, ETag, Content-Language"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response
    assert not response.cookies


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_every_answer_is_for_everybody_and_sets_no_cookie(get: Get, method: str) -> None:
    for url in (*ALL, "/api/v1/helplines", "/a%0Ab"):
        assert_open_to_all(get(url, method=method, Cookie="sessionid=x; csrftoken=y; django_language=ur"))


def test_every_answer_says_how_long_and_what_it_is(get: Get) -> None:
    for url in ALL:
        response = get(url)
        assert int(response["Content-Length"]) == len(response.content) > 0
        is_problem = response.status_code >= 400
        assert response["Content-Type"] == ("application/problem+json" if is_problem else "application/json")


@pytest.mark.parametrize("url", ALL)
def test_head_has_the_headers_of_get_and_no_body(get: Get, url: str) -> None:
    head, whole = get(url, method="head"), get(url)
    assert head.status_code == whole.status_code
    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("url", [*READ, *FEEDS, *HEALTH])
def test_everything_is_for_reading_only(get: Get, url: str, method: str) -> None:
    response = get(url, method=method)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response["Content-Type"] == "application/problem+json"


def test_a_browser_may_ask_first(get: Get) -> None:
    for url in ALL:
        response = get(url, method="options", Origin="https://app.example", **{"Access-Control-Request-Method": "GET"})
        assert (response.status_code, response.content) == (204, b"")
        assert "GET" in response["Access-Control-Allow-Methods"]
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]
        assert not {"Content-Length", "Content-Type"} & set(response.headers)


# Caches


@every_read
def test_an_answer_may_be_kept_for_a_minute_and_longer_if_we_are_away(get: Get, url: str) -> None:
    response = get(url)
    assert response["Cache-Control"] == "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"
    assert response["X-Edition"] == "7"


def test_a_refusal_and_our_health_are_not_kept(get: Get) -> None:
    for url in (*REFUSED, *HEALTH, "/api/v1/helplines"):
        assert get(url)["Cache-Control"] == "no-store"
        assert "ETag" not in get(url)


@pytest.mark.parametrize("url", [*READ, *REFUSED])
def test_caches_are_told_when_the_language_was_not_named(get: Get, url: str) -> None:
    named = "&" if "?" in url else "?"
    if "lang=" not in url:
        assert get(url)["Vary"] == "Accept-Language, Accept-Encoding"
        assert get(f"{url}{named}lang=ur", **{"Accept-Language": "en"})["Vary"] == "Accept-Encoding"


@every_read
@pytest.mark.parametrize("form", ["W/{}", "{}", '"x", {}, "y"', 'W/"x",W/{}', "*"])
def test_what_a_client_holds_is_not_sent_again(get: Get, url: str, form: str) -> None:
    first = get(url)
    again = get(url, **{"If-None-Match": form.format(first["ETag"].removeprefix("W/"))})
    assert (again.status_code, again.content) == (304, b"")
    kept = ("ETag", "Cache-Control", "Vary", "Content-Language", "X-Edition")
    assert {name: again[name] for name in kept} == {name: first[name] for name in kept}
    # It would be taken for the type of the answer that is held.
    assert "Content-Type" not in again


@pytest.mark.parametrize("held", ["", '""', "*,", '"*"', "W/*", '"x"', "x", 'W/"', '"' * 99, ",,,", "\x7f", "*" * 9000])
def test_an_odd_tag_is_one_that_we_did_not_give(get: Get, held: str) -> None:
    assert get(RECORD, **{"If-None-Match": held}).status_code == 200


def test_a_tag_for_anything_does_not_make_something_of_nothing(get: Get) -> None:
    for url in REFUSED:
        response = get(url, **{"If-None-Match": "*"})
        assert response.status_code >= 400
        assert response.json()["help"]


@every_read
def test_the_tag_stands_for_a_minute(get: Get, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(url)
    later(monkeypatch, seconds=59)
    assert get(url)["ETag"] == first["ETag"]
    assert get(url).content == first.content
    later(monkeypatch, seconds=60)
    assert get(url)["ETag"] != first["ETag"]


def test_every_language_query_and_address_has_its_own_tag(get: Get) -> None:
    urls = [*READ, LIST + "?crisis=false", LIST + "?page_size=5", "/api/v1/topics/", RECORD + "?lang=ur"]
    tags = [get(url)["ETag"] for url in urls] + [get(url, **{"Accept-Language": "ur"})["ETag"] for url in READ]
    assert len(set(tags)) == len(tags)


@every_read
def test_the_tag_changes_with_what_is_served(get: Get, served: Served, url: str) -> None:
    first = get(url)["ETag"]
    served.withdraw("topics", "legal-help")
    withdrawn = get(url)["ETag"]
    served.publish(served.content)
    assert get(url)["X-Edition"] == "8"
    assert len({first, withdrawn, get(url)["ETag"]}) == 3


# Language


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ur", "ur"),
        ("UR", "ur"),
        ("ur-PK", "ur"),
        ("ur-Arab-PK, en", "ur"),
        ("en;q=0.5, ur", "ur"),
        ("ur;q=0.4, en-GB;q=0.6", "en"),
        ("fr, sd;q=0.9, ur;q=0.1", "ur"),
        ("ur;q=0", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("ur;q=x", "en"),
        ("ur" + ",xx" * 300, "ur"),
        ("ur, " + "x" * 600, "ur"),
        ("x" * 20_000, "en"),
        ("\x00", "en"),
        ("اردو", "en"),
    ],
)
def test_the_language_is_that_of_the_browser(get: Get, accepted: str, language: str) -> None:
    for url in (LIST, RECORD, "/api/v1/nothing/"):
        response = get(url, **{"Accept-Language": accepted})
        assert response["Content-Language"] == language


def test_a_named_language_is_stronger_than_the_browsers(get: Get) -> None:
    for url in (LIST, RECORD, "/api/v1/", "/api/v1/nothing/"):
        response = get(f"{url}?lang=ur", **{"Accept-Language": "en"})
        assert response["Content-Language"] == "ur"
    assert get(RECORD + "?lang=ur").json()["name"] == "امید لائن"
    assert get(LIST + "?lang=ur").json()["language"] == "ur"
