"""The default order of helplines, which the API documents and explains.

For suicide and self-harm, crisis lines before all else, and those not run by police before those that are; then
topic match; open now; has a number to dial; verification; operating status; coverage narrower before wider;
position; name.
"""

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import Any

from helplines.moments import DIALABLE_KINDS
from hub.api.selection import Selection
from hub.editions.contract import Document
from hub.editions.moments import Moments
from hub.editions.orders import MovingOrdering, name_key

CRISIS_FIRST = frozenset({"suicidal-thoughts", "self-harm"})
STATUSES = ["active", "uncertain", "temporarily-closed", "possibly-discontinued", "superseded"]


def groups(selection: Selection, topics: Set[str]) -> Iterator[int]:
    """The found in groups, best first: by crisis where that comes first, then by how many of the topics match.

    Within a group the order is the same for every question.
    """
    index = selection.index("topic")
    for group in crisis_groups(selection, topics):
        yield from by_matches(group, [index.get(topic, 0) for topic in topics])


def slugs_of_topics(helpline: Document) -> Iterable[str]:
    return [topic["slug"] for topic in helpline["topics"]]


def crisis_groups(selection: Selection, topics: Set[str]) -> list[int]:
    found = selection.mask
    if topics.isdisjoint(CRISIS_FIRST):
        return [found]
    crisis, police = (selection.index(name).get("true", 0) for name in ("crisis", "police"))
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
    """What depends on neither the question nor the minute, and comes after what does."""
    return (
        STATUSES.index(helpline["operating_status"]),
        coverage_key(helpline["coverage"]),
        helpline["position"],
        name_key(helpline),
    )


def coverage_key(coverage: Document) -> int:
    """The number of regions served; the whole country comes after any."""
    return len(coverage["regions"]) if coverage["scope"] == "regional" else 1000


def facts(helpline: Document) -> tuple[bool, str | None]:
    """Whether it has a number to dial, and the day after which its verification is overdue for long."""
    is_dialable = any(contact["kind"] in DIALABLE_KINDS for contact in helpline["contacts"])
    return is_dialable, long_overdue_after(helpline["verification"])


def long_overdue_after(verification: Document) -> str | None:
    """The day that is twice the interval after the verification; None where there is none."""
    if not verification["verify_by"]:
        return None
    verified_on, verify_by = (date.fromisoformat(verification[name]) for name in ("verified_on", "verify_by"))
    return (verified_on + 2 * (verify_by - verified_on)).isoformat()


def bucket(facts: tuple[bool, str | None], moments: Moments) -> tuple[int, bool, int]:
    is_dialable, last = facts
    now = moments["now"]
    return open_key(now["open"]), not is_dialable, verification_key(now, last)


def open_key(is_open: bool | None) -> int:
    """Open, then not known, then known to be closed."""
    return 0 if is_open else 1 if is_open is None else 2


def verification_key(now: Document, last: str | None) -> int:
    """Verified, due, overdue up to twice the interval, unverified, longer overdue."""
    is_long_overdue = last is not None and now["as_of"][:10] > last
    return 4 if is_long_overdue else PLACES_OF_VERIFICATION[now["verification"]]


PLACES_OF_VERIFICATION = {"verified": 0, "due": 1, "overdue": 2, "unverified": 3}

RANK = MovingOrdering(key, facts=facts, bucket=bucket)
