"""Reads the live state into memory and serves from there: no database, no disk on a request's way.

A request takes one `Snapshot` and sees one state from its first byte to its last. A state that cannot be trusted
is refused and logged; the one in memory goes on serving.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import structlog
from django.utils import timezone

from hub.editions.changes import Changes, changes_from
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import Document, kinds
from hub.editions.news import Headline, headlines, news_from
from hub.editions.prepared import Prepared, from_bytes, path_of, prepare, templates_of
from hub.editions.shelves import Shelf
from hub.editions.state import on_strip
from hub.editions.store import COMPRESSED, Pointer, Store, StoreRefused

log = structlog.get_logger()
KARACHI = ZoneInfo("Asia/Karachi")


def minute(instant: datetime) -> datetime:
    return instant.astimezone(KARACHI).replace(second=0, microsecond=0)


class Forms(Mapping[str, bytes]):
    """A file by encoding. The plain form is hardly ever asked for, and would take more room than all else."""

    def __init__(self, compressed: Mapping[str, bytes], size: int) -> None:
        self.compressed = compressed
        self.sizes = {"identity": size, **{encoding: len(data) for encoding, data in compressed.items()}}

    def __getitem__(self, encoding: str) -> bytes:
        return gzip.decompress(self.compressed["gzip"]) if encoding == "identity" else self.compressed[encoding]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sizes)

    def __len__(self) -> int:
        return len(self.sizes)


class Feed:
    """One language of a state: its file in every form it is sent in, and its shelves."""

    def __init__(self, compressed: Mapping[str, bytes], prepared: Prepared) -> None:
        self.files = Forms(compressed, prepared.size)
        self.rest = msgspec.json.decode(prepared.rest)
        """All of the file but its records."""
        self.vocabulary: dict[str, dict[str, str]] = self.rest["vocabulary"]
        self.templates = templates_of(self.rest)
        self.superseded: list[Document] = self.rest["superseded"]
        self.shelves = {kind.plural: Shelf(kind, prepared.gathered[kind.plural], self.templates) for kind in kinds()}

    def record(self, key: str) -> Document | None:
        """By id: a record that is served, or what is left to answer for one that was replaced."""
        for shelf in self.shelves.values():
            if (place := shelf.find(key)) is not None:
                found: Document = shelf.documents[place]
                return found
        return next((stub for stub in self.superseded if stub["id"] == key), None)

    @cached_property
    def home(self) -> dict[str, list[Document]]:
        """Plural -> the cards of the home screen, by position."""
        return {
            plural: [{field: document[field] for field in shelf.kind.home} for document in shelf.by_position()]
            for plural, shelf in self.shelves.items()
            if shelf.kind.home
        }

    @cached_property
    def strips(self) -> dict[str | None, list[tuple[str, int]]]:
        """Region (None: the whole list) -> (plural, place) of the lines on its strip, in order."""
        helps = [(on, (plural, place)) for plural, shelf in self.shelves.items() for place, on in shelf.helps]
        return {region: on_strip(helps, region) for region in (None, *self.vocabulary["region"])}


@dataclass(frozen=True)
class Gone:
    """A record that is answered for with 410: withdrawn, or superseded by another."""

    reason: str
    slug: str
    replaced_by: Document | None


@dataclass(frozen=True)
class Snapshot:
    """One state in memory."""

    pointer: Pointer
    manifest: Mapping[str, Any]
    feeds: Mapping[str, Feed]
    archive: Mapping[str, Mapping[str, Any]]
    """States that lie on the disk still -> the files of their manifest."""
    changes: Mapping[int, Changes]
    """Number of an earlier edition -> what a client that holds it lacks."""
    news: Mapping[str, Sequence[Headline]]
    """Language -> what has happened of late, the newest first."""
    loaded_at: datetime
    found: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    """What readers of this state have found lately; goes when it goes."""

    @cached_property
    def filtersets(self) -> dict[str, dict[str, Any]]:
        """Language, plural -> how a list is filtered. Not of the feed, that they hold: it would never be let go."""
        return {
            language: {kind.plural: kind.filterset(feed, kind.plural) for kind in kinds() if kind.filterset}
            for language, feed in self.feeds.items()
        }

    @property
    def number(self) -> int:
        return self.pointer.number

    @property
    def state(self) -> str:
        return str(self.manifest["state"])

    def sha256(self, language: str) -> str:
        """Of the language's feed, as it is without compression."""
        return str(self.manifest["files"][f"feeds/{self.state}/{language}.json"]["sha256"])

    @property
    def withdrawn(self) -> list[dict[str, Any]]:
        """All that a client must drop; a line that went along with its number is named as a whole, too."""
        named = [{key: one[key] for key in ("type", "id", "slug", "contact")} for one in self.manifest["withdrawn"]]
        whole = {one["id"] for one in named if not one["contact"]}
        along = (one for one in self.manifest["gone"] if one["id"] not in whole)
        return named + [
            {"type": one["type"], "id": one["id"], "slug": one["slugs"][0], "contact": None} for one in along
        ]

    def gone(self, language: str, kind: str, key: str) -> Gone | None:
        asked = {key, key.lower()}  # Some write ids in capitals.
        for stub in self.feeds[language].superseded:
            if stub["type"] == kind and not asked.isdisjoint((stub["slug"], stub["id"], *stub["old_slugs"])):
                return Gone("superseded", stub["slug"], stub["replaced_by"])
        withdrawn = (one for one in self.manifest["withdrawn"] if not one["contact"] and one["type"] == kind)
        slugs = {slug for one in withdrawn for slug in (one["slug"], one["id"])}
        slugs |= {slug for one in self.manifest["gone"] if one["type"] == kind for slug in (*one["slugs"], one["id"])}
        return None if asked.isdisjoint(slugs) else Gone("withdrawn", key, None)

    def warm(self, instant: datetime) -> None:
        """Renders a minute before anybody asks for it."""
        for feed in self.feeds.values():
            for shelf in feed.shelves.values():
                shelf.at(minute(instant))


