"""Days as people write them. Pure: asked by pages and by what is baked."""

from django.utils.dates import MONTHS
from django.utils.translation import pgettext


def date_words(partial: str) -> str:
    """2026, 2026-11 or 2026-11-22 as people write it; call with the language active."""
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = str(MONTHS[int(rest[0])])
    if len(rest) == 1:
        return pgettext("month and year", "{month} {year}").format(month=month, year=year)
    return pgettext("full date", "{day} {month} {year}").format(day=int(rest[1]), month=month, year=year)
