"""Two curators publish at the same moment: one waits for the other, and neither loses anything."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from hub.editions.models import Edition
from hub.editions.publishing import publish, rollback
from hub.editions.store import Store
from hub.editions.syncing import sync
from hub.editions.withdrawals import standing
from tests.editions.acts import change, publish_changed, served, snapshot, take_out

TURNS = 3
pytestmark = pytest.mark.usefixtures("shared_database")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What the acts give, each in a thread and by a database connection of its own, started together."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def publish_only(slug: str) -> list[int]:
    """Several editions, each with a new edit of one record and of no other."""
    numbers = []
    for turn in range(TURNS):
        change(slug, summary_en=f"Turn {turn}.")
        edition = publish([("helpline", slug)])
        assert edition
        numbers.append(edition.number)
    return numbers


def in_an_unbroken_line(count: int) -> bool:
    rows = list(Edition.objects.order_by("number").values_list("number", "base_number"))
    return rows == [(1, None), *((number, number - 1) for number in range(2, count + 1))]


def test_two_publishers_take_turns_and_carry_each_other_over() -> None:
    publish()
    left, right = at_once(lambda: publish_only("quiet-line"), lambda: publish_only("night-line"))
    assert sorted(left + right) == list(range(2, 2 + 2 * TURNS))
    assert left == sorted(left)
    assert right == sorted(right)
    assert in_an_unbroken_line(1 + 2 * TURNS)
    assert snapshot().number == 1 + 2 * TURNS
    last = f"Turn {TURNS - 1}."
    assert [served()[slug]["summary"] for slug in ("quiet-line", "night-line")] == [last, last]


def test_the_same_edition_published_twice_at_once_is_one_edition() -> None:
    publish()
    change("quiet-line", summary_en="Quiet.")
    editions = at_once(publish, publish)
    assert sorted(edition is None for edition in editions) == [False, True]
    assert in_an_unbroken_line(2)


def test_two_first_editions_at_once_are_one_edition() -> None:
    editions = at_once(publish, publish)
    assert sorted(edition is None for edition in editions) == [False, True]
    assert in_an_unbroken_line(1)


def test_publishing_and_rolling_back_at_once_stand_in_line() -> None:
    publish()
    publish_changed()
    change("night-line", summary_en="Nights.")
    at_once(publish, rollback)
    assert in_an_unbroken_line(4)
    assert snapshot().number == 4


def test_a_withdrawal_while_others_publish_is_not_lost() -> None:
    publish()
    at_once(
        lambda: publish_only("quiet-line"), lambda: take_out("helpline/web-only"), lambda: publish_only("night-line")
    )
    assert [one.slug for one in standing(Store().events())] == ["web-only"]
    assert "web-only" not in served()
    assert snapshot().number == 1 + 2 * TURNS


def test_machines_that_sync_at_once_end_at_the_same_edition() -> None:
    publish()
    publish_changed()
    Store().pointer_path.unlink()
    assert at_once(sync, sync, sync) == [True, True, True]
    assert snapshot().number == 2
