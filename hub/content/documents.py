"""The pieces that the documents of the hub's own content are made of."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from hub.content.markdown import rendered
from hub.curation.models import State
from hub.curation.standing import public_sources, source_document
from hub.documents import Texts, by_position, nested, old_slugs
from hub.editions.contract import Document
from hub.rows import Rows, chosen, gather, related

OldSlugs = Mapping[Any, list[str]]


def rows(
    kind: str, records: QuerySet[Any], relations: tuple[str, ...], only: UUID | None, *, drafts: bool = False
) -> Rows:
    return Rows(gather(chosen(records, only, drafts=drafts), *relations), old_slugs(kind))


def body(texts: Texts, field: str) -> dict[str, str] | None:
    return rendered(texts(field))


def named(record: Model | None, language: str) -> Document | None:
    return nested(record, language) if record else None


def several(record: Model, relation: str, language: str) -> list[Document]:
    """Those that are live: a draft that is named may well come later."""
    return [nested(one, language) for one in by_position(related(record, relation)) if one.state == State.LIVE]


def sources(record: Model) -> list[Document]:
    return [source_document(source) for source in public_sources(related(record, "sources"))]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
