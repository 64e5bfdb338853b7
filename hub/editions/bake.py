"""Bakes the live records of every kind into one content file per language. Knows no model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

from hub.editions.canonical import canonical, digest_of
from hub.editions.contract import FORMAT, Directory, Document, Kind, kinds
from hub.editions.state import Served
from hub.languages import LANGUAGES


@dataclass(frozen=True)
class Content:
    """What an edition says, without number, time or author: language -> canonical bytes."""

    files: Mapping[str, bytes]
    baked: Mapping[str, dict[str, Any]] | None = field(default=None, compare=False, repr=False)
    """What the files were made of, where it is at hand: to parse them takes as long as to write them."""

    @cached_property
    def digest(self) -> str:
        return digest_of(self.files)

    @cached_property
    def languages(self) -> dict[str, dict[str, Any]]:
        return dict(self.baked or {language: orjson.loads(data) for language, data in self.files.items()})

    @cached_property
    def whole(self) -> dict[str, Served]:
        """What is served of it while nothing is withdrawn."""
        return {language: Served(feed) for language, feed in self.languages.items()}

    @cached_property
    def directory(self) -> Directory:
        return {
            language: {kind.plural: feed.get(kind.plural, []) for kind in kinds()}
            for language, feed in self.languages.items()
        }


def content_of(languages: Mapping[str, dict[str, Any]]) -> Content:
    feeds = dict(sorted(languages.items()))
    return Content({language: canonical(feed) for language, feed in feeds.items()}, feeds)


def bake() -> Content:
    """Everything that is live in the database now."""
    lists = {kind.plural: documents_of(kind) for kind in kinds()}
    return content_of({language: bake_language(language, lists) for language in LANGUAGES})


def documents_of(kind: Kind, only: UUID | None = None) -> dict[str, list[Document]]:
    """The live documents of a kind in every language; with an id, that one's, be it live or not."""
    rows = kind.rows(only)
    return {language: list(kind.documents(rows, language)) for language in LANGUAGES}


def bake_language(language: str, lists: Mapping[str, Mapping[str, list[Document]]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "language": language,
        "direction": LANGUAGES[language].direction,
        "vocabulary": merged(kind.vocabulary(language) for kind in kinds()),
        "templates": merged(kind.templates(language) for kind in kinds()),
        **{plural: in_order(documents[language]) for plural, documents in lists.items()},
    }


def merged(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {key: value for part in parts for key, value in part.items()}


def in_order(documents: Iterable[Document]) -> list[Document]:
    return sorted(documents, key=lambda document: str(document["slug"]))


def only(chosen: Iterable[tuple[str, str]], *, fresh: Content, live: Content) -> Content:
    """The live content with the chosen (kind, slug) records as they are now; all else byte for byte as it was."""
    wanted = set(chosen)
    return content_of(
        {
            language: feed | {kind.plural: mixed(kind.plural, kind.kind, wanted, feed, fresh_feed) for kind in kinds()}
            for language, feed, fresh_feed in (
                (language, live.languages[language], fresh.languages[language]) for language in live.languages
            )
        }
    )


def mixed(
    plural: str, kind: str, wanted: set[tuple[str, str]], live: Mapping[str, Any], fresh: Mapping[str, Any]
) -> list[Document]:
    """Records are followed by id, so that a chosen record whose slug has changed replaces its old self."""
    held = live.get(plural, [])  # An older edition knows nothing of a kind that has been added since.
    ids = {document["id"] for document in [*held, *fresh[plural]] if (kind, document["slug"]) in wanted}
    kept = [document for document in held if document["id"] not in ids]
    return in_order([*kept, *(document for document in fresh[plural] if document["id"] in ids)])
