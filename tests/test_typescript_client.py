"""A client that a generator makes from the schema reads the hub, and the examples for apps do what they say."""

import shutil
from pathlib import Path

import pytest

from tests import npm
from tests.machine import ROOT, Machine

FOLDER = ROOT / "tests" / "typescript"


@pytest.fixture(scope="module")
def packages() -> None:
    npm.install(FOLDER)


def test_a_generated_client_and_the_examples_read_the_hub(packages: None, tmp_path: Path) -> None:
    machine = Machine(tmp_path / "var")
    machine.publish_first()
    shutil.rmtree(FOLDER / "build", ignore_errors=True)
    (FOLDER / "build").mkdir()
    with machine.server() as hub:
        (FOLDER / "build" / "schema.json").write_bytes(hub.ask("/api/v1/schema/").body)
        npm.run(FOLDER, "npm", "run", "types")
        npm.run(FOLDER, "npm", "run", "compile")
        said = npm.run(FOLDER, "node", "build/tests/typescript/read.js", f"http://127.0.0.1:{hub.port}")
    assert "answers of the clock are those of the hub" in said
