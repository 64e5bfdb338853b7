"""A visit notices what goes wrong behind a page."""

import pytest
from playwright.sync_api import Browser

from tests.browser.visits import visit
from tests.machine import Server

WRONG = {
    "an error that is told": "() => console.error('told')",
    "an error that is thrown": "() => void setTimeout(() => { throw new Error('thrown') })",
    "a cookie": "() => { document.cookie = 'who=me' }",
    "a script in the page": "() => document.body.append(Object.assign(document.createElement('script'), { text: 1 }))",
    "a style in the page": "() => document.body.setAttribute('style', 'color: red')",
    "another host": "() => fetch('https://elsewhere.example/').catch(() => {})",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_goes_wrong_is_noticed(browser: Browser, hub: Server, what: str) -> None:
    with pytest.raises(AssertionError):
        do(browser, hub, WRONG[what])


def do(browser: Browser, hub: Server, what: str) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/en/about/")
        page.evaluate(what)
        # What is thrown later comes before this.
        page.evaluate("() => new Promise((done) => setTimeout(done))")


def test_a_page_that_is_not_there_is_no_error_of_its_own(browser: Browser, hub: Server) -> None:
    with visit(browser, hub, service_workers="block") as page:
        page.goto("/en/nothing/")
