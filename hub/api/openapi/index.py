"""The index: what there is, and what every code means."""

from collections.abc import Iterator

from hub.api.openapi.answers import of_edition
from hub.api.openapi.examples import examples
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import LANGUAGE
from hub.api.openapi.records import EDITION, help_cards, vocabulary
from hub.schema import STRING, TEXT_LANGUAGE, Schema, array, mapping, one_of, part, told, with_more

PUBLISHED_AT: Schema = told(
    {"type": "string", "format": "date-time"},
    "When the edition was published, with the offset of Karachi.",
    "2026-11-22T21:00:00+05:00",
)


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/api/v1/",
        name="getIndex",
        tag="directory",
        summary="What there is, and what every code means",
        words="Read it once an edition: languages, the labels of every code, and the addresses of everything else.",
        parameters=LANGUAGE,
        answers=[*of_edition("The index.", index(), examples("index"))],
        refuses=(503,),
    )


def index() -> Schema:
    return part(
        "Index",
        "What there is, and what every code means.",
        edition=with_more(EDITION, "DatedEdition", EDITION["description"], published_at=PUBLISHED_AT),
        languages=told(array(LANGUAGE_OF_TEXTS), "The languages of our texts: the values of `lang`."),
        vocabulary=vocabulary(),
        problems=told(
            mapping(told(STRING, "What the refusal is, ready to show.")),
            "Every refusal: the code in a problem's `type`, after #, -> its title.",
            {"not-found": "There is nothing at this address"},
        ),
        links=told(
            mapping(told(STRING, "An address.")),
            "The addresses of everything else, by name.",
            {"helplines": "/api/v1/helplines/"},
        ),
        notice=told(STRING, "What a reader should know of the data, ready to show."),
        help=told(help_cards(), "The numbers that a person can ring now: the strip, whole and in order."),
    )


LANGUAGE_OF_TEXTS: Schema = part(
    "Language",
    "A language of our texts.",
    code=told(TEXT_LANGUAGE, "Its BCP 47 code."),
    name=told(STRING, "Its name in itself.", "اردو"),
    direction=told(one_of("ltr", "rtl"), "The direction in which it is written."),
)
