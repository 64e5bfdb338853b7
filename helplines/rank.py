"""The default order of helplines, which the API documents and explains.

For suicide and self-harm, crisis lines before all else, and those not run by police before those that are; then
topic match; open now; has a number to dial; verification; operating status; coverage narrower before wider;
position; name.
"""

from collections.abc import Set
from datetime import date, timedelta
from typing import Any

from helplines.moments import DIALABLE_KINDS
from hub.api.ordering import name_key
from hub.editions.contract import Document

CRISIS_FIRST = frozenset({"suicidal-thoughts", "self-harm"})
STATUSES = ["active", "uncertain", "temporarily-closed", "possibly-discontinued", "superseded"]


def key(helpline: Document, topics: Set[str]) -> tuple[Any, ...]:
    """Sorts a helpline, with its moments, among those asked for with these topics."""
    matches = sum(topic["slug"] in topics for topic in helpline["topics"])
    return (
        *crisis_key(helpline, topics),
        -matches,
        open_key(helpline["now"]["open"]),
        not any(contact["kind"] in DIALABLE_KINDS for contact in helpline["contacts"]),
        verification_key(helpline),
        STATUSES.index(helpline["operating_status"]),
        coverage_key(helpline["coverage"]),
        helpline["position"],
        name_key(helpline),
    )


def crisis_key(helpline: Document, topics: Set[str]) -> tuple[bool, bool]:
    if topics.isdisjoint(CRISIS_FIRST):
        return False, False
    return not helpline["crisis"], helpline["police"]


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
