"""Whatever stops a writer half-way, the old edition or the new one is live, whole, and nobody has to clean up."""

import os
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from hub.editions.models import Edition, Withdrawal
from hub.editions.publishing import NotHere, publish
from hub.editions.reader import Snapshot
from hub.editions.store import Store
from hub.editions.syncing import current_manifest, sync
from hub.editions.withdrawals import standing
from tests.editions.acts import change, copy_store, publish_changed, served, snapshot, started, take_out
from tests.editions.deaths import disk_full_after, killed_after

PLENTY = 1000
TARGET = "helpline/web-only"


def whole(found: Snapshot | None) -> tuple[int, int]:
    """(edition, number of withdrawals) of a snapshot of which every file is as its manifest says."""
    assert found
    for folder in ("content", "feeds"):
        assert Store().files(found.manifest, folder)
    return found.number, len(found.manifest["withdrawn"])


def leftovers() -> list[str]:
    """Files that no kept manifest names."""
    kept = Store()
    named = {path for name in kept.manifest_names() for path in kept.manifest(name)["files"]}
    held = {
        str(path.relative_to(kept.root))
        for folder in ("content", "feeds")
        for path in (kept.root / folder).rglob("*.*")
    }
    return sorted(held - named)


# Killed


def test_a_sync_killed_at_any_step_leaves_the_old_edition_or_the_new(
    published: Edition, settings: Settings, tmp_path: Path
) -> None:
    old_var = settings.VAR
    another = tmp_path / "another"
    another.mkdir()
    copy_store(settings, another)
    publish_changed()
    outcomes = []
    for last in range(PLENTY):
        settings.VAR = old_var
        machine = tmp_path / str(last)
        machine.mkdir()
        copy_store(settings, machine)
        with killed_after(last) as steps:
            sync()
        outcomes.append(whole(started().snapshot)[0])
        assert sync()
        assert whole(started().snapshot) == (2, 0)
        if not steps.reached_the_end:
            break
    assert set(outcomes) == {1, 2}
    assert outcomes == sorted(outcomes)
    assert len(outcomes) > 40


def test_a_publication_killed_at_any_step_is_there_after_the_next_sync(published: Edition) -> None:
    for last in range(0, PLENTY, 7):
        before = snapshot().number
        change("quiet-line", summary_en="x" * (last + 1))
        with killed_after(last) as steps:
            publish()
        assert whole(started().snapshot)[0] in {before, before + 1}
        sync()
        assert whole(started().snapshot)[0] == before + 1
        assert served()["quiet-line"]["summary"] == "x" * (last + 1)
        if not steps.reached_the_end:
            break
    assert publish() is None
    assert leftovers() == []


def test_after_a_killed_publication_the_next_one_needs_no_hand_work(published: Edition) -> None:
    for last in (0, 20, 40):
        with killed_after(last) as steps:
            publish_changed()
        assert steps.reached_the_end
        assert publish_changed().number == Edition.objects.count()
        assert whole(started().snapshot)[0] == Edition.objects.count()


def test_a_withdrawal_killed_at_any_step_stands_or_has_not_begun(
    published: Edition, settings: Settings, tmp_path: Path
) -> None:
    old_var = settings.VAR
    outcomes = []
    for last in range(PLENTY):
        settings.VAR = old_var
        machine = tmp_path / str(last)
        machine.mkdir()
        copy_store(settings, machine)
        with killed_after(last) as steps:
            take_out(TARGET)
        begun = bool(standing(Store().events()))
        assert whole(started().snapshot)[1] <= int(begun)
        sync()
        assert whole(started().snapshot) == (1, int(begun))
        outcomes.append(begun)
        Withdrawal.objects.all().delete()
        if not steps.reached_the_end:
            break
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


# What is durable before the switch


def test_every_file_and_every_folder_is_on_the_disk_before_the_switch(
    cast: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut a file may be gone whose folder was never synced, and its folder with it."""
    synced: set[str] = set()
    at_switch: set[str] = set()
    fsync, replace = os.fsync, os.replace

    def remember(handle: int) -> None:
        fsync(handle)
        synced.add(os.readlink(f"/proc/self/fd/{handle}"))

    def switch(source: Path, target: Path) -> None:
        if target == Store().pointer_path:
            at_switch.update(synced)
        replace(source, target)

    monkeypatch.setattr(os, "fsync", remember)
    monkeypatch.setattr(os, "replace", switch)
    publish()
    root = Store().root
    manifest = snapshot().manifest
    folders = {parent for path in manifest["files"] for parent in (root / path).parents if parent.is_relative_to(root)}
    assert {str(folder) for folder in [*folders, root / "manifests", root.parent]} <= at_switch
    assert str(root / ".current") in {name.split(".current")[0] + ".current" for name in at_switch}


# Disk full


def test_a_full_disk_leaves_the_old_edition_live_until_there_is_room(published: Edition) -> None:
    for last in range(0, PLENTY, 5):
        number = snapshot().number
        change("quiet-line", summary_en="x" * (last + 1))
        with disk_full_after(last) as steps, suppress(NotHere):
            publish()
        assert whole(started().snapshot)[0] in {number, number + 1}
        sync()
        assert whole(started().snapshot)[0] == number + 1
        if not steps.reached_the_end:
            break
    assert last > 10


@pytest.mark.parametrize("last", [0, 3, 4])
@pytest.mark.parametrize("command", [["publish"], ["rollback", "1"], ["sync_edition"]])
def test_a_command_on_a_full_disk_ends_in_one_clear_line(published: Edition, command: list[str], last: int) -> None:
    publish_changed(summary_en="Second.")
    change("quiet-line", summary_en="Third.")
    if command == ["sync_edition"]:
        with disk_full_after(0), suppress(NotHere):
            publish()
    before = current_manifest(Store())
    with disk_full_after(last), pytest.raises(CommandError) as refusal:
        call_command(*command, stdout=StringIO())
    assert "cannot be written: No space left on device" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert current_manifest(Store()) == before
    assert whole(started().snapshot)[0] == 2


def test_what_was_published_on_a_full_disk_says_so(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    with disk_full_after(0), pytest.raises(CommandError, match=r"^Edition 2 is published, but not on this machine yet"):
        call_command("publish")
    assert Edition.objects.count() == 2


def test_a_withdrawal_on_a_full_disk_ends_in_one_clear_line(published: Edition) -> None:
    with disk_full_after(0), pytest.raises(CommandError, match=r"^Nothing was withdrawn.*cannot be written"):
        call_command("withdraw", TARGET, "--reason", "wrong number")
    assert standing(Store().events()) == []
    assert served()["web-only"]


def test_a_withdrawal_that_fills_the_disk_still_reaches_the_other_machines(published: Edition) -> None:
    """There is room for the event and for nothing else: the feeds here cannot be rewritten."""
    with disk_full_after(6), pytest.raises(CommandError, match="cannot be written") as refusal:
        call_command("withdraw", TARGET, "--reason", "wrong number")
    assert "\n" not in str(refusal.value)
    assert Withdrawal.objects.get().slug == "web-only"
    sync()
    assert "web-only" not in served()


def test_a_folder_that_cannot_be_written_is_named(published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    change("quiet-line", summary_en="Quiet.")
    (Store().root / ".lock").unlink()
    (Store().root / ".lock").mkdir()
    with pytest.raises(CommandError, match=r"\.lock cannot be written"):
        call_command("publish")
