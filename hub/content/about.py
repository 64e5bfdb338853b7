"""What the hub says of itself."""

from collections.abc import Iterator
from uuid import UUID

from hub.content import schema
from hub.content.documents import body, named, rows, sources
from hub.content.filters import AboutFilterSet
from hub.content.models import About
from hub.content.resources import is_shown
from hub.documents import Texts, head, links
from hub.editions.contract import Directory, Document, Fault, Kind
from hub.parameters import ORDERING
from hub.rows import Rows

OF_THE_HUB = ("try_this",)


def about_rows(only: UUID | None) -> Rows:
    return rows("about", About.objects.select_related(*OF_THE_HUB), ("sources",), only)


def about_documents(rows: Rows, language: str) -> Iterator[Document]:
    for about in rows.records:
        texts = Texts(about, language)
        yield {
            **head(about, "about", texts, rows.old_slugs),
            "statement": texts("statement"),
            "year_round": about.year_round,
            "about": body(texts, "about"),
            "privacy": body(texts, "privacy"),
            "imprint": body(texts, "imprint"),
            "try_this": named(about.try_this, language) if is_shown(about.try_this) else None,
            "submissions": {"open": about.submissions_open},
            "sections": about.sections.split(),
            "sources": sources(about),
            "updated_on": about.updated_on.isoformat(),
            "text": texts.block(),
            "links": links("about", about.slug),
        }


def one_hub(directory: Directory) -> Iterator[Fault]:
    """The first page needs to know what the hub is; an edition baked before there was any of this has none."""
    for language, kinds in directory.items():
        if kinds["campaigns"] and not kinds["about"]:
            yield Fault("about/hub", "state", f"the hub itself is not live in {language}")


ABOUT = Kind(
    kind="about",
    plural="about",
    rows=about_rows,
    documents=about_documents,
    schema=schema.ABOUT,
    filterset=AboutFilterSet,
    parameters=ORDERING,
    check_edition=one_hub,
    references={"try_this": "resource"},
)
