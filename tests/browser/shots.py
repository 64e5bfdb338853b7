"""Pictures of every page: `python -m tests.browser.shots FOLDER` from a running hub (PORT=8000), and with --readme
those that the README shows: of a hub with demo curators, at whose desk a change is proposed for a picture.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import CHROMIUM, DESK, OPTIONS, PHONE
from tests.browser.curators import CURATORS
from tests.browser.site import LANGUAGES, pages

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
HUB = f"http://127.0.0.1:{environ.get('PORT', '8000')}"
LOOKS = {"phone": (PHONE, "light"), "desk": (DESK, "dark")}
README = {
    "home-en": ("/en/", "light"),
    "home-ur": ("/ur/", "light"),
    "find-ur": ("/ur/helplines/?topic=depression&region=PK-SD&open_now=true,unknown", "dark"),
    "line-en": ("/en/helplines/rozan-counselling-helpline/", "dark"),
}

UMANG = "4c090e84-dc89-5d3d-8dba-326675467282"
LINE = f"/desk/helplines/helpline/{UMANG}/change/"
AT_THE_DESK = {"width": 1000, "height": 780}


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--readme", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        of_the_readme(browser, asked.folder) if asked.readme else of_all(browser, asked.folder)
        browser.close()
    return 0


def read(path: str) -> str:
    with urlopen(HUB + quote(path, safe="/?=&+")) as answer:
        return str(answer.read().decode())


def of_the_readme(browser: Browser, folder: Path) -> None:
    for name, (path, scheme) in README.items():
        shoot(browser, path, folder / f"{name}.png", PHONE, scheme, whole=False)
    of_the_desk(browser, folder)


def of_the_desk(browser: Browser, folder: Path) -> None:
    """What waits, a review, hours as a week, a line that is checked."""
    passwords = passwords_of_the_desk()
    with sitting(browser, "editor", "ur", passwords) as page:
        page.goto(HUB + LINE)
        page.locator("[data-hours]").first.evaluate("one => one.scrollIntoView()")
        page.wait_for_selector("[data-said]:visible")
        page.screenshot(path=folder / "hours-ur.png")
        page.goto(f"{HUB}/desk/verify/{UMANG}/")
        page.screenshot(path=folder / "check-ur.png")
    with sitting(browser, "editor", "en", passwords) as page:
        proposed = propose_words(page)
    with sitting(browser, "reviewer", "en", passwords) as page:
        page.goto(f"{HUB}/desk/")
        page.screenshot(path=folder / "today-en.png")
        page.goto(proposed)
        page.screenshot(path=folder / "review-en.png")


def passwords_of_the_desk() -> dict[str, str]:
    """Those of the demo curators, from the environment in which the hub runs."""
    command = [sys.executable, str(IMAGES.parents[1] / "manage.py"), "shell", "-v0", "-c", CURATORS]
    made = subprocess.run(command, check=True, capture_output=True, text=True, env={"DEBUG": "1"} | environ)
    found: dict[str, str] = json.loads(made.stdout)
    return found


@contextmanager
def sitting(browser: Browser, role: str, language: str, passwords: dict[str, str]) -> Iterator[Page]:
    context = browser.new_context(viewport=AT_THE_DESK, color_scheme="light")  # type: ignore[arg-type]
    context.add_cookies([{"name": "django_language", "value": language, "url": f"{HUB}/desk/"}])
    page = context.new_page()
    page.goto(f"{HUB}/desk/login/")
    page.fill("#id_username", f"demo-{role}")
    page.fill("#id_password", passwords[f"demo-{role}"])
    page.press("#id_password", "Enter")
    page.wait_for_url("**/desk/")
    yield page
    context.close()


def propose_words(page: Page) -> str:
    """Where the proposal is looked at. Never a number: a picture is no place for one that does not help."""
    page.goto(HUB + LINE)
    page.fill("[name=contacts-0-note_en]", "An ordinary mobile number: calls cost what they cost to any other.")
    page.fill("[name=description_en]", f"{page.input_value('[name=description_en]')} Anybody may call.")
    page.click("[name=_save]")
    page.goto(f"{HUB}/desk/proposals/new/")
    page.check("[name=record] >> nth=0")
    page.fill("#note", "What a call to Umang costs")
    page.click("button.default")
    page.wait_for_url("**/proposals/*/")
    return page.url


def of_all(browser: Browser, folder: Path) -> None:
    for language in LANGUAGES:
        for name, path in pages(read, language).items():
            for look, (size, scheme) in LOOKS.items():
                file = folder / f"{name.replace('/', '-').replace('*', 'one')}-{language}-{look}.png"
                shoot(browser, path, file, size, scheme, whole=True)


def shoot(browser: Browser, path: str, file: Path, size: dict[str, int], scheme: str, *, whole: bool) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(HUB + path)
    page.evaluate("() => document.fonts.ready")
    page.screenshot(path=file, full_page=whole)
    context.close()


if __name__ == "__main__":
    sys.exit(main())
