"""Somebody in Sindh looks for a line that helps with depression, in Urdu: in four taps, with a script or without."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import visit
from tests.machine import Server, wait_until

KEPT_PAGES = """async () => {
  const found = await (await caches.open('pages')).keys();
  return found.map(({ url }) => url).filter((url) => url.includes('domestic-abuse'));
}"""


def tap_through(page: Page) -> None:
    """Topic, region, open now; each when the letters have come that move what is tapped."""
    for way in ("/ur/topics/depression/", "region=PK-SD", "open_now=true,unknown"):
        page.evaluate("() => document.fonts.ready")
        page.locator(f'main a[href*="{way}"]').first.tap()
        page.wait_for_url(f"**{way}*")


def find_a_line(page: Page) -> str:
    """The number that the fourth tap rings."""
    tap_through(page)
    line = page.locator("main article.line").first
    expect(line.locator(".now")).to_have_class(re.compile(r"open|unknown"))
    number = line.locator('a[href^="tel:"]')
    expect(number).to_be_visible()
    return str(number.get_attribute("href"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with a script", "without a script"])
def test_a_line_is_found_in_four_taps(browser: Browser, hub: Server, scripts: bool) -> None:
    with visit(browser, hub, java_script_enabled=scripts, has_touch=True, service_workers="block") as page:
        page.goto("/ur/")
        number = find_a_line(page)
    found = hub.get("/api/v1/helplines/?topic=depression&region=PK-SD&open_now=true,unknown&lang=ur")[1]["results"]
    assert number in {contact["href"] for contact in found[0]["contacts"]}


def leave(page: Page) -> None:
    """The other site is not asked: whoever watches the network here must see nothing go out."""
    page.evaluate("""() => { document.querySelector('[data-leave]').href = '/robots.txt'; }""")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/robots.txt")


def test_the_way_out_takes_the_place_of_the_page(browser: Browser, hub: Server) -> None:
    """The pages before it stay in the history of the browser, which a page cannot clear."""
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/en/")
        page.goto("/en/topics/domestic-abuse/")
        before = page.evaluate("() => history.length")
        leave(page)
        assert page.evaluate("() => history.length") == before
        page.go_back()
        assert page.url.endswith("/en/")


def test_the_way_out_is_in_reach_at_the_end_of_a_page(browser: Browser, hub: Server) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/ur/all/")
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
        expect(page.locator("[data-leave]")).to_be_in_viewport()


def test_the_way_out_leaves_no_copy_of_what_was_read(browser: Browser, hub: Server) -> None:
    with visit(browser, hub) as page:
        page.goto("/en/")
        page.evaluate("() => navigator.serviceWorker.ready")
        page.goto("/en/topics/domestic-abuse/")
        wait_until(lambda: page.evaluate(KEPT_PAGES), "the page is kept")
        leave(page)
        wait_until(lambda: not page.evaluate(KEPT_PAGES), "nothing is kept")


def test_what_is_typed_stands_in_no_address(browser: Browser, hub: Server) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/en/")
        page.get_by_role("searchbox").fill("ghar mein maar peet")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("link", name="Violence at home").first).to_be_visible()
        assert "maar" not in page.url
        page.locator("main article.line h3 a").first.click()
        page.wait_for_url("**/helplines/*/")
        page.go_back()
        assert "maar" not in page.url


def test_a_filter_form_works_by_keyboard(browser: Browser, hub: Server) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/en/helplines/")
        page.get_by_label("Topic").select_option("depression")
        page.get_by_label("Region").select_option("PK-SD")
        page.get_by_role("button", name="Show lines").press("Enter")
        page.wait_for_url("**topic=depression**")
        expect(page.locator("main article.line").first).to_be_visible()
