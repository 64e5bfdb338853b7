"""A damaged file is never served: the last good edition goes on, and the next sync mends what it can."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from pytest_django.fixtures import Settings

from hub.editions import store, syncing
from hub.editions.bake import bake
from hub.editions.canonical import canonical, sha256
from hub.editions.installing import install
from hub.editions.models import Edition
from hub.editions.publishing import NotHere, publish, rollback, withdraw
from hub.editions.reader import Reader, Snapshot
from hub.editions.store import ENCODINGS, Store, StoreRefused
from hub.editions.syncing import current_manifest, facts_of, sync
from hub.editions.withdrawals import Withdrawn
from tests.editions.acts import change, files_under, publish_changed, served, snapshot, started, take_out

ROUNDS = 240
Damage = Callable[[Path, Random], None]


def flip_a_bit(path: Path, random: Random) -> None:
    data = bytearray(path.read_bytes())
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def truncate(path: Path, random: Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: random.randrange(len(data))])


def empty(path: Path, random: Random) -> None:
    path.write_bytes(b"")


def delete(path: Path, random: Random) -> None:
    path.unlink()


def append_garbage(path: Path, random: Random) -> None:
    path.write_bytes(path.read_bytes() + random.randbytes(random.randint(1, 50)))


def replace_by_garbage(path: Path, random: Random) -> None:
    path.write_bytes(random.randbytes(random.randint(1, 500)))


def swap_with_another(path: Path, random: Random) -> None:
    others = sorted(other for other in Store().root.glob("*/*/*") if other.is_file() and other != path)
    other = random.choice(others)
    ours, theirs = path.read_bytes(), other.read_bytes()
    path.write_bytes(theirs)
    other.write_bytes(ours)


DAMAGES: tuple[Damage, ...] = (
    flip_a_bit,
    truncate,
    empty,
    delete,
    append_garbage,
    replace_by_garbage,
    swap_with_another,
)


def paths_of(found: Snapshot) -> dict[str, list[Path]]:
    """The files of a live edition by what they are for."""
    root = Store().root
    named = {path: root / path for path in found.manifest["files"]}
    feeds = {
        f"feed {encoding}": [path for name, path in named.items() if name.startswith("feeds/") and name.endswith(end)]
        for encoding, end in (("identity", "json"), ("gzip", ".gz"), ("br", ".br"))
    }
    return {
        "current": [Store().pointer_path],
        "manifest": [root / "manifests" / f"{found.pointer.manifest}.json"],
        "content": [path for name, path in named.items() if name.startswith("content/")],
        "prepared": [path for name, path in named.items() if name.startswith("prepared/")],
        "changes": [path for name, path in named.items() if name.startswith("changes/")],
        "news": [path for name, path in named.items() if name.startswith("news/")],
        **feeds,
    }


PARTS = ("current", "manifest", "content", "prepared", "changes", "news", "feed identity", "feed gzip", "feed br")


def files_of(found: Snapshot | None) -> dict[str, dict[str, bytes]] | None:
    return {language: dict(feed.files) for language, feed in found.feeds.items()} if found else None


def is_whole() -> bool:
    manifest = current_manifest(Store())
    assert manifest
    return syncing.is_whole(Store(), manifest, "content", "feeds", "prepared", "changes", "news")


# Every file, damaged in every way


@pytest.mark.parametrize("part", PARTS)
def test_damage_is_refused_and_mended(published: Edition, part: str, settings: Settings, tmp_path: Path) -> None:
    running = Reader()
    running.refresh()
    good, right = running.snapshot, files_of(running.snapshot)
    assert good
    whole = shutil.copytree(settings.VAR, tmp_path / "whole")
    for turn in range(ROUNDS // len(PARTS)):
        random = Random(f"{part} {turn}")
        damage = DAMAGES[turn % len(DAMAGES)]
        shutil.rmtree(settings.VAR)
        shutil.copytree(whole, settings.VAR)
        damage(random.choice(paths_of(good)[part]), random)

        running.refresh()
        assert running.snapshot is good, (damage, turn)
        assert files_of(started().snapshot) in (None, right), (damage, turn)
        assert sync(), (damage, turn)
        assert is_whole(), (damage, turn)
        assert files_of(started().snapshot) == right, (damage, turn)
        assert started().trouble is None


def test_after_any_damage_and_a_sync_the_next_publication_goes_through(
    published: Edition, settings: Settings, tmp_path: Path
) -> None:
    for turn, damage in enumerate(DAMAGES):
        random = Random(turn)
        part = random.choice(PARTS)
        damage(random.choice(paths_of(snapshot())[part]), random)
        sync()
        assert publish_changed(summary_en="x" * (turn + 1)).number == snapshot().number == turn + 2


def test_after_any_damage_a_publication_goes_through_even_without_a_sync(published: Edition) -> None:
    for turn, damage in enumerate(DAMAGES):
        random = Random(100 + turn)
        part = random.choice(PARTS)
        damage(random.choice(paths_of(snapshot())[part]), random)
        assert publish_changed(summary_en="x" * (turn + 1)).number == snapshot().number == turn + 2


# What a running process says


@pytest.mark.parametrize("damage", [flip_a_bit, truncate, empty, delete, replace_by_garbage])
def test_a_running_reader_keeps_the_last_good_edition_and_says_trouble(published: Edition, damage: Damage) -> None:
    running = started()
    good = running.snapshot
    damage(Store().pointer_path, Random(1))
    running.refresh()
    assert running.snapshot is good
    assert running.trouble
    sync()
    running.refresh()
    assert running.trouble is None
    assert running.snapshot is good


@pytest.mark.parametrize("part", [part for part in PARTS if part not in ("current", "content")])
@pytest.mark.parametrize("damage", [flip_a_bit, truncate, empty, delete, append_garbage])
def test_a_new_edition_that_arrives_damaged_is_not_taken(published: Edition, part: str, damage: Damage) -> None:
    running = started()
    good = running.snapshot
    publish_changed()
    damage(paths_of(snapshot())[part][0], Random(2))
    running.refresh()
    assert running.snapshot is good
    assert running.trouble
    sync()
    running.refresh()
    assert running.trouble is None
    assert running.snapshot
    assert running.snapshot.number == 2


def test_a_process_that_starts_on_a_damaged_edition_serves_nothing_rather_than_something_else(
    published: Edition, database_away: None
) -> None:
    flip_a_bit(paths_of(snapshot())["feed br"][0], Random(3))
    reader = started()
    assert reader.snapshot is None
    assert reader.trouble
    assert "sha256 differs" in reader.trouble


def test_a_feed_altered_together_with_its_manifest_is_refused(published: Edition) -> None:
    """Somebody who alters a number would have to alter the manifest, and then the pointer, too."""
    found = snapshot()
    [path] = [path for path in paths_of(found)["feed identity"] if path.name == "en.json"]
    path.write_bytes(path.read_bytes().replace(b"1166", b"1167"))
    manifest = dict(found.manifest)
    name = str(path.relative_to(Store().root))
    manifest["files"] = manifest["files"] | {name: {"sha256": sha256(path.read_bytes()), "bytes": 1}}
    paths_of(found)["manifest"][0].write_bytes(canonical(manifest))
    assert started().snapshot is None


def test_a_pointer_with_another_number_is_refused_and_mended(published: Edition) -> None:
    pointer = Store().pointer()
    assert pointer
    Store().pointer_path.write_bytes(canonical({"number": 7, "manifest": pointer.manifest}))
    reader = started()
    assert reader.snapshot is None
    assert reader.trouble
    assert "another number" in reader.trouble
    sync()
    assert snapshot().pointer == pointer


@pytest.mark.parametrize(
    "data", [b"[]", b"null", b"7", b'{"number":1}', b'{"manifest":"x"}', b'{"number":"x","manifest":"y"}', b"\xff"]
)
def test_what_is_no_pointer_is_refused(published: Edition, data: bytes) -> None:
    Store().pointer_path.write_bytes(data)
    with pytest.raises(StoreRefused):
        Store().pointer()
    assert started().snapshot is None


@pytest.mark.parametrize("name", ["../current", "", "x" * 5000])
def test_a_pointer_that_leads_elsewhere_is_refused(published: Edition, name: str) -> None:
    Store().pointer_path.write_bytes(canonical({"number": 1, "manifest": name}))
    assert started().snapshot is None


@pytest.mark.parametrize("part", PARTS)
def test_a_folder_in_the_place_of_a_file_is_refused(published: Edition, part: str) -> None:
    path = paths_of(snapshot())[part][0]
    path.unlink()
    path.mkdir()
    assert (started().snapshot is None) == (part != "content")


# What looks for damage reads only what somebody may have touched


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of which the bytes have been looked at."""
    paths: list[Path] = []

    def noted(path: Path) -> str:
        paths.append(path)
        return sha256(path.read_bytes())

    monkeypatch.setattr(store, "sha256_of", noted)
    store.as_it_was.cache_clear()
    return paths


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, published: Edition) -> None:
    """A minute after the edition was published."""
    monkeypatch.setattr(store, "time", SimpleNamespace(time=lambda: time.time() + 60))


