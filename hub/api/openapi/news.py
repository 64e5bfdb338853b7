"""News of the directory, for feed readers."""

from collections.abc import Iterator

from hub.api.openapi.answers import Answer, not_modified
from hub.api.openapi.feeds import ASKED, LANGUAGE, OF_FILE
from hub.api.openapi.operation import Operation
from hub.schema import STRING, TEXT_LANGUAGE, UUID, Schema, array, part, told

WORDS = (
    "New helplines, new numbers, lines that have closed, come back or been replaced, and new partners: the newest 50, "
    "told by what one edition has that the one before had not. No number is among the words, and nothing of what is "
    "withdrawn is told."
)
ADDRESS: Schema = {"type": "string", "format": "uri"}
XML: Schema = {"type": "string"}


def operations() -> Iterator[Operation]:
    yield Operation(
        path="/feed/v1/{language}/updates.json",
        name="getUpdates",
        tag="offline",
        summary="What is new, as JSON Feed 1.1",
        words=WORDS,
        parameters={"language": LANGUAGE, **ASKED},
        answers=[
            Answer(
                status=200, words="The news.", schema=updates(), media_type="application/feed+json", headers=OF_FILE
            ),
            not_modified(OF_FILE),
        ],
        refuses=(404, 503),
    )
    yield Operation(
        path="/feed/v1/{language}/updates.atom",
        name="getUpdatesAsAtom",
        tag="offline",
        summary="What is new, as Atom",
        words=WORDS,
        parameters={"language": LANGUAGE, **ASKED},
        answers=[
            Answer(status=200, words="The news.", schema=XML, media_type="application/atom+xml", headers=OF_FILE),
            not_modified(OF_FILE),
        ],
        refuses=(404, 503),
    )


def perhaps(schema: Schema, *names: str) -> Schema:
    """Addresses stand only where the hub has been told its own."""
    return schema | {"required": [name for name in schema["required"] if name not in names]}


ABOUT: Schema = part(
    "UpdateRecord",
    "The record that a piece of news is of.",
    type=told(STRING, "The kind of the record.", "helpline"),
    id=told(UUID, "Names the record, in addresses too."),
)

UPDATE: Schema = perhaps(
    part(
        "Update",
        "A piece of news.",
        id=told(STRING, "Names it for good, in every language.", "urn:uuid:8d0dbb4c-5a67-5f1c-b0b6-6d0e6d3b7f11"),
        url=told(ADDRESS, "Leads to what can be rung now."),
        title=told(STRING, "What has happened, ready to show.", "Umang has a new number"),
        content_text=told(STRING, "The same, for readers that show no titles."),
        date_published=told(
            {"type": "string", "format": "date-time"},
            "When the edition was published in which it became news.",
            "2026-11-22T21:00:00+05:00",
        ),
        tags=told(array(STRING), "The kind of the record, and what has happened, as codes.", ["helpline", "number"]),
        _record=ABOUT,
    ),
    "url",
)


def updates() -> Schema:
    schema = part(
        "Updates",
        "News of the directory, as JSON Feed 1.1.",
        version=told(STRING, "The version of JSON Feed.", "https://jsonfeed.org/version/1.1"),
        title=told(STRING, "What it is, ready to show."),
        description=told(STRING, "What it tells of, ready to show."),
        language=told(TEXT_LANGUAGE, "The language of the file."),
        authors=told(array(AUTHOR), "Who tells it."),
        home_page_url=told(ADDRESS, "The hub."),
        feed_url=told(ADDRESS, "This file."),
        items=told(array(UPDATE), "The newest first; none before something has changed."),
    )
    return perhaps(schema, "home_page_url", "feed_url")


AUTHOR: Schema = part("UpdatesAuthor", "Who tells the news.", name=told(STRING, "The name, ready to show."))
