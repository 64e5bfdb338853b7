"""Pictures of every page: `python -m tests.browser.shots FOLDER` from a running hub (PORT=8000), and with --readme the
four that the README shows.
"""

import sys
from argparse import ArgumentParser
from os import environ
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import CHROMIUM, DESK, OPTIONS, PHONE
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
