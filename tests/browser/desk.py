"""Somebody at the desk, in a browser that is watched; and hands, on a mouse or on the keyboard alone."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError

from tests.browser.chromium import DESK
from tests.browser.curators import CURATORS
from tests.browser.visits import Watch, origin
from tests.machine import PATIENCE, Machine, Server

# More stops than any page has.
MOST_STOPS = 900
# More choices than there are of anything.
MOST_CHOICES = 20
# The one that Enter takes, of the records that are found.
FOUND = ".select2-results__option--highlighted"
MOST_TRIES, TRY_MS = 3, 15_000
# What leads to another page.
LEAVES = "a[href]:not([href='#']), [type=submit]"


def demo_passwords(machine: Machine) -> dict[str, str]:
    """Name -> password of somebody of each role, who is made."""
    found: dict[str, str] = json.loads(machine.manage("shell", "-v0", "-c", CURATORS))
    return found


class Desk:
    """The desk of a server, and who can sign in there."""

    def __init__(self, browser: Browser, server: Server, passwords: dict[str, str]) -> None:
        self.browser, self.server, self.passwords = browser, server, passwords

    @contextmanager
    def sit(self, role: str, language: str = "en", **options: Any) -> Iterator[Page]:
        """A page in which somebody of the role has signed in; at the end nothing must have gone wrong in it."""
        home = origin(self.server)
        options = {"viewport": DESK} | options
        context = self.browser.new_context(base_url=home, storage_state=self.signed_in(role), **options)
        context.set_default_timeout(PATIENCE * 1000)
        context.add_cookies([{"name": "django_language", "value": language, "url": f"{home}/desk/"}])
        watch = Watch(context, home, ())
        try:
            yield context.new_page()
            assert not watch.wrong, watch.wrong
        finally:
            context.close()

    @cache  # noqa: B019  (one desk a file of tests)
    def signed_in(self, role: str) -> Any:
        context = self.browser.new_context(base_url=origin(self.server))
        page = context.new_page()
        page.goto("/desk/login/")
        page.fill("#id_username", f"demo-{role}")
        page.fill("#id_password", self.passwords[f"demo-{role}"])
        page.press("#id_password", "Enter")
        page.wait_for_url("**/desk/")
        state = context.storage_state()
        context.close()
        return state


class Mouse:
    """Each act is one interaction, as a person would count."""

    def __init__(self, page: Page) -> None:
        self.page, self.acts = page, 0

    def press(self, selector: str) -> None:
        self.acts += 1
        self.page.click(selector)

    def write(self, selector: str, text: str) -> None:
        self.acts += 1
        self.page.fill(selector, text)

    def choose(self, selector: str, label: str) -> None:
        self.acts += 1
        self.page.select_option(selector, label=label)

    def pick(self, name: str, value: str) -> None:
        """One of several choices."""
        self.press(f"[name={name}][value={value}]")

    def find(self, field: str, text: str) -> None:
        """In a field that looks for records, which opens with the first of them."""
        self.press(f".field-{field} .select2-selection")
        self.page.wait_for_selector(FOUND)
        self.look_for(text)
        self.take(text)

    def look_for(self, text: str) -> None:
        """As people do who see nothing: write it again."""
        for _ in range(MOST_TRIES):
            self.write(".select2-search__field", text)
            with suppress(TimeoutError):
                self.page.wait_for_selector(f"{FOUND}:has-text('{text}')", timeout=TRY_MS)
                return
        raise AssertionError(f"{text} is not found, but: {self.page.inner_text('.select2-results')}")

    def take(self, text: str) -> None:
        self.press(f"{FOUND}:has-text('{text}')")

    def add(self, field: str, label: str) -> None:
        """From a list of several into that of the chosen."""
        self.acts += 1
        self.page.dblclick(f"#id_{field}_from option:has-text('{label}')")


class Keyboard(Mouse):
    """Never a mouse: Tab to where one wants to go, then keys."""

    def reach(self, selector: str) -> None:
        self.acts += 1
        for _ in range(MOST_STOPS):
            if self.page.evaluate("one => document.activeElement.matches(one)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {selector}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        if self.page.evaluate(f"document.activeElement.matches({LEAVES!r})"):
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        else:
            is_box = self.page.evaluate("document.activeElement.matches('[type=checkbox], [type=radio]')")
            self.page.keyboard.press("Space" if is_box else "Enter")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, selector: str, label: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(label)

    def pick(self, name: str, value: str) -> None:
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Space")
        for _ in range(MOST_CHOICES):
            if self.page.evaluate("one => document.activeElement.matches(one)", f"[name={name}][value={value}]"):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {value}")

    def take(self, text: str) -> None:
        self.acts += 1
        self.page.keyboard.press("Enter")

    def add(self, field: str, label: str) -> None:
        self.write(f"#id_{field}_input", label)
        self.page.keyboard.press("Enter")
