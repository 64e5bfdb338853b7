"""Schemathesis asks every operation what its schema allows and what it forbids, and finds nothing wrong.

Bounded and the same every time: each run of it takes seconds, and a failure can be met again.
"""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import brotli
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import settings

from hub.api import schema as served_schema
from tests.cast import CLOCK
from tests.goldens import FOLDER

FEED: dict[str, Any] = json.loads((FOLDER / "feed-en.json").read_text())["body"]


def values_in(source: str) -> list[str]:
    """What stands at an `x-values-in`, as a client would look it up."""
    if source == "next, previous":
        return [CLOCK.isoformat()]
    found: list[Any] = [FEED]
    for part in source.removeprefix("/").split("/"):
        found = [inner for one in found for inner in (one if part == "*" else [one[part]])]
    return [value for one in found for value in (one if isinstance(one, dict) else [one])]


def looked_up(schema: dict[str, Any]) -> dict[str, Any]:
    """The values that curators may add to are in the edition: we cannot expect them to be guessed."""
    for operation in (one for path in schema["paths"].values() for one in path.values()):
        for told in asked(operation):
            if source := told.get("x-values-in"):
                told["enum"] = [*values_in(source), *told.get("x-also", ())]
                told.pop("examples", None)
    return schema


def asked(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for parameter in operation["parameters"]:
        yield parameter["schema"].get("items", parameter["schema"])
    if "requestBody" in operation:
        yield from operation["requestBody"]["content"]["application/json"]["schema"]["properties"].values()


# An address that is too long is a refusal, too.
REFUSED = ["400", "404", "405", "414"]
CONFIG = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})
SCHEMA = schemathesis.openapi.from_dict(looked_up(json.loads(served_schema.schema().body)), config=CONFIG)
SCHEMA.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def no_database() -> Iterator[None]:
    """As Django's own test client does: at a request's ends it would look at connections that other tests have left."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@SCHEMA.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    """A file comes as it was asked for; a client of the network would have unpacked it."""
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    for encoding in response.headers.get("content-encoding", ()):
        response.content = unpack[encoding](response.content)


@SCHEMA.parametrize()
@settings(max_examples=20, derandomize=True, database=None, deadline=None)
def test_it_does_what_its_schema_says(case: schemathesis.Case) -> None:
    case.call_and_validate()
