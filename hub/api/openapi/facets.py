"""Every filter with its values and counts."""

from collections.abc import Iterator

from hub.api.openapi.answers import of_edition
from hub.api.openapi.examples import examples
from hub.api.openapi.lists import filters
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import LANGUAGE
from hub.api.openapi.records import EDITION, help_cards
from hub.editions.contract import subject
from hub.schema import BOOLEAN, INTEGER, STRING, TEXT_LANGUAGE, Schema, array, part, told


def operations() -> Iterator[Operation]:
    told_of = {name: one for name, one in filters(subject()).items() if name != "ordering"}
    yield Operation(
        path="/api/v1/facets/",
        name="getFacets",
        tag="directory",
        summary=f"Every filter of the {subject().plural}, with values, labels and counts",
        words=(
            f"Takes the filters of `/api/v1/{subject().plural}/`. Each count is that of the list that its `link` leads "
            "to: it respects the other filters given, and not what was chosen of its own."
        ),
        parameters=told_of | LANGUAGE,
        answers=[*of_edition("The filters.", facets(), examples("facets"))],
        refuses=(503,),
    )


VALUE: Schema = part(
    "FacetValue",
    "A value of a filter that a person can choose.",
    value=told(STRING, "What to write for it.", "depression"),
    label=told(STRING, "Its label, ready to show.", "Depression"),
    count=told(INTEGER, "How many records the list at `link` has."),
    link=told(STRING, "That list: the other filters as they were given, and this value."),
)

FACET: Schema = part(
    "Facet",
    "A filter.",
    parameter=told(STRING, "The name of the parameter.", "topic"),
    label=told(STRING, "The name of the filter, ready to show.", "Topic"),
    several=told(BOOLEAN, "Whether several values can be given, separated by commas; any of them then may hold."),
    values=told(array(VALUE), "The values to choose from. Empty where they cannot be listed, as for a time."),
)


def facets() -> Schema:
    return part(
        "Facets",
        "The filters of a list.",
        edition=EDITION,
        language=told(TEXT_LANGUAGE, "The language of the answer."),
        count=told(INTEGER, "How many records all the filters given find together."),
        facets=told(array(FACET), "Every filter, in the order to show them."),
        help=told(
            help_cards(),
            "Numbers that a person can ring now. Empty unless nothing is found, or help in a crisis is asked for.",
        ),
    )
