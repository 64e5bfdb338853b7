"""What a public request asks: of which state, in which language, at which minute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import gettext as _

from hub.api.errors import Problem, parameter_error
from hub.api.filters import SHOWN, Refused, nearest, too_many
from hub.api.language import Asked, asked_language
from hub.editions.canonical import sha256
from hub.editions.reader import Feed, Snapshot, minute, reader
from hub.languages import LANGUAGES

# Part of every ETag: raised when the same state is put into other bytes by newer code.
REVISION = "1"
CACHE = "public, max-age=60, stale-while-revalidate=60, stale-if-error=86400"


@dataclass(frozen=True)
class Question:
    request: HttpRequest
    asked: Asked
    snapshot: Snapshot
    instant: datetime

    @property
    def language(self) -> str:
        return self.asked.language

    @property
    def feed(self) -> Feed:
        return self.snapshot.feeds[self.language]

    @property
    def filtersets(self) -> Mapping[str, Any]:
        return self.snapshot.filtersets[self.language]

    @property
    def parameters(self) -> QueryDict:
        return self.request.GET

    @property
    def query(self) -> str:
        return str(self.request.META.get("QUERY_STRING", ""))

    def etag(self, *, moments: bool) -> str:
        """Of the state, the language, the question, and the minute where moments are in the answer."""
        served = [REVISION, self.snapshot.state, str(self.snapshot.number)]
        asked = [self.language, self.request.path, self.query, self.instant.isoformat() if moments else ""]
        return f'"{sha256("|".join(served + asked).encode("utf-8", "replace"))[:32]}"'

    def is_known_to_client(self, *etags: str) -> bool:
        tags = self.request.META.get("HTTP_IF_NONE_MATCH", "")
        return bool(tags) and not known_tags(tags).isdisjoint(etags)

    def headers(self, etag: str) -> dict[str, str]:
        headers = {
            "ETag": f"W/{etag}",
            "Cache-Control": CACHE,
            "Content-Language": self.language,
            "X-Edition": str(self.snapshot.number),
        }
        return headers if self.asked.named else headers | {"Vary": "Accept-Language"}

    def headers_of_words(self) -> dict[str, str]:
        """Of an answer to what somebody typed: nobody may keep it."""
        headers = {
            "Cache-Control": "no-store",
            "Content-Language": self.language,
            "X-Edition": str(self.snapshot.number),
        }
        return headers if self.asked.named else headers | {"Vary": "Accept-Language"}


def known_tags(header: str) -> set[str]:
    """Ours are weak, since an answer may travel in several forms; what a strong one names is the same answer."""
    return {tag.removeprefix("W/") for tag in parse_etags(header)}


def question_of(request: HttpRequest, asked: Asked | None = None) -> Question:
    """Raises Problem 503 without an edition."""
    asked = asked or asked_language(request)
    snapshot = reader.current()
    if snapshot is None:
        detail = _("The directory is not loaded yet. These numbers can be rung all the same.")
        raise Problem(503, "no-edition", detail, headers={"Retry-After": "30"})
    return Question(request, asked, snapshot, minute(timezone.now()))


def invalid(*errors: dict[str, Any]) -> Problem:
    names = ", ".join(dict.fromkeys(error["parameter"] for error in errors))
    detail = _("Please correct: {parameters}. Nothing was filtered.").format(parameters=names)
    return Problem(400, "invalid-parameter", detail, errors=errors)


def refuse_unknown(question: Question, known: set[str]) -> None:
    if errors := [*unknown_parameters(question, known)]:
        raise invalid(*errors)


def unknown_parameters(question: Question, known: set[str]) -> Iterator[dict[str, Any]]:
    """A parameter that is not known is never ignored: somebody means it to filter. Nor is a language."""
    if not question.asked.is_known:
        yield parameter_error("lang", refused_language(question.asked.named or []))
    for name in question.parameters:
        if name not in known:
            params = {"value": None, "nearest": nearest(name, known)}
            yield parameter_error(name[:SHOWN], ValidationError(_("There is no such parameter."), params=params))


def refused_language(named: list[str]) -> Refused:
    if len(named) > 1:
        return too_many(named)
    return Refused(_("This language is not one of the hub."), "".join(named), LANGUAGES)
