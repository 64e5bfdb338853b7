"""Without a network: what was seen is there, says how old it is, and holds no number that has been withdrawn since."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.slow import network, wait_for
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
    wait_until(lambda: len(page.evaluate(KEPT)) >= 9, "the worker has kept it")


def withdraw_umang(own: Machine, hub: Server) -> None:
    state = hub.get("/feed/v1/manifest.json")[1]["state"]
    own.manage("withdraw", "helpline/umang-helpline", "--reason", "wrong number")
    wait_until(lambda: hub.get("/feed/v1/manifest.json")[1]["state"] != state, "the withdrawal is served")


def kept_with(page: Page, number: str) -> list[str]:
    return [path for path, text in page.evaluate(KEPT).items() if number in text]


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


def test_the_journey_works_without_a_network_after_one_page(browser: Browser, own: Machine) -> None:
    """Nothing but the first page was seen: all numbers stand in for the others, narrowed to what is tapped."""
    with own.server() as hub, visit(browser, hub, has_touch=True, expected=AWAY) as page:
        page.goto("/ur/")
        keep(page)
        page.goto("/ur/")
        page.context.set_offline(True)
        page.goto("/ur/")
        tap_through(page)
        lines = page.locator("main .all li:visible")
        number = lines.first.locator('a[href^="tel:"]').first.get_attribute("href")
        shown = lines.evaluate_all("(lines) => lines.map((line) => line.querySelector('.name').pathname)")
        page.context.set_offline(False)
        asked = "/api/v1/helplines/?topic=depression&region=PK-SD&always_open=true,unknown&lang=ur&page_size=100"
        fit = hub.get(asked)[1]["results"]
        assert {f"/ur/helplines/{line['slug']}/" for line in fit} == set(shown)
        assert number in {contact["href"] for line in fit for contact in line["contacts"]}


def test_a_page_that_cannot_be_narrowed_without_the_hub_says_so(browser: Browser, own: Machine) -> None:
    with own.server() as hub, visit(browser, hub, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto("/en/")
        page.context.set_offline(True)
        page.goto("/en/topics/anxiety/")
        expect(page.get_by_role("heading", name="All numbers on one page")).to_be_visible()
        expect(page.locator("[data-narrowed]")).to_contain_text("Anxiety")
        assert page.locator("main .all li:visible").count() > 0
        for path in ("/en/resources/breathing/", "/en/helplines/?topic=nobody-knows"):
            page.goto(path)
            expect(page.locator("[data-whole]")).to_be_visible()
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
        withdraw_umang(own, hub)
        page.goto("/en/topics/")
        assert kept_with(page, UMANG) == []
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
        withdraw_umang(own, hub)
        assert UMANG in page.content()
        page.context.set_offline(False)
        page.evaluate("() => void setTimeout(() => dispatchEvent(new Event('online')))")
        page.wait_for_function("(number) => !document.documentElement.outerHTML.includes(number)", arg=UMANG)


@pytest.mark.parametrize("path", ["/en/topics/anxiety/", "/feed/v1/en.json"])
def test_a_late_answer_brings_no_withdrawn_number_back(browser: Browser, own: Machine, path: str) -> None:
    """It left when the number was still there, and comes when the hub has said that it is not."""
    number = UMANG.removeprefix("tel:")
    with own.server() as hub, network(hub) as (between, slow), visit(browser, slow, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto("/en/")
        late = between.hold(path)
        page.evaluate("(path) => { window.late = fetch(path).then((answer) => answer.text()); }", path)
        wait_for(late.told, "the hub has answered")
        withdraw_umang(own, hub)
        page.evaluate("() => fetch('/en/topics/').then((answer) => answer.text())")
        assert kept_with(page, number) == []
        late.released.set()
        assert number not in page.evaluate("() => window.late")
        assert kept_with(page, number) == []
        page.context.set_offline(True)
        page.goto("/en/topics/anxiety/")
        assert number not in page.content()
        page.context.set_offline(False)


def test_a_copy_shown_on_a_slow_network_is_read_anew_when_the_hub_has_answered(browser: Browser, own: Machine) -> None:
    path = "/en/topics/depression/"
    with own.server() as hub, network(hub) as (between, slow), visit(browser, slow, expected=AWAY) as page:
        page.goto("/en/")
        keep(page)
        page.goto(path)
        page.goto("/en/about/")
        withdraw_umang(own, hub)
        late = between.hold(path)
        page.goto(path)
        assert UMANG in page.content(), "the copy, since the answer is still on its way"
        late.released.set()
        page.wait_for_function("(number) => !document.documentElement.outerHTML.includes(number)", arg=UMANG)


def test_a_page_left_open_looks_whether_a_number_was_withdrawn(browser: Browser, own: Machine) -> None:
    with own.server() as hub, visit(browser, hub, service_workers="block") as page:
        page.clock.install()
        page.goto("/en/topics/depression/")
        assert UMANG in page.content()
        withdraw_umang(own, hub)
        page.clock.fast_forward("00:07:00")
        page.wait_for_function("(number) => !document.documentElement.outerHTML.includes(number)", arg=UMANG)


ORDINARY = ["/en/", "/", "/go/00000000-0000-4000-8000-000000000000", "/ur/helplines", "/en/topics/anger/", "/nothing"]


def test_every_way_leads_to_a_page_with_numbers(browser: Browser, own: Machine) -> None:
    """After a visit to one page, in the other language, or by an address that leads on."""
    with own.server() as hub, visit(browser, hub, expected=AWAY) as page:
        page.goto("/ur/")
        keep(page)
        page.goto("/ur/")
        page.context.set_offline(True)
        for path in ORDINARY:
            page.goto(path)
            assert page.locator('a[href^="tel:"]').count() > 5, path
            if path.startswith("/en/"):
                expect(page.locator("html")).to_have_attribute("lang", "en")
        page.context.set_offline(False)
