"""The records that are not live as they are here, found again without baking while nothing has been changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.db.models import Count, Max, Model, Q, QuerySet, Value
from django.utils import timezone

from hub.desk.names import models_of_ours
from hub.editions.models import Edition
from hub.editions.proposals import Changed, changed_records

# What is written past the models, as by hand in the database, leaves no mark: it is seen after so many seconds.
LASTS = 300

Marks = tuple[Any, ...]


@dataclass(frozen=True)
class Found:
    marks: Marks
    at: float
    records: list[Changed]


class Last:
    """The last that was found in this process."""

    found: Found | None = None


def changed_now() -> list[Changed]:
    """To be shown; whoever acts on it bakes anew. The marks are read first: what is written meanwhile is looked for."""
    marks, last = marks_now(), Last.found
    if not last or last.marks != marks or monotonic() - last.at > LASTS:
        last = Last.found = Found(marks, monotonic(), changed_records())
    return last.records


def marks_now() -> Marks:
    """What moves with every change: of the curated tables in one query, and which edition is live."""
    first, *others = list(marks())
    live = Edition.objects.order_by("-number").values_list("number", "digest").first()
    return (live, *sorted(first.union(*others, all=True)))


def marks() -> Iterator[QuerySet[Any, Any]]:
    """Of each table how many rows there are, and the last one's id where ids only grow."""
    for model in models_of_ours():
        if model._meta.app_label == "editions":
            continue
        yield mark(model)
        if history := getattr(model, "history", None):
            yield mark(history.model, Max("history_id"))
        for field in model._meta.many_to_many:
            through: Any = field.remote_field.through
            yield mark(through, Max("pk"))


def mark(model: type[Model], last: Any = None) -> QuerySet[Any, Any]:
    """A date of a record that moves by itself, after the change that moves it, has no history: it becomes today's."""
    dated = any(field.name == "updated_on" for field in model._meta.fields) and last is None
    today = Count("pk", filter=Q(updated_on=timezone.localdate())) if dated else Value(0)
    rows: Any = QuerySet(model).order_by().values(of=Value(model._meta.label))
    rows = rows.annotate(rows=Count("pk"), last=last or Value(0), today=today)
    return rows.values_list("of", "rows", "last", "today")  # type: ignore[no-any-return]
