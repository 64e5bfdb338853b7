"""`sync`, the only writer of the local store: the newest edition minus all withdrawals, and what is damaged mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import brotli
import structlog
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone

from hub.editions.bake import Content
from hub.editions.changes import History, history_from
from hub.editions.collecting import collecting_nothing
from hub.editions.installing import Facts, facts_in, install
from hub.editions.models import Edition, Withdrawal
from hub.editions.news import Item, news_from
from hub.editions.store import Store, StoreRefused
from hub.editions.withdrawals import Event, Withdrawn, standing

log = structlog.get_logger()
NO_ANSWER = (DatabaseError, InterfaceError)


@dataclass(frozen=True)
class Answer:
    """What the database says: every event of the log, and the newest edition where the disk needs it."""

    events: list[Event]
    edition: Edition | None
    histories: Mapping[int, History]
    """Of the editions that are kept, where there is a new one."""
    told: bool
    """Whether it knows of every event that this disk has had."""


def sync(at_hand: Content | None = None) -> bool:
    """Brings this machine's store to the newest edition minus all withdrawals, and mends what is damaged.

    True if the database answered, and knows of every withdrawal that this machine knows of.
    The database is asked before the lock is taken: one that hangs must not keep a withdrawal waiting.
    Content that is `at_hand`, because it has just been published, is not unpacked once more.
    """
    store = Store()
    answer = ask_database(store)
    with store.lock(), collecting_nothing():
        if answer:
            add_events(store, answer.events)
        edition = answer.edition if answer else None
        if not (answer and edition and replace(store, edition, answer.histories, at_hand)):
            refresh(store, edition)
    return answer is not None and answer.told


def ask_database(store: Store) -> Answer | None:
    """None where it does not answer. Leaves with it the events that only this disk has had."""
    local = [event for event in store.events() if event.readable]
    try:
        remote = database_events()
        edition = newest(store)
        histories = kept_histories() if edition else {}
    except NO_ANSWER as error:
        log.warning("the database does not answer", error=type(error).__name__)
        return None
    known = {event.event for event in remote}
    refused = [event for event in local if event.event not in known and not tell(event)]
    return Answer(remote, edition, histories, told=not refused)


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
    if not row or (current and not differs(*row, current) and is_whole(store, current, "content", "news")):
        return None
    return Edition.objects.filter(number=row[0]).first()


def kept_histories() -> dict[int, History]:
    """Of every edition in the database; one that cannot be read is one that nobody knows."""
    found = {}
    for number, packed in Edition.objects.exclude(history=b"").values_list("number", "history"):
        try:
            found[number] = history_from(brotli.decompress(bytes(packed)))
        except (brotli.error, ValueError, TypeError):
            log.error("a history in the database cannot be read", edition=number)
    return found


def replace(store: Store, edition: Edition, histories: Mapping[int, History], at_hand: Content | None) -> bool:
    """Makes the database's newest edition live here where it has to be. False where it has not, or cannot be read."""
    if not differs(edition.number, edition.digest, current_manifest(store)):
        return False
    try:
        content = at_hand if at_hand and at_hand.digest == edition.digest else edition.unpacked()
    except StoreRefused as refusal:
        log.error("store refused", reason=str(refusal))
        return False
    install(store, facts_of(edition), content, histories, news_in(edition))
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
        content, news = content_in(store, current, spare), news_on_disk(store, current, spare)
        install(store, facts_in(current), content, news=news)


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
    served = ("content", "feeds", "prepared", "changes", "news")
    return keys != [one["key"] for one in manifest["withdrawn"]] or not is_whole(store, manifest, *served)


def is_whole(store: Store, manifest: dict[str, Any], *folders: str) -> bool:
    try:
        return all(store.check(manifest, folder) for folder in folders)
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


def news_on_disk(store: Store, manifest: dict[str, Any], spare: Edition | None = None) -> list[Item]:
    """The database's in place of those that are damaged or lacking; without it none: help does not wait for news."""
    try:
        files = store.files(manifest, "news")
    except StoreRefused:
        files = {}
    if not files and spare and spare.number == manifest["number"]:
        return news_in(spare)
    return [item for data in files.values() for item in news_from(data)]


def news_in(edition: Edition) -> list[Item]:
    """Those that cannot be read are none."""
    try:
        return news_from(brotli.decompress(bytes(edition.news))) if edition.news else []
    except (brotli.error, ValueError, TypeError, AttributeError):
        log.error("the news in the database cannot be read", edition=edition.number)
        return []


def facts_of(edition: Edition) -> Facts:
    published_at = timezone.localtime(edition.published_at).isoformat(timespec="seconds")
    return Facts(edition.number, edition.digest, edition.how, published_at, edition.note, edition.alone)


# Both logs


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
