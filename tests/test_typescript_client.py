"""A client that a generator makes from the schema reads the hub, and the examples for apps do what they say."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.machine import ROOT, Machine

FOLDER = ROOT / "tests" / "typescript"


def run(*command: str) -> str:
    said = subprocess.run(command, check=False, cwd=FOLDER, capture_output=True, text=True)
    assert said.returncode == 0, f"{said.stdout}\n{said.stderr}"
    return said.stdout


@pytest.fixture(scope="module")
def packages() -> None:
    for program in ("node", "npm"):
        if not shutil.which(program):
            pytest.fail(f"{program} is not installed, and the test of a generated client needs it: apt-get install npm")
    run("npm", "ci", "--ignore-scripts")


def test_a_generated_client_and_the_examples_read_the_hub(packages: None, tmp_path: Path) -> None:
    machine = Machine(tmp_path / "var")
    machine.publish_first()
    shutil.rmtree(FOLDER / "build", ignore_errors=True)
    (FOLDER / "build").mkdir()
    with machine.server() as hub:
        (FOLDER / "build" / "schema.json").write_bytes(hub.ask("/api/v1/schema/").body)
        run("npm", "run", "types")
        run("npm", "run", "compile")
        said = run("node", "build/tests/typescript/read.js", f"http://127.0.0.1:{hub.port}")
    assert "answers of the clock are those of the hub" in said
