"""The home screen: help first, by region, then everything the hub holds, in one small answer."""

import copy
from datetime import timedelta
from typing import Any

import pytest

from hub.editions.bake import content_of
from tests.api.conftest import Get, Served
from tests.cast import CLOCK

HOME = "/api/v1/hub/"


def home(get: Get, query: str = "lang=en") -> Any:
    response = get(f"{HOME}?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def slugs(records: list[Any]) -> list[str]:
    return [record["slug"] for record in records]


def notices(get: Get, query: str = "lang=en") -> list[Any]:
    """The announcements that are about a record: notices of lines."""
    return [one for one in home(get, query)["announcements"] if one["about"]]


def with_notice(served: Served, slug: str, **notice: str | None) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        record = next(one for one in feed["helplines"] if one["slug"] == slug)
        record["notice"] = {"words": f"News of {slug}", "first": None, "last": None} | notice
    served.publish(content_of(languages))


def test_the_strip_comes_first_and_can_be_rung_now(get: Get) -> None:
    answer = home(get)
    assert list(answer)[:4] == ["edition", "language", "region", "strip"]
    assert slugs(answer["strip"]) == ["police-15", "rescue-1122", "umeed-line"]
    assert all(card["contacts"][0]["href"] and card["now"]["words"] for card in answer["strip"])


def test_the_strip_is_that_of_the_region(get: Get) -> None:
    assert slugs(home(get, "region=PK-SD")["strip"]) == ["police-15", "umeed-line"]
    assert home(get, "region=PK-SD")["region"] == "PK-SD"


def test_it_shows_all_topics_and_partners_by_position(get: Get) -> None:
    answer = home(get, "lang=ur")
    assert slugs(answer["topics"]) == slugs(get("/api/v1/topics/?lang=ur").json()["results"])
    taking_part = get("/api/v1/partners/?lang=ur&campaign_role=awareness").json()["results"]
    assert slugs(answer["partners"]) == slugs(taking_part) == ["umeed-trust"]
    assert answer["topics"][0]["name"] == "فوری خطرہ"
    assert answer["about"]["name"] == "ہب"


def test_what_is_withdrawn_is_gone_from_it(get: Get, served: Served) -> None:
    served.withdraw("helplines", "umeed-line")
    served.withdraw("topics", "legal-help")
    answer = home(get)
    assert slugs(answer["strip"]) == ["police-15", "rescue-1122"]
    assert "legal-help" not in slugs(answer["topics"])


def test_without_any_line_on_the_strip_the_lines_of_the_package_stand_in(get: Get, served: Served) -> None:
    for slug in ("police-15", "rescue-1122", "umeed-line"):
        served.withdraw("helplines", slug)
    assert home(get)["strip"]


def test_a_notice_stands_from_its_first_day_to_its_last(
    get: Get, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_notice(served, "closed-line", first="2026-11-22", last="2026-11-23")
    stands = []
    for days in range(-1, 3):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: CLOCK + timedelta(days=days))
        stands.append([one["words"] for one in notices(get)])
    assert stands == [[], ["News of closed-line"], ["News of closed-line"], []]


def test_a_notice_says_of_what_it_is_and_the_newest_comes_first(get: Get, served: Served) -> None:
    with_notice(served, "night-line", first="2026-11-20")
    announcements = notices(get)
    assert [one["about"]["slug"] for one in announcements] == ["night-line", "closed-line"]
    assert announcements[0]["about"]["links"]["self"] == "/api/v1/helplines/night-line/"
    assert (announcements[0]["first"], announcements[0]["last"]) == ("2026-11-20", None)


def test_a_notice_of_a_regional_line_stands_in_its_regions(get: Get, served: Served) -> None:
    with_notice(served, "night-line")
    there = [one["about"]["slug"] for one in notices(get, "region=PK-SD")]
    elsewhere = [one["about"]["slug"] for one in notices(get, "region=PK-KP")]
    assert there == ["closed-line", "night-line"]
    assert elsewhere == ["closed-line"]


def test_an_announcement_says_for_which_regions_it_is(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        feed["announcements"][0]["regions"] = [{"code": "PK-SD", "name": "Sindh"}, {"code": "PK-PB", "name": "Punjab"}]
    assert [one["regions"] for one in home(get)["announcements"] if not one["about"]] == [[]]
    served.publish(content_of(languages))
    [told] = [one["regions"] for one in home(get, "lang=ur")["announcements"] if not one["about"]]
    assert told == ["PK-PB", "PK-SD"]


BAD = ["region=PK-XX", "region=PK-SD&region=PK-PB", "region=PK-SD,PK-PB", "page=1", "lang=xx"]


@pytest.mark.parametrize("query", BAD)
def test_a_parameter_that_cannot_be_used_is_refused(get: Get, query: str) -> None:
    response = get(f"{HOME}?{query}")
    assert response.status_code == 400
    assert response.json()["help"]
