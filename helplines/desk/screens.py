"""The screens about helplines, in the order of the menu."""

from django.utils.translation import gettext_lazy as _

from helplines.desk.holidays import holidays
from helplines.desk.preview import preview
from helplines.desk.strip import strip
from hub.desk.screens import Screen

SCREENS = (
    Screen(
        route="hours/preview/",
        name="hours_preview",
        view=preview,
        permission="helplines.change_contactmethod",
    ),
    Screen(
        route="holidays/",
        name="holidays",
        view=holidays,
        permission="helplines.change_holidaydate",
        menu=_("Holidays"),
    ),
    Screen(
        route="strip/",
        name="strip",
        view=strip,
        # Translators may change a line, for its texts; its place is for those who may also add one.
        permission="helplines.add_helpline",
        menu=_("The strip"),
    ),
)
