"""Keeps a running process up to date: watches the pointer, renders the next minute, asks the database.

Threads of their own, so that no request pays for it and a database that hangs holds up nobody.
"""

import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from hub.editions import memory
from hub.editions.reader import minute, reader
from hub.editions.syncing import sync

log = structlog.get_logger()
WATCH_SECONDS = 0.5
# Seconds for which a keeper's thread may hold up one that answers somebody; Python's own 5 ms are several answers.
TURN = 0.001
# Moments of the next minute are made this long before it begins.
AHEAD = timedelta(seconds=5)
# An edition was loaded at the last look; by the next one nobody is being answered from the one before it.
new = threading.Event()


def start() -> None:
    """Starts keeping; the threads end with the process."""
    sys.setswitchinterval(TURN)
    memory.prepare()
    reader.refresh()
    new.set()
    for keep, seconds in ((watch, WATCH_SECONDS), (ask, float(settings.SYNC_SECONDS))):
        threading.Thread(target=repeat, args=(keep, seconds), name=f"keeper-{keep.__name__}", daemon=True).start()


def repeat(keep: Callable[[], None], seconds: float) -> None:
    while True:
        try:
            keep()
        except Exception as error:  # A keeper that dies would leave a withdrawn number standing.
            log.error("keeper", during=keep.__name__, error=type(error).__name__)
        time.sleep(seconds)


def watch() -> None:
    if new.is_set():
        memory.settle()
        new.clear()
    if reader.refresh():
        new.set()
    if reader.snapshot:
        ahead = timezone.now() + AHEAD
        reader.snapshot.warm(minute(ahead))


def ask() -> None:
    close_old_connections()
    sync()
    memory.trim()
