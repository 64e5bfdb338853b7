"""The database killed, silent and locked while many people read: nobody is refused, and nobody waits for it."""

import re
from collections.abc import Iterator

import pytest

from tests.faults.crowd import Crowd
from tests.faults.database import FAULTS
from tests.faults.questions import Questions
from tests.machine import Answer, Machine, Server, wait_until
from tests.postgres import Cluster, cluster

WORKERS = 2
# Answers before a fault, by which those during it are measured, and answers at least during it.
MANY = 500
TIMES_AS_SLOW = 10
# A busy machine may keep anybody waiting for tenths of a second, where the usual is some thousandths. Whoever waits for
# the database waits for longer: a connection fails after two seconds, and a lock is held until we let go.
NOISE = 1.0
CONNECT_TIMEOUT = 2


@pytest.fixture(scope="module")
def database() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.fixture(scope="module")
def server(database: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    machine = Machine(tmp_path_factory.mktemp("machine") / "var", f"{database.url}?connect_timeout={CONNECT_TIMEOUT}")
    machine.publish_first()
    with machine.server(WORKERS) as started:
        yield started


@pytest.fixture(scope="module")
def questions(server: Server) -> Questions:
    return Questions(server.ask("/api/v1/facets/").json["facets"])


def wait_until_noticed(server: Server) -> None:
    """Each worker asks the database by itself, again and again: until all have run into it."""
    words = "the database does not answer"
    before = server.said(words)
    wait_until(lambda: server.said(words) >= before + WORKERS + 1, "the workers notice that the database is away")


def wait_until_waiting(database: Cluster) -> None:
    wait_until(lambda: len(waiting(database)) == WORKERS, "the workers wait for the lock")


def waiting(database: Cluster) -> list[str]:
    return database.sql("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'").split()


# And nobody notices


@pytest.mark.parametrize("fault", FAULTS)
def test_nobody_waits_for_the_database(fault: str, database: Cluster, server: Server, questions: Questions) -> None:
    def read() -> float:
        return seconds_of_a_list(server.ask(questions.new()))

    with Crowd(read) as crowd:
        usual = crowd.more(MANY)
        with FAULTS[fault](database):
            before = len(crowd.seen)
            crowd.more(MANY)
            wait_until_waiting(database) if fault == "locked" else wait_until_noticed(server)
        during = crowd.seen[before:]
        after = crowd.more(MANY)
    bound = max(TIMES_AS_SLOW * p99(usual), NOISE)
    assert [seconds for seconds in (*during, *after) if seconds > bound] == []


def seconds_of_a_list(answer: Answer) -> float:
    assert answer.status == 200, answer.body
    body = answer.json
    assert body["edition"]["number"] == int(answer.headers["x-edition"]) == 1
    assert re.fullmatch("[0-9a-f]{64}", body["edition"]["state"])
    assert len(body["results"]) <= body["count"]
    assert body["results"] or body["help"]
    return answer.seconds


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) * 99 // 100]
