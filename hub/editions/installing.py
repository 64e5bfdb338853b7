"""Puts an edition on this machine's disk: as it was baked, as it is served, what has changed since earlier ones, and
what of that is news."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings

from hub.editions import state
from hub.editions.bake import Content
from hub.editions.canonical import sha256
from hub.editions.changes import (
    Changes,
    History,
    changes,
    changes_bytes,
    history_bytes,
    history_from,
    history_of,
    touched,
)
from hub.editions.contract import FORMAT
from hub.editions.news import Item, news_bytes
from hub.editions.prepared import path_of, prepare, to_bytes
from hub.editions.store import ENCODINGS, Pointer, Store, StoreRefused, encoded
from hub.editions.withdrawals import Withdrawn, ever, standing

# Manifests kept on disk, so that a feed that an app is just fetching does not vanish under it.
KEEP_ON_DISK = 5
NONE: Mapping[int, History] = MappingProxyType({})


@dataclass(frozen=True)
class Facts:
    """What the manifest says of an edition beside its content."""

    number: int
    digest: str
    how: str
    published_at: str
    note: str
    alone: bool


def facts_in(manifest: dict[str, Any]) -> Facts:
    return Facts(**manifest["edition"])


def install(
    store: Store, facts: Facts, content: Content, histories: Mapping[int, History] = NONE, news: Iterable[Item] = ()
) -> Pointer:
    """Makes an edition minus what is withdrawn live here. Call with the lock held.

    `histories` are those that the database knows, of this edition and of earlier ones; this disk's own come on top.
    """
    if content.digest != facts.digest:
        raise StoreRefused(f"edition {facts.number} is not what was published: its digest differs")
    withdrawn = standing(store.events())
    served = state.make(content, withdrawn)
    told = histories.get(facts.number) or history_of(content)
    known = newest(held(store) | dict(histories), facts.number) | {facts.number: told}
    files = {
        **{f"content/{content.digest}/{language}.json": data for language, data in content.files.items()},
        **served_files(served),
        **{f"history/{number}.json": history_bytes(history) for number, history in known.items()},
        f"changes/{served.name}.json": changes_bytes(all_changes(store, facts.number, content, withdrawn, known)),
        f"news/{facts.number}.json": news_bytes(news),
    }
    pointer = store.install(manifest_of(facts, served, withdrawn, files), files)
    store.prune(KEEP_ON_DISK, pointer)
    return pointer


def served_files(served: state.State) -> dict[str, bytes]:
    """The feeds are compressed beside the making ready of them, which leaves one processor idle."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        compressed = beside.submit(lambda: dict(feed_files(served)))
        return dict(prepared_files(served)) | compressed.result()


def prepared_files(served: state.State) -> Iterator[tuple[str, bytes]]:
    for language, data in served.feeds.items():
        yield path_of(served.name, language), to_bytes(prepare(data))


def feed_files(served: state.State) -> Iterator[tuple[str, bytes]]:
    for language, data in served.feeds.items():
        for encoding, form in encoded(data).items():
            yield f"feeds/{served.name}/{language}.json{ENCODINGS[encoding]}", form


def held(store: Store) -> dict[int, History]:
    """The histories on this disk; one that is damaged is one that we do not have."""
    try:
        pointer = store.pointer()
        files = store.live_manifest(pointer)["files"] if pointer else {}
    except StoreRefused:
        return {}
    paths = {int(path.removeprefix("history/").removesuffix(".json")): path for path in files if "history/" in path}
    found = {number: readable(store, path, files[path]["sha256"]) for number, path in paths.items()}
    return {number: history for number, history in found.items() if history}


def readable(store: Store, path: str, digest: str) -> History | None:
    try:
        return history_from(store.read(path, digest))
    except StoreRefused:
        return None


def newest(histories: Mapping[int, History], number: int) -> dict[int, History]:
    """Those of the editions before this one that are kept."""
    kept = sorted(earlier for earlier in histories if earlier < number)[-settings.KEEP_EDITIONS + 1 :]
    return {earlier: histories[earlier] for earlier in kept}


def all_changes(
    store: Store, number: int, content: Content, withdrawn: list[Withdrawn], known: Mapping[int, History]
) -> dict[int, Changes]:
    """For every edition that we know of: what a client that holds it lacks."""
    uncertain = touched(content, known[number], ever(store.events()))
    present = history_of(content, withdrawn).records if withdrawn else known[number].records
    return {earlier: changes(then, known[number], present, uncertain) for earlier, then in known.items()}


def manifest_of(
    facts: Facts, served: state.State, withdrawn: Iterable[Withdrawn], files: dict[str, bytes]
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": facts.number,
        "edition": vars(facts),
        "state": served.name,
        "withdrawn": [vars(one) | {"key": one.key} for one in withdrawn],
        "gone": served.gone,
        "lost": served.lost,
        "files": {path: {"sha256": sha256(data), "bytes": len(data)} for path, data in files.items()},
    }
