"""Every test has a disk of its own and a process that has just started; a module shares the making of the cast."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from hub.editions import installing, store, syncing
from hub.editions.models import Edition
from hub.editions.publishing import publish
from hub.editions.reader import reader
from tests.cast import make_cast


@pytest.fixture(autouse=True)
def machine(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    settings.PUBLISH_ALONE = True
    monkeypatch.setattr(reader, "snapshot", None)
    monkeypatch.setattr(reader, "trouble", None)


@pytest.fixture(autouse=True)
def compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes are compressed alike every time, and that takes a third of a publication's."""
    monkeypatch.setattr(installing, "encoded", encoded_before)


@cache
def encoded_before(data: bytes) -> dict[str, bytes]:
    return store.encoded(data)


@pytest.fixture(scope="module")
def cast_of_module(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with around_tests(django_db_blocker, make_cast):
        yield


@contextmanager
def around_tests(blocker: DjangoDbBlocker, make: Callable[[], object]) -> Iterator[None]:
    """What is made, in a transaction around those of the tests, each of which leaves it as it was."""
    around = transaction.atomic()
    with blocker.unblock():
        around.__enter__()
        make()
    yield
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def first_edition(
    cast_of_module: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Edition, Path]:
    """What publishing the cast leaves in the database and on the disk; the database forgets it again."""
    var = tmp_path_factory.mktemp("first-edition")
    with django_db_blocker.unblock(), override_settings(VAR=var, PUBLISH_ALONE=True), transaction.atomic():
        edition = publish()
        transaction.set_rollback(True)
    assert edition
    return edition, var


@pytest.fixture
def cast(cast_of_module: None, db: None) -> None:
    """The cast, as yet unpublished."""


@pytest.fixture
def published(cast: None, first_edition: tuple[Edition, Path], settings: Settings) -> Edition:
    """The cast, live as edition 1."""
    edition = copy(first_edition[0])
    edition.save()
    shutil.copytree(first_edition[1], settings.VAR, dirs_exist_ok=True)
    return edition


@pytest.fixture
def database_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the database does not answer `sync`."""

    def refuse() -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(syncing, "database_events", refuse)


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """The cast, committed where threads and processes reach it by connections of their own."""
    make_cast()
    if connection.vendor == "postgresql":
        yield
        return
    in_memory, settings = connections["default"], connections.settings["default"]
    path = tmp_path / "hub.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    connections.settings["default"] = settings | {"NAME": str(path)}
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections.settings["default"], connections["default"] = settings, in_memory
