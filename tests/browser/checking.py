"""A page as everybody needs it: what is asked of it, and its faults in words."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.looks import Look

FOLDER = Path(__file__).resolve().parent
# Bytes over the wire, without the font, which is fetched once.
WEIGHT = 50_000
PHONE_WIDTH = 360


def faults_of(page: Page, language: str, look: Look) -> list[str]:
    """axe comes last: it works in the page, and what it does there is not the page's doing."""
    page.evaluate(script("checks.js"))
    checks = ["targets", "isolated", "contrast", "sideways"]
    if look.width <= PHONE_WIDTH:
        checks.append("callAtOnce")
    faults = [fault for name in checks for fault in page.evaluate(f"checks.{name}()")]
    faults += page.evaluate("checks.language", language)
    faults += by_keyboard(page)
    page.evaluate(script("node_modules/axe-core/axe.min.js"))
    return faults + page.evaluate("checks.axe()")


def by_keyboard(page: Page) -> Iterator[str]:
    for _ in range(page.evaluate("checks.followFocus()")):
        page.keyboard.press("Tab")
        yield from page.evaluate("checks.focus()")
    yield from page.evaluate("checks.keyboard()")


@cache
def script(name: str) -> str:
    return (FOLDER / name).read_text()
