"""The packages of npm that a test stands on, in its own folder and as the lock file there names them."""

import fcntl
import shutil
import subprocess
from pathlib import Path

import pytest


def run(folder: Path, *command: str) -> str:
    said = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    assert said.returncode == 0, f"{said.stdout}\n{said.stderr}"
    return said.stdout


def install(folder: Path) -> None:
    for program in ("node", "npm"):
        if not shutil.which(program):
            pytest.fail(f"{program} is not installed, and this test needs it: apt-get install npm")
    with (folder / "package-lock.json").open() as lock:
        # Two test processes may come at once; npm clears the folder before it fills it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_installed(folder):
            run(folder, "npm", "ci", "--ignore-scripts")


def is_installed(folder: Path) -> bool:
    """npm writes down what it has installed when it is done."""
    written = folder / "node_modules" / ".package-lock.json"
    return written.exists() and written.stat().st_mtime >= (folder / "package-lock.json").stat().st_mtime
