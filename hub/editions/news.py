"""What has happened from one edition to the next, as readers are told. Pure: facts in, facts out.

An item holds neither words nor numbers. Its records are named as they are when it is told, and only where all that it
is about is still there: so no item outlives a withdrawal.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from uuid import NAMESPACE_URL, uuid5

import orjson

from hub.editions.bake import Content
from hub.editions.canonical import canonical
from hub.editions.contract import Document, Happening, Kind, News, kind_named, kinds

# Items that are kept, the newest.
MOST = 50
NAMESPACE = uuid5(NAMESPACE_URL, "/feed/v1/updates")

# Id -> the record, if it is there.
Find = Callable[[str], Document | None]


@dataclass(frozen=True)
class Item:
    """One piece of news, the same in every language."""

    id: str
    number: int
    at: str
    """When the edition was published in which it became news."""
    type: str
    record: str
    what: str
    contacts: list[str]
    other: str | None


@dataclass(frozen=True)
class Headline:
    """An item, and what its records are called in a language."""

    item: Item
    sentence: str
    """In English, to be translated and filled."""
    name: str
    other: str
    """Empty where the sentence has none."""


def news_of(before: Content | None, after: Content, number: int, at: str, earlier: Iterable[Item]) -> list[Item]:
    """The news that an edition is published with, the newest first.

    A first edition has none: everything in it would be.
    """
    fresh = what_happened(before, after, number, at) if before else ()
    there = {key: one for kind in kinds() for key, one in records(after, kind).items()}
    kept = (item for item in earlier if stands(item, there.get))
    return [*fresh, *kept][:MOST]


def what_happened(before: Content, after: Content, number: int, at: str) -> Iterator[Item]:
    """By kind, in the order of the feed, then by slug."""
    for kind in kinds():
        old, new = records(before, kind), records(after, kind)
        ids = {one["slug"]: key for key, one in new.items()}
        for key, one in new.items():
            for happening in kind.news.happened(old.get(key), one) if kind.news else ():
                yield item_of(happening, number, at, one, ids)


def item_of(happening: Happening, number: int, at: str, record: Document, ids: dict[str, str]) -> Item:
    return Item(
        id=uuid5(NAMESPACE, f"{number}/{at}/{record['id']}/{happening.what}").urn,
        number=number,
        at=at,
        type=record["type"],
        record=record["id"],
        what=happening.what,
        contacts=list(happening.contacts),
        other=happening.other and ids[happening.other],
    )


def records(content: Content, kind: Kind) -> dict[str, Document]:
    """By id, in the first language: what happens is the same in all of them."""
    return {one["id"]: one for one in next(iter(content.directory.values()))[kind.plural]}


def stands(item: Item, find: Find) -> bool:
    """Whether all that it is about is still there; a line that was replaced has no contact left."""
    record = find(item.record)
    if not record or (item.other and not find(item.other)):
        return False
    contacts = {contact["id"] for contact in record.get("contacts", ())}
    return not item.contacts or not contacts.isdisjoint(item.contacts)


def headlines(items: Iterable[Item], find: Find) -> list[Headline]:
    """Of those that can be told in what is served."""
    found = (headline(item, find) for item in items if stands(item, find))
    return [one for one in found if one]


def headline(item: Item, find: Find) -> Headline | None:
    """None where another version of the hub knew more, or where one of its records has no name to be told by."""
    kind = kind_named(item.type)
    if not kind or not kind.news or item.what not in kind.news.words:
        return None
    name, other = called(kind.news, item.record, find), called(kind.news, item.other, find)
    return Headline(item, kind.news.words[item.what], name, other) if name and (other or not item.other) else None


def called(news: News, key: str | None, find: Find) -> str:
    record = find(key) if key else None
    return news.called(record) if record else ""


def news_bytes(items: Iterable[Item]) -> bytes:
    return canonical([asdict(item) for item in items])


def news_from(data: bytes) -> list[Item]:
    """Items that another version of the hub wrote otherwise are left out: help does not fail for news."""
    known = {field.name for field in fields(Item)}
    return [Item(**one) for one in orjson.loads(data) if one.keys() == known]
