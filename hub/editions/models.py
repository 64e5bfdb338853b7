"""The publications: committed editions, and the log of withdrawals that stands over them."""

from datetime import UTC, datetime, timedelta
from typing import Any, Self

import brotli
import orjson
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.editions.bake import Content, content_of
from hub.editions.store import StoreRefused
from hub.editions.withdrawals import RESTORE, WITHDRAW, Event

ACTIONS = ((WITHDRAW, _("Withdrawn")), (RESTORE, _("Restored")))


class How(models.TextChoices):
    PUBLISHED = "published", _("Published")
    ROLLED_BACK = "rolled-back", _("Rolled back")


class Edition(models.Model):
    """A publication. The committed row is the act; numbers only rise; a row is never changed."""

    number = models.PositiveIntegerField(primary_key=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(editable=False)
    # Digests of its records, by which a machine that has never held it can tell what has changed since. Empty where
    # the edition is older than the field.
    history = models.BinaryField(editable=False, default=b"")
    # What has happened of late, as readers are told (`news.py`): outside the digest, which is of content alone. Empty
    # where the edition is older than the field.
    news = models.BinaryField(editable=False, default=b"")
    how = models.CharField(max_length=12, choices=How.choices, default=How.PUBLISHED)
    base_number = models.PositiveIntegerField(
        null=True, help_text=_("The edition that was live when this one was made.")
    )
    published_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="proposed_editions"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="approved_editions"
    )
    alone = models.BooleanField(default=False)
    alone_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        permissions = [("rollback_edition", _("Can make an earlier edition live again"))]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="editions_numbers_start_at_one"),
            models.CheckConstraint(condition=Q(how__in=How.values), name="editions_how_is_known"),
            models.CheckConstraint(
                condition=Q(base_number=None) | Q(base_number__lt=F("number")), name="editions_numbers_rise"
            ),
            models.CheckConstraint(
                condition=Q(alone=True) & ~Q(alone_reason="")
                | Q(alone=False, proposed_by__isnull=False, approved_by__isnull=False)
                & ~Q(approved_by=F("proposed_by")),
                name="editions_two_people_or_alone_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return _("Edition {number}").format(number=self.number)

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs | {"force_insert": True})

    def unpacked(self) -> Content:
        """Raises StoreRefused where the row does not hold what was published."""
        return unpack(bytes(self.content), self.digest, f"edition {self.number} in the database")


def pack(content: Content) -> bytes:
    return packed(orjson.dumps(content.languages))


def packed(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=5))


def unpack(data: bytes, digest: str, name: str) -> Content:
    """Raises StoreRefused where these bytes are not what was packed."""
    try:
        content = content_of(orjson.loads(brotli.decompress(data)))
    except (brotli.error, ValueError, AttributeError) as error:
        raise StoreRefused(f"{name} cannot be read") from error
    if content.digest != digest:
        raise StoreRefused(f"{name} is not what was published: its digest differs")
    return content


class Standing(models.TextChoices):
    OPEN = "open", _("Waits for a second person")
    APPROVED = "approved", _("Approved")
    SENT_BACK = "sent-back", _("Sent back")
    TAKEN_BACK = "taken-back", _("Taken back")


class Proposal(models.Model):
    """The live edition plus some changed records, baked and frozen: who approves it approves these bytes."""

    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, help_text=_("What it changes, in a sentence. It stands in the manifest."))
    base_number = models.PositiveIntegerField(help_text=_("The edition on which it was laid."))
    # The chosen records as they were live and as they are proposed, by language: what a reviewer is shown, without
    # unpacking a whole directory. The bytes that go live are `content`.
    records = models.JSONField()
    # What had changed in the chosen records when it was last baked anew.
    anew = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(editable=False)
    allow_shrink = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decided_proposals"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    edition = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["-proposed_at"]
        permissions = [("approve_proposal", _("Can approve what somebody else has proposed"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=Standing.OPEN, decided_by=None, decided_at=None, edition=None)
                | Q(standing=Standing.APPROVED, decided_at__isnull=False, edition__isnull=False)
                & ~Q(decided_by=F("proposed_by"))
                & Q(decided_by__isnull=False)
                | Q(standing=Standing.SENT_BACK, decided_at__isnull=False, edition=None)
                & ~Q(decided_by=F("proposed_by"))
                & Q(decided_by__isnull=False)
                & ~Q(reason="")
                | Q(standing=Standing.TAKEN_BACK, decided_at__isnull=False, decided_by__isnull=False, edition=None),
                name="editions_nobody_approves_their_own_proposal",
            )
        ]

    def __str__(self) -> str:
        return self.note

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    def unpacked(self) -> Content:
        return unpack(bytes(self.content), self.digest, f"proposal {self.pk} in the database")


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", _("Confirmed")
    REVERTED = "reverted", _("Taken back")
    SUPERSEDED = "superseded", _("Changed since")


class CorrectionQuerySet(models.QuerySet):
    def unsettled(self) -> Self:
        return self.filter(outcome="")


class Correction(models.Model):
    """A record that one person has put right at once; a second one confirms it or takes it back.

    Where it is not live any more as it was corrected there is neither: it is closed as changed since.
    """

    WITHIN = timedelta(hours=72)

    edition = models.PositiveIntegerField()
    type = models.CharField(max_length=20)
    record = models.UUIDField()
    slug = models.CharField(max_length=80)
    # The record as it was live, and as it has become, by language.
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="settled_corrections"
    )
    settled_at = models.DateTimeField(null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        permissions = [("settle_correction", _("Can confirm or take back what somebody else has corrected"))]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="editions_correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_by=None, settled_at=None)
                | Q(outcome__in=Outcome.values, settled_by__isnull=False, settled_at__isnull=False)
                & ~Q(settled_by=F("by")),
                name="editions_correction_is_settled_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type}/{self.slug}"

    @property
    def due_at(self) -> datetime:
        return self.at + self.WITHIN

    @property
    def is_overdue(self) -> bool:
        return not self.outcome and timezone.now() > self.due_at


class Withdrawal(models.Model):
    """One event of the log. Append-only: a restoration is an event of its own."""

    event = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=8, choices=ACTIONS)
    type = models.CharField(max_length=20)
    record = models.UUIDField()
    slug = models.CharField(max_length=80)
    contact = models.UUIDField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["at"]
        permissions = [("restore_withdrawal", _("Can serve again what was withdrawn"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=[WITHDRAW, RESTORE]), name="editions_withdrawal_action_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="editions_withdrawal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.type}/{self.slug} {self.action}"

    @classmethod
    def of(cls, event: Event) -> "Withdrawal":
        return cls(
            event=event.event,
            at=event.at,
            action=event.action,
            type=event.type,
            record=event.id,
            slug=event.slug,
            contact=event.contact,
            reason=event.reason,
        )

    def to_event(self) -> Event:
        return Event(
            event=str(self.event),
            at=self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            action=self.action,
            type=self.type,
            id=str(self.record),
            slug=self.slug,
            contact=str(self.contact) if self.contact else None,
            reason=self.reason,
        )
