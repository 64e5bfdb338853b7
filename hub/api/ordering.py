"""Orders that any list can have: by place, by name as the language sorts it, by a date."""

from typing import Any

from hub.editions.contract import Document
from hub.editions.orders import Ordering
from hub.text import urdu_sort_key


def name_key(document: Document) -> Any:
    return urdu_sort_key(document["name"]), document["slug"]


BY_POSITION = Ordering(lambda document: (document["position"], name_key(document)))
BY_NAME = Ordering(name_key)
NEWEST_FIRST = Ordering(lambda document: (document["updated_on"], document["slug"]), newest_first=True)
