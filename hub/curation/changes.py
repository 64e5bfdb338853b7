"""The history of a record as people read it: its own changes, those of the rows that belong to it, and acts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, Max, Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator

MOST = 100
WHAT = {"+": _("made"), "~": _("changed"), "-": _("deleted")}


@dataclass(frozen=True)
class Difference:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What somebody did to a row at a time; without a user it was done by a program, such as the loading of files."""

    at: datetime
    who: str
    what: Any
    row: str
    differences: list[Difference]
    undo: tuple[str, int] | None = None
    """Where it can be taken back: the model, and which row of its history."""
    number: int = 0
    """Of the row in the history of its model."""

    @property
    def is_edit(self) -> bool:
        """Whether a form may have done it: the standing of a check changes no field of a form."""
        return self.undo is not None or self.what is not WHAT["~"]


def newest(record: Model) -> str:
    """How far the history of a record and of what belongs to it goes: to be handed to `changes_since`."""
    lasts = ((model, last_of(model, filters)) for model, filters in parts_of(type(record), record.pk))
    return " ".join(f"{model._meta.label_lower}={last}" for model, last in lasts)


def last_of(model: Any, filters: dict[str, Any]) -> int:
    found = model.history.filter(**of_history(filters)).aggregate(last=Max("history_id"))["last"]
    return int(found or 0)


def changes_since(record: Model, seen: str) -> list[Change]:
    """What forms have changed since the history went as far as `seen`; the newest first."""
    parts = (one.partition("=") for one in seen.split())
    lasts = {label: int(last) for label, _is, last in parts if last.isdecimal()}
    rows = (
        change
        for model, filters in parts_of(type(record), record.pk)
        for change in told(model, filters)
        if change.is_edit and change.number > lasts.get(model._meta.label_lower, 0)
    )
    return sorted(rows, key=lambda change: change.at, reverse=True)


def changes_of(record: Model) -> list[Change]:
    """The newest first."""
    rows = (change for model, filters in parts_of(type(record), record.pk) for change in told(model, filters))
    found = sorted([*rows, *acts_on(record)], key=lambda change: change.at, reverse=True)
    return found[:MOST]


def parts_of(model: Any, key: Any, path: str = "pk") -> Iterator[tuple[Any, dict[str, Any]]]:
    """The model, and those whose rows go when its rows go; with how to find the rows that belong to the record."""
    yield model, {path: key}
    for relation in model._meta.related_objects:
        part = relation.related_model
        if relation.on_delete is CASCADE and hasattr(part, "history") and part is not model:
            if path == "pk":
                yield from parts_of(part, key, relation.field.attname)
            else:  # What belongs to a row that belongs to the record.
                keys = set(model.history.filter(**{path: key}).values_list("id", flat=True))
                yield part, {f"{relation.field.attname}__in": keys}


def told(model: Any, filters: dict[str, Any]) -> Iterator[Change]:
    rows = list(
        model.history.filter(**of_history(filters))
        .select_related("history_user")
        .order_by("history_date", "history_id")
    )
    earlier: dict[Any, Any] = {}
    for row in rows:
        before = earlier.get(row.id)
        differences = list(differing(model, before, row)) if before and row.history_type == "~" else []
        if differences or row.history_type != "~":
            name = f"{capfirst(model._meta.verbose_name)} {row.instance}"
            undo = (model._meta.label_lower, row.history_id) if can_be_undone(model, before, row) else None
            what = WHAT[row.history_type]
            yield Change(row.history_date, who(row.history_user), what, name, differences, undo, row.history_id)
        earlier[row.id] = row


def of_history(filters: dict[str, Any]) -> dict[str, Any]:
    return {"id" if name == "pk" else name: value for name, value in filters.items()}


def can_be_undone(model: Any, before: Any, after: Any) -> bool:
    """What was made is not unmade from here: a record is taken out of the directory by its state."""
    if after.history_type == "~":
        return bool(before and edited(model, before, after))
    return bool(after.history_type == "-")


def edited(model: Any, before: Any, after: Any) -> list[str]:
    """The fields that a form changed: the library passes over those that no form edits, as the standing of a check."""
    found: list[str] = after.diff_against(before, excluded_fields=bare_texts(model)).changed_fields
    return found


def who(user: Any) -> str:
    return user.get_username() if user else ""


def differing(model: Any, before: Any, after: Any) -> Iterator[Difference]:
    bare = bare_texts(model)
    delta = after.diff_against(before, excluded_fields=[*bare, "updated_on"], foreign_keys_are_objs=True)
    for change in delta.changes:
        field = model._meta.get_field(change.field)
        name = getattr(field, "translated_field", field).verbose_name
        language = getattr(field, "language", "")
        label = f"{capfirst(name)} ({language})" if language else capfirst(name)
        yield Difference(label, shown(field, change.old), shown(field, change.new))


def bare_texts(model: Any) -> list[str]:
    """Columns that only mirror a language's own."""
    try:
        return list(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return []


def shown(field: Any, value: Any) -> str:
    if field.many_to_many:
        return ", ".join(
            str(other) for one in value for key, other in one.items() if key == field.m2m_reverse_field_name()
        )
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return "" if value is None else str(value)


def acts_on(record: Model) -> Iterable[Change]:
    """What no form records: proposals, corrections, withdrawals."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk)
    ).select_related("user")
    for entry in entries:
        words = entry.get_change_message()
        if words and not entry.change_message.startswith("["):  # Django's own say less than the rows do.
            yield Change(entry.action_time, who(entry.user), words, str(record), [])
