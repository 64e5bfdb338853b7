"""Orders that any list can have: by place, by name as the language sorts it, by a date."""

from collections.abc import Callable
from typing import Any

from hub.api.selection import Selection
from hub.editions.contract import Document
from hub.text import urdu_sort_key

Order = Callable[[Selection], list[int]]


def by(key: Callable[[Document], Any], *, newest_first: bool = False) -> Order:
    def order(selection: Selection) -> list[int]:
        pairs = sorted(selection.places(), key=lambda pair: key(pair[1]), reverse=newest_first)
        return [place for place, _ in pairs]

    return order


def name_key(document: Document) -> Any:
    return urdu_sort_key(document["name"]), document["slug"]


by_position = by(lambda document: (document["position"], name_key(document)))
by_name = by(name_key)
newest_first = by(lambda document: (document["updated_on"], document["slug"]), newest_first=True)
