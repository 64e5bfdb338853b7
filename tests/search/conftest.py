"""The real directory, live, and the words that people typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hub.curation.seeding import load_directory
from hub.editions.bake import bake
from hub.editions.installing import Facts, install
from hub.editions.reader import Reader, Snapshot, reader
from hub.editions.store import Store


def queries_in(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text().splitlines()]


QUERIES = queries_in("queries.jsonl")


@pytest.fixture(scope="session")
def real_directory(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    store = Store(tmp_path_factory.mktemp("real") / "editions")
    with django_db_blocker.unblock(), transaction.atomic():
        load_directory()
        content = bake()
        transaction.set_rollback(True)
    with store.lock():
        install(store, Facts(1, content.digest, "published", "2026-11-22T21:00:00+05:00", "", True), content)
    here = Reader(lambda: store)
    here.refresh()
    assert here.snapshot
    return here.snapshot


@pytest.fixture(autouse=True)
def live(db: None, real_directory: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setattr(reader, "snapshot", real_directory)
    return real_directory


@pytest.fixture
def queries() -> list[dict[str, Any]]:
    return QUERIES


@pytest.fixture
def hard() -> list[dict[str, Any]]:
    """Crises that are said sideways, and questions that sound like one."""
    return queries_in("crisis.jsonl")
