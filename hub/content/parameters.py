"""What the filters of the hub's own content ask, in words for the schema."""

from hub.api.openapi.parameters import codes, codes_of_edition, ordering, yes_no
from hub.parameters import BY_NAME, BY_POSITION, NEWEST_FIRST, ORDERING

CAMPAIGNS = {
    "phase": codes("Campaigns that are coming, running or past today, by the days of Karachi.", "phase"),
    "partner": codes_of_edition("Campaigns in which any of these organisations takes part.", "/partners/*/slug"),
    "ordering": ordering(
        {
            "phase": "what runs comes first, then what is coming, then what is over",
            "-starts_on": "the latest comes first",
            "position": BY_POSITION,
            "name": BY_NAME,
            "-updated_on": NEWEST_FIRST,
        }
    ),
}
VOICES = {
    "kind": codes("What people of these kinds said.", "voice"),
    "partner": codes_of_edition("What was said for any of these organisations.", "/partners/*/slug"),
    "campaign": codes_of_edition("What was said in any of these campaigns.", "/campaigns/*/slug"),
    **ORDERING,
}
RESOURCES = {
    "topic": codes_of_edition("Texts on any of these topics: slugs, old ones too.", "/topics/*/slug", "depression"),
    "audience": codes_of_edition("Texts for any of these people.", "/audiences/*/slug", "everyone"),
    "helpline": codes_of_edition("Texts that lead to any of these lines.", "/helplines/*/slug"),
    "for_a_friend": yes_no("`true`: texts for somebody who is worried about another. `false`: the others."),
    **ORDERING,
}
