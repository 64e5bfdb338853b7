"""What a request may be answered with: statuses, headers, bodies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hub.api.openapi.components import Components
from hub.schema import INTEGER, STRING, Schema, told

JSON = "application/json"


@dataclass(frozen=True)
class Header:
    words: str
    schema: Schema = field(default_factory=lambda: STRING)
    always: bool = True

    def document(self) -> Schema:
        return {"description": self.words, "required": self.always, "schema": self.schema}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One status, and what comes with it; without a schema there is no body."""

    status: int
    words: str
    schema: Mapping[str, Any] | None = None
    media_type: str = JSON
    headers: Mapping[str, Header] = field(default_factory=dict)
    examples: Mapping[str, Any] = field(default_factory=dict)

    def document(self, components: Components) -> Schema:
        written: Schema = {"description": self.words}
        if self.headers:
            written["headers"] = {
                name: components.refer("headers", component_name(name, one), one.document())
                for name, one in self.headers.items()
            }
        if self.schema is not None:
            content = {"schema": components.public(self.schema)}
            if self.examples:
                content["examples"] = dict(self.examples)
            written["content"] = {self.media_type: content}
        return written


def component_name(name: str, header: Header) -> str:
    return name if header.always else f"{name}-at-times"


ETAG = Header("Names this answer: of the edition, the language, the question, and the minute where `now` is in it.")
CACHE_CONTROL = Header("How long the answer may be kept, and for how long an old one may stand in if we are away.")
X_EDITION = Header("The number of the edition that the answer was made from.", {**INTEGER, "minimum": 1})
CONTENT_LANGUAGE = Header("The language of the answer.", told(STRING, "A BCP 47 code.", "ur"))
VARY = Header("`Accept-Encoding`; `Accept-Language` as well, where `lang` was not given and words depend on it.")
CONTENT_ENCODING = Header("The compression of the answer; absent where it is not compressed.", always=False)
ALLOW = Header("The methods that can be used here.")
RETRY_AFTER = Header("Seconds after which it is worth asking again.", {**INTEGER, "minimum": 1})
ACCESS_CONTROL = Header("`*`: any website may read the answer.")

EVERYWHERE = {"Access-Control-Allow-Origin": ACCESS_CONTROL, "Vary": VARY, "Content-Encoding": CONTENT_ENCODING}
OF_EDITION = {
    "ETag": ETAG,
    "Cache-Control": CACHE_CONTROL,
    "Content-Language": CONTENT_LANGUAGE,
    "X-Edition": X_EDITION,
    **EVERYWHERE,
}


def not_modified(headers: Mapping[str, Header]) -> Answer:
    return Answer(status=304, words="The answer at hand, named in `If-None-Match`, still holds.", headers=headers)


def of_edition(words: str, schema: Mapping[str, Any], examples: Mapping[str, Any] | None = None) -> Iterable[Answer]:
    """An answer made from the edition, and the 304 in its place."""
    yield Answer(status=200, words=words, schema=schema, headers=OF_EDITION, examples=examples or {})
    yield not_modified(OF_EDITION)
