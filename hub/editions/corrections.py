"""Urgent corrections: one person puts the contacts, hours, notice or status of a record right at once.

Nothing else of the record and nothing of any other goes live with them. A second person confirms the correction, or
takes it back.
"""

from uuid import UUID

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.editions.bake import documents_of
from hub.editions.collecting import collecting_nothing
from hub.editions.contract import Kind, kind_named
from hub.editions.laying import InLanguages, alike, record_in, with_fields, with_record
from hub.editions.models import Correction, Edition, Outcome
from hub.editions.publishing import (
    NotPublished,
    Signature,
    bring_here,
    checked_in,
    given,
    latest,
    one_snapshot,
    reason_to_take_back,
)


def correct(kind: Kind, key: UUID, *, by: User, reason: str) -> Correction:
    """Makes the urgent fields of a record live as they are on the desk. Raises EditionRefused or NotPublished."""
    reason = given(reason)
    with one_snapshot(), collecting_nothing():
        live = needed(latest())
        content = live.unpacked()
        before = record_in(content, kind, str(key))
        after = urgent_form(kind, key, before)
        if after == before:
            raise NotPublished(_("Its contacts, hours, notice and status are live as they are here."))
        signed = Signature(by, alone_reason=f"Urgent correction: {reason}"[:200])
        content = with_record(content, kind, after)
        edition = checked_in(content, live, signed, note=f"{kind.kind}/{slug_of(after)}")
        correction = Correction.objects.create(
            edition=edition.number,
            type=kind.kind,
            record=key,
            slug=slug_of(after),
            before=before,
            after=after,
            by=by,
            reason=reason,
        )
    bring_here(_("{edition} is published").format(edition=edition), content)
    return correction


def needed(live: Edition | None) -> Edition:
    if not live:
        raise NotPublished(_("There is no edition yet. Publish everything first."))
    return live


def urgent_form(kind: Kind, key: UUID, before: InLanguages) -> InLanguages:
    """The record as it is live, with its urgent fields as they are on the desk."""
    if not kind.urgent:
        raise NotPublished(_("A record of this kind is never that urgent. Propose the change."))
    fresh = {language: documents[0] for language, documents in documents_of(kind, only=key).items() if documents}
    if not before or not fresh:
        raise NotPublished(_("Only a record that is live, here and in public, can be corrected. Propose the change."))
    changed = with_fields(before, fresh, kind.urgent)
    return changed if changed == before else with_fields(before, fresh, (*kind.urgent, "updated_on"))


def slug_of(record: InLanguages) -> str:
    return str(next(iter(record.values()))["slug"])


def confirm(correction: Correction, *, by: User) -> None:
    """Raises NotPublished where it is not live as it was corrected: there is nothing to stand for."""
    with one_snapshot():
        settle(correction, by, Outcome.CONFIRMED)
        refuse_changed_since(correction, live_form(correction))


def close(correction: Correction, *, by: User) -> None:
    """Where it is not live as it was corrected; else it is confirmed or taken back."""
    with one_snapshot():
        settle(correction, by, Outcome.SUPERSEDED)
        if still_stands(correction, live_form(correction)):
            raise NotPublished(_("It is live as it was corrected: confirm it, or take it back."))


def revert(correction: Correction, *, by: User, reason: str) -> Edition:
    """Makes the urgent fields live again as they were before the correction; nothing that has gone live since."""
    reason = given(reason)
    with one_snapshot(), collecting_nothing():
        settle(correction, by, Outcome.REVERTED)
        live = needed(latest())
        content = live.unpacked()
        now = record_in(content, kind_of(correction), str(correction.record))
        refuse_changed_since(correction, now)
        signed = Signature(by, alone_reason=reason_to_take_back(correction.edition))
        content = with_record(content, kind_of(correction), taken_back(correction, now))
        edition = checked_in(content, live, signed, note=f"{correction}: {reason}"[:300])
    bring_here(_("{edition} is published").format(edition=edition), content)
    return edition


def kind_of(correction: Correction) -> Kind:
    kind = kind_named(correction.type)
    assert kind
    return kind


def live_form(correction: Correction) -> InLanguages:
    """The corrected record as it is live now; empty where it is not."""
    live = latest()
    return record_in(live.unpacked(), kind_of(correction), str(correction.record)) if live else {}


def taken_back(correction: Correction, now: InLanguages) -> InLanguages:
    """The live record as taking the correction back makes it."""
    return with_fields(now, correction.before, (*kind_of(correction).urgent, "updated_on"))


def still_stands(correction: Correction, now: InLanguages) -> bool:
    return alike(now, correction.after, kind_of(correction).urgent)


def refuse_changed_since(correction: Correction, now: InLanguages) -> None:
    if not now:
        raise NotPublished(_("The record is not live any more."))
    if not still_stands(correction, now):
        raise NotPublished(_("What is live has been changed since. Look at it, and correct it anew where it is wrong."))


def settle(correction: Correction, by: User, outcome: str) -> None:
    """Refuses who has made it, and one that is settled."""
    correction.refresh_from_db()
    if correction.outcome:
        raise NotPublished(_("It is settled already."))
    if correction.by_id == by.pk:
        raise NotPublished(_("Somebody else has to look at it: that is what the second person is for."))
    correction.outcome, correction.settled_by, correction.settled_at = outcome, by, timezone.now()
    correction.save()
