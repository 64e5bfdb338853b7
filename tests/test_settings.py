"""Settings refuse bad values in one clear line, and no secret has a default outside development."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GOOD = {"SECRET_KEY": "x" * 50, "DEBUG": "0"}


def manage(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HUB_VAR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        check=False,
        cwd=ROOT,
        env=kept | GOOD | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(said: subprocess.CompletedProcess[str]) -> str:
    assert said.returncode != 0
    assert "Traceback" not in said.stderr
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1, said.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("DEBUG", "maybe", "neither true nor false"),
        ("PUBLISH_ALONE", "perhaps", "neither true nor false"),
        ("KEEP_EDITIONS", "many", "whole number"),
        ("KEEP_EDITIONS", "1", "from 2"),
        ("SYNC_SECONDS", "٣", "whole number"),
        ("PORT", "0", "from 1 to 65535"),
        ("PUBLIC_URL", "hub.example.org", "no address of a server"),
        ("PUBLIC_URL", "https://hub.example.org/hub", "no address of a server"),
        ("SECRET_KEY", "", "SECRET_KEY is not set"),
        ("DATABASE_URL", "mysql://x@y/z", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "garbage", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgres://", "DATABASE_URL cannot be read"),
        ("DATABASE_URL", "postgres://u:p@host:port/name", "DATABASE_URL cannot be read"),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: str, reason: str) -> None:
    line = refused(manage("check", **{name: value}))
    assert line.startswith("Settings: ")
    assert name in line
    assert reason in line


def test_a_folder_that_cannot_be_written_is_said_at_start(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "cannot be written" in refused(manage("check", HUB_VAR=str(tmp_path / "file" / "var")))


def test_a_database_that_does_not_answer_ends_in_one_line(tmp_path: Path) -> None:
    url = "postgres://nobody@127.0.0.1:1/none"
    assert refused(manage("migrate", DATABASE_URL=url, HUB_VAR=str(tmp_path))).startswith("Database: ")


def test_a_password_in_the_database_url_is_never_printed(tmp_path: Path) -> None:
    said = manage("migrate", DATABASE_URL="postgres://nobody:hunter2@127.0.0.1:1/none", HUB_VAR=str(tmp_path))
    assert "hunter2" not in said.stdout + said.stderr


def test_the_system_checks_pass_as_deployed() -> None:
    said = manage("check", "--fail-level", "WARNING")
    assert said.returncode == 0, said.stderr


def test_a_port_in_use_is_said_in_one_line_before_anything_is_written(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        line = refused(manage("up", PORT=port, HUB_VAR=str(tmp_path)))
    assert line.startswith(f"CommandError: Port {port} cannot be used")
    assert not (tmp_path / "hub.sqlite3").exists()
