"""The pages in both languages, found by following links."""

import re
from collections.abc import Callable
from urllib.parse import unquote

Read = Callable[[str], str]
"""Path -> the HTML at it."""

LANGUAGES = ("en", "ur")
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
SHAPES = (
    *("home", "about", "all", "search", "helplines", "topics", "partners", "campaigns", "resources"),
    *("helplines/*", "topics/*", "partners/*", "campaigns/*", "resources/*"),
)
# Pages that no link leads to.
ASKED = {
    "found": "/{language}/helplines/?topic=depression&region=PK-SD",
    "nothing-found": "/{language}/helplines/?topic=depression&channel=app&region=PK-JK",
    "searched": "/{language}/search/?q=neend+nahi+aati",
    "crisis": "/{language}/search/?q=khudkushi",
    "number": "/{language}/search/?q=15",
    "not-found": "/{language}/search/?q=pizza",
    "no-number": "/{language}/helplines/fospah/",
    "superseded-number": "/{language}/search/?q=1991",
    "missing": "/{language}/nothing/",
    "replaced": "/{language}/helplines/fia-1991/",
    "refused": "/{language}/helplines/?regin=sindh",
}


def links(read: Read, path: str) -> list[str]:
    return [unquote(one.partition("?")[0]) for one in LINK.findall(read(path))]


def shape(path: str) -> str:
    """`/en/topics/depression/` is of the shape `topics/*`."""
    rest = path.split("/")[2:]
    return "/".join(rest[:1] + ["*"] * (len(rest) > 2)) or "home"


def addresses(read: Read, language: str, most: int) -> dict[str, list[str]]:
    """Shape -> the pages of it that one comes by first, at most so many."""
    found: dict[str, list[str]] = {}
    waiting = [f"/{language}/"]
    while waiting:
        path = waiting.pop(0)
        alike = found.setdefault(shape(path), [])
        if path not in alike and len(alike) < most:
            alike.append(path)
            waiting += [link for link in links(read, path) if link.startswith(f"/{language}/")]
    return found | {name: [path.format(language=language)] for name, path in ASKED.items()}


def pages(read: Read, language: str) -> dict[str, str]:
    """Shape -> the first page of it."""
    return {name: found[0] for name, found in addresses(read, language, most=1).items()}
