"""The public door over the committed edition of the cast: no database, and a clock that stands still."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from hub.editions.bake import Content
from hub.editions.publishing import Facts, install
from hub.editions.reader import reader
from hub.editions.store import Store
from hub.editions.withdrawals import Withdrawn, new_event
from tests.cast import CLOCK
from tests.goldens import edition_files

Get = Callable[..., HttpResponse]


class Served:
    """The edition on a disk of its own, and ways to withdraw from it."""

    def __init__(self, root: Path) -> None:
        self.store = Store(root)
        self.content = Content(edition_files())
        self.facts = Facts(7, self.content.digest, "published", "2026-11-22T21:00:00+05:00", "", True)
        self.install()

    def install(self) -> None:
        with self.store.lock():
            install(self.store, self.facts, self.content)
        reader.refresh()

    def withdraw(self, plural: str, slug: str, contact: str | None = None) -> None:
        record = self.document(plural, slug)
        withdrawn = Withdrawn(record["type"], record["id"], slug, contact)
        self.store.add_event(new_event("withdraw", withdrawn, reason="wrong", log=self.store.events()))
        self.install()

    def document(self, plural: str, slug: str, language: str = "en") -> dict[str, Any]:
        return next(one for one in self.content.languages[language][plural] if one["slug"] == slug)


@pytest.fixture(autouse=True)
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: CLOCK)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "trouble", None)
    monkeypatch.setattr(reader, "store", lambda: Store(tmp_path))
    yield Served(tmp_path)
    reader.snapshot = None


@pytest.fixture
def get() -> Get:
    client = Client(raise_request_exception=False)

    def ask(url: str, *, method: str = "get", **headers: str) -> HttpResponse:
        return getattr(client, method)(url, headers=headers or None)

    return ask
