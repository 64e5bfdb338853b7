"""How a record differs from its live form, as a reviewer reads it: field by field, both languages side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.desk.field_names import name_of
from hub.editions.contract import Document
from hub.languages import LANGUAGES

# What follows from other fields, or is the same for every reader.
UNTOLD = {"id", "type", "text", "links", "week", "timezone"}


@dataclass(frozen=True)
class Cell:
    """One field in one language."""

    language: str
    before: str | None
    after: str | None

    @property
    def direction(self) -> str:
        return str(LANGUAGES[self.language].direction)

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Row:
    """One field; a single cell where it says the same in every language."""

    field: str
    cells: list[Cell]


def rows(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Row]:
    """The fields that differ between two forms of a record by language; of a new or a removed one, all of them."""
    languages = list({**after, **before})
    old = {language: dict(told(before.get(language) or {})) for language in languages}
    new = {language: dict(told(after.get(language) or {})) for language in languages}
    fields = dict.fromkeys(field for form in (new, old) for language in languages for field in form[language])
    return [
        Row(field, alike([Cell(one, old[one].get(field), new[one].get(field)) for one in languages]))
        for field in fields
        if any(old[one].get(field) != new[one].get(field) for one in languages)
    ]


def alike(cells: list[Cell]) -> list[Cell]:
    """One cell for all where they say the same."""
    first = cells[0]
    same = all((one.before, one.after) == (first.before, first.after) for one in cells)
    return [Cell("en", first.before, first.after)] if same else cells


def told(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(name of the field, what it says) of everything in a document that is set."""
    for key, inner in value.items():
        if key in UNTOLD or inner in (None, "", [], {}):
            continue
        here = f"{path} › {name_of(key)}" if path else name_of(key)
        if isinstance(inner, dict) and "name" not in inner:
            yield from told(inner, here)
        elif is_list_of_parts(inner):
            for part in inner:
                yield from told(part, f"{here} {part['display']}")
        else:
            yield here, said(inner)


def is_list_of_parts(value: Any) -> bool:
    """Contacts: each is told by its own fields."""
    return isinstance(value, list) and all(isinstance(one, dict) and "display" in one for one in value)


def said(value: Any) -> str:
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list):
        return " · ".join(map(said, value))
    if isinstance(value, dict):
        return str(value.get("name") or " ".join(said(one) for one in value.values() if one not in (None, "", [])))
    return str(value)
