"""What can befall a database. Each lasts as long as its block."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg

from tests.postgres import Cluster

Fault = Callable[[Cluster], AbstractContextManager[None]]


@contextmanager
def killed(database: Cluster) -> Iterator[None]:
    database.kill()
    try:
        yield
    finally:
        database.start()


@contextmanager
def stopped(database: Cluster) -> Iterator[None]:
    """It takes connections, and says nothing."""
    database.pause()
    try:
        yield
    finally:
        database.resume()


@contextmanager
def locked(database: Cluster) -> Iterator[None]:
    """As by a migration that takes its time."""
    with psycopg.connect(database.url) as migration:
        tables = migration.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        migration.execute(f"LOCK TABLE {', '.join(name for (name,) in tables)} IN ACCESS EXCLUSIVE MODE")
        yield
        migration.rollback()


FAULTS: dict[str, Fault] = {"killed": killed, "stopped": stopped, "locked": locked}
