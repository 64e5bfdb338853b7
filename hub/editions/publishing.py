"""The acts: publish, roll back, withdraw, restore; and `sync`, the only writer of the local store."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.editions import gate, state
from hub.editions.bake import Content, bake, only
from hub.editions.canonical import sha256
from hub.editions.contract import FORMAT, kinds
from hub.editions.models import Edition, How, Withdrawal, pack
from hub.editions.store import ENCODINGS, Pointer, Store, StoreRefused, encoded
from hub.editions.withdrawals import RESTORE, WITHDRAW, Event, Withdrawn, new_event, standing
from hub.text import clean

log = structlog.get_logger()
# Manifests kept on disk, so that a feed that an app is just fetching does not vanish under it.
KEEP_ON_DISK = 5
LONGEST_REASON = 300
NO_ANSWER = (DatabaseError, InterfaceError)


class NotPublished(Exception):
    """An act that was refused; nothing has changed."""


class NotHere(Exception):
    """An act that is done, and of which this machine's disk could not be told: the next `sync` will."""


@dataclass(frozen=True)
class Facts:
    """What the manifest says of an edition beside its content."""

    number: int
    digest: str
    how: str
    published_at: str
    note: str
    alone: bool


# Publishing


def publish(
    chosen: Sequence[tuple[str, str]] = (),
    *,
    allow_shrink: bool = False,
    note: str = "",
    by: User | None = None,
) -> Edition | None:
    """Bakes, checks and commits an edition, and makes it live here; None where nothing has changed.

    With `chosen` (kind, slug) records all else stays byte for byte as it is live. Raises EditionRefused or
    NotPublished; then nothing has changed.
    """
    with one_snapshot():
        live = latest()
        content = proposed(chosen, live)
        if live and content.digest == live.digest:
            return None
        before = live.unpacked() if live else None
        gate.check(content, live=before, withdrawn=withdrawn_now(), allow_shrink=allow_shrink)
        edition = commit(content, live, how=How.PUBLISHED, note=note, by=by)
    bring_here(_("{edition} is published").format(edition=edition))
    return edition


def rollback(number: int | None = None, *, note: str = "", by: User | None = None) -> Edition:
    """Makes the content of an earlier edition live again, as a new edition; without a number, the one before."""
    with one_snapshot():
        live = latest()
        if not live:
            raise NotPublished(_("There is no edition to roll back from."))
        target = earlier(live, number)
        note = f"{target}: {note}" if note else str(target)
        edition = commit(target.unpacked(), live, how=How.ROLLED_BACK, note=note, by=by)
    bring_here(_("{edition} is published").format(edition=edition))
    return edition


def bring_here(done: str) -> bool:
    """`sync` after an act; raises NotHere with what is done where it does not show on this machine."""
    try:
        return sync()
    except (OSError, StoreRefused) as error:
        message = _("{done}, but not on this machine yet: {reason}").format(done=done, reason=why(error))
        raise NotHere(message) from error


def why(error: OSError | StoreRefused) -> str:
    """In one line, for people."""
    if isinstance(error, StoreRefused):
        return str(error)
    return _("{path} cannot be written: {reason}").format(
        path=error.filename or Store().root, reason=error.strerror or error
    )


def proposed(chosen: Sequence[tuple[str, str]], live: Edition | None) -> Content:
    fresh = bake()
    if not chosen:
        return fresh
    if not live:
        raise NotPublished(_("There is no edition yet to add single records to. Publish everything first."))
    missing = [pair for pair in chosen if pair not in records(fresh) | records(live.unpacked())]
    if missing:
        raise NotPublished(_("{record} is neither live nor ready to go live.").format(record="/".join(missing[0])))
    return only(chosen, fresh=fresh, live=live.unpacked())


def records(content: Content) -> set[tuple[str, str]]:
    documents = next(iter(content.directory.values()))
    return {(kind.kind, document["slug"]) for kind in kinds() for document in documents[kind.plural]}


def earlier(live: Edition, number: int | None) -> Edition:
    editions = Edition.objects.exclude(number=live.number).order_by("-number")
    if number is None:
        # Before the first edition with the live content: a second rollback goes on back, not forth again.
        first = Edition.objects.filter(digest=live.digest).order_by("number")[0]
        target = editions.filter(number__lt=first.number).first()
    else:
        target = editions.filter(number=number).first()
    if not target:
        raise NotPublished(_("There is no such earlier edition. `manage.py editions` lists those that are kept."))
    return target


@contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction that publishes: one at a time, and all of its reads from one moment.

    SQLite's IMMEDIATE transactions are that by themselves. On PostgreSQL the lock comes before the first read, which
    fixes the snapshot; inside a caller's transaction the isolation is the caller's.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                if not nested:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("LOCK TABLE editions_edition IN SHARE ROW EXCLUSIVE MODE")
        yield


def commit(content: Content, live: Edition | None, *, how: str, note: str, by: User | None) -> Edition:
    if not settings.PUBLISH_ALONE:
        raise NotPublished(_("One person publishes alone only where PUBLISH_ALONE=1 says that the team is one person."))
    edition = Edition.objects.create(
        number=next_number(live),
        digest=content.digest,
        content=pack(content),
        how=how,
        base_number=live.number if live else None,
        note=note,
        proposed_by=by,
        alone=True,
        alone_reason="PUBLISH_ALONE",
    )
    kept = Edition.objects.order_by("-number").values_list("number", flat=True)[: settings.KEEP_EDITIONS]
    Edition.objects.exclude(number__in=list(kept)).delete()
    return edition


def next_number(live: Edition | None) -> int:
    """Above the database's and above this disk's: a database from an old backup must not publish into the past."""
    current = current_manifest(Store())
    return max(live.number if live else 0, current["number"] if current else 0) + 1


def latest() -> Edition | None:
    return Edition.objects.order_by("-number").first()


# Withdrawing


def withdraw(withdrawn: Withdrawn, *, reason: str) -> bool:
    """Takes a record, or one contact of it, out at once. True where the database knows of it, too.

    The disk comes first: with the database away every machine is told by itself, or learns of it when it is back.
    """
    store = Store()
    reason = given(reason)
    with store.lock():
        store.add_event(new_event(WITHDRAW, withdrawn, reason=reason, log=store.events()))
        try:
            refresh(store)
        except (OSError, StoreRefused) as error:  # The database may still tell the others, and help us.
            log.error("withdrawn, but not yet here", reason=why(error))
    return bring_here(_("The withdrawal is noted"))


def restore(withdrawn: Withdrawn, *, reason: str) -> None:
    """Serves again what was withdrawn. Needs the database, so that no other machine is left behind."""
    event = new_event(RESTORE, withdrawn, reason=given(reason), log=events_now())
    Withdrawal.of(event).save(force_insert=True)
    bring_here(_("The restoration is noted"))
    if any(one.key == withdrawn.key for one in standing(Store().events())):
        raise NotPublished(_("It stays withdrawn: the log on this machine holds an entry of it that cannot be read."))


def given(reason: str) -> str:
    """The reason as both logs can hold it: an entry that the database refuses would never reach the others."""
    reason = clean(reason).strip()[:LONGEST_REASON]
    if not reason:
        raise NotPublished(_("Give a reason: somebody will have to judge it later."))
    return reason


def withdrawn_now() -> list[Withdrawn]:
    """What stands withdrawn by both logs."""
    return standing(events_now())


def events_now() -> list[Event]:
    return merged_events(Store().events(), database_events())


def database_events() -> list[Event]:
    return [withdrawal.to_event() for withdrawal in Withdrawal.objects.all()]


def merged_events(*logs: Iterable[Event]) -> list[Event]:
    """By event id; where one log cannot be read the other's entry counts."""
    events: dict[str, Event] = {}
    for event in (event for entries in logs for event in entries):
        if event.event not in events or not events[event.event].readable:
            events[event.event] = event
    return list(events.values())


# The store


@dataclass(frozen=True)
class Answer:
    """What the database says: every event of the log, and the newest edition where the disk needs it."""

    events: list[Event]
    edition: Edition | None
    told: bool
    """Whether it knows of every event that this disk has had."""


def sync() -> bool:
    """Brings this machine's store to the newest edition minus all withdrawals, and mends what is damaged.

    True if the database answered, and knows of every withdrawal that this machine knows of.
    The database is asked before the lock is taken: one that hangs must not keep a withdrawal waiting.
    """
    store = Store()
    answer = ask_database(store)
    with store.lock():
        if answer:
            add_events(store, answer.events)
        edition = answer.edition if answer else None
        if not (edition and replace(store, edition)):
            refresh(store, edition)
    return answer is not None and answer.told


def ask_database(store: Store) -> Answer | None:
    """None where it does not answer. Leaves with it the events that only this disk has had."""
    local = [event for event in store.events() if event.readable]
    try:
        remote = database_events()
        edition = newest(store)
    except NO_ANSWER as error:
        log.warning("the database does not answer", error=type(error).__name__)
        return None
    known = {event.event for event in remote}
    refused = [event for event in local if event.event not in known and not tell(event)]
    return Answer(remote, edition, told=not refused)


