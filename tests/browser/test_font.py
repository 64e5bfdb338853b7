"""The font that comes with the pages holds what the directory is written in."""

import re

from playwright.sync_api import Browser, Page

from tests.browser.visits import visit
from tests.machine import Server

ALPHABET = "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہۂۃھءیئےۓ۰۱۲۳۴۵۶۷۸۹،؛؟۔"
# Combining marks have no shape of their own.
LETTER = re.compile("[؀-ؿء-ي٠-٭ٱ-ۓ۰-۹۔ە]")
FAMILY = "Noto Nastaliq Urdu"


def fonts(page: Page, selector: str) -> dict[str, int]:
    """Family -> how many shapes of it the browser drew; only of those that came with the page."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {one["familyName"] if one["isCustomFont"] else "another": one["glyphCount"] for one in drawn}


def test_every_letter_is_in_the_font(browser: Browser, hub: Server) -> None:
    letters = {*ALPHABET, *LETTER.findall(hub.ask("/feed/v1/ur.json").body.decode())}
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/ur/")
        page.evaluate("(letters) => { document.querySelector('h1').textContent = letters }", "".join(sorted(letters)))
        page.evaluate("() => document.fonts.ready")
        assert set(fonts(page, "h1")) == {FAMILY}
