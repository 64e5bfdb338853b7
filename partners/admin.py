"""Partners on the desk."""

from django.contrib import admin
from modeltranslation.admin import TranslationTabularInline

from hub.curation.admin import (
    OpenToTranslators,
    ReadOnly,
    RecordAdmin,
    SignsVerifications,
    SourceInline,
    VerificationInline,
)
from partners.models import CampaignRole, Partner, PartnerSource, PartnerVerification, SocialLink


class SocialLinkInline(admin.TabularInline):
    model = SocialLink
    extra = 0


class CampaignRoleInline(OpenToTranslators, TranslationTabularInline):
    model = CampaignRole
    extra = 0


class PartnerSourceInline(SourceInline):
    model = PartnerSource


class PartnerVerificationInline(VerificationInline):
    model = PartnerVerification


@admin.register(Partner)
class PartnerAdmin(SignsVerifications, RecordAdmin):
    list_display = (*RecordAdmin.list_display, "kind", "verified_on")
    list_filter = ("state", "kind")
    inlines = (CampaignRoleInline, SocialLinkInline, PartnerSourceInline, PartnerVerificationInline)
    readonly_fields = (*RecordAdmin.readonly_fields, "verified_on", "verify_by", "verified_method")


class PartnerChildAdmin(admin.ModelAdmin):
    search_fields = ("partner__slug", "partner__name_en", "partner__name_ur")
    list_filter = ("partner",)


admin.site.register([SocialLink, CampaignRole, PartnerSource], PartnerChildAdmin)


@admin.register(PartnerVerification)
class PartnerVerificationAdmin(ReadOnly, admin.ModelAdmin):
    """To read; acts are added on the partner's own page."""

    list_display = ("partner", "on", "method", "outcome", "by")
    search_fields = ("partner__slug",)
