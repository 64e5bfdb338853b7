"""Every page in both languages, on a small phone by day and on a desk by night: for everybody, and nobody else's."""

import os
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import npm
from tests.browser.chromium import DESK, PHONE
from tests.browser.looks import FIRST_CALL, FOCUSABLE, FOCUSED, broken
from tests.browser.site import LANGUAGES, Read, pages
from tests.browser.visits import visit
from tests.machine import Server

# 1280 pixels at 400 per cent.
ZOOMED = {"width": 320, "height": 256}
LOOKS = (
    [*product([PHONE, DESK, ZOOMED], ["light", "dark"])]
    if os.environ.get("EVERY_LOOK")
    else [(PHONE, "light"), (DESK, "dark")]
)
KILOBYTE = 1024
MOST_SENT = 50 * KILOBYTE
# An answer that is a refusal is one of its own kind of errors on the console.
REFUSED = ("Failed to load resource: the server responded with a status of 4",)


def reading(hub: Server) -> Read:
    return lambda path: hub.ask(path).body.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "scheme"), LOOKS, ids=lambda one: str(one["width"]) if isinstance(one, dict) else one)
def test_everybody_can_use_every_page(
    browser: Browser, hub: Server, packages: Path, language: str, size: dict[str, int], scheme: str
) -> None:
    axe = (packages / "axe-core" / "axe.min.js").read_text()
    wrong = {}
    with visit(browser, hub, viewport=size, color_scheme=scheme, expected=REFUSED, service_workers="block") as page:
        for name, path in pages(reading(hub), language).items():
            page.goto(path)
            if found := broken(page, axe):
                wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_number_is_on_the_first_screen(browser: Browser, hub: Server, language: str) -> None:
    with visit(browser, hub, expected=REFUSED, service_workers="block") as page:
        for name, path in pages(reading(hub), language).items():
            page.goto(path)
            assert page.evaluate(FIRST_CALL) <= PHONE["height"], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light(browser: Browser, hub: Server, language: str) -> None:
    """All that comes over the wire with a page, but for the font."""
    for name, path in pages(reading(hub), language).items():
        with visit(browser, hub, expected=REFUSED, service_workers="block") as page:
            assert sent_with(page, path) <= MOST_SENT, name


def sent_with(page: Page, path: str) -> int:
    sizes: list[int] = []
    page.on("requestfinished", lambda one: sizes.append(0 if ".woff2" in one.url else received(one)))
    page.goto(path, wait_until="load")
    return sum(sizes)


def received(request: object) -> int:
    sizes = request.sizes()  # type: ignore[attr-defined]
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def test_every_page_is_good_html(hub: Server, packages: Path, tmp_path: Path) -> None:
    for language in LANGUAGES:
        for name, path in pages(reading(hub), language).items():
            (tmp_path / f"{language}-{name.replace('/', '-').replace('*', 'one')}.html").write_bytes(hub.ask(path).body)
    program = str(packages / ".bin" / "html-validate")
    rules = str(packages.parent / ".htmlvalidate.json")
    npm.run(packages, program, "--config", rules, "--formatter", "text", str(tmp_path))


@pytest.mark.parametrize("path", ["/ur/", "/en/helplines/?topic=depression", "/ur/helplines/umang-helpline/"])
def test_the_keyboard_reaches_everything_in_order(browser: Browser, hub: Server, path: str) -> None:
    with visit(browser, hub, viewport=DESK, service_workers="block") as page:
        page.goto(path)
        places = []
        for _ in range(page.evaluate(FOCUSABLE)):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            assert focused["seen"], page.evaluate("() => document.activeElement.outerHTML")
            places.append(focused["place"])
        assert places == sorted(set(places))
        assert len(places) == page.evaluate(FOCUSABLE)
