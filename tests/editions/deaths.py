"""Ways for a writer to come to grief: every step it takes on the disk is counted, and one of them is the last."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unittest.mock import patch

# All that `store` does to the disk, directly or through pathlib and shutil.
STEPS = ("mkdir", "open", "fsync", "replace", "unlink", "rmdir")
WRITES = ("mkdir", "fsync", "replace")


class Killed(BaseException):
    """No handler of ours catches it, as none catches a signal."""


class Steps:
    """Counts steps; from the given one on, none is taken any more."""

    def __init__(self, last: int | None, ending: Callable[[], BaseException]) -> None:
        self.last = last
        self.ending = ending
        self.taken = 0

    def take(self, step: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        self.taken += 1
        if self.last is not None and self.taken > self.last:
            raise self.ending()
        return step(*args, **kwargs)

    @property
    def reached_the_end(self) -> bool:
        return self.last is not None and self.taken > self.last


@contextmanager
def steps(names: tuple[str, ...], last: int | None, ending: Callable[[], BaseException]) -> Iterator[Steps]:
    counted = Steps(last, ending)
    patches = [patch.object(os, name, stepping(counted, getattr(os, name))) for name in names]
    for one in patches:
        one.start()
    try:
        yield counted
    finally:
        for one in patches:
            one.stop()


def stepping(counted: Steps, step: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args, **kwargs: counted.take(step, *args, **kwargs)


@contextmanager
def killed_after(last: int) -> Iterator[Steps]:
    """Dies after so many steps; not even `finally` gets to the disk then."""
    with steps(STEPS, last, Killed) as counted, suppress(Killed):
        yield counted


@contextmanager
def disk_full_after(last: int) -> Iterator[Steps]:
    """The disk takes so many more writes."""
    with steps(WRITES, last, lambda: OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a-file")) as counted:
        yield counted
