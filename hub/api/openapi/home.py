"""The home screen in one call."""

from collections.abc import Iterator

from hub.api.home import added
from hub.api.openapi.answers import of_edition
from hub.api.openapi.examples import examples
from hub.api.openapi.index import PUBLISHED_AT
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import LANGUAGE, Parameter, for_example
from hub.api.openapi.records import EDITION, baked, help_cards
from hub.editions.contract import Kind, kinds
from hub.schema import (
    DATE,
    INTEGER,
    SLUG,
    STRING,
    TEXT_LANGUAGE,
    UUID,
    Schema,
    array,
    labelled,
    mapping,
    nullable,
    part,
    told,
)

REGION = Parameter(
    "One region: the strip and the announcements are those that serve it, or the whole country.",
    for_example({**STRING, "x-values-in": "/vocabulary/region"}, "PK-SD"),
)


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/api/v1/hub/",
        name="getHome",
        tag="directory",
        summary="The home screen in one call",
        words="Help first: the numbers that a person can ring now. Then what the hub holds, in the curators' order.",
        parameters={"region": REGION, **LANGUAGE},
        answers=[*of_edition("The home screen.", home(), examples("home"))],
        refuses=(503,),
    )


def home() -> Schema:
    shown = [kind for kind in kinds() if kind.home]
    own: dict[str, Schema] = {
        "edition": EDITION,
        "language": told(TEXT_LANGUAGE, "The language of the answer."),
        "region": told(nullable(STRING), "The region that was asked for. Null: none was."),
        "strip": told(help_cards(), "The numbers that a person can ring now: show them first, in this order."),
        "announcements": told(
            array(ANNOUNCEMENT), "What has to be said today: what is urgent first, then what is new."
        ),
        **{kind.plural: told(array(card(kind)), f"Every {kind.kind}, by position.") for kind in shown},
        "about": ABOUT,
    }
    return part("Home", "What a home screen shows.", **own | added().schemas())


def card(kind: Kind) -> Schema:
    record = baked(kind)
    fields = {name: record["properties"][name] for name in kind.home}
    return part(f"{record['title']}Card", f"{record['description']} In short.", **fields)


ANNOUNCED: Schema = part(
    "Announced",
    "The record that an announcement is about.",
    id=told(UUID, "Names the record for good."),
    slug=told(SLUG, "Names the record in addresses."),
    type=told(STRING, "The kind of the record.", "helpline"),
    name=told(STRING, "Its name, ready to show."),
    links=told(mapping(told(nullable(STRING), "An address. Null: there is none.")), "Where the record is."),
)

ANNOUNCEMENT: Schema = part(
    "Announcement",
    "Something that has to be said for some days.",
    words=told(STRING, "What is to be said, ready to show."),
    first=told(nullable(DATE), "The day from which it stands. Null: it always has."),
    last=told(nullable(DATE), "The last day on which it stands. Null: until it is taken away."),
    severity=told(labelled(STRING, "severity"), "How urgent it is."),
    regions=told(
        array({**STRING, "examples": ["PK-SD"]}),
        "The regions that it is for, by code; `vocabulary.region` has their names. Empty: everywhere.",
    ),
    about=told(nullable(ANNOUNCED), "The record that it is about. Null: it is about no single one."),
)

ABOUT: Schema = part(
    "About",
    "What the hub is.",
    name=told(STRING, "The name of the hub."),
    notice=told(STRING, "What a reader should know of the data, ready to show."),
    published_at=PUBLISHED_AT,
    counts=told(mapping(told(INTEGER, "How many.")), "How many records of each kind there are.", {"helplines": 42}),
    links=told(mapping(told(STRING, "An address.")), "Where to read on.", {"index": "/api/v1/"}),
)
