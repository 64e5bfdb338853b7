"""What a page costs whoever opens it."""

from typing import Any

from playwright.sync_api import Page


class Scales:
    """Bytes over the wire, heads and all, of what one page fetches from now on."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self.bytes: dict[str, int] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self.began)
        session.on("Network.loadingFinished", self.ended)
        session.send("Network.enable")

    def began(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["type"]

    def ended(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = int(event["encodedDataLength"])

    def without_fonts(self) -> int:
        """A browser fetches the font once, and shows the text before it is there."""
        return sum(count for request, count in self.bytes.items() if self.kinds.get(request) != "Font")
