"""Machines with a live directory on SQLite; it is made once, and copied."""

import shutil
from pathlib import Path

import pytest

from tests.machine import Machine


@pytest.fixture(scope="session")
def live_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("live") / "var"
    Machine(var).publish_first()
    return var


@pytest.fixture
def machine(live_directory: Path, tmp_path: Path) -> Machine:
    var = tmp_path / "var"
    shutil.copytree(live_directory, var)
    return Machine(var)
