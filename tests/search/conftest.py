"""The real directory, live, and the words that people typed."""

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hub.curation.seeding import load_directory
from hub.editions.bake import bake
from hub.editions.installing import Facts, install
from hub.editions.reader import Reader, Snapshot, reader
from hub.editions.store import Store
from tests.search.rates import FOLDER, Query, queries_in


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
def queries() -> list[Query]:
    return queries_in(FOLDER / "queries.jsonl")
