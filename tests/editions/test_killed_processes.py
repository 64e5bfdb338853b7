"""Real processes, really killed while they write."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.db import connection
from pytest_django.fixtures import Settings

from hub.editions.publishing import publish
from hub.editions.syncing import sync
from tests.editions.acts import change, served, snapshot


def database_url() -> str:
    name, port = connection.settings_dict["NAME"], connection.settings_dict["PORT"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"postgres://{connection.settings_dict['USER']}@{connection.settings_dict['HOST']}:{port}/{name}"


def publish_and_die(settings: Settings, last: int) -> int:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "hub.settings",
        "DATABASE_URL": database_url(),
        "HUB_VAR": str(settings.VAR),
        "PUBLISH_ALONE": "1",
    }
    command = [sys.executable, "-m", "tests.editions.killed", str(last), "publish"]
    return subprocess.run(
        command, check=False, cwd=project.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, timeout=60
    ).returncode


@pytest.mark.usefixtures("shared_database")
def test_processes_that_are_really_killed_leave_a_whole_edition(settings: Settings) -> None:
    publish()
    # Two syncs for each of fifteen files, and one for each of four new folders; `current` is the last file.
    switched = 34
    for number, last in enumerate((1, 9, switched - 1, switched), start=2):
        change("quiet-line", summary_en=f"Killed at {last}.")
        assert publish_and_die(settings, last) == -signal.SIGKILL
        assert snapshot().number == (number if last == switched else number - 1)
        sync()
        assert snapshot().number == number
        assert served()["quiet-line"]["summary"] == f"Killed at {last}."
