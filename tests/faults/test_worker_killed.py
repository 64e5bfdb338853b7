"""A worker dies while many people read: the others answer, and another takes its place."""

import os
import signal
from http.client import HTTPException

from tests.faults.crowd import Crowd
from tests.faults.questions import Questions
from tests.machine import Answer, Machine, Server, wait_until

WORKERS = 2
MANY = 300


def test_the_others_answer_for_a_worker_that_died_and_another_takes_its_place(machine: Machine) -> None:
    with machine.server(WORKERS) as server:
        questions = Questions(server.ask("/api/v1/facets/").json["facets"])

        def read() -> None:
            answer = ask_again(server, questions.new())
            assert answer.status == 200, answer.body
            assert answer.json["edition"]["number"] == int(answer.headers["x-edition"]) == 1

        with Crowd(read) as crowd:
            crowd.more(MANY)
            for worker in server.workers():  # At the end those who answer are the ones that took their places.
                kill(server, worker)
                crowd.more(MANY)


def ask_again(server: Server, path: str) -> Answer:
    """As every client does whose connection breaks: a worker that dies ends those that it answers, and a moment later
    those that wait for it. Nobody meets more than that of each worker that is killed."""
    for _ in range(2 * WORKERS):
        try:
            return server.ask(path)
        except (ConnectionError, HTTPException):
            continue
    return server.ask(path)


def kill(server: Server, worker: int) -> None:
    """Returns when another is there."""
    others, sockets = set(server.workers()) - {worker}, server.listening()
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: len(server.listening() - sockets) == 1, "another worker listens")
    assert others < set(server.workers())
    assert worker not in server.workers()
