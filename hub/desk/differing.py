"""How a record differs from its live form, as a reviewer reads it: field by field, both languages side by side."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from hub.desk.field_names import label_of, name_of
from hub.editions.contract import Document
from hub.languages import LANGUAGES

# With the space after it.
WORDS = re.compile(r"\S+\s*|\s+")
# What follows from other fields, or is the same for every reader.
UNTOLD = {"id", "type", "text", "links", "week", "timezone"}
# What a reviewer must not miss stands first: whom it is about, the number, and when somebody answers.
FIRST = ("name", "contacts", "value", "display", "dial", "hours", "operating_status", "notice")


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

    @property
    def words_before(self) -> list[tuple[bool, str]]:
        """(Whether they go, some words)."""
        return list(marked(self.before or "", self.after or ""))

    @property
    def words_after(self) -> list[tuple[bool, str]]:
        """(Whether they are new, some words)."""
        return list(marked(self.after or "", self.before or ""))


@dataclass(frozen=True)
class Row:
    """One field; a single cell where it says the same in every language."""

    field: str
    cells: list[Cell]


def rows(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Row]:
    """The fields that differ between two forms of a record by language; of a new or a removed one, all of them."""
    languages = list({**after, **before})
    labels = contact_labels(next(iter(before.values()), {}), next(iter(after.values()), {}))
    old = {language: dict(told(before.get(language) or {}, labels)) for language in languages}
    new = {language: dict(told(after.get(language) or {}, labels)) for language in languages}
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


def told(value: Any, labels: Mapping[str, str], path: str = "") -> Iterator[tuple[str, str]]:
    """(name of the field, what it says) of everything in a document that is set."""
    for key, inner in sorted(value.items(), key=place):
        if key in UNTOLD or inner in (None, "", [], {}):
            continue
        here = f"{path} › {name_of(key)}" if path else name_of(key)
        if isinstance(inner, dict) and "name" not in inner:
            yield from told(inner, labels, here)
        elif is_list_of_parts(inner):
            for part in inner:
                yield from told(part, labels, f"{here} {labels[part_key(part)]}")
        else:
            yield here, said(inner, key)


def place(item: tuple[str, Any]) -> int:
    """For sorting: what comes first comes first, all else stays in its order."""
    return FIRST.index(item[0]) if item[0] in FIRST else len(FIRST)


def contact_labels(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """What each contact of a record's two forms is called: by its kind and number, and by both where it has changed.

    A contact is the same one by its id, or one changed digit would look like one contact gone and another one come.
    Each is told apart: one number may ring, take messages, and stand there twice.
    """
    old = {part_key(part): part for part in before.get("contacts") or []}
    new = {part_key(part): part for part in after.get("contacts") or []}
    labels, seen = {}, Counter[str]()
    for key in {**new, **old}:
        label = contact_label([one for one in (old.get(key), new.get(key)) if one])
        seen[label] += 1
        labels[key] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return labels


def contact_label(forms: list[Mapping[str, Any]]) -> str:
    """The numbers are isolated, so that their digits stay in order within Urdu."""
    numbers = dict.fromkeys(form["display"] for form in forms)
    shown = " → ".join(f"\u2068{number}\u2069" for number in numbers)
    return f"{label_of('kind', forms[-1].get('kind', ''))} {shown}".strip()


def part_key(part: Mapping[str, Any]) -> str:
    return str(part.get("id") or part["display"])


def marked(text: str, other: str) -> Iterator[tuple[bool, str]]:
    """The words of a text in runs: those that are not in the other one as well, and those that are."""
    words = WORDS.findall(text)
    at = 0
    for start, _other, length in SequenceMatcher(
        None, words, WORDS.findall(other), autojunk=False
    ).get_matching_blocks():
        if start > at:
            yield True, "".join(words[at:start])
        if length:
            yield False, "".join(words[start : start + length])
        at = start + length


def is_list_of_parts(value: Any) -> bool:
    """Contacts: each is told by its own fields."""
    return isinstance(value, list) and all(isinstance(one, dict) and "display" in one for one in value)


def said(value: Any, key: str = "") -> str:
    """In the words of the desk; `key` is the field that holds it."""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, list):
        return " · ".join(said(one, key) for one in value)
    if isinstance(value, dict):
        return named_or_told(value)
    return label_of(key, str(value))


def named_or_told(value: Mapping[str, Any]) -> str:
    """A record that is named within another is called by its name: no curator reads its code or slug."""
    if "name" in value and not value.keys().isdisjoint({"slug", "code"}):
        return str(value["name"])
    return " ".join(said(inner, key) for key, inner in value.items() if inner not in (None, "", []))
