"""What curators do to the cast, and what the public and the disk hold afterwards."""

import shutil
from pathlib import Path
from typing import Any

from helplines.models import ContactMethod, Helpline
from hub.editions.bake import Content
from hub.editions.canonical import canonical
from hub.editions.contract import Document, kinds
from hub.editions.models import Edition
from hub.editions.naming import live_record
from hub.editions.publishing import publish, withdraw
from hub.editions.reader import Reader, Snapshot
from hub.editions.store import Store

# (language, kind, id) -> the bytes of one record.
Records = dict[tuple[str, str, str], bytes]


def change(slug: str, /, **fields: Any) -> None:
    """Edits a helpline, past all validation."""
    assert Helpline.objects.filter(slug=slug).update(**fields) == 1


def change_contact(value: str, /, **fields: Any) -> None:
    assert ContactMethod.objects.filter(value=value).update(**fields) == 1


def publish_changed(slug: str = "quiet-line", /, **fields: Any) -> Edition:
    """The next edition, with one summary that no edition had before."""
    change(slug, **fields or {"summary_en": "x" * (Edition.objects.latest("number").number + 1)})
    edition = publish()
    assert edition
    return edition


def take_out(name: str, contact: str | None = None, reason: str = "wrong number") -> bool:
    return withdraw(live_record(name, contact), reason=reason)


def started() -> Reader:
    """The reader of a process that has just started on this machine."""
    reader = Reader()
    reader.refresh()
    return reader


def snapshot() -> Snapshot:
    found = started().snapshot
    assert found
    return found


def served(plural: str = "helplines", language: str = "en") -> dict[str, Document]:
    """What a process that has just started serves: slug -> document."""
    return {document["slug"]: document for document in snapshot().feeds[language].shelves[plural].documents}


def strip(region: str | None = None, language: str = "en") -> list[str]:
    feed = snapshot().feeds[language]
    return [feed.shelves[plural].documents[place]["slug"] for plural, place in feed.strips[region]]


def feed_bytes() -> bytes:
    """Both languages as they are served."""
    return b"".join(feed.files["identity"] for feed in snapshot().feeds.values())


def records(content: Content) -> Records:
    return {
        (language, kind.kind, document["id"]): canonical(document)
        for language, documents in content.directory.items()
        for kind in kinds()
        for document in documents[kind.plural]
    }


def files_under(root: Path) -> dict[str, bytes]:
    """Every file of a store but its lock."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def copy_store(settings: Any, folder: Path) -> Store:
    """This machine's store, copied to another machine, where everything goes on."""
    shutil.copytree(Store().root, folder / "editions")
    settings.VAR = folder
    return Store()
