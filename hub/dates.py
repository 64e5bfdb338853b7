"""Days as people write them. Pure: asked by pages and by what is baked."""

from functools import lru_cache

from django.utils.dates import MONTHS
from django.utils.translation import get_language, override, pgettext


def date_words(partial: str) -> str:
    """2026, 2026-11 or 2026-11-22 as people write it; call with the language active."""
    return words_in(get_language(), partial)


@lru_cache(maxsize=4096)
def words_in(language: str | None, partial: str) -> str:
    """Kept, since an edition tells the same days of many records."""
    with override(language):
        return words_of(partial)


def words_of(partial: str) -> str:
    year, *rest = partial.split("-")
    if not rest:
        return year
    month = str(MONTHS[int(rest[0])])
    if len(rest) == 1:
        return pgettext("month and year", "{month} {year}").format(month=month, year=year)
    return pgettext("full date", "{day} {month} {year}").format(day=int(rest[1]), month=month, year=year)
