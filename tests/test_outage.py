"""The real server with its real database taken away: everything public goes on answering, start-up included."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Cluster, cluster, free_port

ROOT = Path(__file__).resolve().parent.parent
PATHS = [
    "/api/v1/",
    "/api/v1/helplines/?topic=depression&region=PK-SD&lang=ur",
    "/api/v1/helplines/?crisis=true&open_now=true,unknown&page_size=3",
    "/api/v1/helplines/umang-helpline/",
    "/api/v1/partners/?lang=ur",
    "/api/v1/topics/suicidal-thoughts/",
    "/feed/v1/manifest.json",
    "/feed/v1/ur.json",
    "/health/live",
    "/health/ready",
]
PATIENCE = 20


@dataclass
class Machine:
    """One machine of the hub: its own disk, and a database that others share."""

    var: Path
    database: Cluster

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "HUB_VAR": str(self.var),
            "DATABASE_URL": self.database.url,
            "PUBLISH_ALONE": "1",
            "SYNC_SECONDS": "1",
        }

    def manage(self, *args: str) -> str:
        command = [sys.executable, "manage.py", *args]
        said = subprocess.run(
            command, check=False, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=60
        )
        assert said.returncode == 0, said.stderr
        return said.stdout

    @contextmanager
    def server(self) -> Iterator["Client"]:
        client = Client(free_port())
        granian = str(Path(sys.executable).with_name("granian"))
        command = [granian, "--interface", "wsgi", "--port", str(client.port), "hub.wsgi:application"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **quiet)
        try:
            client.wait_until(lambda: client.get("/health/live")[0] == 200)
            yield client
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@dataclass
class Client:
    port: int

    def get(self, path: str) -> tuple[int, Any]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def wait_until(self, done: Any) -> None:
        """Polls within bounds: another process needs its time to start, or to notice."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if done():
                    return
            except OSError:
                pass
            time.sleep(0.05)
        pytest.fail("the server did not get there in time")


@pytest.fixture(scope="module")
def database() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.fixture(scope="module")
def published(database: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("machine"), database)
    for step in (["migrate", "-v0"], ["load_directory"], ["publish"]):
        machine.manage(*step)
    return machine


def test_reads_and_withdrawals_outlive_the_database(published: Machine, database: Cluster) -> None:
    with published.server() as client:
        database.stop(at_once=True)
        assert {path: client.get(path)[0] for path in PATHS} == dict.fromkeys(PATHS, 200)

        said = published.manage("withdraw", "helpline/umang-helpline", "--reason", "wrong number")
        assert "on this machine only" in said
        client.wait_until(lambda: client.get("/api/v1/helplines/umang-helpline/")[0] == 410)

    with published.server() as client:  # Started again with the database still away.
        assert client.get("/health/ready")[1]["status"] == "ok"
        assert client.get("/api/v1/helplines/umang-helpline/")[0] == 410
        assert client.get("/api/v1/helplines/police-15/")[0] == 200

        database.start()
        another = Machine(published.var.parent / "another", database)
        another.var.mkdir(exist_ok=True)
        with another.server() as other:  # Learns of the withdrawal from the first machine, through the database.
            other.wait_until(lambda: other.get("/api/v1/helplines/umang-helpline/")[0] == 410)
            another.manage("restore_record", "helpline/umang-helpline")
            client.wait_until(lambda: client.get("/api/v1/helplines/umang-helpline/")[0] == 200)


def test_a_machine_without_an_edition_tells_the_emergency_lines(database: Cluster, tmp_path: Path) -> None:
    empty = Machine(tmp_path, database)
    database.pause()
    try:
        with empty.server() as client:
            status, problem = client.get("/api/v1/helplines/?lang=ur")
            assert status == 503
            assert [line["contacts"][0]["dial"] for line in problem["help"]][:3] == ["15", "1122", "115"]
            assert client.get("/health/ready")[0] == 503
            assert client.get("/health/live")[0] == 200
    finally:
        database.resume()
