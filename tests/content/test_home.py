"""What the hub itself puts on the home screen: a campaign that runs, ways to go, voices, in the curators' order."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from hub.editions.bake import content_of
from tests.api.conftest import Get, Served, cast_on_disk, get, served

__all__ = ["cast_on_disk", "get", "served"]


def home(get: Get, query: str = "lang=en") -> Any:
    return get(f"/api/v1/hub/?{query}").json()


def test_while_none_runs_the_last_campaign_is_one_dated_line(get: Get) -> None:
    answer = home(get)
    assert answer["campaign"] is None
    assert answer["last_campaign"]["slug"] == "together-2023"
    assert answer["last_campaign"]["words"] == "It ended on 31 October 2023"


def test_a_campaign_that_runs_is_shown(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 5, tzinfo=UTC))
    answer = home(get)
    assert answer["campaign"]["slug"] == "winter-2026"
    assert answer["campaign"]["now"]["phase"] == "running"
    assert answer["last_campaign"] is None


def test_three_ways_to_go(get: Get) -> None:
    talk, call, alone = home(get)["panel"]
    assert (talk["key"], talk["line"], talk["resource"]) == ("talk", None, None)
    assert call["line"]["slug"] == "umeed-line"  # It listens, and no policeman answers.
    assert alone["resource"]["slug"] == "small-steps"
    assert all(way["title"] and way["words"] for way in (talk, call, alone))


def test_with_the_line_withdrawn_another_is_offered(get: Get, served: Served) -> None:
    served.withdraw("helplines", "umeed-line")
    assert home(get)["panel"][1]["line"]["slug"] in {"police-15", "rescue-1122"}


def test_what_is_withdrawn_is_gone_from_every_block(get: Get, served: Served) -> None:
    served.withdraw("resources", "small-steps")
    served.withdraw("partners", "umeed-trust")
    answer = home(get)
    assert [one["slug"] for one in answer["resources"]] == ["for-a-friend"]
    assert answer["panel"][2]["resource"] is None
    assert answer["voices"][0]["partner"] is None
    assert answer["partners"] == []


def test_who_is_worried_about_another_finds_texts_for_that(get: Get) -> None:
    assert [one["slug"] for one in home(get)["worried"]["resources"]] == ["for-a-friend"]


def test_it_says_whether_stories_are_taken(get: Get) -> None:
    for language in ("en", "ur"):
        submissions = home(get, f"lang={language}")["stories"]["submissions"]
        assert submissions["open"] is False
        assert submissions["words"]


def test_the_order_is_the_curators(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        feed["about"][0]["sections"].reverse()
    served.publish(content_of(languages))
    assert home(get)["order"][0] == "stories"


def test_an_edition_from_before_there_was_any_of_this_has_a_home_still(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        for plural in ("campaigns", "voices", "resources", "announcements", "about"):
            del feed[plural]
        for field in ("phase", "scope", "statistic", "unit", "voice", "severity"):
            del feed["vocabulary"][field]
    served.publish(content_of(languages))
    answer = home(get)
    assert answer["strip"]
    assert (answer["campaign"], answer["last_campaign"], answer["resources"]) == (None, None, [])
    assert answer["about"]["name"] == "Mental Health Awareness hub"
    assert get("/api/v1/campaigns/").json()["count"] == 0
    for path in ("/en/", "/ur/about/", "/en/resources/", "/ur/campaigns/"):
        assert get(path).status_code == 200
