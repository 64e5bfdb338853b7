"""Editions and withdrawals on the desk: to read. They are made by publishing, never by a form."""

from django.contrib import admin

from hub.curation.admin import ReadOnly
from hub.editions.models import Edition, Withdrawal


@admin.register(Edition)
class EditionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("number", "how", "published_at", "digest", "alone", "note")
    search_fields = ("number", "digest", "note")


@admin.register(Withdrawal)
class WithdrawalAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("at", "action", "type", "slug", "contact", "reason")
    search_fields = ("slug", "reason")
