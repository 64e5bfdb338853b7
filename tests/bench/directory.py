"""A directory of a size, on a PostgreSQL of its own: grown, published, loaded, and published again under readers."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from tests.bench.server import ROOT, SERVED, Server
from tests.postgres import Cluster, cluster

LOADING = """
import time, django
django.setup()
from hub.editions.reader import reader
began = time.perf_counter()
reader.refresh()
print(time.perf_counter() - began)
"""
# Seconds between two questions of those who wait for the next edition.
BREATH = 0.005
WATCHERS = 4


@dataclass(frozen=True)
class Directory:
    database: Cluster
    var: Path

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "DATABASE_URL": self.database.url,
            "HUB_VAR": str(self.var),
            "PUBLISH_ALONE": "1",
            "SECRET_KEY": "of-a-benchmark-and-of-nothing-else-" * 2,
        }

    def python(self, *arguments: str, by: str = sys.executable) -> str:
        command = [by, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def publish(self) -> float:
        """Seconds of the whole command as it is deployed, from its start to its end."""
        began = time.perf_counter()
        self.python("manage.py", "publish", by=str(SERVED / "python"))
        return time.perf_counter() - began

    def load(self) -> float:
        """Seconds in which a process that starts has the edition in memory, in all languages."""
        return float(self.python("-c", LOADING))

    def search(self) -> dict[str, float]:
        """Seconds of a search in such a process, and of making it ready."""
        found: dict[str, float] = json.loads(self.python("-m", "tests.bench.searching"))
        return found

    def desk(self) -> dict[str, Any]:
        """Seconds and questions of what curators look at most, in such a process. Leaves changed records behind."""
        found: dict[str, Any] = json.loads(self.python("-m", "tests.bench.desk"))
        return found

    def settle(self) -> None:
        """PostgreSQL counts by itself what a table holds, but a minute late, and until then it chooses poor plans."""
        with psycopg.connect(self.database.url, autocommit=True) as curator:
            curator.execute("ANALYZE")

    def change(self) -> None:
        """One name, which stands in many records."""
        with psycopg.connect(self.database.url) as curator:
            curator.execute("UPDATE hub_topic SET name_en = name_en || ' more' WHERE slug = 'general-support'")

    @property
    def switched(self) -> float:
        """When the live edition became so, in seconds since the epoch."""
        return (self.var / "editions" / "current").stat().st_mtime


@contextmanager
def directory(count: int) -> Iterator[Directory]:
    with cluster() as database, TemporaryDirectory() as folder:
        grown = Directory(database, Path(folder))
        grown.python("manage.py", "migrate", "-v0")
        grown.python("-m", "tests.bench.growth", str(count))
        grown.settle()
        yield grown


@dataclass
class Watch:
    """People who read one thing again and again while another edition goes live."""

    server: Server
    seen: list[tuple[float, str, float]] = field(default_factory=list)
    """(When an answer was there, which edition it was of, how many seconds it took.)"""
    over: threading.Event = field(default_factory=threading.Event)

    def go_on(self) -> None:
        while not self.over.wait(BREATH):
            began = time.time()
            edition = self.server.edition()
            ended = time.time()
            self.seen.append((ended, edition, ended - began))


def noticed(grown: Directory, server: Server) -> tuple[float, float]:
    """Seconds until no worker answers from the old edition; and the slowest answer meanwhile, in seconds."""
    watch = Watch(server)
    threads = [threading.Thread(target=watch.go_on) for _ in range(WATCHERS)]
    old = server.edition()
    grown.change()
    for thread in threads:
        thread.start()
    grown.publish()
    time.sleep(5)
    watch.over.set()
    for thread in threads:
        thread.join()
    last = max(when for when, edition, _ in watch.seen if edition == old)
    assert watch.seen[-1][1] != old
    slowest = max(took for when, _, took in watch.seen if when >= grown.switched)
    return last - grown.switched, slowest
