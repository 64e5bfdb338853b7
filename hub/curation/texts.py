"""The texts of the records, and how far each is in a language: missing, outdated, written or reviewed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, Model, TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from hub.curation.models import Entry, TextNote
from hub.desk.names import models_of_ours
from hub.languages import LANGUAGES, Language


class TextState(TextChoices):
    MISSING = "missing", _("Missing")
    OUTDATED = "outdated", _("Outdated")
    WRITTEN = "written", _("Written")
    REVIEWED = "reviewed", _("Reviewed")


# How a state is shown.
TONES = {TextState.MISSING: "bad", TextState.OUTDATED: "due", TextState.WRITTEN: "", TextState.REVIEWED: "good"}


@dataclass(frozen=True)
class Wording:
    """A text in one language."""

    field: str
    language: Language
    words: str
    note: TextNote

    @property
    def key(self) -> str:
        """Among the texts of a record and of what belongs to it."""
        return f"{self.note.content_type_id}-{self.note.row}-{self.field}"

    @property
    def state(self) -> TextState:
        if not self.words:
            return TextState.MISSING
        if self.note.outdated:
            return TextState.OUTDATED
        return TextState.REVIEWED if self.note.reviewed_on else TextState.WRITTEN

    @property
    def tone(self) -> str:
        return TONES[self.state]


@dataclass(frozen=True)
class Text:
    """A text of a row in all languages; one that is in none of them is not a text."""

    row: Model
    name: Any
    wordings: tuple[Wording, ...]

    @property
    def lacks(self) -> list[Wording]:
        return [one for one in self.wordings if one.state in (TextState.MISSING, TextState.OUTDATED)]


def translated_models() -> list[type[Model]]:
    """Those of the desk, in the order of their apps."""
    known = set(translator.get_registered_models())
    return [model for model in models_of_ours() if model in known]


def content_type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def columns(model: type[Model]) -> dict[str, dict[str, str]]:
    """Text -> language -> the field that holds its words."""
    fields = translator.get_options_for_model(model).all_fields
    return {
        name: {one.language: one.name for one in sorted(found, key=lambda one: list(LANGUAGES).index(one.language))}
        for name, found in fields.items()
    }


def texts_of(rows: Iterable[Any], *, none_too: bool = False) -> Iterator[Text]:
    """Of rows of one model, a query for all of their notes; with those that are in no language yet, if asked."""
    rows = list(rows)
    if not rows:
        return
    notes = notes_of(rows)
    for row in rows:
        for name, fields in columns(type(row)).items():
            wordings = tuple(wording(row, field, language, notes) for language, field in fields.items())
            if none_too or any(one.words for one in wordings):
                yield Text(row, capfirst(row._meta.get_field(name).verbose_name), wordings)


def notes_of(rows: list[Any]) -> dict[tuple[str, str], TextNote]:
    found = TextNote.objects.filter(content_type=content_type(type(rows[0])), row__in=[str(row.pk) for row in rows])
    return {(note.row, note.field): note for note in found.select_related("reviewed_by", "written_by")}


def wording(row: Model, field: str, language: str, notes: dict[tuple[str, str], TextNote]) -> Wording:
    note = notes.get((str(row.pk), field)) or new_note(row, field)
    return Wording(field, LANGUAGES[language], getattr(row, field) or "", note)


def new_note(row: Model, field: str) -> TextNote:
    return TextNote(content_type=content_type(type(row)), row=str(row.pk), field=field)


def family(record: Model) -> Iterator[Model]:
    """The record and the translated rows that belong to it."""
    yield record
    for relation in type(record)._meta.related_objects:
        if relation.on_delete is CASCADE and relation.related_model in translated_models():
            for part in relation.related_model._default_manager.filter(**{relation.field.name: record}):
                yield from family(part)


def owner(row: Any) -> Entry:
    """The record that a row belongs to."""
    while not isinstance(row, Entry):
        row = next(above for up in ways_up(type(row)) if (above := getattr(row, up)))
    return row


def ways_up(model: Any) -> list[str]:
    return [one.name for one in model._meta.fields if one.many_to_one and one.remote_field.on_delete is CASCADE]


def way_up(model: Any) -> list[str]:
    """The fields that lead from a row to the record that it belongs to."""
    if issubclass(model, Entry):
        return []
    up, *_others = ways_up(model)
    return [up, *way_up(model._meta.get_field(up).related_model)]
