"""A visit to the hub, watched: nothing may go wrong in the browser that nobody would see on the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, WebError

from tests.browser.chromium import PHONE
from tests.machine import PATIENCE, Server

# A breach of the policy may be told to the page and not on the console.
TELL_BREACHES = """addEventListener('securitypolicyviolation', (event) =>
  console.error(`a breach of the policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


def origin(hub: Server) -> str:
    return f"http://127.0.0.1:{hub.port}"


class Watch:
    """What went wrong in a context, its workers included: errors, strange requests, cookies."""

    def __init__(self, context: BrowserContext, home: str, expected: tuple[str, ...]) -> None:
        self.context = context
        self.home = home
        self.expected = expected
        self.wrong: list[str] = []
        context.add_init_script(TELL_BREACHES)
        context.on("console", self.hear)
        context.on("weberror", self.note)
        context.on("request", self.see)

    def hear(self, said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith(self.expected) and not is_of_a_refused_page(said):
            self.wrong.append(f"{said.text} {said.location['url']}")

    def note(self, error: WebError) -> None:
        self.wrong.append(str(error.error))

    def see(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:")):
            self.wrong.append(f"strange: {request.url}")

    def end(self) -> list[str]:
        return self.wrong + [f"cookie: {one.get('name')}" for one in self.context.cookies()]


def is_of_a_refused_page(said: ConsoleMessage) -> bool:
    """Chromium calls it an error when the page itself is not found or gone, which may be what was asked for."""
    failed = said.text.startswith("Failed to load resource: the server responded with a status of 4")
    return failed and said.page is not None and said.location["url"] == said.page.url


@contextmanager
def visit(browser: Browser, hub: Server, *, expected: tuple[str, ...] = (), **options: Any) -> Iterator[Page]:
    """A page in a context of its own; at the end there must be no error, no request to another host, and no cookie."""
    context = browser.new_context(base_url=origin(hub), **({"viewport": PHONE} | options))
    context.set_default_timeout(PATIENCE * 1000)
    watch = Watch(context, origin(hub), expected)
    try:
        yield context.new_page()
        wrong = watch.end()
        assert not wrong, wrong
    finally:
        context.close()
