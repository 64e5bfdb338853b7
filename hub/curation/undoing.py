"""A change of a record taken back: its fields as they were before it, or a deleted row as it was."""

from contextlib import nullcontext
from typing import Any

from django.db import models, transaction

from hub.curation.changes import edited
from hub.curation.dating import dated
from hub.curation.models import Record
from hub.curation.texts import owner


@transaction.atomic
def undo(model: Any, history_id: int) -> Any:
    """The row as it stands then. Raises ObjectDoesNotExist, and ValidationError where it can no longer be so."""
    change = model.history.get(history_id=history_id)
    row, names, former = deleted(model, change) if change.history_type == "-" else changed(model, change)
    record = owner(row)
    with dated(record) if isinstance(record, Record) else nullcontext():
        relations = {name for name in names if model._meta.get_field(name).many_to_many}
        for name in names - relations:
            setattr(row, name, getattr(former, name))
        row.full_clean()
        row.save()
        for name in relations:
            getattr(row, name).set(members(former, model._meta.get_field(name)))
    return row


def changed(model: Any, change: Any) -> tuple[Any, set[str], Any]:
    """The row, which of its fields go back, and where to."""
    if change.history_type != "~" or not (former := change.prev_record):
        raise model.DoesNotExist
    return model._default_manager.get(pk=change.id), set(edited(model, former, change)), former


def deleted(model: Any, change: Any) -> tuple[Any, set[str], Any]:
    if model._default_manager.filter(pk=change.id).exists():
        raise model.DoesNotExist
    return change.instance, {one.name for one in model._meta.many_to_many}, change


def members(former: Any, field: models.ManyToManyField) -> list[Any]:
    """Those that are still there."""
    keys = [getattr(one, f"{field.m2m_reverse_field_name()}_id") for one in getattr(former, field.name).all()]
    return list(field.related_model._default_manager.filter(pk__in=keys))
