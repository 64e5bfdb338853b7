"""What readers would call news of a helpline."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop

from helplines.searching import numbers
from hub.editions.contract import Document, Happening, News

# What becomes of a line that is not to be relied on -> the code of the news.
ENDS = {"temporarily-closed": "closed", "possibly-discontinued": "doubtful", "superseded": "replaced"}
RETURNS = {"active": "back", "uncertain": "perhaps-back"}
# Many lines are called by their number: "Rescue 1122", "Police Station (15 / app)". A digit within a word is left, as
# in "Talk2Me".
NUMBER = re.compile(r"\s*\([^()]*\d[^()]*\)|[\s+-]*(\b\d[\w-]*|\d{3,})")


def happened(before: Document | None, after: Document) -> Iterator[Happening]:
    """Whoever hears of a new number rings it: it is no news of a line that is closed."""
    is_over = after["operating_status"] in ENDS
    if before is None:
        yield from () if is_over else (Happening("new"),)
        return
    yield from turns(before, after)
    if not is_over and (contacts := new_numbers(before, after)):
        yield Happening("number", contacts=contacts)


def turns(before: Document, after: Document) -> Iterator[Happening]:
    """Doubt alone is no turn: many lines were never anything else. Another successor is one."""
    was, now = before["operating_status"], after["operating_status"]
    if now in ENDS and (was, successor(before)) != (now, successor(after)):
        yield Happening(ENDS[now], other=successor(after))
    elif was in ENDS and now in RETURNS:
        yield Happening(RETURNS[now])


def successor(helpline: Document) -> str | None:
    return helpline["superseded_by"] and str(helpline["superseded_by"]["slug"])


def new_numbers(before: Document, after: Document) -> tuple[str, ...]:
    """The contacts whose number was not among the line's before."""
    known = {number for number, _ in numbers(before)}
    kept = {contact for number, contact in numbers(after) if number in known}
    return tuple(sorted({contact for _, contact in numbers(after)} - kept))


def called(helpline: Document) -> str:
    """The name without its number, which may be what has changed, and which readers keep for good."""
    return NUMBER.sub("", helpline["name"]).strip(" ,،–-")


NEWS = News(
    words={
        "new": gettext_noop("New helpline: {name}"),
        "number": gettext_noop("{name} has a new number"),
        "closed": gettext_noop("{name} is closed for now"),
        "doubtful": gettext_noop("{name} may have been discontinued"),
        "replaced": gettext_noop("{name} has been replaced by {other}"),
        "back": gettext_noop("{name} is back in service"),
        "perhaps-back": gettext_noop("{name} may be back in service, which is not certain yet"),
    },
    happened=happened,
    called=called,
)
