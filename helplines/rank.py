"""The default order of helplines, which the API documents and explains.

For suicide and self-harm, crisis lines before all else, and those not run by police before those that are; then
topic match; open now; has a number to dial; verification; operating status; coverage narrower before wider;
position; name.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date, timedelta
from typing import Any

from helplines.moments import DIALABLE_KINDS
from hub.api.ordering import name_key
from hub.api.selection import Selection
from hub.editions.contract import Document

CRISIS_FIRST = frozenset({"suicidal-thoughts", "self-harm"})
STATUSES = ["active", "uncertain", "temporarily-closed", "possibly-discontinued", "superseded"]


def ranked(selection: Selection, topics: Set[str]) -> list[int]:
    """The places found, best first for somebody who asks for these topics.

    What depends on the topics cuts the found into groups; within them the order is the same for every question and is
    made once a minute.
    """
    order = selection.order("rank", key)
    return [place for group in groups(selection, topics) for place in selection.in_order(order, group)]


def groups(selection: Selection, topics: Set[str]) -> Iterator[int]:
    """Masks of the found, best first: by crisis where that comes first, then by how many of the topics match."""
    index = selection.index("topic", slugs_of_topics, moment=False)
    for group in crisis_groups(selection, topics):
        yield from by_matches(group, [index.get(topic, 0) for topic in topics])


def slugs_of_topics(helpline: Document) -> Iterable[str]:
    return [topic["slug"] for topic in helpline["topics"]]


def crisis_groups(selection: Selection, topics: Set[str]) -> list[int]:
    found = selection.mask
    if topics.isdisjoint(CRISIS_FIRST):
        return [found]
    crisis = selection.index("is_crisis", lambda one: ["yes"] * one["crisis"], moment=False).get("yes", 0)
    police = selection.index("is_police", lambda one: ["yes"] * one["police"], moment=False).get("yes", 0)
    return [found & crisis & ~police, found & crisis & police, found & ~crisis & ~police, found & ~crisis & police]


def by_matches(found: int, masks: list[int]) -> list[int]:
    """The found that match most of the masks, then those that match one less, and so on."""
    at_least = [found] + [0] * len(masks)
    for mask in masks:
        for count in range(len(masks), 0, -1):
            at_least[count] |= at_least[count - 1] & mask
    beyond = [*at_least[1:], 0]
    return [here & ~more for here, more in zip(at_least, beyond, strict=True)][::-1]


def key(helpline: Document) -> tuple[Any, ...]:
    """Sorts a helpline, with its moments, by all that does not depend on the question."""
    return (
        open_key(helpline["now"]["open"]),
        not any(contact["kind"] in DIALABLE_KINDS for contact in helpline["contacts"]),
        verification_key(helpline),
        STATUSES.index(helpline["operating_status"]),
        coverage_key(helpline["coverage"]),
        helpline["position"],
        name_key(helpline),
    )


def open_key(is_open: bool | None) -> int:
    """Open, then not known, then known to be closed."""
    return 0 if is_open else 1 if is_open is None else 2


def verification_key(helpline: Document) -> int:
    """Verified, due, overdue up to twice the interval, unverified, longer overdue."""
    state = helpline["now"]["verification"]
    if state == "overdue":
        return 4 if long_overdue(helpline) else 2
    return {"verified": 0, "due": 1, "unverified": 3}[state]


def long_overdue(helpline: Document) -> bool:
    verified_on, verify_by = (date.fromisoformat(helpline["verification"][key]) for key in ("verified_on", "verify_by"))
    interval: timedelta = verify_by - verified_on
    return date.fromisoformat(helpline["now"]["as_of"][:10]) > verified_on + 2 * interval


def coverage_key(coverage: Document) -> int:
    """The number of regions served; the whole country comes after any."""
    return len(coverage["regions"]) if coverage["scope"] == "regional" else 1000
