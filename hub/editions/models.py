"""The publications: committed editions, and the log of withdrawals that stands over them."""

from datetime import UTC
from typing import Any

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
        return f"Edition {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs | {"force_insert": True})

    def unpacked(self) -> Content:
        """Raises StoreRefused where the row does not hold what was published."""
        try:
            content = content_of(orjson.loads(brotli.decompress(bytes(self.content))))
        except (brotli.error, ValueError, AttributeError) as error:
            raise StoreRefused(f"edition {self.number} in the database cannot be read") from error
        if content.digest != self.digest:
            raise StoreRefused(f"edition {self.number} in the database is not what was published: its digest differs")
        return content


def pack(content: Content) -> bytes:
    return packed(orjson.dumps(content.languages))


def packed(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=5))


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
