"""Every refusal: one shape for all, and what each code means."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hub.api.errors import MEDIA_TYPE
from hub.api.openapi.answers import ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, EVERYWHERE, RETRY_AFTER, Answer
from hub.api.openapi.records import REPLACED_BY, help_cards
from hub.schema import INTEGER, STRING, Schema, array, coded, nullable, part, told


@dataclass(frozen=True)
class Refusal:
    """A code of `hub.api.errors.PROBLEMS`: its status, and when it comes."""

    status: int
    words: str


REFUSALS = {
    "bad-request": Refusal(400, "the request cannot be read, or has more than 200 parameters"),
    "invalid-parameter": Refusal(
        400, "a parameter, or a value, that we do not know: `errors` names each; nothing was filtered"
    ),
    "not-found": Refusal(404, "nothing is at this address; `nearest` may name what was meant"),
    "no-such-page": Refusal(404, "the list has fewer pages: see `pages` and `first`"),
    "method-not-allowed": Refusal(405, "this address can only be read"),
    "withdrawn": Refusal(410, "the record was taken out, since something about it may be wrong: drop every copy"),
    "superseded": Refusal(410, "another line has replaced this one: `replaced_by` names it"),
    "query-too-long": Refusal(414, "what stands after ? is longer than 4,096 characters"),
    "too-large": Refusal(413, "the body of the request is larger than 2.5 MB"),
    "too-many-requests": Refusal(429, "too much was sent at once: wait as long as `Retry-After` says"),
    "server-error": Refusal(500, "something is broken on our side"),
    "no-edition": Refusal(503, "no edition is loaded yet; the numbers in `help` come from the program itself"),
}
STATUSES = {
    400: "The question cannot be understood.",
    404: "There is nothing at this address.",
    405: "This address can only be read.",
    410: "What was here has been taken out, or replaced.",
    413: "Too much was sent.",
    414: "The address is too long.",
    429: "Too many requests.",
    500: "Something went wrong on our side.",
    503: "There is no edition to answer from.",
}
# What a request to any address can meet, before and behind what it asks.
ALWAYS = (400, 405, 414, 500)


def problem_type(code: str) -> str:
    return f"/api/v1/#{code}"


PARAMETER_ERROR: Schema = part(
    "ParameterError",
    "What is wrong with one parameter.",
    parameter=told(STRING | {"minLength": 0}, "Its name, as it was asked.", "cost"),
    value=told(
        nullable({"type": "string"}),
        "The value that cannot be used; at most its first 80 letters. Null: the parameter itself is not known.",
        "fre",
    ),
    detail=told(STRING, "What is wrong with it, ready to show.", "This value is not known."),
    nearest=told(
        array(STRING), "The right words nearest to it, or those that it stands for. Empty: none is near.", ["free"]
    ),
)


def problem() -> Schema:
    told_in_words = {problem_type(code): one.words for code, one in REFUSALS.items()}
    schema = part(
        "Problem",
        "A refusal, as RFC 9457 has it. From every layer, in the asked language, and always with numbers to ring.",
        type=told(coded(told_in_words), "Which refusal it is: the one field to decide by."),
        title=told(STRING, "The same in a few words, ready to show."),
        status=told(INTEGER, "The status of the answer.", 404),
        detail=told(STRING, "What is wrong this time, ready to show."),
        errors=told(array(PARAMETER_ERROR), "What is wrong with each parameter. Empty unless parameters are."),
        replaced_by=told(nullable(REPLACED_BY), "At 410 only: the line to ring instead. Null: there is none."),
        nearest=told(array(STRING), "At 404 only: slugs nearest to what was asked for."),
        pages=told(INTEGER, "With `no-such-page` only: how many pages the list has."),
        first=told(STRING, "With `no-such-page` only: the address of the first page."),
        manifest=told(STRING, "For feeds only: where to see what can be fetched.", "/feed/v1/manifest.json"),
        help=told(help_cards(), "The numbers that a person can ring now: show them wherever you show the refusal."),
    )
    return schema | {"required": ["type", "title", "status", "detail", "errors", "help"]}


def refusals(statuses: Iterable[int]) -> Iterator[Answer]:
    for status in sorted(statuses):
        codes = [code for code, one in REFUSALS.items() if one.status == status]
        told_in_words = "; ".join(f"`{code}`: {REFUSALS[code].words}" for code in codes)
        more = {405: {"Allow": ALLOW}, 429: {"Retry-After": RETRY_AFTER}, 503: {"Retry-After": RETRY_AFTER}}
        headers = {
            "Content-Language": CONTENT_LANGUAGE,
            "Cache-Control": CACHE_CONTROL,
            **EVERYWHERE,
            **more.get(status, {}),
        }
        words = f"{STATUSES[status]} {told_in_words}."
        yield Answer(status=status, words=words, schema=problem(), media_type=MEDIA_TYPE, headers=headers)
