"""What a helpline is: one service, the ways to reach it, and when."""

import uuid
from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helplines import hours, phone
from helplines.refusal import Refusal
from helplines.refusing import told
from hub.curation.models import (
    Cleaned,
    Entry,
    Record,
    RecordQuerySet,
    Source,
    Verifiable,
    Verification,
    one_of,
)
from hub.models import Audience, Language, Region, Topic
from partners.models import Partner


class Category(models.TextChoices):
    CRISIS = "crisis", _("Crisis and listening lines")
    EMERGENCY = "emergency", _("Emergency services")
    WOMEN = "women-gbv", _("Women and gender-based violence")
    CHILD = "child", _("Children and missing persons")
    ONLINE = "online-safety", _("Online safety")
    LEGAL = "legal-rights", _("Legal help and rights")
    YOUTH = "youth", _("Young people")
    SUBSTANCE = "substance-use", _("Drugs and addiction")
    CLINIC = "clinic", _("Clinics and hospitals")
    PLATFORM = "health-platform", _("Doctor-finding platforms")


class Cost(models.TextChoices):
    """From the cheapest to the dearest."""

    FREE = "free", _("Free")
    TOLL_FREE = "toll-free", _("Toll-free")
    STANDARD = "standard-rate", _("Standard rate")


class Staff(models.TextChoices):
    PROFESSIONAL = "professional", _("Professionals")
    VOLUNTEER = "volunteer", _("Volunteers")
    MIXED = "mixed", _("Professionals and volunteers")
    OFFICIALS = "officials", _("Officials")


class WomenAnswer(models.TextChoices):
    ALWAYS = "always", _("A woman always answers")
    ON_REQUEST = "on-request", _("A woman answers on request")
    NO = "no", _("A woman answering cannot be asked for")


class Scope(models.TextChoices):
    NATIONWIDE = "nationwide", _("The whole country")
    REGIONAL = "regional", _("Some regions")


class OperatingStatus(models.TextChoices):
    ACTIVE = "active", _("In operation")
    CLOSED = "temporarily-closed", _("Temporarily closed")
    UNCERTAIN = "uncertain", _("Not certain to be in operation")
    DISCONTINUED = "possibly-discontinued", _("Possibly discontinued")
    SUPERSEDED = "superseded", _("Replaced by another line")


class ContactKind(models.TextChoices):
    PHONE = "phone", _("Phone")
    SMS = "sms", _("Text message")
    WHATSAPP = "whatsapp", _("WhatsApp")
    WEBCHAT = "webchat", _("Web chat")
    EMAIL = "email", _("Email")
    WEBSITE = "website", _("Website")
    APP = "app", _("App")


