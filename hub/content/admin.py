"""The hub's own content on the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from modeltranslation.admin import TranslationTabularInline

from hub.content.models import (
    About,
    AboutSource,
    Announcement,
    Campaign,
    CampaignEvent,
    CampaignSource,
    Creator,
    Hashtag,
    Resource,
    ResourceSource,
    Statistic,
    Voice,
    VoiceSource,
)
from hub.curation.admin import OpenToTranslators, RecordAdmin, SourceInline


class NamesItsSources:
    """Offers the sources of the campaign that is open, not those of all."""

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        match = request.resolver_match
        open_now = match.kwargs.get("object_id") if match else None
        if db_field.name == "sources":
            kwargs["queryset"] = CampaignSource.objects.filter(campaign=open_now) if open_now else none_yet()
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


def none_yet() -> QuerySet[CampaignSource]:
    """A campaign that is being added has its sources when it has been saved."""
    return CampaignSource.objects.none()


class EventInline(NamesItsSources, OpenToTranslators, TranslationTabularInline):
    model = CampaignEvent
    extra = 0


class HashtagInline(NamesItsSources, OpenToTranslators, TranslationTabularInline):
    model = Hashtag
    extra = 0


class StatisticInline(NamesItsSources, OpenToTranslators, TranslationTabularInline):
    model = Statistic
    extra = 0


class CreatorInline(OpenToTranslators, TranslationTabularInline):
    model = Creator
    extra = 0


class CampaignSourceInline(SourceInline):
    model = CampaignSource


class VoiceSourceInline(SourceInline):
    model = VoiceSource


class ResourceSourceInline(SourceInline):
    model = ResourceSource


class AboutSourceInline(SourceInline):
    model = AboutSource


@admin.register(Campaign)
class CampaignAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "starts_on", "ends_on")
    filter_horizontal = ("partners",)
    inlines = (EventInline, HashtagInline, StatisticInline, CreatorInline, CampaignSourceInline)


@admin.register(Voice)
class VoiceAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "kind", "said_on")
    list_filter = ("state", "kind")
    inlines = (VoiceSourceInline,)


@admin.register(Resource)
class ResourceAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "topic", "clinician_on", "urdu_editor_on")
    list_filter = ("state", "for_a_friend", "topic")
    filter_horizontal = ("audiences", "helplines")
    inlines = (ResourceSourceInline,)


@admin.register(Announcement)
class AnnouncementAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "severity", "starts_on", "ends_on")
    list_filter = ("state", "severity")
    filter_horizontal = ("regions",)


@admin.register(About)
class AboutAdmin(RecordAdmin):
    inlines = (AboutSourceInline,)
