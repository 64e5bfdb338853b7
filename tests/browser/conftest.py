"""A real hub with the real directory, and a browser before it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from hub.management.commands.up import HOST
from tests import npm
from tests.browser.checking import FOLDER
from tests.browser.chromium import chromium
from tests.browser.looks import LIGHT_PHONE, Look
from tests.browser.places import places
from tests.browser.watching import Watch
from tests.machine import Machine, Server

Reader = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("machine") / "var")
    machine.publish_first()
    return machine


@pytest.fixture(scope="session")
def hub(machine: Machine) -> Iterator[Server]:
    with machine.server() as server:
        yield server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Gone before the tests outside of this folder: while Playwright runs its loop, Django refuses models."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def packages() -> None:
    npm.install(FOLDER)


@pytest.fixture(scope="session")
def found(hub: Server) -> dict[tuple[str, str], list[str]]:
    """Where the pages are, by name and language."""
    return places(lambda path: hub.ask(path).body.decode())


@pytest.fixture
def reader(browser: Browser, hub: Server) -> Iterator[Reader]:
    """Somebody before a screen, watched until the end."""
    watches: list[Watch] = []

    def sit(look: Look = LIGHT_PHONE, origin: str = origin_of(hub), **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=origin, **look.options, **options)
        watches.append(Watch(context, origin))
        return context

    yield sit
    faults = [fault for watch in watches for fault in watch.end()]
    for watch in watches:
        watch.context.close()
    assert faults == []


def origin_of(server: Server) -> str:
    return f"http://{HOST}:{server.port}"
