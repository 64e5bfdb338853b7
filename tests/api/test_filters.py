"""Every filter against a plain recomputation over the records, alone and together; order and paging."""

import copy
from collections.abc import Callable, Iterable
from datetime import datetime
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest

from helplines.filters import HelplineFilterSet
from hub.api.filters import CodesFilter
from hub.editions.bake import content_of
from hub.editions.reader import reader
from tests.api.conftest import Get, Served
from tests.cast import CLOCK

LIST = "/api/v1/helplines/"
Record = dict[str, Any]
TRISTATE = {True: "true", False: "false", None: "unknown"}


def everything(get: Get) -> list[Record]:
    answer = get(LIST + "?page_size=100&lang=en").json()
    assert answer["pages"] == 1
    return list(answer["results"])


def slugs(answer: Any) -> list[str]:
    return [record["slug"] for record in answer["results"]]


def ask(get: Get, **parameters: str) -> Any:
    response = get(f"{LIST}?{urlencode({'page_size': 100, 'lang': 'en'} | parameters)}")
    assert response.status_code == 200, response.content
    return response.json()


# What each filter means, written down once more and plainly.


def spoken(record: Record) -> set[str]:
    said = {one["code"] for one in record["languages"] or []}
    for contact in record["contacts"]:
        said |= {one["code"] for one in contact["languages"] or []}
    return said or {"unknown"}


def always(record: Record) -> str:
    live = [contact for contact in record["contacts"] if contact["kind"] in ("phone", "sms", "whatsapp", "webchat")]
    known = [contact["hours"]["always_open"] for contact in live]
    if any(one is True for one in known):
        return "true"
    return "unknown" if not known or None in known else "false"


def nationwide_or(record: Record, values: set[str]) -> bool:
    regions = {one["code"] for one in record["coverage"]["regions"]}
    return record["coverage"]["scope"] == "nationwide" or bool(regions & values)


MEANING: dict[str, Callable[[Record], Iterable[str]]] = {
    "topic": lambda record: {one["slug"] for one in record["topics"]},
    "audience": lambda record: {one["slug"] for one in record["audiences"]},
    "channel": lambda record: {one["kind"] for one in record["contacts"]},
    "language": spoken,
    "category": lambda record: {record["category"]["slug"]},
    "partner": lambda record: {record["partner"]["slug"]},
    "cost": lambda record: {record["cost"] or "unknown"},
    "answered_by_women": lambda record: {record["answered_by_women"] or "unknown"},
    "open_now": lambda record: {TRISTATE[record["now"]["open"]]},
    "always_open": lambda record: {always(record)},
    "crisis": lambda record: {TRISTATE[record["crisis"]]},
    "emergency": lambda record: {TRISTATE[record["emergency"]]},
    "police": lambda record: {TRISTATE[record["police"]]},
    "confidential": lambda record: {TRISTATE[record["confidential"]]},
    "anonymous": lambda record: {TRISTATE[record["anonymous"]]},
    "verified": lambda record: {"true" if record["now"]["verification"] in ("verified", "due") else "false"},
    "strip": lambda record: {"true" if record["strip"] else "false"},
}
UNSTATED = {"language", "cost", "answered_by_women", "open_now", "always_open", "confidential", "anonymous"}


def matches(record: Record, name: str, value: str) -> bool:
    values = set(value.split(","))
    if name == "region":
        return nationwide_or(record, values)
    if name == "age":
        low, high = record["age"]["min"], record["age"]["max"]
        return (low is None or low <= int(value)) and (high is None or int(value) <= high)
    return bool(values & set(MEANING[name](record)))


def expected(records: list[Record], asked: dict[str, str]) -> set[str]:
    return {one["slug"] for one in records if all(matches(one, name, value) for name, value in asked.items())}


def choices() -> dict[str, list[str]]:
    """Every filter with every value it takes, from the edition that is served."""
    assert reader.snapshot
    feed = reader.snapshot.feeds["en"]
    values = {
        name: list(one.choices.codes(feed))
        for name, one in HelplineFilterSet.base_filters.items()
        if isinstance(one, CodesFilter)
    }
    for name in UNSTATED:
        values[name].append("unknown")
    return values | {"age": [str(age) for age in (0, 17, 18, 40, 60, 61, 120)]}


