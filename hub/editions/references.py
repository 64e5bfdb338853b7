"""Where a document names other records: at `field`, or in each row of a list, at `rows.field`."""

from collections.abc import Callable, Iterator

from hub.editions.contract import Document


def named_at(document: Document, path: str) -> Iterator[Document]:
    field, _, rest = path.partition(".")
    named = document[field]
    for one in named if isinstance(named, list) else [named]:
        if rest:
            yield from named_at(one, rest)
        elif one:
            yield one


def keeping(document: Document, path: str, known: Callable[[Document], bool]) -> Document:
    """The document with only those named at a path that are known; null where it named just one."""
    if all(map(known, named_at(document, path))):
        return document
    field, _, rest = path.partition(".")
    named = document[field]
    if rest:
        return document | {field: [keeping(one, rest, known) for one in named]}
    if isinstance(named, list):
        return document | {field: [one for one in named if known(one)]}
    return document | {field: named if named and known(named) else None}
