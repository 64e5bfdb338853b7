"""Eight readers at once, each asking one thing after another, while something goes wrong."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

from tests.machine import wait_until

READERS = 8
# Between two questions of a reader. They are many enough for a load, and leave the server some of the processor: what
# is measured is whether an answer waits for the fault, not for the processor.
BREATH = 0.01

T = TypeVar("T")


class Crowd(Generic[T]):
    """Reads from `with` on; at its end everything that was read must have been read without an error."""

    def __init__(self, read: Callable[[], T]) -> None:
        self.read = read
        self.seen: list[T] = []
        self.failed: list[BaseException] = []
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.go_on, name=f"reader-{number}") for number in range(READERS)]

    def go_on(self) -> None:
        while not self.over.is_set():
            try:
                self.seen.append(self.read())
            except Exception as error:
                self.failed.append(error)
            self.over.wait(BREATH)

    def more(self, number: int) -> list[T]:
        """So many answers that come from now on, or some more."""
        before = len(self.seen)
        wait_until(lambda: len(self.seen) - before >= number or self.failed, f"{number} answers")
        return self.seen[before:]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        assert not self.failed, f"{len(self.failed)} of {len(self.failed) + len(self.seen)}: {self.failed[:3]}"
