"""Which texts of the taxonomy exist in both languages."""

from modeltranslation.translator import TranslationOptions, register

from hub.curation.history import recorded
from hub.models import Audience, Language, Region, SearchPhrase, Topic


@register([Topic, Audience])
class DescribedOptions(TranslationOptions):
    fields = ("name", "description")


@register([Region, Language])
class NamedOptions(TranslationOptions):
    fields = ("name",)


recorded(Topic, Audience, Region, Language, SearchPhrase)
