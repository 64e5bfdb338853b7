"""Filters, counts, order and paging of a crowd of lines, each against the same worked out plainly."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from helplines.filters import HelplineFilterSet
from helplines.schema import HELPLINE
from hub.editions.bake import Content
from hub.editions.reader import Snapshot, load, reader
from hub.editions.store import Store
from tests.api.conftest import Get, Served
from tests.api.crowd import Record, by_name, crowd_of, is_found, is_open, rank, standing
from tests.cast import CLOCK
from tests.goldens import edition_files

LIST = "/api/v1/helplines/"
YES_NO = ["true", "false"]
STATED = {
    "topic": ["depression", "legal-help", "suicidal-thoughts", "self-harm", "emergency-danger"],
    "audience": ["everyone", "women"],
    "channel": ["phone", "sms", "whatsapp", "webchat", "email", "website", "app"],
    "region": ["PK-PB", "PK-SD", "PK-KP"],
    "category": ["crisis", "clinic", "legal-rights"],
    "partner": ["police", "umeed-trust", "english-only"],
    "crisis": YES_NO,
    "emergency": YES_NO,
    "police": YES_NO,
    "verified": YES_NO,
    "strip": YES_NO,
}
UNSTATED = {
    "language": ["ur", "en", "sd"],
    "cost": ["free", "toll-free", "standard-rate"],
    "answered_by_women": ["always", "on-request", "no"],
    "open_now": YES_NO,
    "always_open": YES_NO,
    "confidential": YES_NO,
    "anonymous": YES_NO,
}
minutes = st.integers(0, 14 * 24 * 60).map(lambda minute: CLOCK - timedelta(days=7) + timedelta(minutes=minute))
Asked = dict[str, list[str]]


@pytest.fixture(scope="module")
def crowd_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Store:
    served = Served(tmp_path_factory.mktemp("crowd"), crowd_of(Content(edition_files())))
    served.install()
    return served.store


@pytest.fixture(autouse=True)
def crowd(served: Served, crowd_on_disk: Store, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    pointer = crowd_on_disk.pointer()
    assert pointer
    snapshot = load(crowd_on_disk, pointer)
    monkeypatch.setattr(reader, "store", lambda: crowd_on_disk)
    monkeypatch.setattr(reader, "snapshot", snapshot)
    return snapshot


def records(language: str = "en") -> list[Record]:
    assert reader.snapshot
    return list(reader.snapshot.feeds[language].shelves["helplines"].documents)


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Some filters, each with some of its values."""
    names = draw(st.lists(st.sampled_from([*STATED, *UNSTATED, "age", "open_at"]), unique=True, max_size=4))
    return {name: draw(values_for(name)) for name in names}


def values_for(name: str) -> st.SearchStrategy[list[str]]:
    if name == "age":
        return st.integers(0, 120).map(lambda age: [str(age)])
    if name == "open_at":
        return minutes.flatmap(lambda at: st.permutations([at.isoformat(), "unknown"]) | st.just([at.isoformat()]))
    choices = STATED[name] if name in STATED else [*UNSTATED[name], "unknown"]
    return st.lists(st.sampled_from(choices), min_size=1, max_size=3, unique=True)


def found(asked: Asked, language: str = "en") -> list[Record]:
    return [
        record
        for record in records(language)
        if all(is_found(record, name, values, CLOCK) for name, values in asked.items())
    ]


def widened(asked: Asked) -> Asked:
    """With `unknown` wherever a fact may be unstated."""
    may_be_unstated = {*UNSTATED, "open_at"}
    return {name: [*values, *["unknown"] * (name in may_be_unstated)] for name, values in asked.items()}


def link(asked: Asked, **more: object) -> str:
    lists = {name: ",".join(values) for name, values in asked.items()}
    return f"{LIST}?{urlencode(lists | more)}"


def slugs(documents: Any) -> list[str]:
    return [document["slug"] for document in documents]


def pages(get: Get, url: str) -> list[Any]:
    answers = [get(url).json()]
    while answers[-1]["next"]:
        answers.append(get(answers[-1]["next"]).json())
    return answers


def test_the_crowd_is_of_lines_as_they_might_be() -> None:
    validator = jsonschema_rs.validator_for(HELPLINE)
    assert len(records()) == len({record["slug"] for record in records()}) == 70
    for record in (*records("en"), *records("ur")):
        validator.validate(record)


def test_the_crowd_holds_every_case() -> None:
    """Else the dice have missed something that the tests below believe to be tried."""
    for name in HelplineFilterSet.base_filters.keys() - {"age", "open_at", "region"}:
        choices = STATED.get(name) or [*UNSTATED[name], "unknown"]
        unused = [value for value in choices if not found({name: [value]})]
        assert unused in ([], ["english-only"]), name
    assert {standing(record, CLOCK.date()) for record in records()} == {"verified", "due", "overdue", "unverified"}
    assert {record["operating_status"] for record in found({"open_now": ["false"]})} == {"active", "temporarily-closed"}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(asked=questions())
