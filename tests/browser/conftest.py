"""The pages in a real browser, from a real server with the real directory.

Playwright runs a loop in this thread, in which Django would refuse the database to the tests that follow: so it ends
with each file of tests.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import npm
from tests.browser.chromium import CHROMIUM, OPTIONS
from tests.browser.desk import Desk, demo_passwords
from tests.machine import ROOT, Machine, Server

FOLDER = ROOT / "tests" / "browser"


@pytest.fixture(scope="session")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """With the drafts of texts, so that their pages are tested as well."""
    machine = Machine(tmp_path_factory.mktemp("browser") / "var", settings={"PUBLISH_DRAFT_RESOURCES": "1"})
    machine.publish_first()
    return machine


@pytest.fixture(scope="package")
def hub(machine: Machine) -> Iterator[Server]:
    with machine.server() as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is not there, and the pages are tested in it: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def packages() -> Path:
    """Where npm has put axe and html-validate."""
    npm.install(FOLDER)
    return FOLDER / "node_modules"


@pytest.fixture(scope="session")
def desk_machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """With somebody of each role; in DEBUG, since nobody signs in over plain HTTP outside it."""
    machine = Machine(tmp_path_factory.mktemp("desk") / "var", settings={"DEBUG": "1"})
    machine.publish_first()
    return machine


@pytest.fixture(scope="module")
def desk(desk_machine: Machine, browser: Browser) -> Iterator[Desk]:
    with desk_machine.server() as server:
        yield Desk(browser, server, demo_passwords(desk_machine))
