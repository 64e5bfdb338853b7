"""Every page in both languages, on a small phone by day and on a desk by night: for everybody, and nobody else's.

With EVERY_LOOK, as `make a11y` sets it: not one page of each shape but all there are, on each screen, by day and night.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import npm
from tests.browser.looks import EVERY_LOOK, USUAL_LOOKS, broken
from tests.browser.site import ASKED, LANGUAGES, SHAPES, addresses
from tests.browser.visits import visit
from tests.machine import Server

LOOKS, MOST = (EVERY_LOOK, 1000) if os.environ.get("EVERY_LOOK") else (USUAL_LOOKS, 1)

Site = dict[str, dict[str, list[str]]]
"""Language -> shape -> pages."""


@pytest.fixture(scope="package")
def site(hub: Server) -> Site:
    return {language: addresses(lambda path: hub.ask(path).body.decode(), language, MOST) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_of_page_is_looked_at(site: Site, language: str) -> None:
    assert set(site[language]) == {*SHAPES, *ASKED}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*SHAPES, *ASKED])
def test_everybody_can_use_a_page(
    browser: Browser, hub: Server, packages: Path, site: Site, name: str, language: str
) -> None:
    wrong = {}
    for path in site[language][name]:
        with visit(browser, hub, service_workers="block") as page:
            wrong[path] = broken(page, path, language, LOOKS)
    assert {path: what for path, what in wrong.items() if what} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_good_html(hub: Server, packages: Path, site: Site, tmp_path: Path, language: str) -> None:
    paths = [path for found in site[language].values() for path in found]
    for number, path in enumerate(paths):
        # What html-validate complains of is told by the file's name.
        (tmp_path / f"{number} {path.strip('/').replace('/', ' ')}.html").write_bytes(hub.ask(path).body)
    program, rules = packages / ".bin" / "html-validate", packages.parent / ".htmlvalidate.json"
    npm.run(packages, str(program), "--config", str(rules), "--formatter", "text", str(tmp_path))
