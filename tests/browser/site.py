"""One page of every shape in both languages, found by following links."""

import re
from collections.abc import Callable
from urllib.parse import unquote

Read = Callable[[str], str]
"""Path -> the HTML at it."""

LANGUAGES = ("en", "ur")
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)"')
# Pages that no link leads to.
ASKED = {
    "found": "/{language}/helplines/?topic=depression&region=PK-SD",
    "nothing-found": "/{language}/helplines/?topic=depression&channel=app&region=PK-JK",
    "searched": "/{language}/search/?q=neend+nahi+aati",
    "crisis": "/{language}/search/?q=khudkushi",
    "number": "/{language}/search/?q=15",
    "not-found": "/{language}/search/?q=pizza",
    "missing": "/{language}/nothing/",
    "refused": "/{language}/helplines/?regin=sindh",
}


def links(read: Read, path: str) -> list[str]:
    return [unquote(one.partition("?")[0]) for one in LINK.findall(read(path))]


def shape(path: str) -> str:
    """`/en/topics/depression/` is of the shape `topics/*`."""
    rest = path.split("/")[2:]
    return "/".join(rest[:1] + ["*"] * (len(rest) > 2)) or "home"


def pages(read: Read, language: str) -> dict[str, str]:
    """Shape -> the first page of it."""
    found = {"home": f"/{language}/"}
    waiting = [f"/{language}/"]
    while waiting:
        for path in links(read, waiting.pop()):
            if path.startswith(f"/{language}/") and shape(path) not in found:
                found[shape(path)] = path
                waiting.append(path)
    return found | {name: path.format(language=language) for name, path in ASKED.items()}
