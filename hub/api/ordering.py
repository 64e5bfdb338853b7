"""Orders that any list can have: by place, by name as the language sorts it, by a date."""

from collections.abc import Callable
from typing import Any

from hub.api.selection import Selection
from hub.editions.contract import Document
from hub.text import urdu_sort_key

Order = Callable[[Selection], list[int]]


def name_key(document: Document) -> Any:
    return urdu_sort_key(document["name"]), document["slug"]


def by_position(selection: Selection) -> list[int]:
    return selection.ordered("position", lambda document: (document["position"], name_key(document)))


def by_name(selection: Selection) -> list[int]:
    return selection.ordered("name", name_key)


def newest_first(selection: Selection) -> list[int]:
    return selection.ordered("-updated_on", lambda one: (one["updated_on"], one["slug"]), newest_first=True)
