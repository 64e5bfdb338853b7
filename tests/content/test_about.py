"""What the hub says of itself: by the API, on its page, and on the desk where something is missing."""

import copy
from typing import Any

from hub.editions.bake import content_of
from tests.api.conftest import Get, Served, cast_on_disk, get, served

__all__ = ["cast_on_disk", "get", "served"]


def with_about(served: Served, **fields: Any) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        feed["about"][0] |= fields
    served.publish(content_of(languages))


def test_it_is_served_in_the_way_of_every_record(get: Get) -> None:
    for language, statement in (("en", "A place to find help."), ("ur", "مدد پانے کی جگہ۔")):
        [listed] = get(f"/api/v1/about/?lang={language}").json()["results"]
        hub = get(f"/api/v1/about/hub/?lang={language}").json()
        assert listed == hub
        assert hub["statement"] == statement
        assert hub["about"]["text"]
        assert hub["privacy"]["html"].startswith("<p>")
        assert hub["imprint"] is None
    assert get("/api/v1/hub/?lang=en").json()["about"]["links"]["about"] == hub["links"]["self"]


def test_who_is_responsible_stands_on_the_page_only_when_it_is_written(get: Get, served: Served) -> None:
    assert "Who is responsible" not in get("/en/about/").content.decode()
    with_about(served, imprint={"html": "<p>The Society, Lahore</p>", "text": "The Society, Lahore"})
    page = get("/en/about/").content.decode()
    assert "Who is responsible" in page
    assert "The Society, Lahore" in page


def test_the_page_says_which_release_it_quotes(get: Get, served: Served) -> None:
    with_about(served, sources=[{"publisher": "Some release", "url": "https://release.example", "date": "2023-10-10"}])
    for language, day in (("en", "10 October 2023"), ("ur", "10 اکتوبر 2023")):
        page = get(f"/{language}/about/").content.decode()
        assert "https://release.example" in page
        assert day in page


def test_an_edition_from_before_it_could_be_asked_for_has_a_home_still(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        del feed["about"][0]["links"]
    served.publish(content_of(languages))
    assert "about" not in get("/api/v1/hub/?lang=en").json()["about"]["links"]
