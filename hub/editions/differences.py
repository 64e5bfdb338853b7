"""How two contents differ: record by record, field by field, in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hub.editions.bake import Content
from hub.editions.contract import Document, kinds
from hub.editions.tokens import leaves


@dataclass(frozen=True)
class Change:
    """One field of one record in one language; for a whole record the field is empty."""

    record: str
    language: str
    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        if not self.field:
            return f"{'added' if self.before is None else 'removed'}  {self.record}"
        return f"changed  {self.record}  {self.field} ({self.language}): {self.before!r} -> {self.after!r}"


def differences(before: Content | None, after: Content) -> Iterator[Change]:
    for kind in kinds():
        for number, language in enumerate(after.files):
            old = by_id(before.directory[language][kind.plural]) if before else {}
            new = by_id(after.directory[language][kind.plural])
            if number == 0:  # Every language holds the same records: one line tells of a new one.
                yield from whole_records(old, new)
            for key in sorted(old.keys() & new.keys(), key=lambda key: str(new[key]["slug"])):
                yield from fields(language, old[key], new[key])


def by_id(documents: Any) -> dict[str, Document]:
    return {document["id"]: document for document in documents}


def whole_records(old: Mapping[str, Document], new: Mapping[str, Document]) -> Iterator[Change]:
    for key in old.keys() - new.keys():
        yield Change(name_of(old[key]), "", "", True, None)
    for key in sorted(new.keys() - old.keys(), key=lambda key: str(new[key]["slug"])):
        yield Change(name_of(new[key]), "", "", None, True)


def fields(language: str, old: Document, new: Document) -> Iterator[Change]:
    before, after = dict(leaves(old)), dict(leaves(new))
    for path in [*before, *(path for path in after if path not in before)]:
        if before.get(path) != after.get(path):
            yield Change(name_of(new), language, path, before.get(path), after.get(path))


def name_of(document: Document) -> str:
    return f"{document['type']}/{document['slug']}"
