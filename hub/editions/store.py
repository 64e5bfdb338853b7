"""The editions on this machine's disk. Knows no model; writes nothing halfway.

    current                     {"number", "manifest"}: the one switch
    manifests/<sha256>.json     what is served: number, digest, state, withdrawals, every file with its sha256
    content/<digest>/<lang>.json    an edition as it was baked
    feeds/<state>/<lang>.json[.gz|.br]  the same minus what is withdrawn, as it is served
    prepared/<state>/<code>/<lang>  what readers take of a feed, for the code that has prepared it
    changes/<state>.json        what a client lacks that holds an earlier edition
    news/<number>.json          what has happened of late, whether or not it is withdrawn: it holds ids alone
    history/<number>.json       digests of an earlier edition's records, by which that is told
    withdrawals/<event>…json    the log of withdrawals

A file is written beside its place, synced, and renamed into it; `current` comes last. Whatever stops us in
between leaves the old edition or the new one.
"""

import fcntl
import gzip
import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import brotli
import orjson
from django.conf import settings

from hub.editions.canonical import canonical, sha256
from hub.editions.contract import ACCEPTED_FORMATS
from hub.editions.withdrawals import FILE_NAME, Event, from_bytes, to_bytes

# The folders whose files are named by manifests.
OF_MANIFESTS = ("content", "feeds", "prepared", "changes", "news", "history")
COMPRESSED = {"gzip": ".gz", "br": ".br"}
ENCODINGS = {"identity": "", **COMPRESSED}
# Seconds after which another write would show in a file's times, however coarse the system's clock.
SETTLED = 2


class StoreRefused(Exception):
    """A file of the store is missing, truncated, altered or of a format we do not read."""


@dataclass(frozen=True)
class Pointer:
    """Which manifest is live: the edition's number and the manifest's sha256."""

    number: int
    manifest: str


class Store:
    def __init__(self, root: Path | None = None) -> None:
        self.root = root or settings.VAR / "editions"

    @property
    def pointer_path(self) -> Path:
        return self.root / "current"

    # Reading

    def pointer(self) -> Pointer | None:
        """The live pointer; None before the first edition."""
        try:
            data = self.pointer_path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreRefused(f"current cannot be read: {error.strerror}") from error
        return read_pointer(data)

    def manifest(self, name: str) -> dict[str, Any]:
        data = self.read(f"manifests/{name}.json", name)
        manifest: dict[str, Any] = orjson.loads(data)
        if manifest.get("format") not in ACCEPTED_FORMATS:
            raise StoreRefused(f"the manifest has format {manifest.get('format')}, which this version does not read")
        return manifest

    def live_manifest(self, pointer: Pointer) -> dict[str, Any]:
        manifest = self.manifest(pointer.manifest)
        if manifest["number"] != pointer.number:
            raise StoreRefused("current names another number than its manifest")
        return manifest

    def manifest_names(self) -> list[str]:
        """The manifests that are kept, oldest first."""
        paths = (self.root / "manifests").glob("*.json")
        return [path.stem for path in sorted(paths, key=written_at)]

    def read(self, path: str, digest: str) -> bytes:
        """A file whose bytes are exactly those that were published."""
        try:
            data = (self.root / path).read_bytes()
        except OSError as error:
            raise unreadable(path, error) from error
        if sha256(data) != digest:
            raise altered(path)
        return data

    def named(self, manifest: Mapping[str, Any], path: str) -> bytes:
        """One verified file of a manifest."""
        return self.read(path, manifest["files"][path]["sha256"])

    def files(self, manifest: Mapping[str, Any], folder: str) -> dict[str, bytes]:
        """The verified files of a manifest under `content` or `feeds`, by file name."""
        return {path.rpartition("/")[2]: self.read(path, digest) for path, digest in under(manifest, folder)}

    def check(self, manifest: Mapping[str, Any], folder: str) -> bool:
        """Whether a manifest has files there; each is verified, a little of it at a time. Raises StoreRefused."""
        found = [*under(manifest, folder)]
        for path, digest in found:
            try:
                same = digest_on_disk(self.root / path) == digest
            except OSError as error:
                raise unreadable(path, error) from error
            if not same:
                raise altered(path)
        return bool(found)

    def events(self) -> list[Event]:
        """Every withdrawal and restoration known here. Raises StoreRefused if the log cannot be listed."""
        try:
            names = [entry.name for entry in os.scandir(self.root / "withdrawals")]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreRefused(f"withdrawals cannot be read: {error.strerror}") from error
        return [from_bytes(name, self.event_bytes(name)) for name in sorted(names) if FILE_NAME.fullmatch(name)]

    def event_bytes(self, name: str) -> bytes:
        try:
            return (self.root / "withdrawals" / name).read_bytes()
        except OSError:
            return b""  # Its name still says what it withdraws.

    # Writing

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer on this machine at a time. The system lets go of it when a process dies."""
        make_folder(self.root)
        with (self.root / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def add_event(self, event: Event) -> None:
        write(self.root / "withdrawals" / event.file_name, to_bytes(event))

    def install(self, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Pointer:
        """Writes the files, then the manifest, then switches `current`. Call with the lock held."""
        for path, data in files.items():
            if not holds(self.root / path, data):
                write(self.root / path, data)
        data = canonical(manifest)
        pointer = Pointer(manifest["number"], sha256(data))
        write(self.root / "manifests" / f"{pointer.manifest}.json", data)
        write(self.pointer_path, canonical({"number": pointer.number, "manifest": pointer.manifest}))
        return pointer

    def prune(self, keep: int, live: Pointer) -> None:
        """Forgets all but the live manifest and the newest others, and the files that none of those names."""
        others = [name for name in reversed(self.manifest_names()) if name != live.manifest]
        kept = {live.manifest, *filter(self.has_manifest, others[: keep - 1])}
        for name in others:
            if name not in kept:
                (self.root / "manifests" / f"{name}.json").unlink()
        named = {self.root / path for name in kept for path in self.manifest(name)["files"]}
        for folder in OF_MANIFESTS:
            forget(self.root / folder, named)

    def has_manifest(self, name: str) -> bool:
        """Not a damaged one: that is of no use to anybody, and must not keep a writer from going on."""
        try:
            return bool(self.manifest(name))
        except StoreRefused:
            return False


def under(manifest: Mapping[str, Any], folder: str) -> Iterator[tuple[str, str]]:
    """Path and sha256 of its files in a folder."""
    return ((path, facts["sha256"]) for path, facts in manifest["files"].items() if path.startswith(f"{folder}/"))


def unreadable(path: str, error: OSError) -> StoreRefused:
    return StoreRefused(f"{path} cannot be read: {error.strerror}")


def altered(path: str) -> StoreRefused:
    return StoreRefused(f"{path} is not what was published: its sha256 differs")


def forget(folder: Path, named: Set[Path]) -> None:
    """Removes the files that no manifest names, and the folders that are empty then."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with suppress(OSError):  # It holds something yet.
                path.rmdir()
        elif path not in named:
            path.unlink(missing_ok=True)


