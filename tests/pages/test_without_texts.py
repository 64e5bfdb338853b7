"""The pages of the real directory where no text has been approved yet: nothing on them leads nowhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hub.curation.seeding import load_directory
from hub.editions.bake import bake
from hub.editions.installing import Facts, install
from hub.editions.reader import reader
from hub.editions.store import Store
from hub.languages import LANGUAGES
from tests.pages.conftest import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """In the place of the cast: the real directory, as a deployer has it who sets nothing."""
    settings.PUBLISH_DRAFT_RESOURCES = False
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


@pytest.fixture
def see() -> Callable[[str], Page]:
    def go(path: str) -> Page:
        response = Client().get(path)
        assert response.status_code == 200, path
        return Page(response)

    return go


def test_pages_are_whole_without_a_text(see: Callable[[str], Page]) -> None:
    for language in LANGUAGES:
        look_at_the_first_page(see, language)
        look_at_what_there_is_to_read(see, language)


def look_at_the_first_page(see: Callable[[str], Page], language: str) -> None:
    home = Client().get(f"/api/v1/hub/?lang={language}").json()
    assert home["resources"] == []
    assert [way["key"] for way in home["panel"]] == ["talk", "call"]
    assert home["worried"]["resources"] == []
    assert home["worried"]["topic"]["slug"] == "supporting-others"
    page = see(f"/{language}/")
    assert home["worried"]["title"] in page.text
    assert f"/{language}/topics/supporting-others/" in page.ways_on
    assert {"en": "Two ways", "ur": "دو راستے"}[language] in page.text


def look_at_what_there_is_to_read(see: Callable[[str], Page], language: str) -> None:
    """It says that there is nothing yet, and whom to call."""
    page = see(f"/{language}/resources/")
    said = {"en": "There is nothing to read here yet", "ur": "یہاں ابھی پڑھنے کو کچھ نہیں"}
    assert said[language] in page.text
    assert f"/{language}/helplines/umang-helpline/" in page.ways_on
    assert f"/{language}/topics/" in page.ways_on
