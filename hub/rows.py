"""Reads the rows that documents are made of: for each relation one question or two, of however many records.

Django's own prefetching names every record in each of its questions, and makes a row anew for every record that names
it: of a few dozen topics, tens of thousands. In a large directory that takes longer than all the rest of the reading.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Named = Mapping[Any, list[Model]]
"""The key of a record -> the rows that it names."""


@dataclass(frozen=True)
class Rows:
    """What the documents of a kind are made of: its live records, and their old slugs by id."""

    records: list[Any]
    old_slugs: Mapping[Any, list[str]]


def chosen(records: Any, only: UUID | None, *, drafts: bool = False) -> QuerySet[Any]:
    """The live records in the order of a feed, with drafts where they are wanted; or the one with this id."""
    rows: QuerySet[Any] = records.all() if drafts else records.live()
    return (rows if only is None else records.filter(pk=only)).order_by("slug")


@dataclass(frozen=True)
class Read:
    """Rows of one model, and what finds them within another question."""

    found: QuerySet[Any]
    rows: list[Any]


def gather(records: QuerySet[M], *relations: str) -> list[M]:
    """The records, with rows for `related`; a relation of a relation is `contacts__menu`, after `contacts`."""
    read = {"": Read(records, list(records))}
    for relation in relations:
        way, _, last = relation.rpartition("__")
        read[relation] = add(read[way], last)
    return read[""].rows


def add(owners: Read, relation: str) -> Read:
    field: Any = owners.found.model._meta.get_field(relation)
    read, named = (shared if field.many_to_many else owned)(field, owners)
    for owner in owners.rows:
        setattr(owner, name_gathered(relation), named.get(owner.pk, []))
    return read


def owned(field: Any, owners: Read) -> tuple[Read, Named]:
    """Rows that belong to one owner each."""
    found = field.related_model._default_manager.filter(**{f"{field.field.name}__in": owners.found})
    rows = list(found)
    return Read(found, rows), grouped((getattr(row, field.field.attname), row) for row in rows)


def shared(field: Any, owners: Read) -> tuple[Read, Named]:
    """Rows that several owners may name: each is made once. One that has gone between the questions is not named."""
    owner, row = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    links = field.remote_field.through._default_manager.filter(**{f"{field.m2m_field_name()}__in": owners.found})
    found = field.related_model._default_manager.filter(pk__in=links.values(row))
    pairs = list(links.values_list(owner, row))
    rows = {one.pk: one for one in found} if pairs else {}
    return Read(found, list(rows.values())), grouped((key, rows[other]) for key, other in pairs if other in rows)


def grouped(pairs: Iterable[tuple[Any, Model]]) -> Named:
    named: dict[Any, list[Model]] = {}
    for key, row in pairs:
        named.setdefault(key, []).append(row)
    return named


def gather_none(records: Iterable[Model], *relations: str) -> None:
    """As if they named no rows, without a question: for documents of which nobody reads that part."""
    for record in records:
        for relation in relations:
            setattr(record, name_gathered(relation), [])


def name_gathered(relation: str) -> str:
    return f"gathered_{relation}"


def related(record: Model, relation: str) -> list[Any]:
    """The rows of a relation that was gathered."""
    rows: list[Any] = getattr(record, name_gathered(relation))
    return rows
