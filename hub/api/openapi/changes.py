"""What has changed since an edition, for clients that keep a copy."""

from collections.abc import Iterator

from hub.api.openapi.answers import of_edition
from hub.api.openapi.examples import examples
from hub.api.openapi.feeds import SHA256, WITHDRAWN, feed
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import LANGUAGE, whole_number
from hub.api.openapi.records import EDITION, baked
from hub.editions.contract import kinds, plurals
from hub.schema import BOOLEAN, INTEGER, SLUG, STRING, TEXT_LANGUAGE, UUID, Schema, array, mapping, part, told

SINCE = whole_number("The `number` of the edition that the client holds.", least=0, most=10**9)


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/api/v1/changes/",
        name="getChanges",
        tag="offline",
        summary="What has changed since the edition at hand",
        words=(
            "To bring a copy up to date: drop `removed` and whole `withdrawn` records, put in `added` and `changed` by "
            "`id`, replace the `parts`, sort every list by slug. Where `full` is true, begin with empty lists. Written "
            "as JSON with sorted keys and without spaces, the copy then has the `sha256` that is told here; if not, "
            "fetch the whole file."
        ),
        parameters={"since": SINCE.needed(), **LANGUAGE},
        answers=[*of_edition("The changes.", changes(), examples("changes"))],
        refuses=(503,),
    )


REMOVED: Schema = part(
    "Removed",
    "A record that is not there any more.",
    type=told(STRING, "The kind of the record.", "helpline"),
    id=told(UUID, "Names the record."),
    slug=told(SLUG, "The slug that it had."),
)


def changes() -> Schema:
    records = array({"oneOf": [baked(kind) for kind in kinds()]})
    return part(
        "Changes",
        "What a copy of the directory lacks.",
        **{
            "edition": EDITION,
            "language": told(TEXT_LANGUAGE, "The language of the records."),
            "from": told(INTEGER, "The edition that was asked about."),
            "to": told(INTEGER, "The edition that a copy has after this."),
            "full": told(BOOLEAN, "Whether we do not keep that edition any more, and everything is sent."),
            "added": told(records, "New records, as in the feed file."),
            "changed": told(records, "Records to replace, as in the feed file. Some may be as the copy has them."),
            "removed": told(array(REMOVED), "Records to drop."),
            "withdrawn": told(array(WITHDRAWN), "All that was withdrawn from any edition: drop it at once."),
            "parts": parts(),
            "lists": told(
                mapping(told(STRING, "The key of the feed file.")),
                "Kind of a record -> where in a feed file it stands.",
                {"helpline": "helplines"},
            ),
            "sha256": told(SHA256, "That of the feed file of this language, which the copy has after this."),
        },
    )


def parts() -> Schema:
    whole = feed()["properties"]
    rest = {key: schema for key, schema in whole.items() if key not in plurals()}
    schema = part("FeedParts", "All of a feed file but its records: what is here replaces what the copy has.", **rest)
    return schema | {"required": ["state", "superseded"]}
