"""Both languages of a text beside each other in the forms of the desk, each in its own direction."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import CharField, Field, TextField
from django.http import HttpRequest
from django.utils.text import capfirst, format_lazy
from modeltranslation.translator import translator

from hub.languages import LANGUAGES


class SideBySide:
    """For forms and stacked inlines; in a table the two stand in columns beside each other anyway."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        found = super().get_fieldsets(request, obj)  # type: ignore[misc]
        pairs = pairs_of(self.model)  # type: ignore[attr-defined]
        return [(name, options | {"fields": list(paired(options["fields"], pairs))}) for name, options in found]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        text, language = getattr(db_field, "translated_field", None), getattr(db_field, "language", "")
        if field and text and language in LANGUAGES:
            known = LANGUAGES[language]
            field.widget.attrs |= {"lang": language, "dir": known.direction}
            field.label = format_lazy("{} ({})", capfirst(text.verbose_name), known.name)
        elif isinstance(db_field, CharField | TextField) and field and not db_field.choices:
            field.widget.attrs["dir"] = "auto"  # A number or a Latin name on an Urdu page.
        return field


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