def load(store: Store, pointer: Pointer) -> Snapshot:
    """The state a pointer names, every file verified. Raises StoreRefused."""
    manifest = store.live_manifest(pointer)
    store.check(manifest, "feeds")
    try:
        feeds = {language: load_feed(store, manifest, language) for language in languages_of(manifest)}
    except (KeyError, TypeError, ValueError, msgspec.MsgspecError) as error:
        raise StoreRefused(f"a feed has a shape that this version does not read: {error!r}") from error
    changed = changes_in(store.files(manifest, "changes").values())
    news = news_by_language(store.files(manifest, "news").values(), feeds)
    return Snapshot(pointer, manifest, feeds, archive(store), changed, news, timezone.now())


def languages_of(manifest: Mapping[str, Any]) -> list[str]:
    start = f"feeds/{manifest['state']}/"
    return sorted({path.removeprefix(start).split(".")[0] for path in manifest["files"] if path.startswith(start)})


def load_feed(store: Store, manifest: Mapping[str, Any], language: str) -> Feed:
    """As it was prepared by this very code, else prepared here."""
    feed = f"feeds/{manifest['state']}/{language}.json"
    prepared = path_of(manifest["state"], language)
    compressed = {encoding: store.named(manifest, feed + suffix) for encoding, suffix in COMPRESSED.items()}
    if prepared in manifest["files"]:
        return Feed(compressed, from_bytes(store.named(manifest, prepared)))
    return Feed(compressed, prepare(store.named(manifest, feed)))


def changes_in(files: Iterable[bytes]) -> dict[int, Changes]:
    """One file; none in a store written by older code."""
    return {number: one for data in files for number, one in changes_from(data).items()}


def news_by_language(files: Iterable[bytes], feeds: Mapping[str, Feed]) -> dict[str, list[Headline]]:
    """One file; none in a store written by older code."""
    items = [item for data in files for item in news_from(data)]
    return {language: headlines(items, feed.record) for language, feed in feeds.items()}


def archive(store: Store) -> dict[str, Mapping[str, Any]]:
    kept = {}
    for name in store.manifest_names():
        try:
            manifest = store.manifest(name)
        except StoreRefused:
            continue  # An old state that is damaged is one that we do not have.
        kept[manifest["state"]] = manifest["files"]
    return kept


class Reader:
    """Holds the last good snapshot of this process."""

    def __init__(self, store: Callable[[], Store] = Store) -> None:
        self.store = store
        self.snapshot: Snapshot | None = None
        self.trouble: str | None = None
        self.turn = threading.Lock()

    def current(self) -> Snapshot | None:
        """The live snapshot; None while there is no edition at all."""
        if self.snapshot is None:
            self.refresh()
        return self.snapshot

    def refresh(self) -> bool:
        """Loads the live state if it is not the one in memory; True if it did.

        Keeps the last good one where the live one cannot be trusted.
        """
        with self.turn:
            before = self.snapshot
            try:
                pointer = self.store().pointer()
                if before and not pointer:
                    raise StoreRefused("current is missing")
                if pointer and (before is None or pointer != before.pointer):
                    with collecting_nothing():
                        fresh = load(self.store(), pointer)
                    fresh.warm(timezone.now())  # Before anybody asks it: else all who do would make the same minute.
                    self.snapshot = fresh
                self.say(None)
            except StoreRefused as refusal:
                self.say(str(refusal))
            return self.snapshot is not before

    def say(self, trouble: str | None) -> None:
        if trouble and trouble != self.trouble:
            log.error("edition refused", reason=trouble, serving=self.snapshot and self.snapshot.number)
        self.trouble = trouble


reader = Reader()
