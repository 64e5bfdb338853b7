"""Where our log lines go: to the standard output of the process."""

import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from multiprocessing.util import Finalize
from select import PIPE_BUF

import orjson

# Lines that wait to be written, at most; on a machine that cannot follow, the oldest are lost.
MOST = 100_000
# Seconds for which a server gathers lines.
GATHERING = 0.2


class Lossy:
    """A stream for log lines, which nobody's answer depends on: on a full disk the line is lost, and no more."""

    def __init__(self) -> None:
        self.lines: deque[bytes] = deque(maxlen=MOST)
        self.gathers = False

    def write(self, line: bytes) -> int:
        self.lines.append(line)
        return len(line)

    def flush(self) -> None:
        if not self.gathers:
            self.put()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """All that is kept of a request. In the form of every other line, but past the lock of a logger: all threads
        that answer would wait for each other there, for longer than a hot answer takes."""
        line = {
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "event": "answered",
            "level": "info",
            "timestamp": datetime.now(UTC),
        }
        self.write(orjson.dumps(line, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE))
        self.flush()

    def put(self) -> None:
        for some in self.together():
            with suppress(OSError):
                sys.stdout.buffer.write(some)
                sys.stdout.buffer.flush()

    def together(self) -> Iterator[bytes]:
        """What waits, in pieces that a pipe takes whole: another worker's lines never stand within ours."""
        piece = b""
        with suppress(IndexError):
            while True:
                line = self.lines.popleft()
                if len(piece) + len(line) > PIPE_BUF:
                    yield piece
                    piece = b""
                piece += line
        yield piece

    def gather(self) -> None:
        """From now on lines are written by a thread of their own: for each that an answer writes by itself, it waits
        for its turn among the threads once more, which takes longer than a hot answer."""
        self.gathers = True
        threading.Thread(target=self.keep_putting, daemon=True).start()
        Finalize(None, self.put, exitpriority=0)

    def keep_putting(self) -> None:
        while True:
            time.sleep(GATHERING)
            self.put()


stream = Lossy()
