"""The public door over the committed edition of the cast: no database, and a clock that stands still."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hub.editions.bake import Content
from hub.editions.installing import Facts, install
from hub.editions.news import Item, news_of
from hub.editions.reader import Snapshot, reader
from hub.editions.store import Store
from hub.editions.withdrawals import Withdrawn, new_event
from tests.cast import CLOCK
from tests.goldens import edition_files

Get = Callable[..., HttpResponse]
PUBLISHED_AT = "2026-11-22T21:00:00+05:00"


class Served:
    """An edition on a disk of its own, and ways to withdraw from it."""

    def __init__(self, root: Path, content: Content) -> None:
        self.store = Store(root)
        self.content = content
        self.number = 7
        self.news: list[Item] = []

    @property
    def snapshot(self) -> Snapshot:
        assert reader.snapshot
        return reader.snapshot

    def install(self) -> None:
        facts = Facts(self.number, self.content.digest, "published", PUBLISHED_AT, "", True)
        with self.store.lock():
            install(self.store, facts, self.content, news=self.news)

    def withdraw(self, plural: str, slug: str, contact: str | None = None) -> None:
        record = self.document(plural, slug)
        withdrawn = Withdrawn(record["type"], record["id"], slug, contact)
        self.store.add_event(new_event("withdraw", withdrawn, reason="wrong", log=self.store.events()))
        self.install()
        reader.refresh()

    def publish(self, content: Content) -> None:
        self.number += 1
        self.news = news_of(self.content, content, self.number, PUBLISHED_AT, self.news)
        self.content = content
        self.install()
        reader.refresh()

    def document(self, plural: str, slug: str, language: str = "en") -> dict[str, Any]:
        return next(one for one in self.content.languages[language][plural] if one["slug"] == slug)


@pytest.fixture(scope="session")
def cast_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a machine on which the cast is live; compressing it is dearer than most tests."""
    root = tmp_path_factory.mktemp("cast") / "editions"
    Served(root, Content(edition_files())).install()
    return root


@pytest.fixture(autouse=True)
def served(cast_on_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    root = shutil.copytree(cast_on_disk, tmp_path / "editions")
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "trouble", None)
    monkeypatch.setattr(reader, "store", lambda: Store(root))
    reader.refresh()
    yield Served(root, Content(edition_files()))
    reader.snapshot = None


@pytest.fixture
def get() -> Get:
    """Asks as anybody may: the test client's waiver of CSRF checks would hide what a stranger's POST meets."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def ask(url: str, *, method: str = "get", **headers: str) -> HttpResponse:
        return getattr(client, method)(url, headers=headers or None)

    return ask
