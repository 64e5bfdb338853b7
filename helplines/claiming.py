"""Who checks which line just now, so that no line is rung twice; and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helplines.models import Claim, Helpline, HelplineVerification, Report
from helplines.verifying import check_method, claimed_until, subject
from hub.curation.acts import checked, note_act
from hub.curation.models import Outcome
from hub.text import clean


@dataclass
class Taken(Exception):
    """Somebody else is checking the line, until the claim runs out."""

    by: User
    until: datetime


class NotTaken(Exception):
    """Nobody has the line: somebody else might be ringing it as well."""


def claim(helpline: Helpline, by: User) -> Claim:
    """Takes the line, or takes it for longer. Raises Taken."""
    with transaction.atomic():
        locked(helpline)
        refuse_taken(helpline, by)
        until = claimed_until(timezone.now())
        return Claim.objects.update_or_create(helpline=helpline, defaults={"by": by, "until": until})[0]


def give_back(helpline: Helpline, by: User) -> None:
    """Only one's own: that of somebody else runs out by itself."""
    Claim.objects.filter(helpline=helpline, by=by).delete()


def standing_claim(helpline: Helpline) -> Claim | None:
    return Claim.objects.filter(helpline=helpline, until__gt=timezone.now()).select_related("by").first()


def record(helpline: Helpline, by: User, *, method: str, outcome: str, note: str = "") -> HelplineVerification:
    """Notes what somebody found out today, and ends the claim. Raises Taken, NotTaken or MethodRefused."""
    with transaction.atomic():
        line = locked(helpline)
        refuse_taken(line, by)
        if not standing_claim(line):
            raise NotTaken
        check_method(subject(line), method, timezone.localdate())
        fields: dict[str, Any] = {"method": method, "outcome": outcome, "note": note}
        done = HelplineVerification.objects.create(helpline=line, by=by, **fields)
        note_act(by, "helpline", str(line.pk), line.name or line.slug, checked(method, outcome))
        if outcome == Outcome.CONFIRMED:  # What is found wrong stays open until somebody finds it right.
            line.reports.filter(settled_by=None).update(settled_by=done)
        give_back(line, by)
        return done


def report(helpline: Helpline, by: User, words: str) -> Report:
    """Raises ValidationError where nothing is said, or too much."""
    said = Report(helpline=helpline, words=clean(words), noted_by=by)
    said.full_clean()
    said.save()
    told = _("Reported: {words}").format(words=said.words)
    note_act(by, "helpline", str(helpline.pk), helpline.name or helpline.slug, told)
    return said


def locked(helpline: Helpline) -> Helpline:
    """One at a time: SQLite's transactions are so by themselves, PostgreSQL's wait for the row."""
    return Helpline.objects.select_for_update().get(pk=helpline.pk)


def refuse_taken(helpline: Helpline, by: User) -> None:
    held = standing_claim(helpline)
    if held and held.by != by:
        raise Taken(held.by, held.until)
