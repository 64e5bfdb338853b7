"""The view that we are compared with gives the same records: else the comparison would say nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from hub.api.hot import may_be_kept
from hub.editions.publishing import publish
from hub.editions.reader import reader
from hub.editions.store import Store
from tests.bench.__main__ import CONVENTIONAL, EMPTY, FILTERS, LIST
from tests.bench.filterset import HelplineFilterSet
from tests.bench.mix import questions
from tests.cast import CLOCK, make_cast

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.urls("tests.bench.urls")]


@pytest.fixture
def published(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR, settings.PUBLISH_ALONE = tmp_path, True
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "store", lambda: Store(tmp_path / "editions"))
    make_cast()
    assert publish()


@pytest.fixture
def values(published: None, client: Client) -> dict[str, list[str]]:
    """Filter -> all that can be asked of it."""
    facets = client.get("/api/v1/facets/").json()["facets"]
    known = {*FILTERS, "open_now"}
    return {
        one["parameter"]: [value["value"] for value in one["values"]] for one in facets if one["parameter"] in known
    }


def answer(client: Client, path: str, query: str) -> dict[str, Any]:
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def records(client: Client, path: str, query: str) -> dict[str, Any]:
    return {record["slug"]: record for record in answer(client, path, f"{query}&page_size=100")["results"]}


def test_it_gives_the_records_that_we_give_for_every_value_of_every_filter(
    client: Client, values: dict[str, list[str]]
) -> None:
    asked = [f"{name}={value}&lang=ur" for name, known in values.items() for value in known]
    for query in ["lang=en", "lang=ur", *asked, *(f"age={age}" for age in (0, 17, 18, 60, 61, 120))]:
        assert records(client, CONVENTIONAL, query) == records(client, LIST, query), query


def test_it_gives_the_records_that_we_give_for_filters_together(client: Client, values: dict[str, list[str]]) -> None:
    found = 0
    for query in questions(values, 60):
        ours = records(client, LIST, query)
        assert records(client, CONVENTIONAL, query) == ours, query
        found += len(ours)
    assert found > 50


def test_it_gives_pages_as_we_do(client: Client, published: None) -> None:
    for query in ("page_size=5", "page_size=5&page=2", "page_size=100", "topic=depression&region=PK-SD&page_size=1"):
        ours, theirs = answer(client, LIST, query), answer(client, CONVENTIONAL, query)
        for one in ("count", "page", "pages"):
            assert theirs[one] == ours[one], query
        assert len(theirs["results"]) == len(ours["results"]), query


def test_it_asks_the_database_as_often_for_one_record_as_for_many(client: Client, published: None) -> None:
    asked = []
    for size in (1, 100):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert answer(client, CONVENTIONAL, f"crisis=true&page_size={size}")["results"]
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_what_is_compared_is_never_answered_from_bytes_at_hand(client: Client, published: None) -> None:
    for path in (EMPTY, CONVENTIONAL):
        response = client.get(path)
        assert response.status_code == 200
        assert not may_be_kept("200 OK", dict(response.headers))


def test_the_questions_of_the_benchmark_are_those_that_it_knows() -> None:
    assert {*FILTERS, "age", "open_now"} == {*HelplineFilterSet.base_filters}
