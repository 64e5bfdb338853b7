"""Which texts of a helpline exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from helplines.models import (
    ContactMethod,
    Helpline,
    HelplineSource,
    Holiday,
    HolidayDate,
    HoursException,
    MenuStep,
)
from hub.curation.history import recorded


@register(Helpline)
class HelplineOptions(TranslationOptions):
    fields = ("name", "summary", "description", "coverage_note", "languages_note", "who_answers", "notice")


@register(ContactMethod)
class ContactMethodOptions(TranslationOptions):
    fields = ("note", "hours_note")


@register(MenuStep)
class MenuStepOptions(TranslationOptions):
    fields = ("words",)


@register([Holiday, HoursException])
class NamedOptions(TranslationOptions):
    fields = ("name",)


recorded(Helpline, many=("topics", "audiences", "regions", "languages"))
recorded(ContactMethod, many=("languages", "sources"))
recorded(HelplineSource, MenuStep, HoursException, Holiday, HolidayDate)
