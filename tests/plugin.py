"""Gives every test process its own folder and a known environment, before Django's settings are read.

pytest-django reads the settings ahead of any conftest, so pytest loads this by `-p tests.plugin`.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

LANE = os.environ.get("LANE", "sqlite")
# What a developer's shell may hold must not change what the tests see.
SETTINGS = (
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CSRF_TRUSTED_ORIGINS",
    "KEEP_EDITIONS",
    "PORT",
    "PUBLIC_URL",
    "PUBLISH_ALONE",
    "PUBLISH_DRAFT_RESOURCES",
    "SYNC_SECONDS",
)


def process_folder() -> Path:
    """This process's `var`: the main process makes a folder, and the workers take a place beside its own."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        return Path(os.environ["HUB_VAR"]).parent / worker
    return Path(tempfile.mkdtemp(prefix="hub-tests-")) / "main"


def prepare() -> Path:
    for name in SETTINGS:
        os.environ.pop(name, None)
    if LANE == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    folder = process_folder()
    folder.mkdir()
    os.environ |= {"HUB_VAR": str(folder), "SECRET_KEY": "only-for-tests-" + "0" * 40, "DEBUG": "0"}
    return folder


FOLDER = prepare()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The main process ends last, and takes the workers' folders along."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(FOLDER.parent, ignore_errors=True)
