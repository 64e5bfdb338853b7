"""The log of withdrawals: append-only, merged by event id, and in doubt the record is out."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.curation.models import seeded_id
from hub.editions.models import Edition, Withdrawal
from hub.editions.naming import withdrawn_record
from hub.editions.publishing import NotPublished, restore, withdraw
from hub.editions.store import Store, StoreRefused
from hub.editions.syncing import merged_events, sync
from hub.editions.withdrawals import (
    FILE_NAME,
    RESTORE,
    WITHDRAW,
    Event,
    Withdrawn,
    from_bytes,
    new_event,
    standing,
    to_bytes,
    unreadable,
)
from tests.editions.acts import served, take_out

RECORD, CONTACT = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
LINE = Withdrawn("helpline", RECORD, "a-line", None)
NUMBER = Withdrawn("helpline", RECORD, "a-line", CONTACT)
WEB = "helpline/web-only"


def event(action: str, minute: int, one: Withdrawn = LINE, number: int = 0) -> Event:
    at = datetime(2026, 11, 22, 12, minute, tzinfo=UTC).isoformat(timespec="microseconds")
    return Event(str(uuid.UUID(int=number or minute + 1)), at, action, one.type, one.id, one.slug, one.contact, "why")


def is_out(slug: str = "web-only") -> bool:
    return slug not in served()


def log_files() -> list[Path]:
    return sorted((Store().root / "withdrawals").glob("*.json"))


# What stands


def test_nothing_stands_in_an_empty_log() -> None:
    assert standing([]) == []


@pytest.mark.parametrize(
    ("events", "stands"),
    [
        ([event(WITHDRAW, 1)], True),
        ([event(WITHDRAW, 1), event(RESTORE, 2)], False),
        ([event(WITHDRAW, 1), event(RESTORE, 2), event(WITHDRAW, 3)], True),
        ([event(RESTORE, 1)], False),
        ([event(WITHDRAW, 2), event(RESTORE, 1)], True),
        ([event(WITHDRAW, 1, number=5), event(RESTORE, 1, number=6)], True),
        ([event(WITHDRAW, 1, number=6), event(RESTORE, 1, number=5)], True),
    ],
    ids=["withdrawn", "restored", "again", "only restored", "restored before", "tie", "tie the other way"],
)
def test_the_last_event_wins_and_in_a_tie_withdrawal_does(events: list[Event], stands: bool) -> None:
    for order in permutations(events):
        assert standing(order) == ([LINE] if stands else [])


def test_a_record_and_its_contact_are_withdrawn_apart() -> None:
    events = [event(WITHDRAW, 1), event(WITHDRAW, 2, NUMBER), event(RESTORE, 3)]
    assert standing(events) == [NUMBER]
    assert NUMBER.key == f"{RECORD}/{CONTACT}"
    assert LINE.key == RECORD


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([WITHDRAW, RESTORE]), st.integers(0, 5)), max_size=6), st.randoms())
def test_the_order_in_which_events_are_read_decides_nothing(acts: list[tuple[str, int]], random: Random) -> None:
    events = [event(action, minute, number=place + 1) for place, (action, minute) in enumerate(acts)]
    shuffled = [*events]
    random.shuffle(shuffled)
    assert standing(shuffled) == standing(events)


# Two logs


def test_logs_are_merged_by_event_id_either_way() -> None:
    here, there = [event(WITHDRAW, 1), event(RESTORE, 2)], [event(RESTORE, 2), event(WITHDRAW, 3)]
    merged = merged_events(here, there)
    assert {one.event for one in merged} == {one.event for one in merged_events(there, here)}
    assert len(merged) == 3
    assert standing(merged) == [LINE]


def test_where_one_log_cannot_be_read_the_others_entry_counts() -> None:
    restored = event(RESTORE, 2)
    damaged = unreadable(restored.file_name)
    for logs in ([damaged], [restored]), ([restored], [damaged]):
        assert merged_events([event(WITHDRAW, 1)], *logs)[-1] == restored
    assert standing(merged_events([event(WITHDRAW, 1)], [damaged])) == [replace(LINE, type="", slug="")]


def test_what_only_the_disk_knows_reaches_the_database_and_the_other_way_round(published: Edition) -> None:
    here = event(WITHDRAW, 1, replace(LINE, id=str(seeded_id("helpline", "web-only"))))
    there = event(WITHDRAW, 2, replace(LINE, id=str(seeded_id("helpline", "quiet-line"))))
    Store().add_event(here)
    Withdrawal.of(there).save()
    assert sync()
    assert {str(pk) for pk in Withdrawal.objects.values_list("pk", flat=True)} == {here.event, there.event}
    assert sorted(Store().events(), key=lambda one: one.at) == [here, there]
    assert is_out("web-only")
    assert is_out("quiet-line")


def test_an_event_passes_through_the_database_unchanged(db: None) -> None:
    for one in (LINE, NUMBER):
        written = new_event(WITHDRAW, one, reason="wrong number", log=[])
        Withdrawal.of(written).save()
        read = Withdrawal.objects.get(pk=written.event).to_event()
        assert read == written
        assert to_bytes(read) == to_bytes(written)


def test_a_later_event_from_another_machine_wins(published: Edition) -> None:
    take_out(WEB)
    mine = Store().events()[0]
    later = datetime.fromisoformat(mine.at) + timedelta(seconds=1)
    restored = replace(mine, event=str(uuid.uuid4()), action=RESTORE, at=later.isoformat(timespec="microseconds"))
    Withdrawal.of(restored).save()
    sync()
    assert not is_out()


def test_an_earlier_event_from_another_machine_does_not(published: Edition) -> None:
    take_out(WEB)
    mine = Store().events()[0]
    earlier = datetime.fromisoformat(mine.at) - timedelta(seconds=1)
    restored = replace(mine, event=str(uuid.uuid4()), action=RESTORE, at=earlier.isoformat(timespec="microseconds"))
    Withdrawal.of(restored).save()
    sync()
    assert is_out()


# Clocks


def test_a_new_event_comes_after_all_earlier_ones_by_whatever_clock(published: Edition) -> None:
    """A machine whose clock is ahead restored it; the one that withdraws it now must not lose to it."""
    subject = Withdrawn("helpline", str(seeded_id("helpline", "web-only")), "web-only", None)
    ahead = replace(
        new_event(RESTORE, subject, reason="rung", log=[]),
        at=(datetime.now(UTC) + timedelta(days=30)).isoformat(timespec="microseconds"),
    )
    Store().add_event(ahead)
    withdraw(subject, reason="wrong number")
    assert is_out()
    restore(subject, reason="rung again")
    assert not is_out()


def test_an_event_of_another_subject_moves_no_clock() -> None:
    ahead = replace(event(RESTORE, 1), at="2099-01-01T00:00:00.000000+00:00")
    assert new_event(WITHDRAW, NUMBER, reason="why", log=[ahead]).at < "2099"
    assert new_event(WITHDRAW, LINE, reason="why", log=[ahead]).at == "2099-01-01T00:00:00.000001+00:00"
    assert new_event(WITHDRAW, LINE, reason="why", log=[unreadable(ahead.file_name)]).at < "2099"


# Files


def test_an_event_is_read_as_it_was_written() -> None:
    for one in (event(WITHDRAW, 1), event(RESTORE, 2, NUMBER), replace(event(WITHDRAW, 3), reason="نمبر غلط ہے")):
        assert FILE_NAME.fullmatch(one.file_name)
        assert from_bytes(one.file_name, to_bytes(one)) == one


@pytest.mark.parametrize("action", [WITHDRAW, RESTORE])
def test_an_event_of_which_a_single_bit_is_altered_withdraws_what_its_name_says(action: str) -> None:
    """One bit in its date could let an old restoration win."""
    written = event(action, 1, NUMBER)
    data = to_bytes(written)
    for place in range(len(data) * 8):
        altered = bytearray(data)
        altered[place // 8] ^= 1 << place % 8
        read = from_bytes(written.file_name, bytes(altered))
        assert read.action == WITHDRAW
        assert not read.readable
        assert standing([written, read]) == [replace(NUMBER, type="", slug="")]


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"7", b"\xff", to_bytes(event(RESTORE, 1))[:-1], to_bytes(event(RESTORE, 2))]
)
def test_what_is_no_event_withdraws_what_its_name_says(data: bytes) -> None:
    read = from_bytes(event(RESTORE, 1).file_name, data)
    assert (read.action, read.id, read.contact, read.readable) == (WITHDRAW, RECORD, None, False)


def test_files_of_other_names_are_no_events(published: Edition) -> None:
    take_out(WEB)
    for name in ("README", ".x.part", "a.b.c.json", "x.json.bak"):
        (Store().root / "withdrawals" / name).write_bytes(b"?")
    assert len(Store().events()) == 1


def test_a_log_that_cannot_be_listed_is_not_an_empty_one(published: Edition) -> None:
    (Store().root / "withdrawals").write_bytes(b"")
    with pytest.raises(StoreRefused, match="withdrawals cannot be read"):
        sync()


def test_an_event_that_cannot_be_opened_withdraws_what_its_name_says(published: Edition) -> None:
    path = Store().root / "withdrawals" / f"{uuid.uuid4()}.{seeded_id('helpline', 'web-only')}.all.json"
    path.mkdir(parents=True)
    sync()
    assert is_out()


# Damage


def damage_log() -> None:
    for path in log_files():
        path.write_bytes(path.read_bytes()[:-7])


def test_a_damaged_restoration_leaves_it_withdrawn_until_the_database_has_repaired_it(
    published: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_out(WEB)
    restore(withdrawn_record(WEB, None)[0], reason="rung again")
    before = {path.name: path.read_bytes() for path in log_files()}
    damage_log()
    with monkeypatch.context() as away:
        away.setattr("hub.editions.syncing.ask_database", lambda store: None)
        sync()
        assert is_out()
    sync()
    assert not is_out()
    assert {path.name: path.read_bytes() for path in log_files()} == before


def test_a_damaged_withdrawal_goes_on_withdrawing(published: Edition, database_away: None) -> None:
    take_out(WEB)
    damage_log()
    sync()
    assert is_out()


def test_a_damaged_withdrawal_that_no_database_knows_cannot_be_restored_and_says_so(published: Edition) -> None:
    take_out(WEB)
    damage_log()
    Withdrawal.objects.all().delete()
    with pytest.raises(NotPublished, match="It stays withdrawn"):
        restore(withdrawn_record(WEB, None)[0], reason="rung again")
    assert is_out()
    damaged = next(path for path in log_files() if not from_bytes(path.name, path.read_bytes()).readable)
    damaged.unlink()
    sync()
    assert not is_out()


def test_a_damaged_withdrawal_that_the_database_knows_can_be_restored(published: Edition) -> None:
    take_out(WEB)
    damage_log()
    restore(withdrawn_record(WEB, None)[0], reason="rung again")
    assert not is_out()


def test_a_damaged_entry_is_not_given_to_the_database(published: Edition) -> None:
    take_out(WEB)
    Withdrawal.objects.all().delete()
    damage_log()
    sync()
    assert Withdrawal.objects.count() == 0


# In the database


def test_the_database_wants_a_known_action_and_a_reason(db: None) -> None:
    for broken in (replace(event(WITHDRAW, 1), action="hide"), replace(event(WITHDRAW, 1), reason="")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withdrawal.of(broken).save()
