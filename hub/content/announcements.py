"""How an announcement looks to the world, and on which days it stands."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from hub.content import schema
from hub.content.documents import iso, rows
from hub.content.models import (
    Announcement,
    Severity,
)
from hub.documents import Texts, by_position, head, labels, nested
from hub.editions import contract
from hub.editions.contract import Document, Kind
from hub.rows import Rows, related


def announcement_rows(only: UUID | None) -> Rows:
    return rows("announcement", Announcement.objects.all(), ("regions",), only)


def announcement_documents(rows: Rows, language: str) -> Iterator[Document]:
    for announcement in rows.records:
        texts = Texts(announcement, language)
        regions = by_position(related(announcement, "regions"))
        yield {
            **head(announcement, "announcement", texts, rows.old_slugs),
            "words": texts("words"),
            "severity": announcement.severity,
            "starts_on": announcement.starts_on.isoformat(),
            "ends_on": iso(announcement.ends_on),
            "regions": [nested(one, language, "code") for one in regions],
            "updated_on": announcement.updated_on.isoformat(),
            "text": texts.block(),
        }


def announced(document: Document) -> contract.Announcement:
    regions = frozenset(region["code"] for region in document["regions"])
    first, last = (day and date.fromisoformat(day) for day in (document["starts_on"], document["ends_on"]))
    return contract.Announcement(document["words"], first, last, regions or None, document["severity"])


def announcement_vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {"severity": labels(Severity, language)}


ANNOUNCEMENTS = Kind(
    kind="announcement",
    plural="announcements",
    rows=announcement_rows,
    documents=announcement_documents,
    schema=schema.ANNOUNCEMENT,
    vocabulary=announcement_vocabulary,
    announcement=announced,
)
