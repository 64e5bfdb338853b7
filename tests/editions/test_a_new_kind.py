"""A version that knows one kind more starts on the edition it finds, and goes on from there."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from hub.editions.contract import kinds
from hub.editions.gate import EditionRefused
from hub.editions.models import Edition
from hub.editions.publishing import publish, rollback
from hub.editions.store import Store
from hub.editions.syncing import sync
from tests.editions.acts import change, served, snapshot, take_out


@pytest.fixture
def upgraded(published: Edition, settings: Settings) -> Iterator[Edition]:
    """The edition is of the version before."""
    settings.EDITION_KINDS = (*settings.EDITION_KINDS, "tests.editions.stories.STORIES")
    kinds.cache_clear()
    yield published
    kinds.cache_clear()


@pytest.fixture(autouse=True)
def kinds_of_the_project() -> Iterator[None]:
    yield
    kinds.cache_clear()


def test_it_reads_the_edition_it_finds(upgraded: Edition) -> None:
    assert snapshot().number == 1
    assert served("stories") == {}
    assert served()["quiet-line"]


def test_it_withdraws_from_the_edition_it_finds(upgraded: Edition) -> None:
    take_out("helpline/web-only")
    assert "web-only" not in served()


def test_it_mends_the_edition_it_finds(upgraded: Edition) -> None:
    for path in snapshot().manifest["files"]:
        if path.startswith("feeds/"):
            (Store().root / path).unlink()
    assert sync()
    assert served()["quiet-line"]


def test_its_next_edition_holds_the_new_kind(upgraded: Edition) -> None:
    assert publish()
    assert served("stories")["a-story"]["body"] == "I called Umeed Line (1166)."


def test_its_next_edition_may_be_of_one_record_only(upgraded: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    assert publish([("helpline", "quiet-line")])
    assert served()["quiet-line"]["summary"] == "Quiet."
    assert served("stories") == {}


def test_one_record_of_the_new_kind_may_go_live(upgraded: Edition) -> None:
    assert publish([("story", "a-story")])
    assert list(served("stories", "ur")) == ["a-story"]


def test_it_rolls_back_to_an_edition_of_the_version_before(upgraded: Edition) -> None:
    publish()
    rollback()
    assert served("stories") == {}
    assert snapshot().number == 3


def test_the_gate_reads_the_texts_of_the_new_kind_too(upgraded: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.editions.stories.links", lambda *args: {"self": "{{helpline:nobody}}"})
    with pytest.raises(EditionRefused) as refused:
        publish()
    assert [(fault.record, fault.field) for fault in refused.value.faults] == [("story/a-story", "links.self")]
