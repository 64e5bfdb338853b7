"""The acts that change what is public: publish, roll back, withdraw, restore."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils.translation import gettext as _

from hub.editions import gate
from hub.editions.bake import Content, bake, only
from hub.editions.changes import history_bytes, history_of
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import kind_named, kinds
from hub.editions.laying import alike, record_in
from hub.editions.models import Correction, Edition, How, Outcome, Withdrawal, pack, packed
from hub.editions.news import news_bytes, news_of
from hub.editions.state import remaining
from hub.editions.store import Store, StoreRefused
from hub.editions.syncing import current_manifest, events_now, facts_of, news_in, refresh, sync, withdrawn_now
from hub.editions.withdrawals import RESTORE, WITHDRAW, Withdrawn, new_event, standing
from hub.text import clean

log = structlog.get_logger()
LONGEST_REASON = 300


class NotPublished(Exception):
    """An act that was refused; nothing has changed."""


@dataclass(frozen=True)
class Signature:
    """Who stands for an edition: one who proposed it and another who approved it, or one alone and why."""

    proposed_by: User | None
    approved_by: User | None = None
    alone_reason: str = ""


def one_person_team(by: User | None) -> Signature:
    if not settings.PUBLISH_ALONE:
        raise NotPublished(_("One person publishes alone only where PUBLISH_ALONE=1 says that the team is one person."))
    return Signature(by, alone_reason="PUBLISH_ALONE")


class NotHere(Exception):
    """An act that is done, and of which this machine's disk could not be told: the next `sync` will."""


# Publishing


def publish(
    chosen: Sequence[tuple[str, str]] = (),
    *,
    allow_shrink: bool = False,
    note: str = "",
    by: User | None = None,
) -> Edition | None:
    """Bakes, checks and commits an edition of a team of one, and makes it live here; None where nothing has changed.

    With `chosen` (kind, slug) records all else stays byte for byte as it is live. Raises EditionRefused or
    NotPublished; then nothing has changed.
    """
    with collecting_nothing():
        with one_snapshot():
            live = latest()
            content = proposed(chosen, live)
            if live and content.digest == live.digest:
                return None
            edition = checked_in(content, live, one_person_team(by), note=note, allow_shrink=allow_shrink)
        bring_here(_("{edition} is published").format(edition=edition), content)
    return edition


def checked_in(
    content: Content, live: Edition | None, signed: Signature, *, note: str, allow_shrink: bool = False
) -> Edition:
    """Sends content through the gate and commits it on top of what is live. Call inside `one_snapshot`."""
    before = live.unpacked() if live else None
    gate.check(content, live=before, withdrawn=withdrawn_now(), allow_shrink=allow_shrink)
    return commit(content, live, before, signed, how=How.PUBLISHED, note=note)


def rollback(
    number: int | None = None, *, note: str = "", signed: Signature | None = None, sure: bool = False
) -> Edition:
    """Makes the content of an earlier edition live again, as a new edition; without a number, the one before.

    Raises EditionRefused where a region would be left without help, or NotPublished; Undoes where an urgent
    correction goes with it, unless one is `sure`.
    """
    signed = signed or one_person_team(None)
    with one_snapshot():
        live = latest()
        if not live:
            raise NotPublished(_("There is no edition to roll back from."))
        target, before = earlier(live, number), readable(live)
        content = target.unpacked()
        refuse_less_help(content, before)
        refuse_taken_back(target)
        if not sure:
            refuse_undone(target, content, before)
        note = f"{target}: {note}" if note else str(target)
        edition = commit(content, live, before, signed, how=How.ROLLED_BACK, note=note)
    bring_here(_("{edition} is published").format(edition=edition))
    return edition


def refuse_less_help(content: Content, before: Content | None) -> None:
    """What has been withdrawn since may have been the help of a region; `before` None: it cannot be read."""
    withdrawn = withdrawn_now()
    faults = gate.lacking(remaining(content, withdrawn), remaining(before, withdrawn)) if before else []
    if faults:
        raise gate.EditionRefused(faults)


class Undoes(NotPublished):
    """An act that takes urgent corrections back with all else."""

    def __init__(self, corrections: Sequence[Correction]) -> None:
        self.corrections = corrections
        which = ", ".join(f"{one} ({one.edition})" for one in corrections)
        super().__init__(
            _("Urgent corrections that are newer would be undone: {corrections}.").format(corrections=which)
        )


def refuse_undone(target: Edition, content: Content, before: Content | None) -> None:
    if undone := undone_corrections(target, content, before):
        raise Undoes(undone)


def undone_corrections(target: Edition, content: Content, before: Content | None) -> list[Correction]:
    """Those newer than the target, not taken back, on whose records something urgent is not live in it as it is now.

    `before` is what is live; where it cannot be read, what was corrected.
    """
    newer = Correction.objects.filter(edition__gt=target.number).exclude(outcome=Outcome.REVERTED).order_by("edition")
    return [one for one in newer if not keeps(one, content, before)]


def keeps(correction: Correction, content: Content, before: Content | None) -> bool:
    kind = kind_named(correction.type)
    if not kind:
        return True
    now = record_in(before, kind, str(correction.record)) if before else correction.after
    return not now or alike(now, record_in(content, kind, str(correction.record)), kind.urgent)


def refuse_taken_back(target: Edition) -> None:
    """An urgent correction that a second person took back comes back with no edition that held it."""
    for one in Correction.objects.filter(outcome=Outcome.REVERTED, edition__lte=target.number):
        taken_back = Edition.objects.filter(alone_reason=reason_to_take_back(one.edition), number__lte=target.number)
        if not taken_back.exists():
            raise NotPublished(_("{edition} holds an urgent correction that was taken back.").format(edition=target))


def reason_to_take_back(number: int) -> str:
    """Of the edition that took back the correction of that one: how it is found again."""
    return f"Took back the urgent correction of edition {number}"


def bring_here(done: str, content: Content | None = None) -> bool:
    """`sync` after an act; raises NotHere with what is done where it does not show on this machine."""
    try:
        return sync(content)
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
    before = live.unpacked()
    known = records(fresh) | records(before)
    missing = [pair for pair in chosen if pair not in known]
    if missing:
        raise NotPublished(_("{record} is neither live nor ready to go live.").format(record="/".join(missing[0])))
    return only(chosen, fresh=fresh, live=before)


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


def readable(live: Edition) -> Content | None:
    """None where it is damaged: rolling back is a way out of that, and only its news are lost."""
    try:
        return live.unpacked()
    except StoreRefused:
        return None


def commit(
    content: Content, live: Edition | None, before: Content | None, signed: Signature, *, how: str, note: str
) -> Edition:
    """`before` is what is live, unpacked."""
    with ThreadPoolExecutor(max_workers=1) as beside:  # Packing leaves one processor idle.
        content_packed = beside.submit(pack, content)
        history = history_bytes(history_of(content))
    edition = Edition(
        number=next_number(live),
        digest=content.digest,
        content=content_packed.result(),
        history=packed(history),
        how=how,
        base_number=live.number if live else None,
        note=note,
        proposed_by=signed.proposed_by,
        approved_by=signed.approved_by,
        alone=bool(signed.alone_reason),
        alone_reason=signed.alone_reason,
    )
    earlier = news_in(live) if live else []
    edition.news = packed(news_bytes(news_of(before, content, edition.number, facts_of(edition).published_at, earlier)))
    edition.save()
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
