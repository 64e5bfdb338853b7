"""Without a network: what was seen is there, says how old it is, and holds no number that has been withdrawn since."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_journeys import find_a_line, tap_through
from tests.browser.visits import visit
from tests.machine import Machine, Server, wait_until

KEPT = """async () => {
  const pages = await caches.open('pages');
  const kept = {};
  for (const request of await pages.keys()) kept[request.url] = await (await pages.match(request)).text();
  return kept;
}"""
# What a browser says of a page that it could not have.
AWAY = ("Failed to load resource: net::ERR", "An unknown error occurred when fetching the script")
UMANG = "tel:03117786264"


@pytest.fixture
def own(machine: Machine, tmp_path: Path) -> Machine:
    """A copy of the machine: things are withdrawn from it."""
    return replace(machine, var=Path(shutil.copytree(machine.var, tmp_path / "var")))


def keep(page: Page) -> None:
    """Waits until the worker has kept what somebody needs without a network."""
    page.wait_for_function("async () => (await (await caches.open('pages')).keys()).length >= 7")


def test_the_journey_works_again_without_a_network(browser: Browser, own: Machine) -> None:
    with own.server() as hub, visit(browser, hub, has_touch=True, expected=AWAY) as page:
        page.goto("/ur/")
        keep(page)
        page.goto("/ur/")  # Now the worker stands between this page and the network.
        online = find_a_line(page)
        page.context.set_offline(True)
        page.goto("/ur/")
        expect(page.locator(".copy")).to_be_visible()
        assert find_a_line_in_a_copy(page) == online
        page.context.set_offline(False)


def find_a_line_in_a_copy(page: Page) -> str:
    """In a copy nothing is said of what is open now."""
    tap_through(page)
    line = page.locator("main article.line").first
    expect(line.locator(".now")).to_be_hidden()
    expect(line.locator(".hours")).to_be_visible()
    return str(line.locator('a[href^="tel:"]').get_attribute("href"))


def test_a_page_never_seen_is_answered_with_all_numbers(browser: Browser, own: Machine) -> None:
    with own.server() as hub, visit(browser, hub, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto("/en/")
        page.context.set_offline(True)
        page.goto("/en/topics/anger/")
        expect(page.get_by_role("heading", name="All numbers on one page")).to_be_visible()
        assert page.locator('a[href^="tel:"]').count() > 20
        page.context.set_offline(False)


def test_the_pages_are_there_while_the_hub_is_not(browser: Browser, own: Machine) -> None:
    with ExitStack() as running:
        hub = running.enter_context(own.server())
        with visit(browser, hub, expected=AWAY) as page:
            page.goto("/ur/")
            keep(page)
            page.goto("/ur/")
            running.close()
            page.goto("/ur/helplines/")
            expect(page.locator(f'a[href="{UMANG}"]').first).to_be_visible()


def test_a_page_that_was_left_open_says_how_old_it_is(browser: Browser, hub: Server) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.clock.install()
        page.goto("/en/helplines/?topic=depression")
        line = page.locator("main article.line").first
        expect(line.locator(".now")).to_be_visible()
        page.clock.fast_forward("01:00:00")
        expect(page.locator(".copy")).to_contain_text("This is a copy from")
        expect(line.locator(".now")).to_be_hidden()


def test_a_withdrawn_number_is_in_no_copy_once_the_hub_was_reached(browser: Browser, own: Machine) -> None:
    with own.server() as hub, visit(browser, hub, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto("/en/helplines/umang-helpline/")
        page.goto("/en/")
        assert UMANG in "".join(page.evaluate(KEPT).values())
        state = hub.get("/feed/v1/manifest.json")[1]["state"]
        own.manage("withdraw", "helpline/umang-helpline", "--reason", "wrong number")
        wait_until(lambda: hub.get("/feed/v1/manifest.json")[1]["state"] != state, "the withdrawal is served")
        page.goto("/en/topics/")
        kept = page.evaluate(KEPT)
        assert [path for path, text in kept.items() if UMANG in text] == []
        page.context.set_offline(True)
        page.goto("/en/helplines/umang-helpline/")
        assert UMANG not in page.content()
        page.context.set_offline(False)


def test_an_open_page_with_a_withdrawn_number_is_read_anew_when_the_network_is_back(
    browser: Browser, own: Machine
) -> None:
    with own.server() as hub, visit(browser, hub, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto("/en/topics/depression/")
        page.context.set_offline(True)
        state = hub.get("/feed/v1/manifest.json")[1]["state"]
        own.manage("withdraw", "helpline/umang-helpline", "--reason", "wrong number")
        wait_until(lambda: hub.get("/feed/v1/manifest.json")[1]["state"] != state, "the withdrawal is served")
        assert UMANG in page.content()
        page.context.set_offline(False)
        page.evaluate("() => void setTimeout(() => dispatchEvent(new Event('online')))")
        page.wait_for_function("(number) => !document.documentElement.outerHTML.includes(number)", arg=UMANG)
