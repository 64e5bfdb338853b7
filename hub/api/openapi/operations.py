"""Every public address, in one table.

To add one: yield an `Operation` beside its neighbours, or from a file of its own that is named here. The shape of its
answer is a JSON Schema made of the pieces in `hub.schema`; tests/api/test_schema.py says what is left untold.
"""

from collections.abc import Iterator

from hub.api.openapi import changes, facets, feeds, health, home, index, lists, news, own, search
from hub.api.openapi.operation import Operation

ROOMS = (index, home, lists, search, facets, changes, feeds, news, own, health)


def operations() -> Iterator[Operation]:
    for room in ROOMS:
        yield from room.operations()
