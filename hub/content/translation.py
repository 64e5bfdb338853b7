"""Which texts of the hub's own content exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

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
from hub.curation.history import recorded


@register(Campaign)
class CampaignOptions(TranslationOptions):
    fields = ("name", "slogan", "occasion", "description")


@register(CampaignEvent)
class CampaignEventOptions(TranslationOptions):
    fields = ("words",)


@register(Hashtag)
class HashtagOptions(TranslationOptions):
    fields = ("views",)


@register(Statistic)
class StatisticOptions(TranslationOptions):
    fields = ("words", "method")


@register(Creator)
class CreatorOptions(TranslationOptions):
    fields = ("name", "role")


@register(Voice)
class VoiceOptions(TranslationOptions):
    fields = ("name", "role", "quotation")


@register(Resource)
class ResourceOptions(TranslationOptions):
    fields = ("name", "summary", "body")


@register(Announcement)
class AnnouncementOptions(TranslationOptions):
    fields = ("name", "words")


@register(About)
class AboutOptions(TranslationOptions):
    fields = ("name", "statement", "about", "privacy", "imprint")


recorded(Campaign, many=("partners",))
recorded(Resource, many=("audiences", "helplines"))
recorded(Announcement, many=("regions",))
recorded(CampaignEvent, Hashtag, Statistic, many=("sources",))
recorded(About, Voice, Creator)
recorded(CampaignSource, VoiceSource, ResourceSource, AboutSource)
