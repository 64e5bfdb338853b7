"""What a cheap phone on a bad network has to fetch of the real directory stays small."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hub.curation.seeding import load_directory
from hub.editions.bake import bake
from hub.editions.installing import Facts, install
from hub.editions.reader import reader
from hub.editions.store import Store

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.fixture(autouse=True)
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """The real directory, as the first edition of a machine, with every text there is."""
    settings.PUBLISH_DRAFT_RESOURCES = True
    store = Store(tmp_path / "editions")
    load_directory()
    content = bake()
    with store.lock():
        install(store, Facts(1, content.digest, "published", "2026-11-22T21:00:00+05:00", "", True), content)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "store", lambda: store)
    yield
    reader.snapshot = None
    shutil.rmtree(store.root)


def size(url: str, **headers: str) -> int:
    response = Client().get(url, headers=headers)
    assert response.status_code == 200
    return len(response.content)


def test_answers_are_small() -> None:
    for language in ("en", "ur"):
        assert size(f"/api/v1/hub/?lang={language}") <= 40 * KB
        assert size(f"/api/v1/topics/?lang={language}") <= 40 * KB
        # More than half of it are the phrases of the search, which an app without a network needs.
        assert size(f"/feed/v1/{language}.json", accept_encoding="br") <= 96 * KB
    assert size("/feed/v1/seed.json") <= 4 * KB
    assert size("/feed/v1/manifest.json") <= 2 * KB
