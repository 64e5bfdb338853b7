"""The taxonomy on the desk."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from hub.curation.admin import RecordAdmin
from hub.models import Audience, Language, Region, SearchPhrase, Topic


class TopicPhraseInline(admin.TabularInline):
    model = SearchPhrase
    fields = ("text", "script", "weight")
    extra = 0


class AudiencePhraseInline(admin.TabularInline):
    model = SearchPhrase
    fields = ("text", "script", "weight")
    extra = 0


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "group", "crisis")
    list_filter = ("state", "group", "crisis")
    inlines = (TopicPhraseInline,)


@admin.register(Audience)
class AudienceAdmin(RecordAdmin):
    inlines = (AudiencePhraseInline,)


@admin.register(Region, Language)
class NamedAdmin(TranslationAdmin):
    list_display = ("slug", "name_en", "name_ur", "position")
    search_fields = ("slug", "name_en", "name_ur")


@admin.register(SearchPhrase)
class SearchPhraseAdmin(admin.ModelAdmin):
    list_display = ("text", "script", "weight", "topic", "audience")
    list_filter = ("script",)
    search_fields = ("text",)
    autocomplete_fields = ("topic", "audience")