def test_any_question_finds_what_it_means(asked: Asked) -> None:
    get = asker()
    answer = get(link(asked, page_size=100, lang="en")).json()
    expected, more = slugs(found(asked)), slugs(found(widened(asked)))
    assert sorted(slugs(answer["results"])) == sorted(expected)
    assert answer["count"] == len(expected)
    assert answer["unknown_count"] == len(more) - len(expected)
    assert (answer["with_unknown"] is None) == (answer["unknown_count"] == 0)
    if answer["with_unknown"]:
        followed = get(answer["with_unknown"]).json()
        assert sorted(slugs(followed["results"])) == sorted(more)
        assert followed["count"] == answer["count"] + answer["unknown_count"]
        assert (followed["unknown_count"], followed["with_unknown"]) == (0, None)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(asked=questions(), language=st.sampled_from(["en", "ur"]))
def test_any_question_is_answered_in_the_order_of_the_rank(asked: Asked, language: str) -> None:
    answer = asker()(link(asked, page_size=100, lang=language)).json()
    expected = sorted(found(asked, language), key=lambda record: rank(record, set(asked.get("topic", ())), CLOCK))
    assert slugs(answer["results"]) == slugs(expected)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(asked=questions(), size=st.integers(4, 40), ordering=st.sampled_from(["rank", "name", "-updated_on"]))
def test_the_pages_of_any_question_hold_everything_once(asked: Asked, size: int, ordering: str) -> None:
    get = asker()
    whole = get(link(asked, page_size=100, ordering=ordering)).json()
    answers = pages(get, link(asked, page_size=size, ordering=ordering))
    assert [slug for answer in answers for slug in slugs(answer["results"])] == slugs(whole["results"])
    assert [answer["page"] for answer in answers] == list(range(1, len(answers) + 1))
    assert {answer["pages"] for answer in answers} == {len(answers)}
    assert {answer["count"] for answer in answers} == {whole["count"]}
    for before, after in pairwise(answers):
        assert after["previous"] == link_to(before, after)
        assert slugs(get(after["previous"]).json()["results"]) == slugs(before["results"])


def link_to(before: Any, after: Any) -> str:
    """The link back says the same as the link on, of another page."""
    return str(before["next"]).replace(f"page={after['page']}&", f"page={before['page']}&")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(instant=minutes)
def test_a_line_is_open_at_any_minute_when_its_hours_say_so(instant: datetime) -> None:
    documents = {one["slug"]: one for one in asker()(link({}, page_size=100, lang="en")).json()["results"]}
    assert documents.keys() == set(slugs(records()))
    answer = asker()(link({"open_at": [instant.isoformat()]}, page_size=100)).json()
    assert sorted(slugs(answer["results"])) == sorted(slugs(one for one in records() if is_open(one, instant)))


def asker() -> Get:
    """For what Hypothesis runs many times; it wants no fixture that lives for one test."""
    return Client().get


# Order


@pytest.mark.parametrize("language", ["en", "ur"])
def test_names_are_in_the_order_of_the_alphabet(get: Get, language: str) -> None:
    answer = get(link({}, ordering="name", page_size=100, lang=language)).json()
    assert slugs(answer["results"]) == slugs(sorted(records(language), key=by_name))


@pytest.mark.parametrize(
    ("ordering", "day"),
    [
        ("-updated_on", lambda record: record["updated_on"]),
        ("-verified_on", lambda record: record["verification"]["verified_on"] or ""),
    ],
)
def test_the_newest_comes_first_and_what_has_no_date_last(get: Get, ordering: str, day: Any) -> None:
    answer = get(link({}, ordering=ordering, page_size=100)).json()
    expected = sorted(records(), key=lambda record: (day(record), record["slug"]), reverse=True)
    assert slugs(answer["results"]) == slugs(expected)


def test_the_rank_changes_with_the_minute_and_a_page_does_not(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole() -> list[str]:
        return slugs(get(link({}, page_size=100)).json()["results"])

    ranked, second = whole(), get(link({}, page_size=10)).json()["next"]
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK + timedelta(hours=1))
    assert whole() != ranked
    assert slugs(get(second).json()["results"]) == ranked[10:20]
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK + timedelta(minutes=61))
    assert get(second).status_code == 400


def test_the_link_to_what_is_unknown_starts_at_the_first_page_of_any_minute(get: Get) -> None:
    first = get(link({"open_now": ["true"]}, page_size=2, lang="ur")).json()
    second = get(first["next"]).json()
    assert second["with_unknown"] == first["with_unknown"] == LIST + "?open_now=true,unknown&page_size=2&lang=ur"


def test_twenty_make_a_page_unless_another_size_is_asked_for(get: Get) -> None:
    answer = get(LIST).json()
    assert (len(answer["results"]), answer["count"], answer["pages"]) == (20, 70, 4)
    assert len(get(LIST + "?page=4").json()["results"]) == 10
    assert get(LIST + "?page=5").status_code == 404


@pytest.mark.parametrize("slug", ["cutting", "self-harm"])
def test_an_old_slug_of_a_topic_asks_for_the_same(get: Get, slug: str) -> None:
    answer = get(f"{LIST}?topic={slug}&page_size=100").json()
    assert slugs(answer["results"]) == slugs(get(link({"topic": ["self-harm"]}, page_size=100)).json()["results"])


def test_an_old_slug_leads_to_the_line(get: Get) -> None:
    for record in records()[:5]:
        assert get(f"{LIST}{record['old_slugs'][0]}/").json()["slug"] == record["slug"]
