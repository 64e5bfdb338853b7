"""Helplines on the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline, TranslationTabularInline

from helplines.desk.hours_field import WritesHours
from helplines.models import (
    ContactMethod,
    Helpline,
    HelplineSource,
    HelplineVerification,
    Holiday,
    HolidayDate,
    HoursException,
    MenuStep,
)
from hub.curation.admin import DatesRecord, ReadOnly, RecordAdmin, SignsVerifications, SourceInline, VerificationInline


class ContactInline(WritesHours, TranslationStackedInline):
    model = ContactMethod
    filter_horizontal = ("languages",)
    exclude = ("sources",)
    readonly_fields = ("more",)
    extra = 0
    show_change_link = True

    @admin.display(description=_("More of this contact"))
    def more(self, contact: ContactMethod) -> str:
        if contact._state.adding:
            return str(_("Save first: then it has a page for its menu steps and its own dates."))
        address = reverse("admin:helplines_contactmethod_change", args=[contact.pk])
        return format_html('<a href="{}">{}</a>', address, _("Menu steps, own dates and sources"))


class HelplineSourceInline(SourceInline):
    model = HelplineSource


class HelplineVerificationInline(VerificationInline):
    model = HelplineVerification


@admin.register(Helpline)
class HelplineAdmin(SignsVerifications, RecordAdmin):
    list_display = (*RecordAdmin.list_display, "operating_status", "strip_position", "verified_on")
    list_filter = ("state", "category", "operating_status", "crisis", "emergency", "police", "topics")
    search_fields = (*RecordAdmin.search_fields, "alternate_names", "contacts__value", "contacts__dial")
    autocomplete_fields = ("partner", "superseded_by")
    filter_horizontal = ("topics", "audiences", "regions", "languages")
    inlines = (ContactInline, HelplineSourceInline, HelplineVerificationInline)
    readonly_fields = (*RecordAdmin.readonly_fields, "verified_on", "verify_by", "verified_method")


class MenuStepInline(TranslationTabularInline):
    model = MenuStep
    extra = 0


class HoursExceptionInline(TranslationTabularInline):
    model = HoursException
    extra = 0


@admin.register(ContactMethod)
class ContactMethodAdmin(WritesHours, DatesRecord, TranslationAdmin):
    list_display = ("helpline", "kind", "display", "hours", "hours_confidence")
    list_filter = ("kind",)
    search_fields = ("helpline__slug", "helpline__name_en", "helpline__name_ur", "value", "dial")
    autocomplete_fields = ("helpline",)
    filter_horizontal = ("languages", "sources")
    inlines = (MenuStepInline, HoursExceptionInline)

    def record_of(self, row: ContactMethod) -> Helpline:
        return row.helpline

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj and "hours" in form.base_fields:
            form.base_fields["hours"].widget.attrs["data-contact"] = str(obj.pk)
        return form


@admin.register(HelplineSource)
class HelplineSourceAdmin(admin.ModelAdmin):
    list_display = ("helpline", "publisher", "date", "kind")
    list_filter = ("kind",)
    search_fields = ("helpline__slug", "publisher", "url")
    autocomplete_fields = ("helpline",)


class HolidayDateInline(admin.TabularInline):
    model = HolidayDate
    extra = 0


@admin.register(Holiday)
class HolidayAdmin(TranslationAdmin):
    list_display = ("slug", "name_en", "name_ur")
    search_fields = ("slug", "name_en", "name_ur")
    inlines = (HolidayDateInline,)


@admin.register(MenuStep, HoursException)
class ContactChildAdmin(DatesRecord, TranslationAdmin):
    search_fields = ("contact__helpline__slug", "contact__value")
    autocomplete_fields = ("contact",)

    def record_of(self, row: MenuStep | HoursException) -> Helpline:
        return row.contact.helpline


@admin.register(HolidayDate)
class HolidayDateAdmin(admin.ModelAdmin):
    list_display = ("holiday", "first", "last", "confirmed")
    list_filter = ("holiday", "confirmed")
    search_fields = ("holiday__slug", "holiday__name_en", "holiday__name_ur")


@admin.register(HelplineVerification)
class HelplineVerificationAdmin(ReadOnly, admin.ModelAdmin):
    """To read; acts are added on the helpline's own page."""

    list_display = ("helpline", "on", "method", "outcome", "by")
    search_fields = ("helpline__slug", "helpline__name_en")
