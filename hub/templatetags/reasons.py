"""Why one person published alone, in the language of the desk: what is stored is stored in English."""

from django import template
from django.utils.translation import gettext_lazy as _

from hub.editions.publishing import reason_to_take_back
from hub.editions.verified import ALONE_REASON

register = template.Library()

WHOLE = {
    ALONE_REASON: _("Verifications only: all else is as in the edition before."),
    "PUBLISH_ALONE": _("a team of one person"),
}
BEGINNINGS = {
    "Dates only": _("Dates only: {reason}"),
    "Urgent correction": _("Urgent correction: {reason}"),
    "Rolled back": _("Rolled back: {reason}"),
}
TAKEN_BACK = reason_to_take_back(0).removesuffix("0")
TOOK_BACK = _("Took back the urgent correction of edition {number}")


@register.filter
def told(reason: str) -> str:
    """The words of the person who gave it stay; a reason of a kind that is not known stays whole."""
    if reason in WHOLE:
        return str(WHOLE[reason])
    if reason.startswith(TAKEN_BACK):
        return str(TOOK_BACK).format(number=reason.removeprefix(TAKEN_BACK))
    beginning, _colon, given = reason.partition(": ")
    if beginning in BEGINNINGS:
        return str(BEGINNINGS[beginning]).format(reason=f"\u2068{given}\u2069")
    return reason
