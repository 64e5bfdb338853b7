"""How soon somebody sees a page on a slow network and a slow phone, through Chromium, with nothing kept from before."""

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, OPTIONS, PHONE
from tests.browser.weight import Scales

# What Chromium's own tools call "slow 3G", and a phone that is four times slower than this machine.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4
TIMES = 5
PAGES = {
    "the first page": "/{language}/",
    "find help": "/{language}/helplines/?topic=depression&region=PK-SD",
    "a line": "/{language}/helplines/umang-helpline/",
}
PAINTED = """() => new Promise((seen) => new PerformanceObserver((list) => {
  for (const one of list.getEntriesByName('first-contentful-paint')) seen(one.startTime);
}).observe({ type: 'paint', buffered: true }))"""


@dataclass(frozen=True)
class Painted:
    milliseconds: float
    """Until the first words are seen: the median."""
    kilobytes: float
    """Over the wire, the font apart."""

    def __str__(self) -> str:
        return f"{self.milliseconds / 1000:.2f} s, {self.kilobytes:.0f} KB"


def painted(port: int) -> dict[tuple[str, str], Painted]:
    """(name, language) -> what was seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        found = {
            (name, language): look(browser, f"http://127.0.0.1:{port}{path.format(language=language)}")
            for name, path in PAGES.items()
            for language in ("en", "ur")
        }
        browser.close()
    return found


def look(browser: Browser, address: str) -> Painted:
    seen, sent = zip(*(once(browser, address) for _ in range(TIMES)), strict=True)
    return Painted(median(seen), max(sent) / 1000)


def once(browser: Browser, address: str) -> tuple[float, int]:
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    scales = Scales(page)
    slow_down(page)
    page.goto(address, wait_until="load")
    seen = page.evaluate(PAINTED)
    context.close()
    return seen, scales.without_fonts()


def slow_down(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
