"""The languages the hub speaks, their direction, and what stands in when a text is missing."""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    direction: str
    fallback: tuple[str, ...]


LANGUAGES: dict[str, Language] = {
    "en": Language("en", "English", "ltr", ("ur",)),
    "ur": Language("ur", "اردو", "rtl", ("en",)),
}
DEFAULT = "en"


@cache
def chain(code: str) -> tuple[str, ...]:
    """The languages to try for a text asked in `code`, best first."""
    return (code, *LANGUAGES[code].fallback)


def wording(field: str, code: str) -> str:
    """What a field's text in one language is called, in the reader's."""
    return f"{gettext(field)} ({LANGUAGES[code].name})"
