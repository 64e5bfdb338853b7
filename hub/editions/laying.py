"""Lays some documents of one content over another: what is not named stays byte for byte. Knows no model."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from hub.editions.bake import Content, content_of, in_order
from hub.editions.contract import Document, Kind

InLanguages = Mapping[str, Document]
"""One record by language."""


def record_in(content: Content, kind: Kind, key: str) -> dict[str, Document]:
    """The record with this id in every language; empty where there is none."""
    found = ((language, by_key(lists[kind.plural]).get(key)) for language, lists in content.directory.items())
    return {language: document for language, document in found if document}


def by_key(documents: Iterable[Document]) -> dict[str, Document]:
    return {document["id"]: document for document in documents}


def paired(before: Iterable[Document], now: Iterable[Document]) -> Iterator[tuple[Document, Document | None]]:
    """Each document as it was with what it is now, followed by id: a slug may have changed. None: it is no more."""
    found = by_key(now)
    return ((one, found.get(one["id"])) for one in before)


def with_record(content: Content, kind: Kind, record: InLanguages) -> Content:
    """The content with this record in the place of the one that has its id."""
    return content_of(
        {
            language: feed | {kind.plural: in_order(exchanged(feed[kind.plural], record[language]))}
            for language, feed in content.languages.items()
        }
    )


def exchanged(documents: Iterable[Document], new: Document) -> list[Document]:
    return [new if one["id"] == new["id"] else one for one in documents]


def with_fields(before: InLanguages, after: InLanguages, fields: Sequence[str]) -> dict[str, Document]:
    """The record as it was, but for some fields."""
    return {language: with_fields_of(before[language], after[language], fields) for language in before}


def with_fields_of(before: Document, after: Document, fields: Sequence[str]) -> Document:
    """Which of its texts fell back to another language goes with the texts."""
    kept = {path: why for path, why in before["text"]["fallback"].items() if top(path) not in fields}
    moved = {path: why for path, why in after["text"]["fallback"].items() if top(path) in fields}
    text = before["text"] | {"fallback": dict(sorted((kept | moved).items()))}
    return before | {field: after[field] for field in fields} | {"text": text}


def alike(one: InLanguages, other: InLanguages, fields: Sequence[str]) -> bool:
    """Whether these fields say the same in every language; a record that is not there is like no other."""
    return one.keys() == other.keys() and all(
        one[language].get(field) == other[language].get(field) for language in one for field in fields
    )


def top(path: str) -> str:
    return path.partition(".")[0]
