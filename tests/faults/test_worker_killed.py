"""A worker dies while many people read: the others answer, and another takes its place."""

import os
import signal
from http.client import HTTPException

from tests.faults.crowd import Crowd
from tests.faults.questions import Questions
from tests.machine import Machine, Server, wait_until

WORKERS = 2
MANY = 300


def test_the_others_answer_for_a_worker_that_died_and_another_takes_its_place(machine: Machine) -> None:
    with machine.server(WORKERS) as server:
        questions = Questions(server.ask("/api/v1/facets/").json["facets"])

        def read() -> None:
            path = questions.new()
            try:
                answer = server.ask(path)
            except (ConnectionError, HTTPException):  # It was with the worker that died.
                answer = server.ask(path)
            assert answer.status == 200, answer.body
            assert answer.json["edition"]["number"] == int(answer.headers["x-edition"]) == 1

        with Crowd(read) as crowd:
            crowd.more(MANY)
            for worker in server.workers():  # At the end those who answer are the ones that took their places.
                kill(server, worker)
                crowd.more(MANY)


def kill(server: Server, worker: int) -> None:
    """Returns when another is there."""
    others, sockets = set(server.workers()) - {worker}, server.listening()
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(server.listening() - sockets) == 1, "another worker listens")
    assert others < set(server.workers())
    assert worker not in server.workers()
