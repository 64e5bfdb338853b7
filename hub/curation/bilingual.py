"""Both languages of a text beside each other in the forms of the desk, each in its own direction."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin import display
from django.db.models import CharField, Field, TextField, URLField
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from hub.curation.models import WordsOf
from hub.curation.text_notes import SMALL_CHANGE
from hub.curation.texts import Wording, texts_of
from hub.languages import LANGUAGES

WHOSE: dict[str, Any] = {
    WordsOf.ORGANISATION: _("the organisation's words"),
    WordsOf.PRESS: _("words of the press"),
    WordsOf.OURS: _("our words"),
}
# A box grows where more is written.
LINES = 4


class TellsStates(ModelForm):
    """Says under each text of a row how far it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.instance._state.adding:
            for text in texts_of([self.instance], none_too=True):
                for one in text.wordings:
                    if field := self.fields.get(one.field):
                        field.help_text = format_html("{} {} {}", *tags(one), field.help_text)


def tags(one: Wording) -> tuple[str, str]:
    """How far it is, and whose words it is in, where that is noted."""
    state = format_html('<span class="tag {}">{}</span>', one.tone, one.state.label)
    whose = WHOSE.get(one.note.words_of) if one.words else None
    return state, format_html('<span class="tag">{}</span>', whose) if whose else ""


class SideBySide:
    """For forms and stacked inlines; in a table the two stand in columns beside each other anyway."""

    form: Any = TellsStates

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)  # type: ignore[misc]
        pairs = pairs_of(self.model)  # type: ignore[attr-defined]
        return [(name, options | {"fields": list(paired(options["fields"], pairs))}) for name, options in found]

    def get_list_display(self, request: HttpRequest) -> Any:
        """Texts in a language are marked as such, so that they are set and read out as what they are."""
        return [in_language(self.model, one) for one in super().get_list_display(request)]  # type: ignore[misc, attr-defined]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        language = getattr(db_field, "language", "")
        if field and hasattr(db_field, "translated_field") and language in LANGUAGES:
            field.widget.attrs |= {"lang": language, "dir": LANGUAGES[language].direction}
        elif isinstance(db_field, URLField) and field:
            field.widget.attrs["dir"] = "ltr"
        elif isinstance(db_field, CharField | TextField) and field and not db_field.choices:
            field.widget.attrs["dir"] = "auto"  # A number or a Latin name on an Urdu page.
        if isinstance(db_field, TextField) and field:
            field.widget.attrs["rows"] = LINES
        return field

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        row = super().save_form(request, form, change)  # type: ignore[misc]
        call_small(request, row)
        return row

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for one in formset.forms:
            call_small(request, one.instance)
        super().save_formset(request, form, formset, change)  # type: ignore[misc]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, context | {"has_texts": True}, *args, **kwargs)  # type: ignore[misc]


def call_small(request: HttpRequest, row: Any) -> None:
    """Their history keeps that the change was small; what follows from a change looks there."""
    if "_small" in request.POST:
        row._change_reason = SMALL_CHANGE


def in_language(model: Any, name: Any) -> Any:
    """A column of a list; that of a text in a language shows it in its own direction."""
    code = name.rpartition("_")[2] if isinstance(name, str) else ""
    if code not in LANGUAGES or not hasattr(model._meta.get_field(name), "translated_field"):
        return name

    @display(description=model._meta.get_field(name).verbose_name, ordering=name, empty_value="–")
    def column(row: Any) -> str | None:
        direction, words = LANGUAGES[code].direction, getattr(row, name)
        return format_html('<span lang="{}" dir="{}">{}</span>', code, direction, words) if words else None

    column.__name__ = name
    return column


def pairs_of(model: Any) -> dict[str, tuple[str, ...]]:
    """The first language's field of every text -> the fields of all its languages."""
    fields = translator.get_options_for_model(model).all_fields
    names = [tuple(sorted((one.name for one in languages), key=in_order)) for languages in fields.values()]
    return {pair[0]: pair for pair in names}


def in_order(field: str) -> int:
    return list(LANGUAGES).index(field.rpartition("_")[2])


def paired(rows: Iterable[Any], pairs: dict[str, tuple[str, ...]]) -> Iterator[Any]:
    others = {name for pair in pairs.values() for name in pair[1:]}
    for row in rows:
        if row in pairs:
            yield pairs[row]
        elif row not in others:
            yield row
