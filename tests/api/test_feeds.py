"""The feed: a client that knows the manifest's address and nothing else holds the whole directory, and drops in time
what is withdrawn."""

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from django.http import HttpResponse

from hub.editions.bake import Content, content_of
from hub.editions.contract import kinds
from hub.editions.moments import with_moments
from hub.editions.reader import reader
from hub.editions.withdrawals import new_event, standing
from tests.api.conftest import Get, Served
from tests.cast import CLOCK

MANIFEST = "/feed/v1/manifest.json"
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
}
every_language = pytest.mark.parametrize("language", ["en", "ur"])


def manifest(get: Get) -> Any:
    response = get(MANIFEST)
    assert response.status_code == 200
    return response.json()


def address(get: Get, language: str = "en") -> str:
    """Of the file of this very state."""
    return str(manifest(get)["languages"][language]["url"])


def feed(get: Get, language: str) -> Any:
    return get(f"/feed/v1/{language}.json").json()


def without(content: Content, plural: str, slug: str) -> Content:
    return content_of(
        {
            language: feed | {plural: [document for document in feed[plural] if document["slug"] != slug]}
            for language, feed in content.languages.items()
        }
    )


def assert_gone(response: HttpResponse) -> None:
    assert response.status_code == 410
    body = UNPACK[response.headers.get("Content-Encoding", "identity")](response.content)
    assert json.loads(body)["manifest"] == MANIFEST
    assert response["Cache-Control"] == "no-store"


# Files


@pytest.mark.parametrize("encoding", list(UNPACK))
def test_every_form_of_a_file_is_what_the_manifest_says(get: Get, encoding: str) -> None:
    languages = manifest(get)["languages"]
    assert sorted(languages) == ["en", "ur"]
    for facts in languages.values():
        for url in (facts["url"], facts["current_url"]):
            response = get(url, **{"Accept-Encoding": encoding})
            assert response.headers.get("Content-Encoding", "identity") == encoding
            assert len(response.content) == int(response["Content-Length"]) == facts["bytes"][encoding]
            assert hashlib.sha256(UNPACK[encoding](response.content)).hexdigest() == facts["sha256"]


def test_a_client_needs_nothing_but_the_manifest(get: Get) -> None:
    held = manifest(get)
    assert held["policy"] == {"refresh_after_s": 3600, "warn_after_days": 7}
    for language, facts in held["languages"].items():
        directory = json.loads(get(facts["url"]).content)
        assert (directory["format"], directory["state"]) == (held["format"], held["state"])
        assert (directory["language"], directory["direction"]) == (language, {"en": "ltr", "ur": "rtl"}[language])
        assert {plural: len(directory[plural]) for plural in facts["counts"]} == facts["counts"]
        assert facts["counts"]["helplines"] == 11
        assert directory["templates"]["closed_opens_today"]


@every_language
def test_a_record_of_the_feed_is_that_of_the_api_without_its_moments(get: Get, language: str) -> None:
    directory = feed(get, language)
    for kind in kinds():
        for whole in directory[kind.plural] if kind.filterset else ():
            document = {name: value for name, value in whole.items() if name not in kind.apart}
            record = get(f"{document['links']['self']}?lang={language}").json()
            moments = kind.moments(document, directory["templates"])(CLOCK) if kind.moments else {}
            assert record == with_moments(document, moments)
            assert timeless(record) == document


def timeless(record: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in record.items() if key != "now"}
    if "contacts" in rest:
        rest["contacts"] = [{key: one[key] for key in one if key != "now"} for one in rest["contacts"]]
    return rest


@every_language
def test_a_replaced_line_is_in_no_list_and_answered_for(get: Get, language: str) -> None:
    directory = feed(get, language)
    assert "replaced-line" not in [one["slug"] for one in directory["helplines"]]
    [stub] = directory["superseded"]
    assert (stub["slug"], stub["numbers"], stub["replaced_by"]["slug"]) == ("replaced-line", ["1991"], "office-line")
    answer = get(f"/api/v1/helplines/replaced-line/?lang={language}")
    assert answer.status_code == 410
    assert answer.json()["replaced_by"] == stub["replaced_by"]


