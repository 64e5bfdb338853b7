"""Search, and what it may go on to say."""

from collections.abc import Iterator
from dataclasses import replace

from hub.api.openapi.answers import CONTENT_LANGUAGE, EVERYWHERE, X_EDITION, Answer
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import LANGUAGE, Parameter, Q, for_example, page_size, whole_number
from hub.api.openapi.records import EDITION, REPLACED_BY, help_cards, served
from hub.api.search import MOST, PAGE_SIZE
from hub.editions.contract import Kind, searched, subject
from hub.schema import (
    BOOLEAN,
    INTEGER,
    SLUG,
    STRING,
    TEXT_LANGUAGE,
    Schema,
    array,
    closed,
    coded,
    mapping,
    nullable,
    one_of,
    part,
    told,
)

PARAMETERS = {
    "q": Q.needed(),
    "kind": Parameter("Only hits of this kind.", one_of(*(kind.plural for kind in searched()))),
    "region": Parameter(
        "Where the person is: the strip is that of the region.",
        for_example({**STRING, "x-values-in": "/vocabulary/region"}, "PK-SD"),
    ),
    "page": whole_number("The page of every list of hits.", least=1, most=10**6),
    "page_size": page_size(PAGE_SIZE, MOST),
    **LANGUAGE,
}
HEADERS = {"X-Edition": X_EDITION, "Content-Language": CONTENT_LANGUAGE, **EVERYWHERE}
WORDS = (
    "Understands half words, wild spelling and missing spaces in all three scripts, and finds filters in the words "
    "(a city, a channel, a cost). Help always stands in the answer; in a crisis the lines for one come first. Nothing "
    "of the question is kept, and the answer must not be either."
)


def operations() -> Iterator[Operation]:
    found = Operation(
        path="/api/v1/search/",
        name="search",
        tag="search",
        summary="What somebody types, answered",
        words=WORDS,
        parameters=PARAMETERS,
        answers=[Answer(status=200, words="What was found.", schema=answer(), headers=HEADERS)],
        refuses=(503,),
    )
    yield found
    yield replace(
        found,
        method="post",
        name="searchPrivately",
        summary="The same, with nothing in the address",
        words="Takes the parameters as a JSON object, so that what somebody types stands in no address.",
        parameters={},
        body=body(),
        refuses=(413, 503),
    )
    yield Operation(
        path="/api/v1/search/suggest/",
        name="suggest",
        tag="search",
        summary="Topics and organisations that begin like this",
        words="From the first letters on, in all three scripts. Tells names, never the words that lead to them.",
        parameters={"q": Q.needed(), **LANGUAGE},
        answers=[Answer(status=200, words="The suggestions.", schema=suggestions(), headers=HEADERS)],
        refuses=(503,),
    )


def body() -> Schema:
    return part(
        "SearchQuestion",
        "The parameters of a search.",
        **{name: told(one.schema, one.words) for name, one in PARAMETERS.items() if one.place == "query"},
    ) | {"required": ["q"]}


SUGGESTION: Schema = part(
    "Suggestion",
    "A record that may be meant.",
    type=told(STRING, "The kind of the record.", "topic"),
    slug=told(SLUG, "Names the record in addresses."),
    name=told(STRING, "Its name, ready to show."),
    links=told(mapping(told(STRING, "An address.")), "Where the record is."),
)


def suggestions() -> Schema:
    return part(
        "Suggestions",
        "What somebody may go on to say.",
        edition=EDITION,
        language=told(TEXT_LANGUAGE, "The language of the answer."),
        suggestions=told(array(SUGGESTION), "The nearest first."),
    )


FACET: Schema = part(
    "SearchFacet",
    "A filter that stands in the words.",
    parameter=told(STRING, "The filter of the list.", "region"),
    value=told(STRING, "Its value.", "PK-SD"),
    label=told(STRING, "The value, ready to show.", "Sindh"),
    words=told(STRING, "The words for it: without them the filter is taken away.", "karachi"),
    without=told(
        nullable(STRING),
        "The question without those words, to ask instead. Null: nothing else was said, or they are apart.",
    ),
    applied=told(
        BOOLEAN,
        "Whether the lines are narrowed by it. Not where none would be left; in a crisis by the region only. "
        "A line that is called by its name is shown all the same.",
    ),
)
STATUSES = {
    "listed": "in the list",
    "superseded": "of a line that another has replaced",
    "withdrawn": "taken out, since something about it may be wrong",
    "unknown": "not in the list",
}
QUERY: Schema = part(
    "SearchQuery",
    "The question as it was understood.",
    text=told(STRING, "What was typed."),
    script=told(
        coded({"latin": "English, or Urdu in Latin letters", "ur": "Urdu", "mixed": "both", "none": "no letters"}),
        "The letters in which it was typed.",
    ),
    understood=told(array(STRING), "The words that were looked for, as they are compared."),
    facets=told(array(FACET), "The filters in it."),
)
OWNER: Schema = part(
    "NumberOwner",
    "A record that has a number.",
    **{name: served(subject())["properties"][name] for name in ("type", "id", "slug", "name", "links", "verification")},
    contact=told(STRING, "The id of the contact that has it."),
)
NUMBER: Schema = part(
    "SearchNumber",
    "Whose number a number is. Exactly that number is looked for, never one near it.",
    digits=told(STRING, "Its digits.", "1166"),
    status=told(coded(STATUSES), "What we know of it."),
    words=told(STRING, "The same, ready to show."),
    owners=told(
        array(OWNER),
        "Whose it is. Compare with what somebody was told: forwarded lists swap numbers. Several lines may share one.",
    ),
    replaced_by=told(array(REPLACED_BY), "The lines to ring instead of one that was replaced."),
)
OF_HIT: dict[str, Schema] = {
    "score": told(nullable({"type": "number"}), "How well it matches, up to 1. Null: by its number, or by a filter."),
    "why": told(nullable(STRING), "The words of the directory that matched. Null in a crisis, and where none did."),
}


def answer() -> Schema:
    lists = {kind.plural: told(hits(kind), f"The {kind.plural}.") for kind in searched()}
    return part(
        "SearchAnswer",
        "What a search found; help is always in it.",
        edition=EDITION,
        language=told(TEXT_LANGUAGE, "The language of the answer."),
        query=QUERY,
        crisis=told(BOOLEAN, "Whether somebody may be in danger: show `help` before all else."),
        numbers=told(
            array(NUMBER),
            "Whose the numbers in the question are. One that is not ours only where it looks like one.",
        ),
        help=told(help_cards(), "Numbers that a person can ring now."),
        results=told({**closed(**lists), "required": []}, "The hits of each kind that was asked for."),
        nothing_found=told(nullable(nothing()), "What else there is. Null: something was found."),
    )


def hits(kind: Kind) -> Schema:
    record = served(kind)
    hit = part(f"{record['title']}Hit", f"{record['description']} As it was found.", **OF_HIT, **record["properties"])
    return part(
        f"{record['title']}Hits",
        "A page of hits, the best first.",
        count=told(INTEGER, "How many there are in all."),
        pages=told(INTEGER, "On how many pages."),
        items=told(array(hit), "Those of this page."),
    )


def nothing() -> Schema:
    return part(
        "NothingFound",
        "What there is beside: never an empty page.",
        words=told(STRING, "What to say, ready to show."),
        topics=told(array({"type": "object", "additionalProperties": {}}), "Every topic, as on the home screen."),
        **{subject().plural: told(help_cards(), "Somebody to talk to.")},
    )
