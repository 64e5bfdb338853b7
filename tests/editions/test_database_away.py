"""Without its database the hub goes on answering, withdraws, starts, and catches up when it is back."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.utils import timezone
from pytest_django.fixtures import Settings

from hub.editions import keeper, syncing
from hub.editions.models import Edition, Withdrawal
from hub.editions.naming import live_record
from hub.editions.publishing import withdraw
from hub.editions.reader import reader
from hub.editions.store import Store
from hub.editions.syncing import sync
from tests.editions.acts import copy_store, publish_changed, served, snapshot, started, take_out

WEB = "helpline/web-only"
pytestmark = pytest.mark.django_db


def test_a_process_starts_without_the_database(published: Edition, database_away: None) -> None:
    assert started().snapshot
    assert not sync()
    assert snapshot().number == 1


def test_a_process_starts_with_neither_edition_nor_database(database_away: None) -> None:
    reader = started()
    assert (reader.snapshot, reader.trouble) == (None, None)
    assert not sync()
    assert reader.current() is None


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, ProgrammingError, DatabaseError])
def test_whatever_the_database_answers_instead_is_no_answer(
    published: Edition, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fail() -> None:
        raise error("connection already closed")

    monkeypatch.setattr(syncing, "database_events", fail)
    assert sync() is False
    assert take_out(WEB) is False
    assert "web-only" not in served()


def test_a_withdrawal_without_the_database_is_told_to_it_later(
    published: Edition, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = settings.VAR, tmp_path / "second"
    second.mkdir()
    copy_store(settings, second)
    settings.VAR = first
    with monkeypatch.context() as away:
        away.setattr(syncing, "ask_database", lambda store: None)
        assert take_out(WEB) is False
    assert Withdrawal.objects.count() == 0
    assert "web-only" not in served()

    settings.VAR = second
    sync()
    assert "web-only" in served()
    settings.VAR = first
    assert sync()
    assert Withdrawal.objects.get().slug == "web-only"
    settings.VAR = second
    sync()
    assert "web-only" not in served()


def test_an_edition_published_elsewhere_meanwhile_arrives_minus_what_was_withdrawn_here(
    published: Edition, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(syncing, "ask_database", lambda store: None)
        take_out(WEB)
    here, elsewhere = settings.VAR, tmp_path / "elsewhere"
    elsewhere.mkdir()
    settings.VAR = elsewhere
    sync()
    publish_changed()
    assert "web-only" in served()
    settings.VAR = here
    sync()
    assert snapshot().number == 2
    assert "web-only" not in served()


def test_a_database_that_hangs_holds_up_neither_a_withdrawal_nor_another_writer(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def hang() -> None:
        asked.set()
        assert answer.wait(60)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(syncing, "database_events", hang)
    told = []
    withdrawing = threading.Thread(target=lambda: told.append(withdraw(live_record(WEB, None), reason="wrong")))
    withdrawing.start()
    try:
        assert asked.wait(60)
        assert "web-only" not in served()
        with Store().lock():
            assert withdrawing.is_alive()
    finally:
        answer.set()
        withdrawing.join()
    assert told == [False]


# The keeper


def test_the_keeper_watches_the_disk(published: Edition) -> None:
    keeper.watch()
    assert reader.snapshot
    assert reader.snapshot.number == 1
    publish_changed()
    keeper.watch()
    assert reader.snapshot.number == 2


def test_the_keeper_prepares_the_next_minute_before_it_begins(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = []
    for second in (30, 54, 56):
        instant = datetime(2026, 11, 28, 22, 21, second, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda instant=instant: instant)
        keeper.watch()
        assert reader.snapshot
        held.append([minute.minute for minute in reader.snapshot.feeds["ur"].shelves["helplines"].minutes])
    assert held == [[21], [21], [21, 22]]


def test_the_keeper_watches_a_disk_without_an_edition() -> None:
    keeper.watch()
    assert reader.snapshot is None


def test_the_keeper_asks_the_database(published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "close_old_connections", lambda: None)
    Store().pointer_path.unlink()
    keeper.ask()
    assert snapshot().number == 1


@pytest.mark.parametrize("folder", ["prepared", "feeds", "changes", "news"])
def test_a_keeper_that_starts_mends_what_is_damaged_without_the_database(
    published: Edition, database_away: None, folder: str
) -> None:
    whole = snapshot()
    damaged = next(path for path in whole.manifest["files"] if path.startswith(f"{folder}/"))
    (Store().root / damaged).write_bytes(b"{")
    assert started().snapshot is None
    keeper.mend()
    mended = started().snapshot
    assert mended
    assert (mended.state, dict(mended.feeds["ur"].files)) == (whole.state, dict(whole.feeds["ur"].files))


def test_a_keeper_survives_whatever_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[int] = []

    def keep() -> None:
        turns.append(len(turns))
        raise RuntimeError

    def rest(seconds: float) -> None:
        if len(turns) == 3:
            raise SystemExit

    monkeypatch.setattr("hub.editions.keeper.time.sleep", rest)
    with pytest.raises(SystemExit):
        keeper.repeat(keep, 1)
    assert turns == [0, 1, 2]
