"""What every curated record is: a stable id, a slug, an editorial state, its sources and its verification."""

import uuid
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.text import clean

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "mental-health-hub.pk")

SLUG = RegexValidator(r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*\Z", _("Letters, digits and single hyphens only."))
PARTIAL_DATE = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", _("Write 2026, 2026-11 or 2026-11-22.")
)


def seeded_id(kind: str, key: str) -> uuid.UUID:
    """The id of a seeded record: the same on every machine, so that apps may keep it."""
    return uuid.uuid5(NAMESPACE, f"{kind}/{key}")


def one_of(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """The database itself refuses a code that the field does not know."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": values}), name=f"%(app_label)s_%(class)s_{field}_is_known"
    )


class Cleaned(models.Model):
    """Cleans every text on save, so that what is stored is what is compared and published."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean_texts()
        super().save(*args, **kwargs)

    def clean_texts(self) -> None:
        for field in self._meta.concrete_fields:
            value = self.__dict__.get(field.attname)
            if isinstance(value, str) and not field.choices:
                # Past the descriptors: setting a bare translated field would write over its language's own.
                self.__dict__[field.attname] = clean(value)


class Entry(Cleaned):
    """Anything with a stable id, a slug and a place in its list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    position = models.PositiveIntegerField(default=1000, help_text=_("Smaller comes first."))

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        """As curators call it, in the language of their desk."""
        return getattr(self, "name", "") or self.slug


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")


class RecordQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(state=State.LIVE)

    def drafts(self) -> Self:
        return self.filter(state=State.DRAFT)


class Record(Entry):
    """An entry that is edited, goes live or waits as a draft, and dates its last public change."""

    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    # Moves when a public field changes and never by itself: it is part of the digest.
    updated_on = models.DateField(default=timezone.localdate, editable=False)
    internal_note = models.TextField(blank=True, help_text=_("For curators. Never public."))

    objects = RecordQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = True
        constraints = [one_of("state", State)]


class OldSlug(models.Model):
    """A slug that a record had before; links with it keep answering."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=80, validators=[SLUG])
    record = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="curation_old_slug_is_unique")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class SourceKind(models.TextChoices):
    ORGANISATION = "organisation", _("The organisation itself")
    GOVERNMENT = "government", _("Government")
    NEWS = "news", _("News")
    PRESS_RELEASE = "press-release", _("Press release")
    OTHER_WEB = "other-web", _("Other web page")
    LISTING = "public-code-listing", _("Public list of helplines")
    BRIEF = "commissioning-brief", _("Commissioning brief")


class Source(Cleaned):
    """Where a fact was read: publisher, address, and a date as exact as is known."""

    key = models.CharField(max_length=60)
    publisher = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    date = models.CharField(max_length=10, blank=True, validators=[PARTIAL_DATE], help_text="2026, 2026-11, 2026-11-22")
    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    note = models.TextField(blank=True, help_text=_("For curators. Never public."))

    class Meta:
        abstract = True
        ordering = ["key"]
        constraints = [one_of("kind", SourceKind)]

    def __str__(self) -> str:
        return f"{self.publisher} {self.date}".strip()


class WordsOf(models.TextChoices):
    ORGANISATION = "organisation", _("In the organisation's words.")
    PRESS = "press", _("In the words of the press.")
    OURS = "ours", _("In our words.")


class TextNote(models.Model):
    """What is known of a text in one language beside its words; a text without a note is written, and no more."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    row = models.CharField(max_length=36)
    field = models.CharField(max_length=60, help_text="summary_ur")
    words_of = models.CharField(max_length=12, choices=WordsOf.choices, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    outdated = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "row", "field"], name="curation_one_note_a_text"),
            one_of("words_of", WordsOf, blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.row} {self.field}"


class Method(models.TextChoices):
    CALL = "call-answered", _("A call was answered")
    PROVIDER = "provider-confirmed", _("The provider confirmed it")
    OFFICIAL = "official-source", _("An official source says so")
    WEBSITE = "website", _("The provider's website says so")


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", _("All of it is right")
    CHANGED = "changed", _("Something has changed")
    NO_ANSWER = "no-answer", _("Nobody answered")
    DEAD = "dead", _("The number is dead")
    CLOSED_DOWN = "closed-down", _("The service has closed down")


# What a check has found that is not right; where nobody answers it has found out nothing.
WRONG = (Outcome.CHANGED, Outcome.DEAD, Outcome.CLOSED_DOWN)


class Verifiable(models.Model):
    """The standing of a record; set by a verification and by nothing else."""

    verified_on = models.DateField(null=True, blank=True, editable=False)
    verify_by = models.DateField(null=True, blank=True, editable=False)
    verified_method = models.CharField(max_length=20, choices=Method.choices, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_on=None, verify_by=None, verified_method="")
                | models.Q(verified_on__isnull=False, verify_by__gt=models.F("verified_on"))
                & models.Q(verified_method__in=Method.values),
                name="%(app_label)s_%(class)s_verification_is_whole",
            )
        ]

    def verification_interval(self) -> timedelta:
        raise NotImplementedError(f"{type(self).__name__} must say how long a verification of it lasts.")

    def stand_verified(self, on: date, method: str) -> None:
        self.verified_on, self.verify_by, self.verified_method = on, on + self.verification_interval(), method

    def stand_unverified(self) -> None:
        self.verified_on, self.verify_by, self.verified_method = None, None, ""


class Verification(models.Model):
    """One act of checking by one person. Acts are kept for good; editing is not verifying."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False)
    on = models.DateField(default=timezone.localdate)
    method = models.CharField(max_length=20, choices=Method.choices)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]
        constraints = [one_of("method", Method), one_of("outcome", Outcome)]

    def __str__(self) -> str:
        return f"{self.on} {self.outcome}"

    def stand(self, record: Verifiable) -> None:
        """Lets the record stand verified where the check found all of it right, and no longer where it did not."""
        if self.outcome == Outcome.CONFIRMED:
            record.stand_verified(self.on, self.method)
            record.save()
        elif self.outcome in WRONG and record.verified_on and self.on >= record.verified_on:
            record.stand_unverified()
            record.save()