def tell(event: Event) -> bool:
    """Leaves an event with the database; one that it refuses must keep neither the others nor an edition from us."""
    try:
        with transaction.atomic():
            Withdrawal.objects.bulk_create([Withdrawal.of(event)], ignore_conflicts=True)
    except NO_ANSWER as error:
        log.error("the database does not take an event", id=event.event, error=type(error).__name__)
        return False
    return True


def add_events(store: Store, events: Iterable[Event]) -> None:
    """Also repairs a file that cannot be read any more."""
    held = {event.event for event in store.events() if event.readable}
    for event in events:
        if event.event not in held:
            store.add_event(event)


def newest(store: Store) -> Edition | None:
    """The newest edition, where the disk needs it. A row that we hold already is not fetched again."""
    row = Edition.objects.order_by("-number").values_list("number", "digest").first()
    current = current_manifest(store)
    if not row or (current and not differs(*row, current) and is_whole(store, current, "content")):
        return None
    return Edition.objects.filter(number=row[0]).first()


def replace(store: Store, edition: Edition) -> bool:
    """Makes the database's newest edition live here where it has to be. False where it has not, or cannot be read."""
    if not differs(edition.number, edition.digest, current_manifest(store)):
        return False
    try:
        content = edition.unpacked()
    except StoreRefused as refusal:
        log.error("store refused", reason=str(refusal))
        return False
    install(store, facts_of(edition), content)
    return True


def differs(number: int, digest: str, current: dict[str, Any] | None) -> bool:
    """Whether the database's newest edition has to replace what is on disk; an older number never does."""
    if not current:
        return True
    is_newer: bool = number > current["number"]
    is_other: bool = number == current["number"] and digest != current["edition"]["digest"]
    return is_newer or is_other


def refresh(store: Store, spare: Edition | None = None) -> None:
    """Rewrites what is served where the withdrawals have changed or a file is damaged. Call with the lock held.

    Needs no database, unless the content itself is damaged: then the spare edition helps if it is the same.
    """
    current = current_manifest(store)
    if current and needs_refresh(store, current):
        install(store, facts_in(current), content_in(store, current, spare))


def current_manifest(store: Store) -> dict[str, Any] | None:
    """The manifest that is live here; None where there is none that can be trusted."""
    try:
        pointer = store.pointer()
        return store.live_manifest(pointer) if pointer else None
    except StoreRefused as refusal:
        log.error("store refused", reason=str(refusal))
        return None


def needs_refresh(store: Store, manifest: dict[str, Any]) -> bool:
    keys = [one.key for one in standing(store.events())]
    return keys != [one["key"] for one in manifest["withdrawn"]] or not is_whole(store, manifest, "content", "feeds")


def is_whole(store: Store, manifest: dict[str, Any], *folders: str) -> bool:
    try:
        return all(store.files(manifest, folder) for folder in folders)
    except StoreRefused as refusal:
        log.error("store refused", reason=str(refusal))
        return False


def content_in(store: Store, manifest: dict[str, Any], spare: Edition | None = None) -> Content:
    try:
        files = store.files(manifest, "content")
    except StoreRefused:
        if spare and spare.digest == manifest["edition"]["digest"]:
            return spare.unpacked()
        raise
    return Content({name.removesuffix(".json"): data for name, data in files.items()})


def facts_of(edition: Edition) -> Facts:
    published_at = timezone.localtime(edition.published_at).isoformat(timespec="seconds")
    return Facts(edition.number, edition.digest, edition.how, published_at, edition.note, edition.alone)


def facts_in(manifest: dict[str, Any]) -> Facts:
    return Facts(**manifest["edition"])


def install(store: Store, facts: Facts, content: Content) -> Pointer:
    if content.digest != facts.digest:
        raise StoreRefused(f"edition {facts.number} is not what was published: its digest differs")
    withdrawn = standing(store.events())
    served = state.make(content, withdrawn)
    files = {f"content/{content.digest}/{language}.json": data for language, data in content.files.items()}
    for language, data in served.feeds.items():
        for encoding, form in encoded(data).items():
            files[f"feeds/{served.name}/{language}.json{ENCODINGS[encoding]}"] = form
    pointer = store.install(manifest_of(facts, served, withdrawn, files), files)
    store.prune(KEEP_ON_DISK, pointer)
    return pointer


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
        "files": {path: {"sha256": sha256(data), "bytes": len(data)} for path, data in files.items()},
    }
