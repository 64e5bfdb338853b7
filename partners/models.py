"""What a partner organisation is."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.curation.models import PARTIAL_DATE, Cleaned, Record, Source, Verifiable, Verification, one_of


class PartnerKind(models.TextChoices):
    CAMPAIGN_LEAD = "campaign-lead", _("Campaign lead")
    DIGITAL_RIGHTS = "digital-rights", _("Digital rights organisation")
    WOMENS_RIGHTS = "womens-rights", _("Women's rights organisation")
    CHILD_RIGHTS = "child-rights", _("Child rights organisation")
    HEALTH_PLATFORM = "health-platform", _("Health platform")
    EMERGENCY_SERVICE = "emergency-service", _("Emergency service")
    NGO = "ngo", _("Non-governmental organisation")
    GOVERNMENT = "government", _("Government body")
    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Clinic")
    EDUCATION = "education", _("Education organisation")
    FUND = "fund", _("Fund")


class Partner(Record, Verifiable):
    """An organisation that runs helplines or takes part in the campaign."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    alternate_names = models.TextField(blank=True, help_text=_("One a line."))
    kind = models.CharField(max_length=20, choices=PartnerKind.choices)
    description = models.TextField(blank=True)
    website = models.URLField(max_length=300, blank=True)

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, *Verifiable.Meta.constraints, one_of("kind", PartnerKind)]

    def verification_interval(self) -> timedelta:
        return timedelta(days=180)


class SocialLink(Cleaned):
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="social_links")
    platform = models.CharField(max_length=40)
    url = models.URLField(max_length=300)

    class Meta:
        ordering = ["platform", "url"]
        constraints = [models.UniqueConstraint(fields=["partner", "url"], name="partners_social_link_once")]

    def __str__(self) -> str:
        return self.url


class RoleKind(models.TextChoices):
    LEAD = "lead", _("Leads the campaign")
    CURATION = "helpline-curation", _("Chose the helplines")
    AWARENESS = "awareness", _("Raises awareness")
    BENEFICIARY = "beneficiary", _("Received support")
    LATER_PARTNER = "later-partner", _("Joined later")


class CampaignRole(Cleaned):
    """What a partner does in the campaign, and since when."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="campaign_roles")
    kind = models.CharField(max_length=20, choices=RoleKind.choices)
    words = models.CharField(max_length=300)
    since = models.CharField(max_length=10, blank=True, validators=[PARTIAL_DATE])

    class Meta:
        ordering = ["since", "kind"]
        constraints = [
            one_of("kind", RoleKind),
            models.UniqueConstraint(fields=["partner", "kind"], name="partners_campaign_role_once"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class PartnerSource(Source):
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        constraints = [
            *Source.Meta.constraints,
            models.UniqueConstraint(fields=["partner", "key"], name="partners_source_key_once"),
        ]


class PartnerVerification(Verification):
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="verifications")

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        self.stand(self.partner)
