"""Keeps a running process up to date: watches the pointer, renders the next minute, asks the database.

Threads of their own, so that no request pays for it and a database that hangs holds up nobody.
"""

import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from hub.editions import memory
from hub.editions.collecting import collecting_nothing
from hub.editions.reader import Snapshot, minute, reader
from hub.editions.store import Store
from hub.editions.syncing import refresh, sync

log = structlog.get_logger()
WATCH_SECONDS = 0.1
SYNC_SECONDS = float(settings.SYNC_SECONDS)
# Seconds for which a keeper's thread may hold up one that answers somebody; Python's own 5 ms are several answers.
TURN = 0.001
# Moments of the next minute are made this long before it begins.
AHEAD = timedelta(seconds=5)
# An edition was loaded that has not been followed up yet.
new = threading.Event()


def start(prepare: Callable[[Snapshot], object]) -> None:
    """Starts keeping; the threads end with the process. `prepare` makes ready what a new edition is asked for."""
    sys.setswitchinterval(TURN)
    memory.prepare()
    if not reader.refresh() and reader.trouble:
        safely(mend)
        reader.refresh()
    safely(partial(follow_up, prepare))  # Before anybody is served: the first search would wait for it.
    for keep, seconds in ((watch, WATCH_SECONDS), (partial(follow, prepare), 0), (ask, SYNC_SECONDS)):
        threading.Thread(target=repeat, args=(keep, seconds), daemon=True).start()


def mend() -> None:
    """From what else lies on the disk; with nobody being served yet, the database is not waited for."""
    store = Store()
    with store.lock():
        refresh(store)


def repeat(keep: Callable[[], None], seconds: float) -> None:
    while True:
        safely(keep)
        time.sleep(seconds)


def safely(keep: Callable[[], None]) -> None:
    try:
        keep()
    except Exception as error:  # A keeper that dies would leave a withdrawn number standing.
        log.error("keeper", during=str(keep), error=type(error).__name__)


def watch() -> None:
    if reader.refresh():
        new.set()
    if reader.snapshot:
        ahead = timezone.now() + AHEAD
        reader.snapshot.warm(minute(ahead))


def follow(prepare: Callable[[Snapshot], object]) -> None:
    """What a new edition leaves to do, apart from the watch: nobody waits for it to hear of a withdrawal."""
    new.wait()
    new.clear()
    follow_up(prepare)


def follow_up(prepare: Callable[[Snapshot], object]) -> None:
    if reader.snapshot:
        with collecting_nothing():
            prepare(reader.snapshot)
        memory.settle()


def ask() -> None:
    close_old_connections()
    sync()
    memory.trim()