def read_pointer(data: bytes) -> Pointer:
    try:
        facts = orjson.loads(data)
        return Pointer(int(facts["number"]), str(facts["manifest"]))
    except (ValueError, TypeError, KeyError) as error:
        raise StoreRefused("current is not a pointer") from error


def digest_on_disk(path: Path) -> str:
    """Read anew only where somebody may have written since: a worker looks every few seconds. Raises OSError."""
    facts = path.stat()
    if time.time() - facts.st_ctime < SETTLED:
        return sha256_of(path)
    return as_it_was(path, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)


@lru_cache(maxsize=100)
def as_it_was(path: Path, *facts: int) -> str:
    """The digest of a file of which the system says the same as then."""
    return sha256_of(path)


def sha256_of(path: Path) -> str:
    """A little of it at a time: a feed takes as much memory as all else in a worker."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def written_at(path: Path) -> int:
    """For sorting by age; another process may have pruned it a moment ago."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def write(path: Path, data: bytes) -> None:
    """All of it or nothing: a new file beside the place, synced, renamed, and the folder synced."""
    make_folder(path.parent)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """With its name synced as well: a power cut would take a new folder away with all that is in it."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def encoded(data: bytes) -> dict[str, bytes]:
    """The same bytes in every encoding we serve; reproducible, so that every machine holds the same files."""
    with ThreadPoolExecutor() as both:
        zipped = both.submit(gzip.compress, data, compresslevel=level(len(data)), mtime=0)
        brotlied = both.submit(brotli.compress, data, quality=quality(len(data)))
        return {"identity": data, "gzip": zipped.result(), "br": brotlied.result()}


def quality(size: int) -> int:
    """Of brotli. A withdrawal waits for it: at its best it takes a second for a megabyte."""
    return 11 if size < 500_000 else 9 if size < 2_000_000 else 7


def level(size: int) -> int:
    """Of gzip. The best takes twice as long for a thirtieth less."""
    return 9 if size < 2_000_000 else 6