class Confidence(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Treatment(models.TextChoices):
    CLOSED = "closed", _("Closed")
    USUAL = "usual", _("As usual")
    HOURS = "hours", _("Other hours")


# The place of a contact that nobody has placed.
LAST = 1000
DIALABLE = (ContactKind.PHONE, ContactKind.SMS, ContactKind.WHATSAPP)


class HelplineQuerySet(RecordQuerySet):
    def on_the_strip(self) -> Self:
        return self.filter(strip_position__isnull=False).order_by("strip_position")

    def dialable(self) -> Self:
        return self.filter(contacts__kind__in=DIALABLE).distinct()

    def verified(self) -> Self:
        return self.filter(verified_on__isnull=False)

    def never_verified(self) -> Self:
        return self.filter(verified_on=None)

    def due_for_check(self) -> Self:
        """Never verified, or past the day by which it should have been verified again."""
        return self.filter(Q(verify_by=None) | Q(verify_by__lte=timezone.localdate()))

    def for_crisis(self) -> Self:
        return self.filter(crisis=True)


class Helpline(Record, Verifiable):
    """One service that a person can turn to."""

    name = models.CharField(max_length=160)
    alternate_names = models.TextField(blank=True, help_text=_("One a line."))
    summary = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="helplines")
    category = models.CharField(max_length=20, choices=Category.choices)
    topics = models.ManyToManyField(Topic, related_name="helplines", blank=True)
    audiences = models.ManyToManyField(Audience, related_name="helplines", blank=True)
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.NATIONWIDE)
    regions = models.ManyToManyField(Region, related_name="helplines", blank=True)
    coverage_note = models.CharField(max_length=300, blank=True)
    languages = models.ManyToManyField(
        Language, related_name="helplines", blank=True, help_text=_("Spoken there. None chosen means not known.")
    )
    languages_note = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=14, choices=Cost.choices, blank=True)
    confidential = models.BooleanField(null=True, blank=True)
    anonymous = models.BooleanField(null=True, blank=True)
    calls_back = models.BooleanField(null=True, blank=True)
    stores_numbers = models.BooleanField(null=True, blank=True)
    records_calls = models.BooleanField(null=True, blank=True)
    answered_by_women = models.CharField(max_length=12, choices=WomenAnswer.choices, blank=True)
    staffed_by = models.CharField(max_length=14, choices=Staff.choices, blank=True)
    police = models.BooleanField(default=False, help_text=_("Police or law enforcement answer."))
    who_answers = models.CharField(max_length=200, blank=True)
    emergency = models.BooleanField(default=False, help_text=_("An emergency service."))
    crisis = models.BooleanField(default=False, help_text=_("Helps people in crisis, suicide included."))
    operating_status = models.CharField(max_length=24, choices=OperatingStatus.choices, default=OperatingStatus.ACTIVE)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="supersedes")
    notice = models.CharField(max_length=300, blank=True)
    notice_from = models.DateField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True)
    strip_position = models.PositiveSmallIntegerField(
        null=True, blank=True, unique=True, help_text=_("Place among the numbers shown on every page and error.")
    )

    objects = HelplineQuerySet.as_manager()  # type: ignore[misc]  # Overrides the manager of every record.

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            *Verifiable.Meta.constraints,
            one_of("category", Category),
            one_of("scope", Scope),
            one_of("cost", Cost, blank=True),
            one_of("staffed_by", Staff, blank=True),
            one_of("answered_by_women", WomenAnswer, blank=True),
            one_of("operating_status", OperatingStatus),
            models.CheckConstraint(
                condition=Q(age_min=None) | Q(age_max=None) | Q(age_min__lte=F("age_max")),
                name="helplines_ages_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(age_min=None) | Q(age_min__lte=120)) & (Q(age_max=None) | Q(age_max__lte=120)),
                name="helplines_ages_of_people",
            ),
            models.CheckConstraint(
                condition=Q(operating_status=OperatingStatus.SUPERSEDED, superseded_by__isnull=False)
                | ~Q(operating_status=OperatingStatus.SUPERSEDED) & Q(superseded_by=None),
                name="helplines_superseded_names_its_successor",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("id")),
                name="helplines_not_its_own_successor",
            ),
            models.CheckConstraint(
                condition=Q(strip_position=None) | Q(strip_position__gte=1) & (Q(emergency=True) | Q(crisis=True)),
                name="helplines_strip_is_for_emergency_and_crisis",
            ),
            models.CheckConstraint(
                condition=Q(notice_from=None) | Q(notice_until=None) | Q(notice_from__lte=F("notice_until")),
                name="helplines_notice_dates_in_order",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": _("A line cannot be replaced by itself.")})

    def verification_interval(self) -> timedelta:
        """By urgency: crisis and emergency lines monthly, other lines that ring quarterly."""
        if self.crisis or self.emergency:
            return timedelta(days=30)
        dialable = self.contacts.filter(kind__in=DIALABLE).exists()
        return timedelta(days=90 if dialable else 180)


class HelplineSource(Source):
    helpline = models.ForeignKey(Helpline, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["helpline", "key"], name="helplines_source_key_once"),
        ]


class ContactMethod(Cleaned):
    """One way to reach a helpline, with its own hours."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=LAST, help_text=_("Smaller comes first."))
    helpline = models.ForeignKey(Helpline, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=10, choices=ContactKind.choices)
    value = models.CharField(
        max_length=300, help_text=_("A full number as +92…, a short code as dialled, an address, a link.")
    )
    display = models.CharField(max_length=300, help_text=_("The number alone, as people read it."))
    dial = models.CharField(max_length=20, blank=True, help_text=_("As dialled inside Pakistan."))
    note = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=14, choices=Cost.choices, blank=True)
    languages = models.ManyToManyField(Language, related_name="contacts", blank=True)
    from_landline = models.BooleanField(null=True, blank=True)
    from_mobile = models.BooleanField(null=True, blank=True)
    from_abroad = models.BooleanField(null=True, blank=True)
    hours = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("OpenStreetMap opening hours, e.g. Mo-Fr 09:30-17:00. Empty: not known."),
    )
    hours_note = models.CharField(max_length=300, blank=True)
    hours_confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True)
    sources = models.ManyToManyField(HelplineSource, related_name="contacts", blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            one_of("kind", ContactKind),
            one_of("cost", Cost, blank=True),
            one_of("hours_confidence", Confidence, blank=True),
            models.CheckConstraint(
                condition=~Q(kind__in=["phone", "sms"]) | ~Q(dial=""), name="helplines_numbers_say_how_to_dial"
            ),
        ]

    def __str__(self) -> str:
        """The number is set apart: its digits stay in order within Urdu."""
        return f"{self.get_kind_display()} \u2068{self.display}\u2069"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new one that nobody has placed comes after the others."""
        if self._state.adding and self.position == LAST:
            last = self.helpline.contacts.aggregate(last=models.Max("position"))["last"]
            self.position = LAST if last is None else last + 10
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        _as_form_error("value", phone.BadContact, lambda: phone.check(self.kind, self.value, self.dial or None))
        _as_form_error("display", phone.BadContact, lambda: phone.check_display(self.kind, self.value, self.display))
        if self.hours:
            _as_form_error("hours", hours.BadHours, lambda: hours.parse_week(self.hours))


