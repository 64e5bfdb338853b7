"""The real server with its real database taken away: everything public goes on answering, start-up included."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine import Machine, wait_until
from tests.postgres import Cluster, cluster

PATHS = [
    "/api/v1/",
    "/api/v1/helplines/?topic=depression&region=PK-SD&lang=ur",
    "/api/v1/helplines/?crisis=true&open_now=true,unknown&page_size=3",
    "/api/v1/helplines/umang-helpline/",
    "/api/v1/partners/?lang=ur",
    "/api/v1/topics/suicidal-thoughts/",
    "/feed/v1/manifest.json",
    "/feed/v1/ur.json",
    "/feed/v1/ur/updates.json",
    "/health/live",
    "/health/ready",
]


@pytest.fixture(scope="module")
def database() -> Iterator[Cluster]:
    with cluster() as started:
        yield started


@pytest.fixture(scope="module")
def published(database: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("machine"), database.url)
    machine.publish_first()
    return machine


def test_reads_and_withdrawals_outlive_the_database(published: Machine, database: Cluster) -> None:
    with published.server() as client:
        database.stop(at_once=True)
        assert {path: client.get(path)[0] for path in PATHS} == dict.fromkeys(PATHS, 200)

        said = published.manage("withdraw", "helpline/umang-helpline", "--reason", "wrong number")
        assert "on this machine only" in said
        wait_until(lambda: client.get("/api/v1/helplines/umang-helpline/")[0] == 410, "the withdrawal is noticed")

    with published.server() as client:  # Started again with the database still away.
        assert client.get("/health/ready")[1]["status"] == "ok"
        assert client.get("/api/v1/helplines/umang-helpline/")[0] == 410
        assert client.get("/api/v1/helplines/police-15/")[0] == 200

        database.start()
        another = Machine(published.var.parent / "another", database.url)
        another.var.mkdir(exist_ok=True)
        with another.server() as other:  # Learns of the withdrawal from the first machine, through the database.
            wait_until(lambda: other.get("/api/v1/helplines/umang-helpline/")[0] == 410, "the withdrawal arrives")
            another.manage("restore_record", "helpline/umang-helpline")
            wait_until(lambda: client.get("/api/v1/helplines/umang-helpline/")[0] == 200, "the restoration arrives")


def test_a_machine_without_an_edition_tells_the_emergency_lines(database: Cluster, tmp_path: Path) -> None:
    empty = Machine(tmp_path, database.url)
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
