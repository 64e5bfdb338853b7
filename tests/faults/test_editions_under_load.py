"""Publishing and rolling back without a pause while many people read: every answer is wholly of one edition."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Any

from tests.faults.crowd import Crowd
from tests.faults.questions import Questions
from tests.machine import ROOT, Answer, Machine, Server, wait_until

ROUNDS = 3
# Few, so that the same is asked for in every edition, by many, and many times.
LISTS = 25
MARK = re.compile(rb"\[([a-z])\]")


@dataclass(frozen=True)
class Told:
    """What an answer says of the edition it is of."""

    url: str
    etag: str
    digest: str
    """Of the body."""
    number: int
    """By its header."""
    state: str
    marks: frozenset[str]
    """Of all the names in it."""


# Who publishes


Edition = dict[str, Any]
"""Number, state and mark."""


class Editor:
    """A process of its own, as a curator's commands are."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.editions: dict[int, Edition] = {}

    def act(self, word: str) -> int:
        """The number of the edition that is live then."""
        stdin, stdout = self.process.stdin, self.process.stdout
        assert stdin
        assert stdout
        stdin.write(f"{word}\n")
        stdin.flush()
        edition = json.loads(stdout.readline())
        self.editions[edition["number"]] = edition
        return int(edition["number"])


@contextmanager
def editor(machine: Machine) -> Iterator[Editor]:
    command = [sys.executable, "-m", "tests.faults.editor"]
    environment = machine.environment | {"DJANGO_SETTINGS_MODULE": "hub.settings"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        yield Editor(process)


# Those who read


class Reader:
    """Asks for lists, for feeds as they are, and for feeds by the manifest; says what it has already."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.random = Random(5)
        questions = Questions(server.ask("/api/v1/facets/").json["facets"])
        self.lists = [questions.new() for _ in range(LISTS)]
        self.held: dict[str, Told] = {}

    def read(self) -> Told:
        ways = [self.list, self.list, self.list, self.list, self.feed, self.feed_by_manifest]
        return self.random.choice(ways)()

    def list(self) -> Told:
        path = self.random.choice(self.lists)
        answer, told = self.fetch(path)
        if answer.status == 200:
            body = answer.json
            assert body["edition"] == {"number": told.number, "state": told.state}
            assert all(MARK.search(record["name"].encode()) for record in body["results"])
        return told

    def feed(self) -> Told:
        return self.fetch(f"/feed/v1/{self.random.choice(['en', 'ur'])}.json")[1]

    def feed_by_manifest(self) -> Told:
        manifest = self.server.ask("/feed/v1/manifest.json").json
        facts = manifest["languages"][self.random.choice(["en", "ur"])]
        answer = self.server.ask(facts["url"])
        assert answer.status == 200, answer.body
        assert sha256(answer.body).hexdigest() == facts["sha256"]
        return replace(told_by(facts["url"], answer), number=manifest["number"])

    def fetch(self, path: str) -> tuple[Answer, Told]:
        """Half the time only if it is not the one we hold."""
        held = self.held.get(path) if self.random.random() < 0.5 else None
        answer = self.server.ask(path, **({"If_None_Match": held.etag} if held else {}))
        if held and answer.status == 304:
            assert answer.headers["etag"] == held.etag
            return answer, replace(held, number=int(answer.headers["x-edition"]))
        assert answer.status == 200, answer.body
        told = self.held[path] = told_by(path, answer)
        return answer, told


def told_by(path: str, answer: Answer) -> Told:
    body = answer.json
    return Told(
        url=path,
        etag=answer.headers["etag"],
        digest=sha256(answer.body).hexdigest(),
        number=int(answer.headers["x-edition"]),
        state=body["edition"]["state"] if "edition" in body else body["state"],
        marks=frozenset(mark.decode() for mark in MARK.findall(answer.body)),
    )


# And what they were told


def test_every_answer_is_wholly_of_one_edition(machine: Machine) -> None:
    with editor(machine) as curator:
        curator.act("publish")
        with machine.server(workers=2) as server, Crowd(Reader(server).read) as crowd:
            for _ in range(ROUNDS):
                curator.act("publish")
                number = curator.act("rollback")
                wait_until(lambda number=number: any(one.number == number for one in crowd.seen), "it is noticed")
    for one in crowd.seen:
        edition = curator.editions[one.number]
        assert (one.state, one.marks) == (edition["state"], {edition["mark"]})
    assert bodies_of_a_tag(crowd.seen) == {1}


def bodies_of_a_tag(answers: list[Told]) -> set[int]:
    """How many different ones the same address gave under the same tag."""
    bodies = defaultdict(set)
    for one in answers:
        bodies[one.url, one.etag].add(one.digest)
    return {len(digests) for digests in bodies.values()}
