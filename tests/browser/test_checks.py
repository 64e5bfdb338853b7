"""The checks themselves find what they are for; else a page without a fault would say nothing."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import PHONE
from tests.browser.looks import by_keyboard, script

FAULTY = [
    ("targets", "<button style='height: 20px'>Call</button>"),
    ("targets", "<button style='width: 30px; height: 50px; padding: 0'>15</button>"),
    ("apart", "<p dir='rtl'>یہاں شائع ہوا: Hours TV، 22 اپریل</p>"),
    ("apart", "<p dir='rtl'>ناشر <strong>Hours TV</strong> <bdi>اُمنگ</bdi>، 22 اپریل</p>"),
    ("isolated", "<p dir='rtl'>0311-7786264 پر کال کریں</p>"),
    ("isolated", "<div dir='rtl'><a href='tel:15'>15</a></div>"),
    ("contrast", "<p style='background: #fff'><bdi class='number' style='color: #777'>15</bdi></p>"),
    ("sideways", "<main><p style='width: 500px'>wide</p></main>"),
    ("callAtOnce", "<p style='height: 700px'></p><a href='tel:15'>15</a>"),
    ("axe", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"),
]
FINE = """<!doctype html><html lang="ur" dir="rtl"><title>مدد</title><main><h1>مدد</h1>
<p>کال کریں <bdi class="number" dir="ltr">0311-7786264</bdi></p>
<p>شائع ہوا: \u2068Hours TV\u2069، 22 اپریل، <bdi>Dawn</bdi> 23 اپریل</p>
<a style="display: block; line-height: 50px" href="tel:15"><bdi class="number" dir="ltr">15</bdi></a></main></html>"""


def found_in(browser: Browser, html: str, check: str, *given: Any) -> list[str]:
    page = browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    page.set_content(html)
    page.evaluate(script("checks.js"))
    page.evaluate(script("node_modules/axe-core/axe.min.js"))
    found = by_keyboard(page) if check == "keyboard" else page.evaluate(f"checks.{check}", *given)
    page.close()
    return list(found)


@pytest.mark.parametrize(("check", "fault"), FAULTY)
def test_a_check_finds_its_fault(browser: Browser, packages: Path, check: str, fault: str) -> None:
    assert found_in(browser, fault, check)
    assert found_in(browser, FINE, check) == []


def test_a_page_says_its_language_and_direction(browser: Browser, packages: Path) -> None:
    assert found_in(browser, FINE, "language", "ur") == []
    assert found_in(browser, FINE, "language", "en")
    assert found_in(browser, FINE.replace("<h1>", "<h1 lang='en'>"), "language", "ur")


@pytest.mark.parametrize("fault", ["<a href='/' style='outline: none'>unseen</a>", "<a href='/' tabindex=1>early</a>"])
def test_the_way_by_keyboard_is_followed(browser: Browser, packages: Path, fault: str) -> None:
    assert found_in(browser, FINE, "keyboard") == []
    assert found_in(browser, FINE + fault, "keyboard")