def test_there_is_a_meaning_for_every_filter() -> None:
    assert set(HelplineFilterSet.base_filters) == set(MEANING) | {"region", "age", "open_at"}


def test_every_value_of_every_filter_finds_what_it_means(get: Get) -> None:
    records = everything(get)
    for name, values in choices().items():
        for value in values:
            answer = ask(get, **{name: value})
            assert set(slugs(answer)) == expected(records, {name: value}), (name, value)
            assert answer["count"] == len(answer["results"])


@pytest.mark.parametrize("seed", range(150))
def test_filters_together_find_what_they_mean_together(get: Get, seed: int) -> None:
    random, records, values = Random(seed), everything(get), choices()
    names = random.sample(sorted(values), random.randint(1, 4))
    asked = {
        name: random.choice(values[name])
        if name == "age"
        else ",".join(random.sample(values[name], random.randint(1, min(3, len(values[name])))))
        for name in names
    }
    answer = ask(get, **asked)
    found = expected(records, asked)
    assert set(slugs(answer)) == found
    widened = {name: value + ",unknown" if name in UNSTATED else value for name, value in asked.items()}
    assert answer["unknown_count"] == len(expected(records, widened) - found)
    if answer["with_unknown"]:
        followed = get(answer["with_unknown"]).json()
        assert set(slugs(followed)) == expected(records, widened)
        assert followed["unknown_count"] == 0
    else:
        assert answer["unknown_count"] == 0


def test_a_list_and_a_repetition_ask_the_same(get: Get) -> None:
    both = slugs(ask(get, topic="depression,legal-help"))
    assert slugs(get(LIST + "?topic=depression&topic=legal-help&page_size=100&lang=en").json()) == both


@pytest.mark.parametrize(
    ("open_at", "found"),
    [
        ("2026-11-23T10:00:00+05:00", {"police-15", "umeed-line", "office-line"}),
        ("2026-11-23T10:00:00 05:00", {"police-15", "umeed-line", "office-line"}),
        ("2026-11-23T10:00", {"police-15", "umeed-line", "office-line"}),
        ("2026-11-23T05:00:00Z", {"police-15", "umeed-line", "office-line"}),
        ("2026-11-22T22:00", {"police-15", "umeed-line", "night-line"}),
        ("2026-11-23T01:59", {"police-15", "umeed-line", "night-line"}),
        ("2026-11-23T02:00", {"police-15", "umeed-line"}),
        ("2026-12-25T11:59", {"police-15", "umeed-line", "office-line"}),
        ("2026-12-25T12:00", {"police-15", "umeed-line"}),
        ("2027-03-08T12:00", {"police-15"}),
        ("2027-03-15T12:00", {"police-15", "umeed-line", "office-line"}),
    ],
)
def test_open_at_answers_for_any_instant(get: Get, open_at: str, found: set[str]) -> None:
    assert set(slugs(ask(get, open_at=open_at))) == found


def test_open_at_with_unknown_adds_those_whose_hours_are_not_known(get: Get) -> None:
    answer = ask(get, open_at="2027-03-08T12:00")
    assert answer["unknown_count"] == len(ask(get, open_at="2027-03-08T12:00,unknown")["results"]) - 1
    assert {"umeed-line", "office-line", "quiet-line"} < set(slugs(get(answer["with_unknown"]).json()))


def test_open_now_says_the_same_as_open_at_now(get: Get) -> None:
    now = CLOCK.isoformat()
    assert set(slugs(ask(get, open_now="true"))) == set(slugs(ask(get, open_at=now)))


