"""What every curated record has on the desk: both languages, and a date that moves with its public fields."""

from contextlib import nullcontext
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Field, Model
from django.forms import ModelForm
from django.http import HttpRequest
from modeltranslation.admin import TranslationAdmin
from modeltranslation.translator import translator

from hub.curation import people  # noqa: F401  (Its form takes the place of Django's.)
from hub.curation.acts import checked, note_act
from hub.curation.bilingual import SideBySide
from hub.curation.changes import changes_of
from hub.curation.dating import dated
from hub.curation.meanwhile import SeesOthers
from hub.curation.models import OldSlug, Record, TextNote
from hub.editions.contract import kind_named


class OpenToTranslators:
    """Who may change a row of this form but not add one changes its texts only."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)  # type: ignore[misc]
        texts_only = self.has_change_permission(request) and not self.has_add_permission(request, obj)  # type: ignore[attr-defined]
        return (*fixed, *untranslated(self.model)) if texts_only else fixed  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Inlines are asked with the record, forms without it."""
        asked = (request, obj) if isinstance(self, InlineModelAdmin) else (request,)
        return bool(super().has_add_permission(*asked))  # type: ignore[misc]


def untranslated(model: type[Model]) -> list[str]:
    """The fields of its form that are no texts in a language."""
    fields = translator.get_options_for_model(model).all_fields
    texts = {*fields, *(one.name for languages in fields.values() for one in languages)}
    all_fields = (*model._meta.fields, *model._meta.many_to_many)
    return [one.name for one in all_fields if one.editable and not one.primary_key and one.name not in texts]


class DatesRecord:
    """Moves a record's date when what the public sees of it changes, by whichever form it does."""

    model: type[Model]

    def record_of(self, row: Any) -> Record:
        """The record that a row of this form belongs to."""
        raise NotImplementedError(f"{type(self).__name__} must say which record its rows belong to.")

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        row = self.get_object(request, object_id) if request.method == "POST" and object_id else None  # type: ignore[attr-defined]
        with dated(self.record_of(row)) if row else nullcontext():
            return super().changeform_view(request, object_id, *args, **kwargs)  # type: ignore[misc]


class RecordAdmin(SeesOthers, SideBySide, OpenToTranslators, DatesRecord, TranslationAdmin):
    """A record's own form; links with an old slug keep answering."""

    list_display: tuple[str, ...] = ("slug", "name_en", "name_ur", "state", "updated_on")
    list_filter: ClassVar[tuple[str, ...]] = ("state",)
    search_fields: ClassVar[tuple[str, ...]] = ("slug", "name_en", "name_ur")
    readonly_fields: ClassVar[tuple[str, ...]] = ("id", "updated_on")

    def record_of(self, row: Any) -> Record:
        return row  # type: ignore[no-any-return]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        record = self.get_object(request, object_id)
        context = {"changes": changes_of(record)} if record and self.has_view_permission(request, record) else {}
        return super().history_view(request, object_id, context | (extra_context or {}))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        kind = kind_named(self.opts.model_name or "")
        return super().render_change_form(request, context | {"record_kind": kind}, *args, **kwargs)


class ReadOnly:
    """Shows rows that nobody may add, change or delete by a form."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


NARROW: dict[str, dict[str, Any]] = {
    "key": {"size": 10, "dir": "ltr"},
    "publisher": {"size": 18, "dir": "auto"},
    "url": {"size": 24, "dir": "ltr"},
    "date": {"size": 10, "dir": "ltr"},
    "note": {"rows": 2, "cols": 24, "dir": "auto"},
}


class SourceInline(admin.TabularInline):
    fields = ("key", "publisher", "url", "date", "kind", "note")
    extra = 0

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """So that all columns stand side by side on a small screen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in NARROW:
            field.widget.attrs |= NARROW[db_field.name]
        return field


class VerificationInline(admin.TabularInline):
    """Acts are added and never changed; who did them is who is signed in."""

    fields = ("on", "method", "outcome", "note", "by")
    readonly_fields: ClassVar[tuple[str, ...]] = ("by",)
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SignsVerifications:
    """Writes the person who is signed in under every new verification, and tells it in the history."""

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        for act in formset.save(commit=False):
            if hasattr(act, "outcome"):
                act.by = request.user
                record, kind = form.instance, form.instance._meta.model_name
                note_act(request.user, kind, str(record.pk), str(record), checked(act.method, act.outcome))
            act.save()
        for gone in formset.deleted_objects:
            gone.delete()
        formset.save_m2m()


@admin.register(OldSlug)
class OldSlugAdmin(admin.ModelAdmin):
    list_display = ("kind", "slug", "record")
    search_fields = ("slug",)


@admin.register(TextNote)
class TextNoteAdmin(ReadOnly, admin.ModelAdmin):
    """To read; what is said of a text is said on the page of its record."""

    list_display = ("content_type", "row", "field", "words_of", "outdated", "reviewed_by", "reviewed_on")
    list_filter = ("outdated", "words_of")
    search_fields = ("row", "field")