def _as_form_error(field: str, error: type[Refusal], rule: Any) -> None:
    try:
        rule()
    except error as refusal:
        raise ValidationError({field: told(refusal)}) from refusal


def check_year(**days: date | None) -> None:
    """A year that was mistyped is near the end of the calendar, or would close a line for a lifetime."""
    for name, day in days.items():
        if day and not 2000 <= day.year < 2100:
            raise ValidationError({name: _("Write a year from 2000 to 2099.")})


class MenuStep(Cleaned):
    """A key to press once the call is answered, as in 15 then 7."""

    contact = models.ForeignKey(ContactMethod, models.CASCADE, related_name="menu")
    position = models.PositiveSmallIntegerField(default=1)
    press = models.CharField(max_length=4)
    words = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "position"], name="helplines_menu_step_once"),
            models.CheckConstraint(condition=Q(press__regex=r"^[0-9*#]{1,4}$"), name="helplines_menu_key_exists"),
        ]

    def __str__(self) -> str:
        return self.press


class Holiday(Entry):
    """A named closure of the year whose dates move: Eid by moon sighting, Ashura, Ramadan."""

    name = models.CharField(max_length=120)


class HolidayDate(models.Model):
    """When a holiday falls. Until confirmed, two days either side are uncertain."""

    holiday = models.ForeignKey(Holiday, models.CASCADE, related_name="dates")
    first = models.DateField()
    last = models.DateField()
    confirmed = models.BooleanField(default=False)

    class Meta:
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="helplines_holiday_dates_in_order"),
            models.UniqueConstraint(fields=["holiday", "first"], name="helplines_holiday_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.last}"

    def clean(self) -> None:
        super().clean()
        check_year(first=self.first, last=self.last)


class HoursException(Cleaned):
    """What one contact does on a holiday, or on dates of its own."""

    contact = models.ForeignKey(ContactMethod, models.CASCADE, related_name="exceptions")
    holiday = models.ForeignKey(Holiday, models.PROTECT, null=True, blank=True, related_name="exceptions")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    treatment = models.CharField(max_length=6, choices=Treatment.choices)
    hours = models.CharField(max_length=60, blank=True, help_text=_("Only for other hours, e.g. 10:00-14:00."))
    name = models.CharField(max_length=120, blank=True, help_text=_("What to call dates of its own."))

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            one_of("treatment", Treatment),
            models.UniqueConstraint(fields=["contact", "holiday"], name="helplines_one_answer_a_holiday"),
            models.CheckConstraint(
                condition=Q(holiday__isnull=False, first=None, last=None)
                | Q(holiday=None, first__isnull=False, last__gte=F("first")),
                name="helplines_exception_is_a_holiday_or_dates",
            ),
            models.CheckConstraint(
                condition=Q(treatment="hours") & ~Q(hours="") | ~Q(treatment="hours") & Q(hours=""),
                name="helplines_other_hours_are_given",
            ),
        ]

    def __str__(self) -> str:
        return f"\u2068{self.holiday or self.first}\u2069: {self.get_treatment_display()}"

    def clean(self) -> None:
        super().clean()
        check_year(first=self.first, last=self.last)
        if self.hours:
            _as_form_error("hours", hours.BadHours, lambda: hours.parse_day(self.hours))


class Claim(models.Model):
    """Somebody is checking a line just now, so that nobody else rings it, too. It runs out by itself."""

    helpline = models.OneToOneField(Helpline, models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", editable=False)
    until = models.DateTimeField()

    class Meta:
        ordering = ["until"]

    def __str__(self) -> str:
        return f"{self.helpline} – {self.by}"


class HelplineVerification(Verification):
    helpline = models.ForeignKey(Helpline, models.PROTECT, related_name="verifications")

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.stand(self.helpline)


class Report(models.Model):
    """Somebody has told us that something is wrong with a line. The next check that finds out settles it."""

    helpline = models.ForeignKey(Helpline, models.CASCADE, related_name="reports")
    words = models.TextField(
        validators=[MaxLengthValidator(1000)], help_text=_("What is said to be wrong. Nothing about who told it.")
    )
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    noted_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        HelplineVerification, models.PROTECT, related_name="settles", null=True, editable=False
    )

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.helpline}: {self.words}"
