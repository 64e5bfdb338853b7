"""What the admin's own scripts say, in Urdu where Django has none: boxes to choose from, calendars, clocks."""

from typing import Any

from django.utils.translation import gettext, gettext_noop, ngettext, pgettext
from django.views.i18n import JavaScriptCatalog

PLAIN = (
    gettext_noop("Type into this box to filter down the list of available %s."),
    gettext_noop("Type into this box to filter down the list of selected %s."),
    gettext_noop('Choose %s by selecting them and then select the "Choose" arrow button.'),
    gettext_noop('Remove %s by selecting them and then select the "Remove" arrow button.'),
    gettext_noop("Choose all %s"),
    gettext_noop("Choose selected %s"),
    gettext_noop("Remove selected %s"),
    gettext_noop("Remove all %s"),
    gettext_noop("Chosen %s"),
    gettext_noop("(click to clear)"),
    gettext_noop("Choose a Time"),
    gettext_noop("Choose a Date"),
    gettext_noop("6 p.m."),
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
    gettext_noop("Sunday"),
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
)
BETWEEN = "\x04"


def counted() -> dict[str, list[str]]:
    return {
        "%s selected option not visible": [
            ngettext("%s selected option not visible", "%s selected options not visible", number) for number in (1, 2)
        ],
        "Note: You are %s hour ahead of server time.": [
            ngettext(
                "Note: You are %s hour ahead of server time.", "Note: You are %s hours ahead of server time.", number
            )
            for number in (1, 2)
        ],
        "Note: You are %s hour behind server time.": [
            ngettext("Note: You are %s hour behind server time.", "Note: You are %s hours behind server time.", number)
            for number in (1, 2)
        ],
    }


def letters() -> dict[str, str]:
    """Of the days, over the columns of a calendar."""
    return {
        f"one letter Sunday{BETWEEN}S": pgettext("one letter Sunday", "S"),
        f"one letter Monday{BETWEEN}M": pgettext("one letter Monday", "M"),
        f"one letter Tuesday{BETWEEN}T": pgettext("one letter Tuesday", "T"),
        f"one letter Wednesday{BETWEEN}W": pgettext("one letter Wednesday", "W"),
        f"one letter Thursday{BETWEEN}T": pgettext("one letter Thursday", "T"),
        f"one letter Friday{BETWEEN}F": pgettext("one letter Friday", "F"),
        f"one letter Saturday{BETWEEN}S": pgettext("one letter Saturday", "S"),
    }


class Catalog(JavaScriptCatalog):
    packages = ["django.contrib.admin"]

    def get_catalog(self) -> dict[str, Any]:
        return super().get_catalog() | {text: gettext(text) for text in PLAIN} | counted() | letters()
