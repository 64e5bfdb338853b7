"""What the filters of helplines ask, in words for the schema."""

from hub.api.openapi.parameters import codes, codes_of_edition, ordering, time, whole_number, yes_no
from hub.parameters import BY_NAME, NEWEST_FIRST

PARAMETERS = {
    "topic": codes_of_edition(
        "Lines that help with any of these: slugs of topics, old ones too.", "/topics/*/slug", "depression"
    ),
    "audience": codes_of_edition("Lines for any of these people: slugs of audiences.", "/audiences/*/slug", "everyone"),
    "channel": codes("Lines that can be reached in any of these ways.", "channel"),
    "language": codes_of_edition(
        "Lines on which any of these languages is spoken: BCP 47 codes.", "/vocabulary/language", "ur"
    ),
    "region": codes_of_edition(
        "Lines that serve any of these regions: ISO 3166-2:PK codes. A line for the whole country serves every region.",
        "/vocabulary/region",
        "PK-SD",
    ),
    "category": codes("Lines of these categories.", "category"),
    "partner": codes_of_edition("Lines run by any of these organisations: slugs of partners.", "/partners/*/slug"),
    "cost": codes("Lines that cost this: by the dearest way of ringing or writing to them.", "cost"),
    "answered_by_women": codes("Whether a woman answers.", "answered_by_women"),
    "open_now": yes_no("`true`: lines that are open at this minute. `false`: lines that are known to be closed."),
    "open_at": time(
        "Lines that are open at this time: ISO 8601, of this century; without an offset it is Karachi's. The `+` of an "
        "offset may arrive as a space.",
        "2026-11-22T22:00",
    ),
    "always_open": yes_no("`true`: lines with a contact that is open at every hour of every day. `false`: the others."),
    "crisis": yes_no("`true`: lines that help in a crisis, suicide included; the list then ends with `help`."),
    "emergency": yes_no("`true`: emergency services, such as police, fire and ambulance. `false`: the others."),
    "police": yes_no("`true`: lines that police or another law enforcement body answers. `false`: the others."),
    "confidential": yes_no("`true`: lines that say that they keep to themselves what they are told."),
    "anonymous": yes_no("`true`: lines to which one need not say who one is."),
    "verified": yes_no(
        "`true`: lines that a person has checked, and whose check still holds (`verified` or `due`). "
        "`false`: the others."
    ),
    "age": whole_number(
        "Lines for a person of this age, in years. A line that states no limit is for every age.",
        least=0,
        most=120,
    ),
    "strip": yes_no("`true`: lines on the strip, the short list that `help` shows. `false`: the others."),
    "ordering": ordering(
        {
            "rank": "what helps most comes first: for suicide and self-harm crisis lines, and of these those not run "
            "by police; then lines for the topic asked for, open now, with a number to dial, checked, in operation, "
            "nearer by; then as the curators have placed them",
            "name": BY_NAME,
            "-updated_on": NEWEST_FIRST,
            "-verified_on": "those that were checked last come first, those never checked last",
        }
    ),
}
