"""The field of a contact's hours on the desk: its text, a week to fill in, and what the app will make of it.

Without a script it is the text alone.
"""

from typing import Any

from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import Field
from django.forms.widgets import Script
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Our own, of which every language has the usual names.
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class HoursInput(AdminTextInputWidget):
    template_name = "helplines/widgets/hours.html"

    class Media:
        css = {"all": ["helplines/hours.css"]}
        js = [Script("helplines/hours.js", defer=True)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        own = {"days": WEEKDAYS, "preview": reverse("admin:hours_preview")}
        attrs = {"dir": "ltr", "autocomplete": "off"} | (attrs or {})
        return super().get_context(name, value, attrs) | own


class WritesHours:
    """Of the forms that hold a contact."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "hours":
            kwargs["widget"] = HoursInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
