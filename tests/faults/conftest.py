"""Machines with a live directory on SQLite."""

from pathlib import Path

import pytest

from tests.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "var")
    machine.publish_first()
    return machine
