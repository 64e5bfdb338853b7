"""Facets count what the lists they lead to find: alone, beside other filters, in both languages."""

from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest

from helplines.filters import HelplineFilterSet
from tests.api.conftest import Get, Served
from tests.api.test_filters import choices

FACETS = "/api/v1/facets/"


def facets(get: Get, **parameters: str) -> Any:
    response = get(f"{FACETS}?{urlencode(parameters)}")
    assert response.status_code == 200, response.content
    return response.json()


def facet(answer: Any, name: str) -> Any:
    return next(one for one in answer["facets"] if one["parameter"] == name)


def counts(answer: Any, name: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in facet(answer, name)["values"]}


def test_every_filter_is_there_with_every_value_it_takes(get: Get) -> None:
    answer = facets(get, lang="en")
    assert [one["parameter"] for one in answer["facets"]] == list(HelplineFilterSet.base_filters)
    for name, values in choices().items():
        if name != "age":
            assert set(counts(answer, name)) == set(values), name


def test_labels_are_in_the_asked_language_and_never_missing(get: Get) -> None:
    for language in ("en", "ur"):
        answer = facets(get, lang=language)
        labels = [one["label"] for one in answer["facets"]]
        labels += [value["label"] for one in answer["facets"] for value in one["values"]]
        assert all(labels)
        assert answer["language"] == language
    topic = next(one for one in facet(answer, "topic")["values"] if one["value"] == "depression")
    assert topic["label"] == "ڈپریشن"
    assert [one["label"] for one in facet(answer, "open_now")["values"]] == ["ہاں", "نہیں", "معلوم نہیں"]
    assert facet(answer, "region")["label"] == "علاقہ"


@pytest.mark.parametrize("seed", range(40))
def test_a_count_is_that_of_the_list_it_leads_to(get: Get, seed: int) -> None:
    random, values = Random(seed), choices()
    names = random.sample([*values, "open_at"], random.randrange(4))
    asked = {name: ",".join(random.sample(values[name], random.choice([1, 1, 2]))) for name in names if name in values}
    asked |= {"age": random.choice(values["age"])} if "age" in names else {}
    asked |= {"open_at": "2026-11-23T11:30"} if "open_at" in names else {}
    answer = facets(get, lang=random.choice(["en", "ur"]), **asked)
    assert answer["count"] == get(f"/api/v1/helplines/?{urlencode(asked)}").json()["count"]
    for one in answer["facets"]:
        for value in one["values"]:
            found = get(value["link"])
            assert found.status_code == 200, value
            assert found.json()["count"] == value["count"], (asked, one["parameter"], value)


def test_a_link_changes_one_filter_and_keeps_the_others(get: Get) -> None:
    answer = facets(get, topic="depression", crisis="true", lang="ur")
    link = next(one["link"] for one in facet(answer, "topic")["values"] if one["value"] == "legal-help")
    assert link == "/api/v1/helplines/?topic=legal-help&crisis=true&lang=ur"


def test_unstated_facts_are_counted(get: Get) -> None:
    answer = facets(get)
    assert counts(answer, "language")["unknown"] > 0
    assert counts(answer, "open_now")["unknown"] > 0
    assert "unknown" not in counts(answer, "crisis")


def test_ages_come_in_the_stretches_in_which_the_answer_is_the_same(get: Get) -> None:
    answer = facets(get)
    assert [(one["value"], one["label"]) for one in facet(answer, "age")["values"]] == [
        ("0", "0–17"),
        ("18", "18–60"),
        ("61", "61–120"),
    ]
    for first, last in ((0, 17), (18, 60), (61, 120)):
        count = counts(answer, "age")[str(first)]
        for age in (first, (first + last) // 2, last):
            assert get(f"/api/v1/helplines/?age={age}").json()["count"] == count


@pytest.mark.parametrize("query", ["topc=depression", "page=1", "q=depression", "ordering=name", "cost=fre", "lang=xx"])
def test_a_parameter_that_cannot_be_used_is_refused(get: Get, query: str) -> None:
    response = get(f"{FACETS}?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == query.split("=", maxsplit=1)[0]
    assert response.json()["help"]


def test_no_match_and_crisis_end_with_help(get: Get) -> None:
    assert facets(get)["help"] == []
    assert facets(get, topic="legal-help", region="PK-KP")["help"]
    assert facets(get, crisis="true")["help"]


def test_what_is_withdrawn_is_not_counted(get: Get, served: Served) -> None:
    before = counts(facets(get), "topic")["depression"]
    served.withdraw("helplines", "umeed-line")
    assert counts(facets(get), "topic")["depression"] == before - 1
    served.withdraw("topics", "legal-help")
    assert "legal-help" not in counts(facets(get), "topic")