def test_a_state_that_another_worker_serves_already_is_answered(
    get: Get, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = served.snapshot
    served.publish(without(served.content, "helplines", "quiet-line"))
    url, body = address(get), get(address(get)).content
    monkeypatch.setattr(reader, "snapshot", late)
    assert manifest(get)["state"] == late.state
    assert get(url).content == body


# Headers


def test_a_file_of_a_state_never_changes_and_the_others_are_asked_for_again(get: Get) -> None:
    assert get(address(get))["Cache-Control"] == "public, max-age=86400, immutable"
    assert get("/feed/v1/en.json")["Cache-Control"] == "public, max-age=60"
    assert get(MANIFEST)["Cache-Control"] == "public, max-age=30"


@every_language
def test_a_file_is_in_its_own_language_whatever_is_asked_for(get: Get, language: str) -> None:
    for url in (address(get, language), f"/feed/v1/{language}.json", f"/feed/v1/{language}.json?lang=en"):
        response = get(url, **{"Accept-Language": "ur"})
        assert response["Content-Language"] == response.json()["language"] == language
        assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", list(UNPACK))
def test_what_a_client_holds_is_not_sent_again(get: Get, encoding: str) -> None:
    for url in (MANIFEST, address(get), "/feed/v1/ur.json"):
        first = get(url, **{"Accept-Encoding": encoding})
        strong = first["ETag"].removeprefix("W/")
        for tag in (strong, f"W/{strong}", f'"other", {strong}', "*"):
            again = get(url, **{"Accept-Encoding": encoding, "If-None-Match": tag})
            assert (again.status_code, again.content) == (304, b"")
            assert [again[name] for name in ("ETag", "Cache-Control", "Vary", "X-Edition")] == [
                first[name] for name in ("ETag", "Cache-Control", "Vary", "X-Edition")
            ]


def test_every_form_and_language_has_its_own_tag(get: Get) -> None:
    urls = [f"/feed/v1/{language}.json" for language in ("en", "ur")]
    tags = {get(url, **{"Accept-Encoding": encoding})["ETag"] for url in urls for encoding in UNPACK}
    assert len(tags) == 6


def test_the_tags_change_with_the_state(get: Get, served: Served) -> None:
    urls = (MANIFEST, "/feed/v1/en.json")
    before = [get(url)["ETag"] for url in urls]
    served.withdraw("topics", "legal-help")
    assert not set(before) & {get(url)["ETag"] for url in urls}
    assert get(MANIFEST, **{"If-None-Match": before[0]}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("identity", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.001", "br"),
        ("gzip ; q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip;q=0.1", "gzip"),
        ("br;q=0.0,gzip;q=0", "identity"),
        ("*;q=0, gzip", "gzip"),
        ("deflate, zstd", "identity"),
        ("bro, gzipped", "identity"),
        (";;q=,,,", "identity"),
    ],
)
def test_the_form_is_one_that_the_client_reads(get: Get, accepted: str, encoding: str) -> None:
    for url in ("/feed/v1/ur.json", address(get, "ur")):
        response = get(url, **{"Accept-Encoding": accepted})
        assert response.headers.get("Content-Encoding", "identity") == encoding
        assert json.loads(UNPACK[encoding](response.content))["language"] == "ur"


# Old states


def test_a_state_that_was_replaced_is_still_served_byte_for_byte(get: Get, served: Served) -> None:
    url = address(get)
    held = get(url).content
    served.publish(without(served.content, "helplines", "quiet-line"))
    assert address(get) != url
    assert get(url).content == held
    assert get(url)["Cache-Control"].endswith("immutable")


@pytest.mark.parametrize(
    ("plural", "slug", "contact"),
    [
        ("helplines", "umeed-line", None),
        ("partners", "police", None),
        ("helplines", "umeed-line", "whatsapp"),
        ("helplines", "police-15", "phone"),
    ],
)
def test_a_state_that_held_what_is_withdrawn_is_gone(
    get: Get, served: Served, plural: str, slug: str, contact: str | None
) -> None:
    url, document = address(get), served.document(plural, slug)
    chosen = next((one["id"] for one in document.get("contacts", ()) if one["kind"] == contact), None)
    served.withdraw(plural, slug, chosen)
    for encoding in UNPACK:
        assert_gone(get(url, **{"Accept-Encoding": encoding}))
        assert_gone(get(url, **{"Accept-Encoding": encoding, "If-None-Match": "*"}))
    assert manifest(get)["withdrawn"][0] == {
        "type": document["type"],
        "id": document["id"],
        "slug": slug,
        "contact": chosen,
    }


def test_a_state_from_before_a_withdrawn_record_was_added_stays(get: Get, served: Served) -> None:
    whole = served.content
    served.publish(without(whole, "helplines", "quiet-line"))
    before = address(get)
    served.publish(whole)
    with_it = address(get)
    served.withdraw("helplines", "quiet-line")
    assert get(before).status_code == 200
    assert_gone(get(with_it))


def test_what_is_withdrawn_is_in_no_file(get: Get, served: Served) -> None:
    record = served.document("helplines", "umeed-line")
    served.withdraw("helplines", "umeed-line")
    for facts in manifest(get)["languages"].values():
        file = get(facts["url"]).content
        assert record["id"].encode() not in file
        assert b"umeed-line" not in file
        assert facts["counts"]["helplines"] == 10
    assert manifest(get)["withdrawn"][0]["slug"] == "umeed-line"


def test_a_line_that_is_called_by_a_withdrawn_number_goes_whole(get: Get, served: Served) -> None:
    [contact] = served.document("helplines", "police-15")["contacts"]
    served.withdraw("helplines", "police-15", contact["id"])
    assert b"police-15" not in get("/feed/v1/en.json").content
    assert get("/api/v1/helplines/police-15/").status_code == 410


def test_a_restored_record_brings_its_state_back(get: Get, served: Served) -> None:
    url, held = address(get), get(address(get)).content
    served.withdraw("helplines", "umeed-line")
    [one] = standing(served.store.events())
    served.store.add_event(new_event("restore", one, reason="right again", log=served.store.events()))
    served.publish(served.content)
    assert address(get) == url
    assert get(url).content == held


def test_a_state_that_is_not_kept_leads_to_the_manifest(get: Get) -> None:
    response = get(f"/feed/v1/{'0' * 64}/en.json")
    assert response.status_code == 404
    body = UNPACK[response.headers.get("Content-Encoding", "identity")](response.content)
    assert json.loads(body)["manifest"] == MANIFEST


def test_an_old_file_that_is_damaged_is_not_served(get: Get, served: Served) -> None:
    url, state = address(get), manifest(get)["state"]
    served.publish(without(served.content, "helplines", "quiet-line"))
    (served.store.root / "feeds" / state / "en.json").write_bytes(b"{}")
    assert get(url).status_code == 404


def test_the_problem_of_a_feed_is_told_in_the_language_asked_for(get: Get) -> None:
    problem = get("/feed/v1/fr.json?lang=ur").json()
    assert problem["detail"] == "اس زبان میں کوئی فیڈ نہیں۔"
    assert problem["manifest"] == MANIFEST


@pytest.mark.parametrize(
    ("url", "status"),
    [("/feed/v1/ur.json?x=1", 400), ("/feed/v1/0000/ur.json", 404), ("/feed/v1/ur/updates.json?x=1", 400)],
)
def test_the_problem_of_a_feed_is_told_in_the_language_of_its_address(get: Get, url: str, status: int) -> None:
    answer = get(url)
    assert answer.status_code == status
    assert answer["Content-Language"] == "ur"
    assert get(url, **{"Accept-Language": "en"})["Content-Language"] == "en"
    assert get(f"{url}{'&' if '?' in url else '?'}lang=en")["Content-Language"] == "en"


def test_a_line_that_goes_with_its_number_is_named_as_a_whole_in_the_manifest(get: Get, served: Served) -> None:
    police = served.document("helplines", "police-15")
    served.withdraw("helplines", "police-15", police["contacts"][0]["id"])
    named = get("/feed/v1/manifest.json").json()["withdrawn"]
    assert [(one["slug"], one["contact"]) for one in named] == [
        ("police-15", police["contacts"][0]["id"]),
        ("police-15", None),
    ]


# The seed


def test_the_seed_is_the_strip_in_both_languages(get: Get, served: Served) -> None:
    lines = get("/feed/v1/seed.json").json()["strip"]
    assert [line["slug"] for line in lines] == ["police-15", "rescue-1122", "umeed-line"]
    assert lines[2]["name"] == {"en": "Umeed Line", "ur": "امید لائن"}
    assert lines[1]["regions"] == ["PK-PB"]
    assert lines[2]["contacts"] == [{"kind": "phone", "display": "1166", "href": "tel:1166", "always_open": True}]
    served.withdraw("helplines", "umeed-line")
    assert [line["slug"] for line in get("/feed/v1/seed.json").json()["strip"]] == ["police-15", "rescue-1122"]
