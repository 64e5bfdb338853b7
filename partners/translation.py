"""Which texts of a partner exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from hub.curation.history import recorded
from partners.models import CampaignRole, Partner, PartnerSource, SocialLink


@register(Partner)
class PartnerOptions(TranslationOptions):
    fields = ("name", "short_name", "description")


@register(CampaignRole)
class CampaignRoleOptions(TranslationOptions):
    fields = ("words",)


recorded(Partner, CampaignRole, SocialLink, PartnerSource)
