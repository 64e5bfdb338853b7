"""The shapes that answers are made of: records of every kind, lists of them, cards."""

from collections.abc import Iterable

from hub.api.help import CARD
from hub.editions.contract import Kind, kinds
from hub.schema import (
    INTEGER,
    SLUG,
    STRING,
    TEXT_LANGUAGE,
    UUID,
    Schema,
    array,
    mapping,
    nullable,
    part,
    told,
    with_more,
)

# Written by `python -m tests.goldens`: what the API answers for the records of the tests.

EDITION: Schema = part(
    "Edition",
    "What the answer was made from. An edition is published as a whole and never changes.",
    number=told({**INTEGER, "minimum": 1}, "Grows with every publication."),
    state=told(
        {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "Names the content: the edition less all that is withdrawn. The same state is the same content.",
    ),
)

REPLACED_BY: Schema = part(
    "ReplacedBy",
    "The record that has replaced another.",
    id=told(UUID, "Names the record for good."),
    links=told(
        mapping(told(nullable(STRING), "An address. Null: there is none.")),
        "Where the record is.",
        {"self": "/api/v1/helplines/nccia-1799/"},
    ),
    name=told(STRING, "Its name, ready to show."),
    slug=told(SLUG, "Names the record in addresses."),
    type=told(STRING, "The kind of the record.", "helpline"),
)


def served(kind: Kind) -> Schema:
    """A record as the API answers it."""
    schema = less_withdrawn(kind, dict(kind.served or kind.schema))
    return without(schema, kind.apart) if kind.apart else schema


def baked(kind: Kind) -> Schema:
    """A record as it lies in a feed."""
    schema = less_withdrawn(kind, dict(kind.schema))
    return {**schema, "title": f"Feed{schema['title']}"} if kind.apart else schema


def without(schema: Schema, fields: Iterable[str]) -> Schema:
    left = {name: one for name, one in schema["properties"].items() if name not in fields}
    return part(schema["title"], schema["description"], **left)


def less_withdrawn(kind: Kind, schema: Schema) -> Schema:
    """The gate wants some lists to hold something; a withdrawal may empty them."""
    properties = dict(schema["properties"])
    for field in kind.references.keys() & properties.keys():
        properties[field] = {key: value for key, value in properties[field].items() if key != "minItems"}
    return {**schema, "properties": properties}


def card() -> Schema:
    """What stands on the strip, in short. The numbers in the package come without their moments."""
    (kind,) = [kind for kind in kinds() if kind.served and set(CARD) <= kind.served["properties"].keys()]
    properties = {name: served(kind)["properties"][name] for name in CARD}
    contacts, now = properties["contacts"], properties["now"]
    contact = with_more(
        contacts["items"],
        "CardContact",
        "One way to reach it.",
        now=told(nullable(contacts["items"]["properties"]["now"]), WITHOUT_MOMENTS),
    )
    moments = {"contacts": {**contacts, "items": contact}, "now": told(nullable(now), WITHOUT_MOMENTS)}
    return part("Card", "One of the numbers that a person can ring now, in short.", **properties | moments)


WITHOUT_MOMENTS = "What is true at the moment of the answer. Null: there is no edition to tell it from."


def help_cards() -> Schema:
    return array(card())


def record_list(kind: Kind) -> Schema:
    record = served(kind)
    return part(
        f"{record['title']}List",
        "A page of a list.",
        edition=EDITION,
        language=told(TEXT_LANGUAGE, "The language of the answer."),
        count=told(INTEGER, "How many records are found, over all pages."),
        unknown_count=told(
            INTEGER, "How many more would be found if every filter given let in those of which the fact is not stated."
        ),
        with_unknown=told(nullable(STRING), "The list with those. Null: there are none."),
        page=told(INTEGER, "Which page this is; the first is 1."),
        pages=told(INTEGER, "How many there are; at least 1."),
        next=told(nullable(STRING), "The next page. Null: this is the last."),
        previous=told(nullable(STRING), "The page before. Null: this is the first."),
        results=told(array(record), "The records of this page, in the order asked for."),
        help=told(
            help_cards(),
            "Numbers that a person can ring now. Empty unless nothing is found, or help in a crisis is asked for.",
        ),
    )


def vocabulary() -> Schema:
    return told(
        {
            "type": "object",
            "additionalProperties": told(
                {"type": "object", "additionalProperties": told(STRING, "The label, ready to show.")},
                "Code -> label.",
            ),
        },
        "What every code means, in the language of the answer: field -> code -> label.",
        {"cost": {"free": "Free"}},
    )
