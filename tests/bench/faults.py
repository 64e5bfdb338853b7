"""How long people wait for lists that nobody has asked for, while the database is killed, silent and locked."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests import machine
from tests.bench.server import Server
from tests.faults.crowd import READERS, Crowd
from tests.faults.database import FAULTS
from tests.faults.questions import Questions
from tests.postgres import Cluster

# Answers before any fault, and during each.
MANY = 2000
# The workers ask the database as often, so that they run into every fault.
OFTEN = {"SYNC_SECONDS": "1"}
NAME = f"{READERS} readers of new lists: p99; slowest while PostgreSQL is {' · '.join(FAULTS)}"


@dataclass(frozen=True)
class Waits:
    """In seconds."""

    p99: float
    slowest: dict[str, float]
    """By fault."""

    def __str__(self) -> str:
        return f"{self.p99 * 1000:.0f}; {' · '.join(f'{one * 1000:.0f}' for one in self.slowest.values())} ms"


def waits(running: Server, database: Cluster) -> Waits:
    """Ends with an error where anybody is refused."""
    server = machine.Server(running.port, running.pid, Path(os.devnull))
    questions = Questions(server.ask("/api/v1/facets/").json["facets"])

    def read() -> float:
        answer = server.ask(questions.new())
        assert answer.status == 200, answer.body
        return answer.seconds

    with Crowd(read) as crowd:
        crowd.more(MANY)
        usual = sorted(crowd.more(MANY))
        return Waits(usual[len(usual) * 99 // 100], {name: slowest(crowd, database, name) for name in FAULTS})


def slowest(crowd: Crowd[float], database: Cluster, fault: str) -> float:
    with FAULTS[fault](database):
        return max(crowd.more(MANY))
