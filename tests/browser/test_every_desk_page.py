"""Every kind of page at the desk in both languages, on a small phone by day and on a desk by night: axe finds nothing.

With EVERY_LOOK, as `make a11y` sets it, on each screen by day and night.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.urls import URLResolver, resolve
from playwright.sync_api import Page

from tests.browser.desk import Desk
from tests.browser.looks import EVERY_LOOK, USUAL_LOOKS, Look, script, show
from tests.browser.site import LANGUAGES

LOOKS = EVERY_LOOK if os.environ.get("EVERY_LOOK") else USUAL_LOOKS
# Links change their colour over some time, which a look must not fall into.
STILL: Any = {"reduced_motion": "reduce"}
UMANG = "4c090e84-dc89-5d3d-8dba-326675467282"
UMANG_CONTACT = "dedcb461-fe05-560d-8ef3-6e6084231ee4"
ROZAN = "0e21cf50-2d03-5f50-aacf-bfd4de745eb7"
PAGES = {
    "today": "/desk/",
    "lines": "/desk/helplines/helpline/",
    "line": f"/desk/helplines/helpline/{UMANG}/change/",
    "new-line": "/desk/helplines/helpline/add/",
    "contacts": "/desk/helplines/contactmethod/",
    "partners": "/desk/partners/partner/",
    "topic-phrases": "/desk/hub/searchphrase/try/",
    "campaigns": "/desk/content/campaign/",
    "new-resource": "/desk/content/resource/add/",
    "queue": "/desk/verify/",
    "checking": f"/desk/verify/{UMANG}/",
    "history": f"/desk/helplines/helpline/{UMANG}/history/",
    "holidays": "/desk/holidays/",
    "announcing": "/desk/announce/",
    "strip": "/desk/strip/",
    "proposals": "/desk/proposals/",
    "choosing": "/desk/proposals/new/",
    "corrections": "/desk/corrections/",
    "correcting": f"/desk/correct/helpline/{UMANG}/",
    "translations": "/desk/translations/",
    "texts": f"/desk/translations/helpline/{UMANG}/",
    "public": "/desk/public/",
    "withdrawing": f"/desk/withdraw/helpline/{UMANG}/",
    "preview": f"/desk/preview/helpline/{UMANG}/",
    "users": "/desk/auth/user/",
    "new-user": "/desk/auth/user/add/",
    "user": "/desk/auth/user/2/change/",
    "user-password": "/desk/auth/user/2/password/",
    "password": "/desk/password_change/",
    "contact": f"/desk/helplines/contactmethod/{UMANG_CONTACT}/change/",
    "deleting": f"/desk/helplines/contactmethod/{UMANG_CONTACT}/delete/",
    "models": "/desk/helplines/",
}
# Pages that stand only after something has been done, each with the test below that does it.
DONE_FIRST = {"proposal", "correction", "verify_claim"}
# Pages that are made by the same templates as those of another model, and other pages of none.
SHAPES = ("changelist", "add", "change", "delete", "history")
UNSEEN = {
    "autocomplete": "answers with JSON",
    "jsi18n": "answers with a script",
    "hours_preview": "answers with JSON",
    "view_on_site": "leads to another page",
    "language": "leads back to the page",
    "logout": "leads to the page to sign in",
    "password_change_done": "one sentence in the frame of all pages",
    "restore": "answers to a button",
    "roll-back": "answers to a button",
    "undo": "answers to a button",
    "proposal-approve": "answers to a button",
    "proposal-send-back": "answers to a button",
    "proposal-take-back": "answers to a button",
    "proposal-anew": "answers to a button",
    "correction-settle": "answers to a button",
    "verify_publish": "answers to a button",
    "verify_report": "answers to a button",
    "verify_give_back": "answers to a button",
}


def addresses(patterns: Iterable[Any]) -> Iterator[str]:
    """What the resolver calls every address of the desk; those of models by what they show."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns)
        elif one.name:
            yield shape(one.name)


def shape(name: str) -> str:
    return next((f"a model's {one}" for one in SHAPES if name.endswith(f"_{one}")), name)


def test_every_address_has_a_page_here_or_a_reason() -> None:
    seen = {shape(str(resolve(path.partition("?")[0]).url_name)) for path in PAGES.values()}
    known = seen | DONE_FIRST | set(UNSEEN) | {"login"}
    assert set(addresses(admin.site.get_urls())) - known == set()
    assert set(UNSEEN) - set(addresses(admin.site.get_urls())) == set()


def faults(page: Page, path: str, language: str, *, anew: bool = True) -> list[str]:
    """What answers to a button is looked at as it stands."""
    if anew:
        page.goto(path)
    page.evaluate(script("checks.js"))
    page.evaluate(script("node_modules/axe-core/axe.min.js"))
    assert page.evaluate("document.documentElement.lang") == language
    return [f"{look}: {fault}" for look in LOOKS for fault in as_seen(page, look)]


def as_seen(page: Page, look: Look) -> list[str]:
    show(page, look)
    return [fault for check in ("axe", "sideways") for fault in page.evaluate(f"checks.{check}()")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_work_at_the_desk(desk: Desk, packages: Path, name: str, language: str) -> None:
    with desk.sit("owner", language, **STILL) as page:
        assert faults(page, PAGES[name], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_can_be_read_by_everybody(desk: Desk, packages: Path, language: str) -> None:
    with desk.sit("editor", language, **STILL) as page:
        page.goto(PAGES["line"])
        page.fill("[name=summary_en]", f"A summary for whoever reads {language}.")
        page.click("[name=_save]")
        page.goto(PAGES["choosing"])
        page.check("[name=record] >> nth=0")
        page.fill("#note", "A summary")
        page.click("button.default")
        assert faults(page, page.url, language) == []
    with desk.sit("reviewer", language, **STILL) as page:
        assert faults(page, "/desk/proposals/", language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_to_sign_in_can_be_used_by_everybody(desk: Desk, packages: Path, language: str) -> None:
    with desk.sit("owner", language, **STILL) as page:
        page.context.clear_cookies(name="sessionid")
        assert faults(page, "/desk/login/", language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_correction_can_be_read_by_everybody(desk: Desk, packages: Path, language: str) -> None:
    with desk.sit("editor", language, **STILL) as page:
        page.goto(f"/desk/helplines/helpline/{ROZAN}/change/")
        page.fill("[name=notice_en]" if page.is_visible("[name=notice_en]") else "[name=contacts-0-note_en]", language)
        page.click("[name=_save]")
        page.goto(f"/desk/correct/helpline/{ROZAN}/")
        page.fill("#reason", "It was wrong")
        page.click("button.default")
        page.click("main .card a[href*='/desk/corrections/'] >> nth=0")
        assert faults(page, page.url, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_is_taken_can_be_read_by_everybody(desk: Desk, packages: Path, language: str) -> None:
    """By who has taken it, in the queue, and by who comes second."""
    path = f"/desk/verify/{ROZAN}/"
    with desk.sit("reviewer", language, **STILL) as second, desk.sit("editor", language, **STILL) as page:
        second.goto(path)
        page.goto(path)
        page.click("form[action$='/claim/'] button")
        assert faults(page, path, language) == []
        assert faults(page, "/desk/verify/?show=drafts", language) == []
        second.click("form[action$='/claim/'] button")
        assert faults(second, second.url, language, anew=False) == []
        page.goto(path)
        page.check("[name=method] >> nth=0")
        page.check("[name=outcome][value=changed]")
        page.click("form.verify-form button.default")
        assert faults(page, page.url, language, anew=False) == []
