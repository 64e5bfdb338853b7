"""Helplines on the desk."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline, TranslationTabularInline

from helplines.desk.hours_field import WritesHours
from helplines.models import (
    Claim,
    ContactMethod,
    Helpline,
    HelplineSource,
    HelplineVerification,
    Holiday,
    HolidayDate,
    HoursException,
    MenuStep,
    Report,
)
from hub.curation.admin import (
    DatesRecord,
    OpenToTranslators,
    ReadOnly,
    RecordAdmin,
    SourceInline,
    VerificationInline,
)
from hub.curation.bilingual import SideBySide
from hub.curation.meanwhile import SeesOthers

CONTACT_RARELY = (
    *("position", "cost", "languages", "from_landline", "from_mobile", "from_abroad"),
    "hours_confidence",
)
# What a call depends on is always open; the rest is folded, but for a line that is new.
USUALLY = (
    *("slug", "state", "name", "summary", "description", "partner", "category"),
    *("crisis", "emergency", "police", "to_verify"),
)
RARELY = (
    (_("Whom it helps"), ("topics", "audiences", "age_min", "age_max")),
    (_("Where, and in which languages"), ("scope", "regions", "coverage_note", "languages", "languages_note")),
    (
        _("Who answers, and what it costs"),
        (
            *("who_answers", "staffed_by", "answered_by_women", "cost", "confidential", "anonymous"),
            *("calls_back", "stores_numbers", "records_calls"),
        ),
    ),
    (
        _("Status, notice and strip"),
        (
            *("operating_status", "superseded_by", "notice", "notice_from", "notice_until"),
            "strip_position",
        ),
    ),
    (
        _("For the team"),
        (
            *("alternate_names", "internal_note", "position", "id", "updated_on"),
            *("verified_on", "verify_by", "verified_method"),
        ),
    ),
)


class ContactInline(SideBySide, OpenToTranslators, WritesHours, TranslationStackedInline):
    model = ContactMethod
    filter_horizontal = ("languages",)
    readonly_fields = ("more",)
    fieldsets = (
        (None, {"fields": ("kind", "value", "display", "dial", "hours", "hours_note", "note", "more")}),
        (_("Cost, languages and from where"), {"fields": CONTACT_RARELY, "classes": ("collapse",)}),
    )
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
    """To read: editing is not verifying, which has a screen of its own."""

    model = HelplineVerification

    def has_add_permission(self, request: HttpRequest, obj: Helpline | None = None) -> bool:
        return False


@admin.register(Helpline)
class HelplineAdmin(RecordAdmin):
    list_display = (*RecordAdmin.list_display, "operating_status", "strip_position", "verified_on")
    list_filter = ("state", "category", "operating_status", "crisis", "emergency", "police", "topics")
    search_fields = (*RecordAdmin.search_fields, "alternate_names", "contacts__value", "contacts__dial")
    autocomplete_fields = ("partner", "superseded_by")
    filter_horizontal = ("topics", "audiences", "regions", "languages")
    inlines = (ContactInline, HelplineSourceInline, HelplineVerificationInline)
    readonly_fields = (*RecordAdmin.readonly_fields, "verified_on", "verify_by", "verified_method", "to_verify")
    fieldsets: ClassVar[Any] = ((None, {"fields": USUALLY}), *((name, {"fields": fields}) for name, fields in RARELY))

    def get_fieldsets(self, request: HttpRequest, obj: Helpline | None = None) -> Any:
        first, *others = super().get_fieldsets(request, obj)
        folded = {"classes": ("collapse",)} if obj else {}
        return [first, *((name, options | folded) for name, options in others)]

    @admin.display(description=_("Verification"))
    def to_verify(self, helpline: Helpline) -> str:
        if helpline._state.adding:
            return "–"
        address = reverse("admin:verify_line", args=[helpline.pk])
        return format_html('<a href="{}">{}</a>', address, _("Check this line"))


class MenuStepInline(OpenToTranslators, TranslationTabularInline):
    model = MenuStep
    extra = 0


class HoursExceptionInline(OpenToTranslators, TranslationTabularInline):
    model = HoursException
    extra = 0


@admin.register(ContactMethod)
class ContactMethodAdmin(SeesOthers, SideBySide, OpenToTranslators, WritesHours, DatesRecord, TranslationAdmin):
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
class HolidayAdmin(SideBySide, OpenToTranslators, TranslationAdmin):
    list_display = ("slug", "name_en", "name_ur")
    search_fields = ("slug", "name_en", "name_ur")
    inlines = (HolidayDateInline,)


@admin.register(MenuStep, HoursException)
class ContactChildAdmin(SeesOthers, SideBySide, OpenToTranslators, DatesRecord, TranslationAdmin):
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
    """To read; acts are added on the screen of the line in the queue."""

    list_display = ("helpline", "on", "method", "outcome", "by")
    search_fields = ("helpline__slug", "helpline__name_en")


@admin.register(Claim)
class ClaimAdmin(ReadOnly, admin.ModelAdmin):
    """To read; a line is taken and given back in the queue."""

    list_display = ("helpline", "by", "until")
    search_fields = ("helpline__slug", "by__username")


@admin.register(Report)
class ReportAdmin(ReadOnly, admin.ModelAdmin):
    """To read; a report is noted on the screen of its line in the queue, and settled by a check."""

    list_display = ("helpline", "words", "noted_by", "noted_at", "settled_by")
    search_fields = ("helpline__slug", "helpline__name_en", "words")
