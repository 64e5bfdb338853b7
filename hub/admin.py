"""The taxonomy on the desk."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from hub.api.explained import explained
from hub.api.filters import WordsField
from hub.curation.admin import OpenToTranslators, RecordAdmin
from hub.curation.bilingual import SideBySide
from hub.editions.unpublished import unpublished
from hub.models import Audience, Language, Region, SearchPhrase, Topic
from hub.search.searcher import Searcher


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
class NamedAdmin(SideBySide, OpenToTranslators, TranslationAdmin):
    list_display = ("slug", "name_en", "name_ur", "position")
    search_fields = ("slug", "name_en", "name_ur")


@admin.register(SearchPhrase)
class SearchPhraseAdmin(admin.ModelAdmin):
    list_display = ("text", "script", "weight", "topic", "audience")
    list_select_related = ("topic", "audience")
    list_filter = ("script",)
    search_fields = ("text",)
    autocomplete_fields = ("topic", "audience")

    def get_urls(self) -> list[Any]:
        trial = self.admin_site.admin_view(self.try_search)
        return [path("try/", trial, name="hub_searchphrase_try"), *super().get_urls()]

    def try_search(self, request: HttpRequest) -> HttpResponse:
        """What a search would answer if everything were published now. What is typed stands in no address."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = request.POST.get("q", "")[: WordsField.LONGEST]
        found = None
        if text:
            snapshot = unpublished()
            found = explained(snapshot, Searcher(snapshot), request.LANGUAGE_CODE, text)
        context = self.admin_site.each_context(request)
        context |= {"title": _("Try the search"), "opts": self.opts, "text": text, "found": found}
        return TemplateResponse(request, "admin/hub/searchphrase/try.html", context)
