"""The desk's tests share the machine and the cast of the editions' tests."""

from tests.editions.conftest import (  # noqa: F401  (fixtures)
    cast,
    cast_of_module,
    compressed_once,
    first_edition,
    machine,
    published,
    shared_database,
)
