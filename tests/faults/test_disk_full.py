"""The disk takes nothing more while somebody publishes: the old edition stays, and it is said in a line."""

import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.faults.crowd import Crowd
from tests.machine import Machine, Server, wait_until
from tests.postgres import cluster

WORKERS = 2
MANY = 100
# No file of an edition is as small, nor what SQLite writes of one.
NOTHING_MORE = 8192
SAID = re.compile(
    r"CommandError: (Nothing was published\. The database does not answer: disk I/O error"
    r"|Edition 2 is published, but not on this machine yet: .+ cannot be written: File too large)\n"
)
RENAMED = """
from hub.models import Topic
topic = Topic.objects.get(slug="sleep")
topic.name_en = "Lying awake"
topic.save()
"""


def limit(pid: int, size: int) -> None:
    """What a process may write of a file, in bytes; a limit of 0 is that of this process itself."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))


@contextmanager
def disk_full(server: Server) -> Iterator[None]:
    for worker in server.workers():
        limit(worker, NOTHING_MORE)
    yield
    for worker in server.workers():
        limit(worker, resource.RLIM_INFINITY)


@pytest.fixture(params=["sqlite", "postgresql"])
def full_machine(request: pytest.FixtureRequest, machine: Machine) -> Iterator[Machine]:
    if request.param == "sqlite":
        yield machine
        return
    with cluster() as database:
        elsewhere = Machine(machine.var.with_name("elsewhere"), database.url)
        elsewhere.publish_first()
        yield elsewhere


def test_a_full_disk_leaves_the_old_edition_and_says_so(full_machine: Machine) -> None:
    full_machine.manage("shell", "-v0", "-c", RENAMED)
    with full_machine.server(WORKERS) as server:

        def read() -> tuple[int, str]:
            answer = server.ask("/api/v1/topics/sleep/?lang=en")
            assert answer.status == 200, answer.body
            return int(answer.headers["x-edition"]), answer.json["name"]

        with Crowd(read) as crowd:
            crowd.more(MANY)
            with disk_full(server):
                said = full_machine.run("publish", preexec_fn=lambda: limit(0, NOTHING_MORE))
                crowd.more(MANY)
            assert set(crowd.seen) == {(1, "Sleep problems")}
            assert said.returncode == 1
            assert SAID.fullmatch(said.stderr)
            full_machine.manage("publish")
            wait_until(lambda: crowd.seen[-1] == (2, "Lying awake"), "the new edition is read")
