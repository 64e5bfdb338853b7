"""Names, dates and figures within a sentence of the other direction."""

from typing import Any

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def bdi(value: Any) -> str:
    """Set apart: what stands in a translated sentence must not turn its words about."""
    return format_html("<bdi>{}</bdi>", "" if value is None else value)
