"""A record as the app will get it, in every language, by the code that serves it: to look at before it is live."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hub.editions.bake import Content, content_of, documents_of, in_order
from hub.editions.contract import Document, Kind
from hub.editions.moments import with_moments
from hub.editions.publishing import NotPublished, latest
from hub.editions.state import Served, served_of
from hub.editions.syncing import withdrawn_now


def preview(kind: Kind, key: UUID, at: datetime) -> dict[str, Document]:
    """The record as it is on the desk, among all else as it is live; empty where it could not be baked."""
    return served(content_with(kind, documents_of(kind, only=key)), kind, str(key), at)


def content_with(kind: Kind, drawn: Mapping[str, list[Document]]) -> Content:
    live = latest()
    if not live:
        raise NotPublished(_("There is no edition yet. Publish everything first."))
    return content_of(
        {
            language: feed | {kind.plural: in_order(exchanged(feed.get(kind.plural, []), drawn[language]))}
            for language, feed in live.unpacked().languages.items()
        }
    )


def exchanged(documents: list[Document], drawn: list[Document]) -> list[Document]:
    ids = {one["id"] for one in drawn}
    return [*drawn, *(one for one in documents if one["id"] not in ids)]


def served(content: Content, kind: Kind, key: str, at: datetime) -> dict[str, Document]:
    """The record with this id as content serves it at an instant, by language."""
    languages = served_of(content, withdrawn_now())
    found = ((language, shown(feed, kind, key, at)) for language, feed in languages.items())
    return {language: document for language, document in found if document}


def shown(feed: Served, kind: Kind, key: str, at: datetime) -> Document | None:
    document = next((one for one in feed.documents[kind.plural] if one["id"] == key), None)
    if not document:
        return None
    document = feed.serve(kind, document)
    return with_now(kind, document, feed.baked["templates"], at)


def with_now(kind: Kind, document: Document, templates: Mapping[str, str], at: datetime) -> Document:
    if not kind.moments:
        return document
    moved: Any = with_moments(document, kind.moments(document, templates)(at))
    return dict(moved)
