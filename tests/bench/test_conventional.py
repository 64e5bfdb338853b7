"""The view that we are compared with gives the same records: else the comparison would say nothing."""

from random import Random
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from hub.editions.publishing import publish
from hub.editions.reader import reader
from hub.editions.store import Store
from tests.bench.__main__ import FILTERS
from tests.bench.conventional import HelplineFilterSet
from tests.bench.mix import questions
from tests.cast import CLOCK, make_cast

pytestmark = [pytest.mark.django_db(transaction=False), pytest.mark.urls("tests.bench.urls")]


@pytest.fixture(autouse=True)
def published(db: None, settings: Settings, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR, settings.PUBLISH_ALONE = tmp_path, True
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "store", lambda: Store(tmp_path / "editions"))
    make_cast()
    assert publish()


def records(client: Client, path: str, query: str) -> dict[str, Any]:
    answer = client.get(f"{path}?{query}&page_size=100")
    assert answer.status_code == 200, answer.content
    return {record["slug"]: record for record in answer.json()["results"]}


def test_it_gives_the_records_that_we_give(client: Client) -> None:
    facets = client.get("/api/v1/facets/").json()["facets"]
    values = {one["parameter"]: [value["value"] for value in one["values"]] for one in facets}
    asked = questions({name: values[name] for name in FILTERS}, 60)
    found = 0
    for query in ["lang=en", "lang=ur", *Random(1).sample(asked, len(asked))]:
        ours, theirs = records(client, "/api/v1/helplines/", query), records(client, "/bench/helplines/", query)
        assert ours.keys() == theirs.keys(), query
        for slug, record in ours.items():
            if not record["text"]["mentions"]:
                assert theirs[slug] == record, query
        found += len(ours)
    assert found > 50


def test_the_questions_of_the_benchmark_are_those_that_it_knows() -> None:
    assert {*FILTERS, "age"} == {*HelplineFilterSet.base_filters}
