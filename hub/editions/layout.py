"""The order of keys: as a person would tell them, which is how a schema lists them. Canonical order is for digests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Layout:
    """A schema, reduced to the order of its keys; None where there is nothing to order below."""

    keys: Mapping[str, "Layout | None"]
    items: "Layout | None"

    def __call__(self, value: Any) -> Any:
        """The same value with its keys in order; those that the schema does not know come last."""
        if isinstance(value, list):
            return [self.items(inner) for inner in value] if self.items else value
        if not isinstance(value, dict):
            return value
        known = {key: below(value[key]) if below else value[key] for key, below in self.keys.items() if key in value}
        return known if len(known) == len(value) else known | {key: value[key] for key in value if key not in known}


def layout(schema: Mapping[str, Any]) -> Layout | None:
    parts = [schema, *schema.get("anyOf", ())]
    keys = {key: layout(inner) for part in parts for key, inner in part.get("properties", {}).items()}
    items = next((layout(part["items"]) for part in parts if "items" in part), None)
    return Layout(keys, items) if keys or items else None
