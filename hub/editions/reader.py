"""Reads the live state into memory and serves from there: no database, no disk on a request's way.

A request takes one `Snapshot` and sees one state from its first byte to its last. A state that cannot be trusted
is refused and logged; the one in memory goes on serving.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import structlog
from django.utils import timezone

from hub.editions.bake import merged
from hub.editions.contract import Document, Kind, kinds
from hub.editions.state import strip
from hub.editions.store import ENCODINGS, Pointer, Store, StoreRefused

log = structlog.get_logger()
KARACHI = ZoneInfo("Asia/Karachi")
# Minutes whose moments are kept: this one, the next, and those that a page being read is pinned to.
MINUTES_KEPT = 4


def minute(instant: datetime) -> datetime:
    return instant.astimezone(KARACHI).replace(second=0, microsecond=0)


@dataclass(frozen=True)
class Rendered:
    """A shelf at one minute: documents with their moments, and each as JSON."""

    documents: list[Document]
    bytes: list[bytes]
    indexes: dict[str, dict[str, int]] = field(default_factory=dict)
    orders: dict[str, list[int]] = field(default_factory=dict)


class Shelf:
    """The documents of one kind in one language."""

    def __init__(self, kind: Kind, documents: Iterable[Document], templates: Mapping[str, str]) -> None:
        self.kind = kind
        self.documents = [in_schema_order(document, kind.schema) for document in documents]
        self.places = {
            key: place
            for place, document in enumerate(self.documents)
            for key in (*document["old_slugs"], document["id"], document["slug"])
        }
        self.indexes: dict[str, dict[str, int]] = {}
        self.clocks = [clock_of(kind, document, templates) for document in self.documents]
        self.rendered: OrderedDict[datetime, Rendered] = OrderedDict()

    def at(self, instant: datetime) -> Rendered:
        """Every document at a minute. Made once a minute for all of them."""
        kept = self.rendered.get(instant)
        if kept is None:
            documents = [clock(instant) for clock in self.clocks]
            kept = self.rendered[instant] = Rendered(documents, [orjson.dumps(one) for one in documents])
            while len(self.rendered) > MINUTES_KEPT:
                self.rendered.popitem(last=False)
        return kept

    def find(self, key: str) -> int | None:
        """The place of the document with this slug, old slug or id."""
        return self.places.get(key)


def clock_of(kind: Kind, document: Document, templates: Mapping[str, str]) -> Callable[[datetime], Document]:
    return kind.moments(document, templates) if kind.moments else lambda instant: document


def in_schema_order(value: Any, schema: Mapping[str, Any]) -> Any:
    """Keys in the order a person would tell them, as the schema lists them; canonical order is for digests."""
    known = "array" if isinstance(value, list) else "object"
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") == known), schema)
    if isinstance(value, list):
        return [in_schema_order(inner, schema.get("items", {})) for inner in value]
    if not isinstance(value, dict):
        return value
    properties = schema.get("properties", {})
    keys = [*(key for key in properties if key in value), *(key for key in value if key not in properties)]
    return {key: in_schema_order(value[key], properties.get(key, {})) for key in keys}


class Feed:
    """One language of a state: its file in every encoding, and its shelves."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        data = orjson.loads(files["identity"])
        self.vocabulary: dict[str, dict[str, str]] = data["vocabulary"]
        # An edition baked by older code lacks the sentences that have been added since.
        known = merged(kind.templates(data["language"]) for kind in kinds())
        self.templates: dict[str, str] = known | data["templates"]
        self.superseded: list[Document] = data["superseded"]
        self.shelves = {kind.plural: Shelf(kind, data.get(kind.plural, ()), self.templates) for kind in kinds()}

    @cached_property
    def strips(self) -> dict[str | None, list[tuple[str, int]]]:
        """Region (None: the whole list) -> (plural, place) of the lines on its strip, in order."""
        return {region: self.strip_places(region) for region in (None, *self.vocabulary["region"])}

    def strip_places(self, region: str | None) -> list[tuple[str, int]]:
        documents = {plural: shelf.documents for plural, shelf in self.shelves.items()}
        plurals = {kind.kind: kind.plural for kind in kinds()}
        return [
            (plural, self.shelves[plural].places[document["id"]])
            for document in strip(documents, region)
            for plural in [plurals[document["type"]]]
        ]


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
    loaded_at: datetime
    found: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    """What readers of this state have found lately; goes when it goes."""

    @property
    def number(self) -> int:
        return self.pointer.number

    @property
    def state(self) -> str:
        return str(self.manifest["state"])

    def gone(self, language: str, kind: str, key: str) -> Gone | None:
        for stub in self.feeds[language].superseded:
            if stub["type"] == kind and key in (stub["slug"], stub["id"], *stub["old_slugs"]):
                return Gone("superseded", stub["slug"], stub["replaced_by"])
        withdrawn = (one for one in self.manifest["withdrawn"] if not one["contact"] and one["type"] == kind)
        slugs = {slug for one in withdrawn for slug in (one["slug"], one["id"])}
        slugs |= {slug for one in self.manifest["gone"] if one["type"] == kind for slug in (*one["slugs"], one["id"])}
        return Gone("withdrawn", key, None) if key in slugs else None

    def warm(self, instant: datetime) -> None:
        """Renders a minute before anybody asks for it."""
        for feed in self.feeds.values():
            for shelf in feed.shelves.values():
                shelf.at(minute(instant))


def load(store: Store, pointer: Pointer) -> Snapshot:
    """The state a pointer names, every file verified. Raises StoreRefused."""
    manifest = store.live_manifest(pointer)
    files = store.files(manifest, "feeds")
    languages = sorted({name.split(".")[0] for name in files})
    try:
        feeds = {
            language: Feed({encoding: files[f"{language}.json{suffix}"] for encoding, suffix in ENCODINGS.items()})
            for language in languages
        }
    except (KeyError, TypeError, ValueError) as error:
        raise StoreRefused(f"a feed has a shape that this version does not read: {error!r}") from error
    return Snapshot(pointer, manifest, feeds, archive(store), timezone.now())


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

    def refresh(self) -> None:
        """Loads the live state if it is not the one in memory; keeps the last good one where it cannot be trusted."""
        with self.turn:
            try:
                pointer = self.store().pointer()
                if self.snapshot and not pointer:
                    raise StoreRefused("current is missing")
                if pointer and (self.snapshot is None or pointer != self.snapshot.pointer):
                    self.snapshot = load(self.store(), pointer)
                self.say(None)
            except StoreRefused as refusal:
                self.say(str(refusal))

    def say(self, trouble: str | None) -> None:
        if trouble and trouble != self.trouble:
            log.error("edition refused", reason=trouble, serving=self.snapshot and self.snapshot.number)
        self.trouble = trouble


reader = Reader()
