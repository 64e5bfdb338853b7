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


def test_the_line_to_call_says_who_answers_and_on_what_its_number_rests(get: Get) -> None:
    line = home(get)["panel"][1]["line"]
    assert line["police"] is False
    assert line["who_answers"] or line["staffed_by"] is None
    assert line["verification"]["words"] == "Checked on 10 November 2026: A call was answered."
    page = get("/en/").content.decode()
    panel = page[page.index('<ul class="panel">') :]
    panel = panel[: panel.index("</ul>")]
    assert "Umeed Line" in panel
    assert "Not the police" in panel
    assert "Checked on 10 November 2026" in panel


def test_with_the_line_withdrawn_another_is_offered(get: Get, served: Served) -> None:
    served.withdraw("helplines", "umeed-line")
    assert home(get)["panel"][1]["line"]["slug"] in {"police-15", "rescue-1122"}


def test_what_is_withdrawn_is_gone_from_every_block(get: Get, served: Served) -> None:
    served.withdraw("resources", "small-steps")
    served.withdraw("partners", "umeed-trust")
    answer = home(get)
    assert [one["slug"] for one in answer["resources"]] == ["for-a-friend"]
    assert [way["key"] for way in answer["panel"]] == ["talk", "call"]
    assert answer["voices"][0]["partner"] is None
    assert answer["partners"] == []


def test_who_is_worried_about_another_finds_texts_for_that(get: Get) -> None:
    assert [one["slug"] for one in home(get)["worried"]["resources"]] == ["for-a-friend"]


def test_who_is_worried_about_another_finds_the_topic_with_lines(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        next(one for one in feed["topics"] if one["slug"] == "legal-help")["slug"] = "supporting-others"
        for line in feed["helplines"]:
            for topic in line["topics"]:
                topic["slug"] = topic["slug"].replace("legal-help", "supporting-others")
    assert home(get)["worried"]["topic"] is None
    served.publish(content_of(languages))
    assert home(get)["worried"]["topic"]["links"]["self"] == "/api/v1/topics/legal-help/"


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_draft_says_so_wherever_it_is_offered(get: Get, served: Served, language: str) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        for resource in feed["resources"]:
            resource["review"] |= {"clinician_on": None, "words": "Nobody has approved it."}
    served.publish(content_of(languages))
    answer = home(get, f"lang={language}")
    offered = [answer["panel"][2]["resource"], *answer["resources"]]
    assert [one["draft"] for one in answer["worried"]["resources"]] == [True]
    assert {one["review"]["words"] for one in offered} == {"Nobody has approved it."}
    page = get(f"/{language}/").content.decode()
    assert page.count("Nobody has approved it.") == 1  # Beside what is offered to try.
    assert page.count({"en": "Draft", "ur": "مسودہ"}[language]) == 3  # Two to read, one for the worried.


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
