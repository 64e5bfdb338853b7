"""The pages there are: one of every route, as links lead to it from the first page, and what people ask by words."""

import re
from collections.abc import Callable

from django.urls import Resolver404, resolve

from hub.languages import LANGUAGES
from hub.pages.urls import urlpatterns

Read = Callable[[str], str]

LINK = re.compile(r'<a [^>]*?href="(/[^"?#]*)')
ROUTES = tuple(str(one.name) for one in urlpatterns if str(one.name).startswith("page-") and one.name != "page-missing")
# No link leads there, or only one with a question.
ASKED = {
    "found": "search/?q=depression",
    "found-in-a-crisis": "search/?q=i+want+to+die",
    "found-by-number": "search/?q=1122",
    "nothing-found": "search/?q=qqqqqq",
    "narrowed": "helplines/?topic=depression&region=PK-SD",
    "narrowed-to-none": "helplines/?topic=depression&channel=sms&cost=toll-free",
    "not-understood": "helplines/?topc=depression",
    "replaced": "helplines/fia-1991/",
    "not-there": "helplines/no-such-line/",
    "nowhere": "no/such/page",
}
PLACES = (*ROUTES, *ASKED)


def crawl(read: Read, language: str, each: int) -> dict[str, list[str]]:
    """At most so many addresses of every route, in the order in which one meets them."""
    found: dict[str, list[str]] = {}
    waiting = [f"/{language}/"]
    while waiting:
        path = waiting.pop(0)
        met = found.setdefault(route_of(path), [])
        if path in met or len(met) == each:
            continue
        met.append(path)
        waiting += [link for link in LINK.findall(read(path)) if link.startswith(f"/{language}/")]
    return found


def route_of(path: str) -> str:
    try:
        return str(resolve(path).url_name)
    except Resolver404:
        return ""


def places(read: Read, each: int = 1) -> dict[tuple[str, str], list[str]]:
    """By name and language."""
    found: dict[tuple[str, str], list[str]] = {}
    for language in LANGUAGES:
        found |= {(route, language): paths for route, paths in crawl(read, language, each).items()}
        found |= {(name, language): [f"/{language}/{path}"] for name, path in ASKED.items()}
    return found
