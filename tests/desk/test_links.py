"""No link of the desk leads whom it is shown to a refusal or to nothing."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin

import pytest

from helplines.models import HolidayDate
from hub.curation.roles import ROLES
from tests.desk.conftest import Desk

pytestmark = pytest.mark.usefixtures("published")

LINK = re.compile(r'href="((?:/desk/|\?)[^"#]*)')
# What tells one page of a form, a list or a screen from the next.
WHICH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


def anatomy(path: str) -> str:
    """Pages of one kind have links of the same kind: one of each is followed."""
    return WHICH.sub("*", path.partition("?")[0])


def followed(client: Desk) -> Iterator[tuple[str, str, int]]:
    """(page, a link on it, the status that it leads to), from the first page on."""
    waiting, seen = [("", "/desk/")], set[str]()
    for page, path in waiting:
        if anatomy(path) in seen:
            continue
        seen.add(anatomy(path))
        answer = client.get(path)
        yield page, path, answer.status_code
        if "html" in answer.get("Content-Type", ""):
            waiting += [(path, urljoin(path, unescape(link))) for link in LINK.findall(answer.content.decode())]


@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(at_desk: Callable[..., Desk], role: str) -> None:
    HolidayDate.objects.all().delete()
    visits = list(followed(at_desk(role)))
    assert len(visits) > 40
    assert [visit for visit in visits if visit[2] not in (200, 302)] == []
