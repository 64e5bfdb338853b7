"""What the hub itself has to tell: its campaigns, voices, resources and announcements, and what it is."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from helplines.models import Helpline
from hub.content.sections import SECTIONS
from hub.curation.models import PARTIAL_DATE, Cleaned, Record, Source, State, one_of
from hub.models import Audience, Region, Topic
from partners.models import Partner

# Campaigns


class Campaign(Record):
    """Some weeks in which the hub and its partners speak of one thing."""

    name = models.CharField(max_length=160)
    hashtag = models.CharField(max_length=80, blank=True)
    slogan = models.CharField(max_length=160, blank=True)
    occasion = models.CharField(max_length=160, blank=True)
    description = models.TextField(help_text=_("Markdown. No numbers: write {{helpline:slug}}."))
    announced_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    partners = models.ManyToManyField(Partner, blank=True, related_name="campaigns")

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="content_campaign_ends_after_its_start"
            ),
        ]


class CampaignSource(Source):
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["campaign", "key"], name="content_campaign_source_key_once"),
        ]


class CampaignEvent(Cleaned):
    """Something that happened, or will, on a day as exact as is known."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="events")
    key = models.SlugField(max_length=60)
    date = models.CharField(max_length=10, validators=[PARTIAL_DATE], help_text="2026, 2026-11, 2026-11-22")
    words = models.CharField(max_length=500)
    sources = models.ManyToManyField(
        CampaignSource, blank=True, related_name="+", help_text=_("Where it was published.")
    )

    class Meta:
        ordering = ["date", "key"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="content_event_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.key}"


class Scope(models.TextChoices):
    PAKISTAN = "pakistan", _("In Pakistan")
    GLOBAL = "global", _("Worldwide")


class Hashtag(Cleaned):
    """A hashtag and how often it was seen: a count without its day would be no fact."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="hashtags")
    tag = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    views_at_least = models.PositiveBigIntegerField(null=True, blank=True)
    views = models.CharField(max_length=160, help_text=_("The count in words."))
    as_of = models.DateField()
    sources = models.ManyToManyField(
        CampaignSource, blank=True, related_name="+", help_text=_("Where it was published.")
    )

    class Meta:
        ordering = ["-views_at_least", "tag"]
        constraints = [
            one_of("scope", Scope),
            models.UniqueConstraint(fields=["campaign", "tag"], name="content_hashtag_once"),
        ]

    def __str__(self) -> str:
        return self.tag


class StatisticKind(models.TextChoices):
    SURVEY = "survey", _("Survey")
    DONATION = "donation", _("Donation")


class Unit(models.TextChoices):
    PERCENT = "percent", _("per cent")
    USD = "usd", _("US dollars")


class Statistic(Cleaned):
    """A figure, with its day and how it was found."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="statistics")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=StatisticKind.choices)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=10, choices=Unit.choices)
    words = models.CharField(max_length=500)
    method = models.CharField(max_length=300, blank=True)
    as_of = models.DateField()
    recipient = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    sources = models.ManyToManyField(
        CampaignSource, blank=True, related_name="+", help_text=_("Where it was published.")
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            one_of("kind", StatisticKind),
            one_of("unit", Unit),
            models.UniqueConstraint(fields=["campaign", "key"], name="content_statistic_once"),
        ]

    def __str__(self) -> str:
        return self.key


class Creator(Cleaned):
    """A person who spoke for a campaign."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="creators")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True)
    url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["campaign", "key"], name="content_creator_once")]

    def __str__(self) -> str:
        return self.key


# Voices


class VoiceKind(models.TextChoices):
    EXPERT = "expert", _("Expert")
    PARTNER = "partner", _("Partner")
    CREATOR = "creator", _("Creator")
    ORGANISATION = "organisation", _("Organisation")


class Tongue(models.TextChoices):
    ENGLISH = "en", _("English")
    URDU = "ur", _("Urdu")


class Translator(models.TextChoices):
    OURS = "own", _("the hub")
    ORGANISATION = "organisation", _("the organisation itself")
    PRESS = "press", _("the press")


class Voice(Record):
    """What somebody said: in their own words, and in a translation that says whose it is."""

    name = models.CharField(max_length=120)
    role = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=12, choices=VoiceKind.choices)
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="voices")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="voices")
    said_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, choices=Tongue.choices, help_text=_("In which it was said."))
    quotation = models.TextField()
    translated_by = models.CharField(max_length=12, choices=Translator.choices, default=Translator.OURS)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            one_of("kind", VoiceKind),
            one_of("language", Tongue),
            one_of("translated_by", Translator),
        ]


class VoiceSource(Source):
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["voice", "key"], name="content_voice_source_key_once"),
        ]


# Resources


class Resource(Record):
    """A short text to help oneself or another. It goes live when a clinician and an Urdu editor have signed it."""

    name = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField(help_text=_("Markdown, in short steps. No numbers: write {{helpline:slug}}."))
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="resources")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="resources")
    helplines = models.ManyToManyField(Helpline, blank=True, related_name="resources")
    for_a_friend = models.BooleanField(default=False, help_text=_("For somebody who is worried about another."))
    clinician = models.CharField(max_length=160, blank=True, help_text=_("Who signed it. For curators; never public."))
    clinician_on = models.DateField(null=True, blank=True)
    urdu_editor = models.CharField(
        max_length=160, blank=True, help_text=_("Who signed it. For curators; never public.")
    )
    urdu_editor_on = models.DateField(null=True, blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=State.LIVE) | Q(clinician_on__isnull=False, urdu_editor_on__isnull=False),
                name="content_resource_is_signed_before_it_goes_live",
                violation_error_message=_("It goes live when a clinician and an Urdu editor have signed it."),
            ),
        ]

    @property
    def is_signed(self) -> bool:
        return bool(self.clinician_on and self.urdu_editor_on)


class ResourceSource(Source):
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["resource", "key"], name="content_resource_source_key_once"),
        ]


# Announcements


class Severity(models.TextChoices):
    INFO = "info", _("Good to know")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")


class Announcement(Record):
    """Something to say on the first page from one day to another, such as lines that are closed on Eid."""

    name = models.CharField(max_length=160)
    words = models.CharField(max_length=500)
    severity = models.CharField(max_length=10, choices=Severity.choices, default=Severity.INFO)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    regions = models.ManyToManyField(Region, blank=True, help_text=_("None: everywhere."))

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            one_of("severity", Severity),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="content_announcement_ends_after_its_start",
            ),
        ]


# The hub itself


def known_sections(text: str) -> None:
    lines = text.split()
    if sorted(lines) != sorted(SECTIONS):
        message = _("Write each of these once, one a line: %(sections)s.")
        raise ValidationError(message, params={"sections": ", ".join(SECTIONS)})


class About(Record):
    """What the hub is: one row."""

    name = models.CharField(max_length=120)
    statement = models.CharField(max_length=300)
    year_round = models.BooleanField(default=True)
    about = models.TextField(help_text=_("Markdown."))
    privacy = models.TextField(help_text=_("Markdown."))
    imprint = models.TextField(blank=True, help_text=_("Markdown."))
    try_this = models.ForeignKey(
        Resource,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Something small that a person can do alone, shown on the first page."),
    )
    submissions_open = models.BooleanField(default=False, help_text=_("Whether people can send their stories."))
    sections = models.TextField(
        default="\n".join(SECTIONS),
        validators=[known_sections],
        help_text=_("The order of the first page, one a line."),
    )

    class Meta(Record.Meta):
        verbose_name_plural = _("About the hub")
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(condition=Q(slug="hub"), name="content_there_is_one_hub"),
        ]


class AboutSource(Source):
    about = models.ForeignKey(About, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["about", "key"], name="content_about_source_key_once"),
        ]