def test_an_old_slug_of_a_partner_or_topic_still_filters(get: Get, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        next(one for one in feed["topics"] if one["slug"] == "depression")["old_slugs"] = ["sadness"]
    served.publish(content_of(languages))
    assert slugs(ask(get, topic="sadness")) == slugs(ask(get, topic="depression"))


# Order


def test_names_are_in_the_order_of_the_alphabet_of_the_language(get: Get) -> None:
    english = [record["name"] for record in ask(get, ordering="name")["results"]]
    assert english == sorted(english)
    urdu = [record["name"] for record in ask(get, ordering="name", lang="ur")["results"] if record["name"] > "~"]
    assert urdu[:3] == ["امید لائن", "بند لائن", "پولیس 15"]


def test_newest_verification_first_and_never_verified_last(get: Get) -> None:
    days = [record["verification"]["verified_on"] or "" for record in ask(get, ordering="-verified_on")["results"]]
    assert days == sorted(days, reverse=True)
    assert days[0] == "2026-11-20"


def rank_of(get: Get, *names: str, **parameters: str) -> list[str]:
    return [slug for slug in slugs(ask(get, **parameters)) if slug in names]


def test_for_suicide_crisis_lines_come_first_and_police_after_them(get: Get) -> None:
    found = slugs(ask(get, topic="suicidal-thoughts,depression"))
    assert found[:3] == ["umeed-line", "night-line", "evening-line"]


def test_more_topics_matched_come_first(get: Get) -> None:
    assert slugs(ask(get, topic="depression,emergency-danger"))[0] != "quiet-line"
    assert slugs(ask(get, topic="depression,legal-help,suicidal-thoughts"))[0] == "umeed-line"


def test_open_comes_before_not_known_before_closed(get: Get) -> None:
    states = [record["now"]["open"] for record in ask(get)["results"]]
    assert states == sorted(states, key=lambda state: {True: 0, None: 1, False: 2}[state])


def test_with_a_number_to_dial_before_without(get: Get) -> None:
    assert rank_of(get, "web-only", "quiet-line") == ["quiet-line", "web-only"]


def test_certain_to_be_in_operation_before_doubtful(get: Get) -> None:
    assert rank_of(get, "doubtful-line", "quiet-line") == ["quiet-line", "doubtful-line"]


def test_regional_before_the_whole_country(get: Get) -> None:
    assert rank_of(get, "rescue-1122", "quiet-line") == ["rescue-1122", "quiet-line"]


def test_verified_and_due_before_unverified(get: Get) -> None:
    assert rank_of(get, "umeed-line", "police-15", open_now="true") == ["umeed-line", "police-15"]


# Paging


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_pages_hold_everything_once_and_are_pinned_to_their_minute(
    get: Get, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole, seen, url = slugs(ask(get)), [], f"{LIST}?page_size={size}&lang=en"
    while url:
        answer = get(url).json()
        seen += slugs(answer)
        assert {record["now"]["as_of"] for record in answer["results"]} == {CLOCK.isoformat()}
        url = answer["next"]
        later = datetime.fromisoformat("2026-11-22T22:40:00+05:00")
        monkeypatch.setattr("django.utils.timezone.now", lambda later=later: later)
    assert seen == whole


def test_the_way_back_leads_back(get: Get) -> None:
    second = get(get(LIST + "?page_size=2&lang=en").json()["next"]).json()
    assert slugs(get(second["previous"]).json()) == slugs(get(LIST + "?page_size=2&lang=en").json())


def test_page_one_of_nothing_exists_and_page_two_does_not(get: Get) -> None:
    empty = ask(get, topic="legal-help", region="PK-KP")
    assert (empty["count"], empty["page"], empty["pages"], empty["next"]) == (0, 1, 1, None)
    assert get(LIST + "?topic=legal-help&region=PK-KP&page=2").status_code == 404


@pytest.mark.parametrize("plural", ["partners", "topics"])
@pytest.mark.parametrize("ordering", ["position", "name", "-updated_on"])
def test_other_lists_have_their_orders(get: Get, plural: str, ordering: str) -> None:
    answer = get(f"/api/v1/{plural}/?ordering={ordering}&lang=en").json()
    assert answer["count"] == len(answer["results"]) > 0
    if ordering == "name":
        assert slugs(answer) == [one["slug"] for one in sorted(answer["results"], key=lambda one: one["name"])]


def test_topics_and_partners_are_filtered(get: Get) -> None:
    assert slugs(get("/api/v1/topics/?crisis=true&group=crisis").json()) == ["emergency-danger", "suicidal-thoughts"]
    assert slugs(get("/api/v1/partners/?kind=government").json()) == ["police"]
    assert slugs(get("/api/v1/partners/?campaign_role=awareness").json()) == ["umeed-trust"]
