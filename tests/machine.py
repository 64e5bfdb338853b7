"""One machine of the hub as it really runs: its own disk, the commands, the server, and answers over the network."""

import fcntl
import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from hub.management.serving import HOST, OPTIONS
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
# Seconds for another process to start, to notice, to end on a busy machine. Only a failure takes that long.
PATIENCE = 180.0
# All that makes a live directory, in one process: starting it takes longer than what it does.
FIRST_EDITION = "from django.core.management import call_command as call; " + "; ".join(
    ["call('migrate', verbosity=0)", "call('load_directory')", "call('publish')"]
)
# The setting that decides what is in it.
DRAFTS = "PUBLISH_DRAFT_RESOURCES"


def wait_until(done: Callable[[], Any], what: str, *, within: float = PATIENCE) -> None:
    """Polls within bounds; `within` is for what is promised in so many seconds."""
    end = time.monotonic() + within
    while not done():
        if time.monotonic() > end:
            pytest.fail(f"not in {within:.0f} seconds: {what}")
        time.sleep(0.05)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Machine:
    """Its database is one that others share, or SQLite on its own disk."""

    var: Path
    database_url: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "HUB_VAR": str(self.var),
            "DATABASE_URL": self.database_url,
            "PUBLISH_ALONE": "1",
            "SYNC_SECONDS": "1",
            **self.settings,
        }

    def run(self, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """A command of manage.py."""
        return subprocess.run(
            [sys.executable, "manage.py", *args],
            check=False, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, **options,
        )  # fmt: skip

    def manage(self, *args: str) -> str:
        said = self.run(*args)
        assert said.returncode == 0, said.stderr
        return said.stdout

    def publish_first(self) -> None:
        """Where the machine is its own database, that is done once in a run of the tests, and copied."""
        if self.database_url:
            self.manage("shell", "-v0", "-c", FIRST_EDITION)
        else:
            drafts = self.settings.get(DRAFTS, self.settings.get("DEBUG", "0"))
            shutil.copytree(first_edition(drafts), self.var)

    @contextmanager
    def server(self, workers: int = 1) -> Iterator["Server"]:
        """Granian as `up` starts it; what it says is kept beside the machine's folder."""
        port = free_port()
        log = self.var.with_name(f"server-{port}.log")
        granian = str(Path(sys.executable).with_name("granian"))
        command = [granian, *OPTIONS, "--workers", str(workers), "--port", str(port), "hub.wsgi:application"]
        with log.open("wb") as said:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=said, stderr=said)
        server = Server(port, process.pid, log)
        try:
            wait_until(lambda: len(server.listening()) == workers, "the server listens")
            yield server
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def first_edition(drafts: str) -> Path:
    """The folder of a machine with the real directory, made by whichever process of the run needs it first."""
    from tests.plugin import FOLDER

    made = FOLDER.parent / f"first-edition-{drafts}"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            making = Machine(made.with_suffix(".new"), settings={DRAFTS: drafts})
            making.manage("shell", "-v0", "-c", FIRST_EDITION)
            making.var.rename(made)
    return made


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    log: Path

    def ask(self, path: str, **headers: str) -> Answer:
        """By a connection of its own, so that every worker gets its share."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        began = time.perf_counter()
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            body = response.read()
        finally:
            connection.close()
        seconds = time.perf_counter() - began
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body, seconds)

    def get(self, path: str) -> tuple[int, Any]:
        answer = self.ask(path)
        return answer.status, answer.json

    def said(self, words: str) -> int:
        """How often."""
        return self.log.read_text().count(words)

    def workers(self) -> list[int]:
        """The processes that serve, by id."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(child) for child in children.read_text().split()]

    def listening(self) -> set[str]:
        """The sockets that take connections; every worker has one of its own."""
        address, listens = f":{self.port:04X}", "0A"
        rows = (row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:])
        return {row[9] for row in rows if row[1].endswith(address) and row[3] == listens}