def test_files_that_nobody_touches_are_read_once(published: Edition, later: None, read: list[Path]) -> None:
    assert is_whole()
    assert is_whole()
    assert sorted(read) == sorted(set(read))
    assert len(read) == len([path for part in PARTS[2:] for path in paths_of(snapshot())[part]])


def test_files_that_were_written_a_moment_ago_are_read_again(published: Edition, read: list[Path]) -> None:
    assert is_whole()
    assert is_whole()
    assert len(read) == 2 * len(set(read))


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_shows_in_a_file_that_was_whole(published: Edition, later: None, damage: Damage) -> None:
    assert is_whole()
    path = paths_of(snapshot())["feed br"][0]
    was = path.stat()
    damage(path, Random(5))
    if path.exists():  # The test is quicker than the clock of a file may tick.
        os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns + 1))
    assert not is_whole()
    assert sync()
    assert is_whole()


# What is mended without the database


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_feeds_are_mended_from_the_content_on_this_machine(
    published: Edition, database_away: None, encoding: str
) -> None:
    right = files_of(snapshot())
    delete(paths_of(snapshot())[f"feed {encoding}"][0], Random(4))
    assert started().snapshot is None
    assert not sync()
    assert files_of(snapshot()) == right


def test_damaged_content_stays_refused_while_the_feeds_go_on(published: Edition, database_away: None) -> None:
    right = files_of(snapshot())
    flip_a_bit(paths_of(snapshot())["content"][0], Random(5))
    with pytest.raises(StoreRefused, match="content/"):
        sync()
    assert files_of(snapshot()) == right


