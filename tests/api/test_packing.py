"""The form in which an answer travels: never another answer, and small for who can unpack it."""

import gzip
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from django.test import Client

from hub.api.packing import LEAST
from tests.api.conftest import Get
from tests.api.test_headers import ALL, LIST, READ, REFUSED

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "identity": lambda data: data,
}
WORDS = "/api/v1/search/?q=neend+nahi+aati"
SHORT = "/api/v1/topics/depression/"
MORE = [
    *READ,
    *REFUSED,
    WORDS,
    "/api/v1/",
    "/api/v1/hub/",
    "/api/v1/facets/",
    "/api/v1/changes/?since=1",
    "/api/v1/schema/",
    "/feed/v1/manifest.json",
    "/feed/v1/seed.json",
    "/feed/v1/en/updates.json",
    "/feed/v1/ur/updates.atom",
]


@pytest.mark.parametrize("url", MORE)
@pytest.mark.parametrize("encoding", list(UNPACK))
def test_in_every_form_it_is_the_same_answer(get: Get, url: str, encoding: str) -> None:
    plain, packed = get(url), get(url, **{"Accept-Encoding": encoding})
    form = encoding if len(plain.content) >= LEAST else "identity"
    assert packed.headers.get("Content-Encoding", "identity") == form
    assert UNPACK[form](packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    assert packed.status_code == plain.status_code
    of_the_form = {"Content-Encoding", "Content-Length"}
    assert {name: value for name, value in packed.items() if name not in of_the_form} == {
        name: value for name, value in plain.items() if name not in of_the_form
    }


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_list_is_a_fraction_of_its_size(get: Get, encoding: str) -> None:
    assert len(get(LIST, **{"Accept-Encoding": encoding}).content) < len(get(LIST).content) / 4


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_what_goes_in_one_packet_is_left_as_it_is(get: Get, encoding: str) -> None:
    small = get(SHORT, **{"Accept-Encoding": encoding})
    assert "Content-Encoding" not in small
    assert small.json()["slug"] == "depression"


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=0.5, Br;q=0.1", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0.000, br; q=0", "identity"),
        ("gzip;q= 0, br ; q = 0", "identity"),
        ("deflate, zstd", "identity"),
        ("*", "identity"),
        ("", "identity"),
        ("br;q", "br"),
        (";;,,=,", "identity"),
    ],
)
def test_the_smallest_form_that_the_client_reads(get: Get, asked: str, encoding: str) -> None:
    assert get(LIST, **{"Accept-Encoding": asked}).headers.get("Content-Encoding", "identity") == encoding


def test_no_tag_promises_the_same_bytes_where_an_answer_has_several_forms(get: Get) -> None:
    for url in READ:
        assert get(url)["ETag"].startswith('W/"')


def test_every_answer_says_that_it_has_several_forms(get: Get) -> None:
    for url in (*ALL, WORDS, "/api/v1/helplines"):
        assert "Accept-Encoding" in get(url)["Vary"]


def test_what_somebody_types_in_private_is_answered_small_as_well() -> None:
    asked: dict[str, Any] = {"data": {"q": "neend nahi aati"}, "content_type": "application/json"}
    plain = Client().post("/api/v1/search/", **asked)
    packed = Client().post("/api/v1/search/", **asked, headers={"Accept-Encoding": "br"})
    assert brotli.decompress(packed.content) == plain.content


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_head_tells_of_the_form_that_get_would_have(get: Get, encoding: str) -> None:
    head, whole = (get(LIST, method=method, **{"Accept-Encoding": encoding}) for method in ("head", "get"))
    assert head.headers == whole.headers
    assert not head.content
