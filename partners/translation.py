"""Which texts of a partner exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from partners.models import CampaignRole, Partner


@register(Partner)
class PartnerOptions(TranslationOptions):
    fields = ("name", "short_name", "description")


@register(CampaignRole)
class CampaignRoleOptions(TranslationOptions):
    fields = ("words",)
