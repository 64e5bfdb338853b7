"""The real server with two workers: what it answers, and what it uses of the machine."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
# As it is deployed: with nothing of the tools of development.
SERVED = ROOT / ".venv/served/bin"
WORKERS = 2
PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    port: int
    pid: int

    def get(self, path: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as response:
            return json.load(response)

    def tag(self, path: str) -> str:
        """The ETag of an answer."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as response:
            return str(response.headers["ETag"])

    def edition(self) -> str:
        """The number of the one that a worker answers from, by a connection of its own."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/topics/?lang=en", timeout=30) as response:
            response.read()
            return str(response.headers["X-Edition"])

    def is_up(self) -> bool:
        try:
            return bool(self.get("/health/ready")["edition"])
        except OSError:
            return False

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [int(child) for child in children if "granian" in Path(f"/proc/{child}/cmdline").read_text()]

    def seconds_used(self) -> float:
        """Of the processor, by all workers, in user and system mode."""
        return sum(sum(map(int, stat(pid)[11:13])) for pid in self.workers) / TICKS

    def megabytes(self) -> float:
        """Of the largest worker, with all that it shares."""
        return max(resident(pid) for pid in self.workers) / 1e6


def stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Rss:"))


@contextmanager
def server(environment: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    options = ["--interface", "wsgi", "--no-ws", "--workers", str(WORKERS), "--blocking-threads", "2"]
    command = [str(SERVED / "granian"), *options, "--port", str(port), "hub.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    running = Server(port, process.pid)
    try:
        wait_until(running.is_up)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_until(happened: Any) -> float:
    """Seconds until it has."""
    began = time.perf_counter()
    while not happened():
        if time.perf_counter() - began > PATIENCE:
            raise TimeoutError(f"{happened} did not happen")
        time.sleep(0.01)
    return time.perf_counter() - began
