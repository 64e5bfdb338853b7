"""Which language a request asks for: `?lang=`, else Accept-Language, else its address where that is of a feed, else
English."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from hub.languages import DEFAULT, LANGUAGES

OF_A_FEED = re.compile(rf"/feed/v1/(?:[^/]+/)?({'|'.join(LANGUAGES)})(?:\.json|/updates\.\w+)")
# Django refuses a longer one, and reads nothing at all of one that is cut within a language.
LONGEST_HEADER = 500


@dataclass(frozen=True)
class Asked:
    """The language to answer in; `named` is what `?lang=` said, None where it was not given."""

    language: str
    named: list[str] | None

    @property
    def is_known(self) -> bool:
        return self.named is None or (len(self.named) == 1 and self.named[0] in LANGUAGES)


def asked_language(request: HttpRequest) -> Asked:
    """Never fails: an unknown `lang` is answered for, and refused by the view, in the language of the browser."""
    named = request.GET.getlist("lang") if "lang" in request.GET else None
    if named and len(named) == 1 and named[0] in LANGUAGES:
        return Asked(named[0], named)
    accepted = accepted_language(request.headers.get("Accept-Language", ""))
    return Asked(accepted or language_in(request.path_info) or DEFAULT, named)


def language_in(path: str) -> str | None:
    """That of a feed stands in its address: whoever asks for it reads it, in a refusal too."""
    found = OF_A_FEED.fullmatch(path)
    return found and found[1]


def accepted_language(header: str) -> str | None:
    whole = header if len(header) <= LONGEST_HEADER else header[:LONGEST_HEADER].rpartition(",")[0]
    for code, quality in parse_accept_lang_header(whole.lower()):
        language = code.split("-")[0]
        if quality > 0 and language in LANGUAGES:
            return language
    return None
