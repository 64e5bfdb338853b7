"""What the filters of topics ask, in words for the schema; and the orders that lists share."""

from hub.api.openapi.parameters import codes, ordering, yes_no

BY_POSITION = "as the curators have placed them"
BY_NAME = "by name, as the language of the answer sorts it"
NEWEST_FIRST = "those that changed last come first"

ORDERING = {"ordering": ordering({"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST})}
TOPICS = {
    "group": codes("Topics of these groups.", "group"),
    "crisis": yes_no("`true`: topics for which crisis lines come before all others. `false`: the others."),
    **ORDERING,
}