def test_damaged_content_is_not_replaced_by_another_edition(published: Edition) -> None:
    """The database comes from an old backup: what it has is not what is live here."""
    publish_changed()
    right = files_of(snapshot())
    Edition.objects.filter(number=2).delete()
    flip_a_bit(paths_of(snapshot())["content"][0], Random(6))
    with pytest.raises(StoreRefused, match="content/"):
        sync()
    assert snapshot().number == 2
    assert files_of(snapshot()) == right


# Damage must not hold up a withdrawal


@pytest.mark.parametrize("part", PARTS)
def test_a_withdrawal_goes_through_on_a_damaged_store(published: Edition, part: str) -> None:
    for path in paths_of(snapshot())[part]:
        flip_a_bit(path, Random(7))
    if part in ("current", "manifest"):
        sync()  # Without them nobody can tell which record is meant.
    take_out("helpline/web-only")
    assert "web-only" not in served()
    assert is_whole()


def test_a_withdrawal_on_damaged_content_with_the_database_away_is_noted_and_says_that_it_does_not_show(
    published: Edition, database_away: None
) -> None:
    withdrawn = Withdrawn("helpline", "00000000-0000-0000-0000-000000000000", "web-only", None)
    flip_a_bit(paths_of(snapshot())["content"][0], Random(8))
    with pytest.raises(NotHere, match="noted, but not on this machine"):
        withdraw(withdrawn, reason="wrong number")
    assert [event.slug for event in Store().events()] == ["web-only"]


def test_a_damaged_manifest_of_an_earlier_edition_stops_nobody(published: Edition) -> None:
    first = paths_of(snapshot())["manifest"][0]
    publish_changed()
    flip_a_bit(first, Random(9))
    assert take_out("helpline/web-only")
    assert "web-only" not in served()
    assert not first.exists()
    assert publish_changed().number == 3


# Damage in the database


def test_an_edition_damaged_in_the_database_is_not_installed(published: Edition) -> None:
    second = publish_changed()
    right = files_of(snapshot())
    content = bytearray(bytes(second.content))
    content[len(content) // 2] ^= 1
    Edition.objects.filter(number=2).update(content=bytes(content))
    Store().pointer_path.unlink()
    assert sync()
    assert started().snapshot is None
    Edition.objects.filter(number=2).update(content=second.content)
    assert sync()
    assert files_of(snapshot()) == right


def test_an_edition_altered_in_the_database_is_not_installed(published: Edition) -> None:
    right = files_of(snapshot())
    altered = publish_changed()
    Edition.objects.filter(number=2).update(number=3, content=published.content)
    sync()
    assert snapshot().number == altered.number
    assert files_of(snapshot()) != right


def test_damage_in_the_database_does_not_hold_up_a_withdrawal(published: Edition) -> None:
    Edition.objects.filter(number=1).update(number=2, content=b"")
    assert take_out("helpline/web-only")
    assert "web-only" not in served()


def test_a_rollback_leads_past_an_edition_damaged_in_the_database(published: Edition) -> None:
    publish_changed()
    Edition.objects.filter(number=2).update(content=b"")
    change("quiet-line", summary_en="Quiet.")
    with pytest.raises(StoreRefused, match="edition 2 in the database cannot be read"):
        publish()
    assert rollback().number == 3
    assert publish()


def test_install_refuses_content_of_another_edition(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    before = files_under(Store().root)
    with pytest.raises(StoreRefused, match="digest differs"):
        install(Store(), facts_of(published), bake())
    assert files_under(Store().root) == before
