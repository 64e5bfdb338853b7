"""A refusal in the language of whoever reads it."""

from django.utils.translation import gettext

from helplines.refusal import Refusal


def told(refusal: Refusal) -> str:
    return gettext(refusal.sentence).format(**refusal.values)
