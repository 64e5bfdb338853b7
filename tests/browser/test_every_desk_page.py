"""Every kind of page at the desk in both languages, on a small phone by day and on a desk by night: axe finds nothing.

With EVERY_LOOK, as `make a11y` sets it, on each screen by day and night.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.desk import Desk
from tests.browser.looks import EVERY_LOOK, USUAL_LOOKS, Look, script, show
from tests.browser.site import LANGUAGES

LOOKS = EVERY_LOOK if os.environ.get("EVERY_LOOK") else USUAL_LOOKS
# Links change their colour over some time, which a look must not fall into.
STILL: Any = {"reduced_motion": "reduce"}
UMANG = "4c090e84-dc89-5d3d-8dba-326675467282"
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
    "password": "/desk/password_change/",
}


def faults(page: Page, path: str, language: str) -> list[str]:
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
