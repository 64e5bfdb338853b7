"""What a request may ask, in words: the parameters that many addresses share, and the shapes of a filter."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hub.api.filters import SHOWN, WordsField
from hub.api.selection import UNKNOWN
from hub.languages import DEFAULT, LANGUAGES
from hub.schema import STRING, Schema, array, labelled, one_of

# Two of the pieces that a time is written with; a date in words would be refused.
CLOCK = r"T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
OFFSET = r"(Z|[+-](0\d|1[0-3]):[0-5]\d)?"
TIME = rf"20(0[1-9]|[1-9]\d)-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8]){CLOCK}{OFFSET}"


@dataclass(frozen=True)
class Parameter:
    """One parameter of a request."""

    words: str
    schema: Schema
    place: str = "query"
    required: bool = False

    def needed(self) -> "Parameter":
        return replace(self, required=True)

    def document(self, name: str) -> Schema:
        """As OpenAPI writes it. Several values stand in one parameter, separated by commas."""
        asked: Schema = {"name": name, "in": self.place, "description": self.words, "schema": self.schema}
        if self.required or self.place == "path":
            asked["required"] = True
        if "items" in self.schema:
            asked |= {"style": "form", "explode": False}
        return asked

    def with_unknown(self) -> "Parameter":
        """The same for a fact that may be unstated."""
        words = f"{self.words} `unknown` finds those of which it is not stated; without it they are left out."
        return replace(self, words=words, schema=also_unknown(self.schema))


def also_unknown(schema: Schema) -> Schema:
    items = schema.get("items")
    if items is None:
        return {**schema, "pattern": schema["pattern"].removesuffix("$") + f"(,{UNKNOWN})?$"}
    if "enum" in items:
        return {**schema, "items": {**items, "enum": [*items["enum"], UNKNOWN]}}
    return {**schema, "items": {**items, "x-also": [UNKNOWN]}}


# The shapes of a filter. Examples stand in the schema: a page to try it out would fill in those of a parameter.


def for_example(schema: Schema, *examples: str | int) -> Schema:
    return {**schema, "examples": list(examples)}


def codes(words: str, vocabulary: str) -> Parameter:
    """Codes of a vocabulary that stands in the code: the schema lists them."""
    return Parameter(words, array(labelled(STRING, vocabulary), minItems=1))


def codes_of_edition(words: str, source: str, *examples: str) -> Parameter:
    """Codes that the curators may add to: `source` says where in a feed they are."""
    return Parameter(words, array(for_example({**STRING, "x-values-in": source}, *examples), minItems=1))


def yes_no(words: str) -> Parameter:
    return Parameter(words, array(one_of("true", "false"), minItems=1))


def whole_number(words: str, *, least: int, most: int, **more: int) -> Parameter:
    return Parameter(words, {"type": "integer", "minimum": least, "maximum": most, **more})


def time(words: str, *examples: str) -> Parameter:
    return Parameter(words, for_example({"type": "string", "pattern": f"^{TIME}$"}, *examples))


def ordering(orders: Mapping[str, str]) -> Parameter:
    """Each order with what comes first in it; the first named is the usual one."""
    told = " ".join(f"`{name}`: {words}." for name, words in orders.items())
    return Parameter(f"The order of the list. {told}", {**one_of(*orders), "default": next(iter(orders))})


# What many addresses share.

# A header or a path that we cannot use is no mistake of form: it names nothing that we have.
ANYTHING: Schema = {"type": "string"}

LANG = Parameter(
    "The language of the answer. Without it the first language of `Accept-Language` that the hub has, else English.",
    one_of(*LANGUAGES),
)
ACCEPT_LANGUAGE = Parameter(
    f"The languages of the reader, best first; read only where `lang` is not given. None that we have: `{DEFAULT}`.",
    for_example(ANYTHING, "ur-PK, en;q=0.8"),
    place="header",
)
IF_NONE_MATCH = Parameter(
    "The `ETag` of the answer at hand: if it still holds, the answer is an empty 304.",
    for_example(ANYTHING, 'W/"4cb76ebd25e70bc08a7e55a4a8b1a786"'),
    place="header",
)
ACCEPT_ENCODING = Parameter(
    "The compressions that the client reads; `br` is sent where it is among them, else `gzip`.",
    for_example(ANYTHING, "br, gzip"),
    place="header",
)
LANGUAGE = {"lang": LANG, "Accept-Language": ACCEPT_LANGUAGE, "If-None-Match": IF_NONE_MATCH}
PAGE = whole_number(
    "Which page of the list. One past the last is a 404 that says how many there are.", least=1, most=10**18, default=1
)
AS_OF = Parameter(
    "The minute to which the pages of one reading are pinned, since their order depends on what is open. "
    "Written by us into `next` and `previous`: follow those. It holds for an hour.",
    {"type": "string", "pattern": f"^{TIME}$", "x-values-in": "next, previous"},
)


def key(plural: str) -> Parameter:
    words = f"The slug of the record, one of its old slugs, or its `id`. A 404 repeats at most {SHOWN} letters of it."
    return Parameter(words, {**ANYTHING, "x-values-in": f"/{plural}/*/slug"}, place="path")


Q = Parameter(
    "What somebody types: English, Urdu, or Urdu in Latin letters, however spelt; or a number.",
    for_example({**STRING, "maxLength": WordsField.LONGEST}, "neend nahi aati"),
)


def page_size(usual: int, most: int) -> Parameter:
    return whole_number("How many records a page has.", least=1, most=most, default=usual)
