"""Which texts of the taxonomy exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from hub.models import Audience, Language, Region, Topic


@register([Topic, Audience])
class DescribedOptions(TranslationOptions):
    fields = ("name", "description")


@register([Region, Language])
class NamedOptions(TranslationOptions):
    fields = ("name",)
