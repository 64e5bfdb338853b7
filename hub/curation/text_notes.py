"""What is noted of a text beside its words: what people say of it, and what a change of the words does to that.

A text is outdated when its source has been rewritten since, unless that was a small change. The source is English,
unless only the Urdu is in the words of an organisation or of the press.
"""

from typing import Any

from django.db.models import Model
from django.utils import timezone
from simple_history.signals import post_create_historical_record

from hub.curation.models import TextNote, WordsOf
from hub.curation.texts import columns, content_type, new_note, translated_models
from hub.languages import DEFAULT

SMALL_CHANGE = "small change"
NOT_OURS = {WordsOf.ORGANISATION, WordsOf.PRESS}


class ReviewRefused(Exception):
    """The words are by whoever would review them."""


def note_of(row: Model, field: str) -> TextNote:
    notes = TextNote.objects.filter(content_type=content_type(type(row)), row=str(row.pk), field=field)
    return notes.first() or new_note(row, field)


def still_fits(row: Model, field: str) -> None:
    """The change of its source was a small one."""
    keep(note_of(row, field), outdated=False)


def say_whose(row: Model, field: str, words_of: str) -> None:
    keep(note_of(row, field), words_of=words_of)


def review(row: Model, field: str, by: Any, *, alone: bool = False) -> None:
    """Raises ReviewRefused where they are one's own words, unless the team is one person."""
    note = note_of(row, field)
    if note.written_by == by and not alone:
        raise ReviewRefused
    keep(note, outdated=False, reviewed_by=by, reviewed_on=timezone.localdate())


def keep(note: TextNote, **values: Any) -> None:
    for name, value in values.items():
        setattr(note, name, value)
    note.save()


def follow(instance: Model, history_instance: Any, **_signal: Any) -> None:
    """After every change of a row whose history is kept."""
    if type(instance) not in translated_models():
        return
    if history_instance.history_type == "-":
        TextNote.objects.filter(content_type=content_type(type(instance)), row=str(instance.pk)).delete()
    elif history_instance.history_type == "~" and (before := history_instance.prev_record):
        for fields in columns(type(instance)).values():
            follow_text(instance, fields, before, history_instance)


def follow_text(row: Model, fields: dict[str, str], before: Any, after: Any) -> None:
    changed = {language for language, field in fields.items() if words(before, field) != words(after, field)}
    for language in changed:
        keep(
            note_of(row, fields[language]),
            outdated=False,
            reviewed_by=None,
            reviewed_on=None,
            written_by=after.history_user,
        )
    source = source_of(row, fields) if len(changed) == 1 else ""
    small = after.history_change_reason == SMALL_CHANGE
    if source in changed and not small and words(before, fields[source]) and words(after, fields[source]):
        for language, field in fields.items():
            if language != source and words(after, field):
                keep(note_of(row, field), outdated=True)


def words(row: Any, field: str) -> str:
    return getattr(row, field) or ""


def source_of(row: Model, fields: dict[str, str]) -> str:
    theirs = [language for language, field in fields.items() if note_of(row, field).words_of in NOT_OURS]
    return theirs[0] if len(theirs) == 1 else DEFAULT


def follow_changes() -> None:
    """Once, when all models are there."""
    post_create_historical_record.connect(follow, dispatch_uid="text-notes")
