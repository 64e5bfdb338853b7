"""How far the texts of the directory are in each language, and the rows that lack something."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, Q, QuerySet, Value

from hub.curation.models import TextNote
from hub.curation.texts import columns, content_type, translated_models
from hub.languages import LANGUAGES


def is_blank(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{field: ""})


def lacking(model: type[Model]) -> QuerySet[Any]:
    """The rows with a text that is missing or outdated in a language."""
    outdated = TextNote.objects.filter(content_type=content_type(model), outdated=True)
    wanted = Q(pk__in=list(outdated.values_list("row", flat=True)))
    for fields in columns(model).values():
        for field in fields.values():
            wanted |= is_blank(field) & ~all_blank(fields)
    return model._default_manager.filter(wanted).order_by("pk")


def all_blank(fields: dict[str, str]) -> Q:
    blank = Q()
    for field in fields.values():
        blank &= is_blank(field)
    return blank


@dataclass
class Completeness:
    """How far the texts of a model are in a language."""

    texts: int = 0
    missing: int = 0
    outdated: int = 0
    reviewed: int = 0

    @property
    def lacks(self) -> int:
        return self.missing + self.outdated

    @property
    def percent(self) -> int:
        return 100 * (self.texts - self.lacks) // self.texts if self.texts else 100


def completeness() -> dict[type[Model], dict[str, Completeness]]:
    """Model -> language -> how far; two queries for the whole directory."""
    first, *others = [counts(model) for model in translated_models()]
    counted = {row["of"]: row for row in first.union(*others)}
    noted = notes_counted()

    def how_far(model: type[Model], language: str) -> Completeness:
        row, notes = counted[model._meta.label], noted.get(content_type(model).pk, {})
        late, read = notes.get(f"outdated_{language}", 0), notes.get(f"reviewed_{language}", 0)
        return Completeness(row["texts"], row[f"missing_{language}"], outdated=late, reviewed=read)

    return {
        model: {language: how_far(model, language) for language in LANGUAGES}
        for model in translated_models()
        if counted[model._meta.label]["texts"]
    }


def counts(model: type[Model]) -> Any:
    """One row; a plain query set, since those of translated models select columns that were not asked for."""
    texts = list(columns(model).values())
    missing = {
        f"missing_{language}": total(is_blank(fields[language]) & ~all_blank(fields) for fields in texts)
        for language in LANGUAGES
    }
    rows: QuerySet[Any, Any] = QuerySet(model).order_by().values(of=Value(model._meta.label))
    return rows.annotate(texts=total(~all_blank(fields) for fields in texts), **missing)


def total(conditions: Iterable[Q]) -> Any:
    return sum((Count("pk", filter=one) for one in conditions), Value(0))


def notes_counted() -> dict[int, dict[str, int]]:
    """Content type -> outdated and reviewed texts in each language."""
    states = {"outdated": Q(outdated=True), "reviewed": Q(outdated=False, reviewed_on__isnull=False)}
    counts = {
        f"{state}_{language}": Count("pk", filter=condition & Q(field__endswith=f"_{language}"))
        for state, condition in states.items()
        for language in LANGUAGES
    }
    rows: Any = TextNote.objects.values("content_type").annotate(**counts)
    return {row["content_type"]: row for row in rows}
