"""Addresses as they really arrive: raw bytes, without the last slash, made to lead astray."""

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.conftest import Get, Served

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"]
STARTS = [b"/", b"/api/v1/", b"/api/v1/helplines/", b"/api/v1/topics/", b"/feed/v1/", b"/health/", b"//", b"/api/v1"]
PIECES = [b"umeed-line", b"en.json", b"\n", b"\x00", b"..", b"//", b"%00", "اردو".encode(), b"\xed\xa0\x80", b"\xff"]
paths = st.builds(
    lambda start, pieces, rest: start + b"".join(pieces) + rest,
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES), max_size=3),
    st.binary(max_size=8),
)
queries = st.binary(max_size=30) | st.sampled_from([b"&" * 4000, b"=" * 5000, b"lang=ur&" * 500, b"\xed\xa0\x80=%"])


def arrive(path: bytes, query: bytes = b"", method: str = "GET", **headers: str) -> HttpResponse:
    """As a WSGI server hands it over: bytes in the guise of Latin-1."""
    client = Client(enforce_csrf_checks=True)
    environ = {"PATH_INFO": path.decode("latin-1"), "QUERY_STRING": query.decode("latin-1")}
    return client.generic(method, "/", headers=headers or None, **environ)


def assert_answered(response: HttpResponse, method: str) -> None:
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response["Content-Type"] == "application/problem+json"
        if method != "HEAD":
            problem = response.json()
            assert {"type", "title", "status", "detail", "errors", "help"} <= problem.keys()
            assert problem["status"] == response.status_code
            assert problem["help"]


@settings(max_examples=400, deadline=None)
@given(path=paths, query=queries, method=st.sampled_from(METHODS))
def test_whatever_arrives_is_answered_in_our_own_shape(path: bytes, query: bytes, method: str) -> None:
    assert_answered(arrive(path, query, method), method)


HEADERS = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(language=HEADERS, encoding=HEADERS, tag=HEADERS, accept=HEADERS)
def test_whatever_headers_arrive_a_record_is_answered(language: str, encoding: str, tag: str, accept: str) -> None:
    asked = {"Accept-Language": language, "Accept-Encoding": encoding, "If-None-Match": tag, "Accept": accept}
    for path in (b"/api/v1/helplines/umeed-line/", b"/feed/v1/en.json"):
        assert arrive(path, **asked).status_code in ({304} if tag.strip() == "*" else {200})


@pytest.mark.parametrize("path", [b"/a\nb", b"/\n", b"/api/v1/helplines/a\nb/", b"/feed/v1/a\nb.json", b"/api/v1/\n/"])
def test_a_line_break_in_an_address_is_answered_in_our_own_shape(path: bytes) -> None:
    assert arrive(path).status_code == 404
    assert_answered(arrive(path), "GET")


@pytest.mark.parametrize("query", [b"&" * 1500, b"a&" * 2000, b"lang=ur&" * 500])
def test_thousands_of_parameters_are_refused_with_help(query: bytes) -> None:
    assert arrive(b"/api/v1/helplines/", query).status_code == 400
    assert_answered(arrive(b"/api/v1/helplines/", query), "GET")


@pytest.mark.parametrize("query", [b"&" * 1500 + b"lang=ur", b"lang=ur&" + b"x" * 5000])
def test_a_question_that_is_too_much_is_refused_in_its_language(query: bytes) -> None:
    assert arrive(b"/api/v1/helplines/", query)["Content-Language"] == "ur"


# The last slash


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"", ""),
        (b"topic=depression&lang=ur", "?topic=depression&lang=ur"),
        (b"topic=a,b&topic=c", "?topic=a,b&topic=c"),
        (b"open_at=2026-11-22T22:00:00%2B05:00", "?open_at=2026-11-22T22:00:00%2B05:00"),
        (b"open_at=2026-11-22T22:00:00+05:00", "?open_at=2026-11-22T22:00:00+05:00"),
        (b"topic=%D8%AE", "?topic=%D8%AE"),
        ("topic=خ".encode(), "?topic=%D8%AE"),
        (b"topic=\xe9", "?topic=%E9"),
        (b"a=%00&b=%0d%0aX:1", "?a=%00&b=%0d%0aX:1"),
        (b"next=//evil.example/", "?next=//evil.example/"),
    ],
)
def test_a_missing_slash_is_added_and_the_query_goes_along(query: bytes, kept: str) -> None:
    response = arrive(b"/api/v1/helplines", query)
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/helplines/{kept}")
    assert arrive(b"/api/v1/helplines", query, "HEAD")["Location"] == response["Location"]


def test_an_urdu_address_without_its_slash_stays_the_same() -> None:
    assert arrive("/api/v1/helplines/امید".encode())["Location"] == "/api/v1/helplines/%D8%A7%D9%85%DB%8C%D8%AF/"


@pytest.mark.parametrize(
    "path",
    [
        b"//evil.example/api/v1/helplines",
        b"//evil.example",
        b"///evil.example/api/v1",
        b"/\\evil.example",
        b"/api/v1/helplines//evil.example",
        b"https://evil.example/api/v1",
        b"//evil.example/..",
    ],
)
def test_no_address_leads_away_from_here(path: bytes) -> None:
    response = arrive(path, Host="evil.example")
    assert response.status_code == 404
    assert "Location" not in response


def test_what_is_sent_to_an_address_without_its_slash_is_sent_on_whole() -> None:
    response = Client().post("/api/v1/search?lang=ur", b"{}", content_type="application/json")
    assert response.status_code == 308
    assert response["Location"] == "/api/v1/search/?lang=ur"


@pytest.mark.parametrize("path", ["/xx/yy", "/foo", "/go/xyz", "/robots"])
def test_a_person_who_mistypes_is_shown_a_page_with_numbers(path: str) -> None:
    browser = Client(headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "ur"})
    response = browser.get(path)
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
    page = response.content.decode()
    assert 'lang="ur"' in page
    assert 'href="tel:15"' in page


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/feed/v1/nothing", "/health/nothing"])
def test_a_program_is_answered_with_a_problem(path: str) -> None:
    response = Client(headers={"Accept": "text/html"}).get(path)
    assert response["Content-Type"] == "application/problem+json"


def test_an_id_is_known_in_capitals(get: Get, served: Served) -> None:
    """As Swift writes it."""
    found = get("/api/v1/helplines/umeed-line/").json()
    assert get(f"/api/v1/helplines/{found['id'].upper()}/").json()["id"] == found["id"]
    assert get(f"/go/{found['id'].upper()}")["Location"] == "/en/helplines/umeed-line/"
    served.withdraw("helplines", "umeed-line")
    assert get(f"/api/v1/helplines/{found['id'].upper()}/").status_code == 410
