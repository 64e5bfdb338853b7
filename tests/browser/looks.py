"""A page as everybody needs it: what is asked of it, and what breaks it, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

from tests.browser.chromium import DESK, PHONE
from tests.browser.weight import Scales

FOLDER = Path(__file__).resolve().parent
KILOBYTE = 1024
MOST_SENT = 50 * KILOBYTE
# 1280 pixels at 400 per cent.
ZOOMED = {"width": 320, "height": 256}


@dataclass(frozen=True)
class Look:
    size: dict[str, int]
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.scheme} at {self.size['width']}"


USUAL_LOOKS = (Look(PHONE, "light"), Look(DESK, "dark"))
EVERY_LOOK = (*USUAL_LOOKS, Look(PHONE, "dark"), Look(DESK, "light"), Look(ZOOMED, "light"), Look(ZOOMED, "dark"))


def broken(page: Page, path: str, language: str, looks: Iterable[Look]) -> list[str]:
    """What is wrong with the page at this address; nothing where all is well."""
    scales = Scales(page)
    page.goto(path)
    page.evaluate(script("checks.js"))
    page.evaluate(script("node_modules/axe-core/axe.min.js"))
    return [
        *page.evaluate("checks.language", language),
        *too_heavy(scales),
        *by_keyboard(page),
        *(f"{look}: {fault}" for look in looks for fault in as_seen(page, look)),
        *at_400_percent(page),
    ]


@cache
def script(name: str) -> str:
    return (FOLDER / name).read_text()


def too_heavy(scales: Scales) -> Iterator[str]:
    if scales.without_fonts() > MOST_SENT:
        yield f"{scales.without_fonts():,} bytes over the wire"


def by_keyboard(page: Page) -> list[str]:
    for _ in range(page.evaluate("checks.followFocus()")):
        page.keyboard.press("Tab")
    return list(page.evaluate("checks.keyboard()"))


def as_seen(page: Page, look: Look) -> Iterator[str]:
    show(page, look)
    names = ["targets", "isolated", "apart", "contrast", "sideways", "axe"]
    if look.size == PHONE:
        names.append("callAtOnce")
    for name in names:
        yield from page.evaluate(f"checks.{name}()")


def at_400_percent(page: Page) -> list[str]:
    show(page, Look(ZOOMED, "light"))
    return list(page.evaluate("checks.sideways()"))


def show(page: Page, look: Look) -> None:
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.size["width"], "height": look.size["height"]})
