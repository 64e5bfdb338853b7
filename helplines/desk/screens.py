"""The screens about helplines, in the order of the menu."""

from helplines.desk.preview import preview
from hub.desk.screens import Screen

SCREENS = (
    Screen(
        route="hours/preview/",
        name="hours_preview",
        view=preview,
        permission="helplines.change_contactmethod",
    ),
)
