"""A visit to the hub, watched: nothing may go wrong in the browser that nobody would see on the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.browser.chromium import PHONE
from tests.machine import Server


def origin(hub: Server) -> str:
    return f"http://127.0.0.1:{hub.port}"


@dataclass
class Watch:
    """What went wrong in a browser: errors on the console (a breach of the policy is one), and strange requests."""

    home: str
    errors: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self.see)

    def see(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.strange.append(request.url)


@contextmanager
def visit(browser: Browser, hub: Server, *, expected: tuple[str, ...] = (), **options: Any) -> Iterator[Page]:
    """A page in a context of its own; at the end there must be no error, no request to another host, and no cookie."""
    context: BrowserContext = browser.new_context(base_url=origin(hub), **({"viewport": PHONE} | options))
    page = context.new_page()
    watch = Watch(origin(hub))
    watch.over(page)
    try:
        yield page
        assert [one for one in watch.errors if not one.startswith(expected or ("\0",))] == []
        assert watch.strange == []
        assert context.cookies() == []
    finally:
        context.close()
