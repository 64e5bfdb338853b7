"""The shared taxonomy: what people need help with, who they are, where they live, what they speak."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.curation.models import Cleaned, Entry, Record, one_of


class Group(models.TextChoices):
    CRISIS = "crisis", _("In crisis now")
    FEELINGS = "feelings", _("Feelings and mental health")
    RELATIONSHIPS = "relationships", _("Relationships and family")
    SAFETY = "safety", _("Safety and abuse")
    HEALTH = "health", _("Health")
    DAILY_LIFE = "daily-life", _("Daily life and rights")


class Topic(Record):
    """Something a person may need help with."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    group = models.CharField(max_length=20, choices=Group.choices)
    crisis = models.BooleanField(default=False, help_text=_("Crisis lines come first for this topic."))

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, one_of("group", Group)]


class Audience(Record):
    """People that a service is for."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta(Record.Meta):
        pass


class Region(Entry):
    """A province or territory; its slug is the ISO 3166-2:PK code."""

    name = models.CharField(max_length=120)


class Language(Entry):
    """A spoken language; its slug is the BCP 47 code. Not the same as the languages of our texts."""

    name = models.CharField(max_length=120)


class Script(models.TextChoices):
    ENGLISH = "en", _("English")
    URDU = "ur", _("Urdu script")
    ROMAN = "roman", _("Urdu in Latin letters")


class SearchPhrase(Cleaned):
    """Words under which people look for a topic or an audience, as they type them."""

    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="phrases")
    audience = models.ForeignKey(Audience, models.CASCADE, null=True, blank=True, related_name="phrases")
    text = models.CharField(max_length=120)
    script = models.CharField(max_length=6, choices=Script.choices)
    weight = models.FloatField(
        default=1.0,
        validators=[MinValueValidator(0.1), MaxValueValidator(1.0)],
        help_text=_("1 where the words mean this for sure; less where they may mean something else as well."),
    )

    class Meta:
        ordering = ["script", "text"]
        constraints = [
            one_of("script", Script),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0.1, weight__lte=1.0), name="hub_searchphrase_weight_is_a_share"
            ),
            models.CheckConstraint(
                condition=models.Q(topic=None, audience__isnull=False) | models.Q(topic__isnull=False, audience=None),
                name="hub_searchphrase_belongs_to_one",
            ),
            models.UniqueConstraint(fields=["topic", "text"], name="hub_searchphrase_once_a_topic"),
            models.UniqueConstraint(fields=["audience", "text"], name="hub_searchphrase_once_an_audience"),
        ]

    def __str__(self) -> str:
        return self.text
