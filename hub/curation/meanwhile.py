"""Two people at one record: nobody's save undoes what somebody else has saved meanwhile, unless knowingly."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.curation.changes import Change, changes_since, newest

SEEN = "_seen"
MOST = 20


class SeesOthers:
    """For the form of a record, or of a row of one.

    The page carries what the history held when it was opened. Where there is more by now the form is refused as it was
    typed, and told what others have changed; its page then carries that, too, so that saving once more overwrites it.
    """

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        if not obj or not change:
            return form
        record = self.record_of(obj)  # type: ignore[attr-defined]
        return type(form.__name__, (RefusesStale, form), {"record": record})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        row = context.get("original")
        seen = newest(self.record_of(row)) if row else None  # type: ignore[attr-defined]
        return super().render_change_form(request, context | {"seen": seen}, *args, **kwargs)  # type: ignore[misc]


class RefusesStale(ModelForm):
    record: Any

    def clean(self) -> Any:
        cleaned = super().clean()
        if seen := self.data.get(SEEN):
            # The second of two who save at once waits here for the first.
            type(self.record)._default_manager.select_for_update().get(pk=self.record.pk)
            if changes := changes_since(self.record, seen):
                raise ValidationError([refusal(), *map(words_of, changes[:MOST])])
        return cleaned


def refusal() -> str:
    return _(
        "Nothing has been saved: the record has changed since you opened it, as told here. What you typed is kept "
        "below. Take over what others have changed; saving again overwrites it."
    )


def words_of(change: Change) -> str:
    """Names and values are isolated, so that they stay in order within the other language."""
    at = date_format(timezone.localtime(change.at), "DATETIME_FORMAT")
    head = f"{isolated(change.who or '–')}, {at}: {isolated(change.row)} {change.what}"
    fields = [
        f"{one.field}: {isolated(one.before or '–')} → {isolated(one.after or '–')}" for one in change.differences
    ]
    return " · ".join([head, *fields])


def isolated(words: str) -> str:
    return f"\u2068{words}\u2069"
