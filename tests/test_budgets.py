"""What a cheap phone on a bad network has to fetch of the real directory stays small."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hub.content.models import Campaign
from hub.curation.seeding import load_directory
from hub.editions.bake import bake
from hub.editions.installing import Facts, install
from hub.editions.reader import reader
from hub.editions.store import Store
from hub.models import Region
from tests.cast import make_announcement

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.fixture(autouse=True)
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """The real directory, as the first edition of a machine, with every text there is and much to say today."""
    settings.PUBLISH_DRAFT_RESOURCES = True
    store = Store(tmp_path / "editions")
    load_directory()
    make_a_busy_day()
    content = bake()
    with store.lock():
        install(store, Facts(1, content.digest, "published", "2026-11-22T21:00:00+05:00", "", True), content)
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "store", lambda: store)
    yield
    reader.snapshot = None
    shutil.rmtree(store.root)


def make_a_busy_day() -> None:
    """A campaign that runs, and two announcements, each of some sentences, for all regions by name."""
    today = timezone.localdate()
    Campaign.objects.update(starts_on=today, ends_on=today + timedelta(days=30))
    for slug in ("eid", "flood"):
        announcement = make_announcement(
            slug,
            slug.title(),
            "عید",
            words_en="Some lines are closed. " * 10,
            words_ur="کچھ لائنیں عید پر بند ہیں۔ " * 9,
            starts_on=today,
            ends_on=None,
        )
        announcement.regions.set(Region.objects.all())


def size(url: str, **headers: str) -> int:
    response = Client().get(url, headers=headers)
    assert response.status_code == 200
    return len(response.content)


def test_answers_are_small() -> None:
    home = Client().get("/api/v1/hub/?lang=ur").json()
    assert home["campaign"]
    assert len(home["announcements"]) == 2
    for language in ("en", "ur"):
        assert size(f"/api/v1/hub/?lang={language}") <= 40 * KB
        assert size(f"/api/v1/topics/?lang={language}") <= 40 * KB
        # More than half of it are the phrases of the search, which an app without a network needs.
        assert size(f"/feed/v1/{language}.json", accept_encoding="br") <= 96 * KB
    assert size("/feed/v1/seed.json") <= 4 * KB
    assert size("/feed/v1/manifest.json") <= 2 * KB
