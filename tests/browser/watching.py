"""What a page must never do, written down while somebody reads it."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

# A refusal of the policy may reach the page and not the console: of a worker, or of a source that only is reported.
TELL_REFUSALS = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the policy: ${event.effectiveDirective} ${event.blockedURI}`));
"""


class Watch:
    """Over one context, from its first page on."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.faults: list[str] = []
        context.add_init_script(TELL_REFUSALS)
        context.on("console", self.heard)
        context.on("weberror", self.failed)
        context.on("request", self.asked)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not is_of_the_page_itself(message):
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def failed(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def asked(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.origin):
            self.faults.append(f"another host: {request.url}")

    def end(self) -> list[str]:
        cookies = [f"cookie: {one.get('name')}" for one in self.context.cookies()]
        return self.faults + cookies


def is_of_the_page_itself(message: ConsoleMessage) -> bool:
    """Chromium says so of every page that is not found, which may be what was asked for."""
    page = message.page
    return (
        message.text.startswith("Failed to load resource") and page is not None and message.location["url"] == page.url
    )
