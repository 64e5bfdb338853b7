"""The pieces that every public JSON Schema is made of.

The gate validates with these schemas and OpenAPI publishes them (`hub/api/openapi/`), so each field says what it means
to somebody who knows nothing of us. An object with a `title` is published under that name.
"""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string", "minLength": 1}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
PARTIAL_DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
UUID: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "examples": ["16df8bc4-712e-56d3-8ee5-852a8d70628b"],
}
SLUG: Schema = {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}


def told(schema: Schema, words: str, *examples: Any) -> Schema:
    """The same schema with what it means to a reader."""
    return {**schema, "description": words, **({"examples": list(examples)} if examples else {})}


def closed(**properties: Schema) -> Schema:
    """An object that has exactly these keys, all of them always present."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def part(title: str, words: str, /, **properties: Schema) -> Schema:
    """An object that is published under a name of its own."""
    return {"title": title, "description": words, **closed(**properties)}


def with_more(schema: Schema, title: str, words: str, /, **properties: Schema) -> Schema:
    """The object with these properties too, in the place of its own or after them."""
    return part(title, words, **{**schema["properties"], **properties})


def array(items: Schema, **rules: Any) -> Schema:
    return {"type": "array", "items": items, **rules}


def mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def code(*known: str) -> Schema:
    """A code; clients show the label of one they do not know, so new ones are no new version."""
    return {"enum": list(known)}


def coded(meanings: Mapping[str, str]) -> Schema:
    """A code whose meanings are told here: no vocabulary of the edition has them."""
    return {**code(*meanings), "x-codes": dict(meanings)}


def labelled(schema: Schema, vocabulary: str) -> Schema:
    """A code whose labels stand in this vocabulary of the edition."""
    return {**schema, "x-vocabulary": vocabulary}


def one_of(*values: str) -> Schema:
    """A set that will never grow, such as the days of the week."""
    return {"type": "string", "enum": list(values)}


TEXT_LANGUAGE: Schema = coded({"en": "English", "ur": "Urdu"})
IN_ANOTHER_LANGUAGE: Schema = told(
    TEXT_LANGUAGE, "Present only where `name` is not in the asked language: the language that it is in."
)


def naming(title: str, words: str, /, **key: Schema) -> Schema:
    """A record named inside another; `language` stands only where the name is not in the asked one."""
    name = told(STRING, "Its name, ready to show.")
    schema = part(title, words, **key, name=name, language=IN_ANOTHER_LANGUAGE)
    return schema | {"required": [*key, "name"]}


NAMED: Schema = naming(
    "NamedRecord",
    "Another record of the directory, named by slug.",
    slug=told(SLUG, "The slug of the record.", "depression"),
)
SPOKEN: Schema = naming(
    "SpokenLanguage",
    "A language that people speak. Not the same as the language of our texts.",
    code=told(SLUG, "The BCP 47 code of the language; all of them are in `vocabulary.language`.", "ur", "sd"),
)
REGION_SERVED: Schema = naming(
    "NamedRegion",
    "A province or territory of Pakistan.",
    code=told(SLUG, "The ISO 3166-2:PK code; all of them are in `vocabulary.region`.", "PK-SD"),
)

MENTION: Schema = part(
    "Mention",
    "A record that a text of this one names. Texts never hold a number: show this link beside the text.",
    type=told(STRING, "The kind of the record, as in its `type`.", "helpline"),
    slug=told(SLUG, "The slug of the record.", "police-15"),
    name=told(STRING, "The words that stand for it in the text.", "Police 15"),
    href=told(nullable(STRING), "The link that rings or opens it. Null: it has none.", "tel:15"),
    self=told(STRING, "The record in this API.", "/api/v1/helplines/police-15/"),
)

TEXT: Schema = part(
    "Text",
    "In which language the words of a record really are.",
    language=told(TEXT_LANGUAGE, "The language that was asked for, and of every text that is not in `fallback`."),
    direction=told(one_of("ltr", "rtl"), "The direction in which that language is written."),
    fallback=told(
        mapping(told(TEXT_LANGUAGE, "The language that the text is in.")),
        "Texts that are missing in the asked language and stand in another: path of the field -> language. "
        "Set `lang` and `dir` of these by themselves.",
        {"summary": "en", "contacts.0.note": "en"},
    ),
    mentions=told(array(MENTION), "The records that the texts of this one name, in no particular order."),
)

SOURCE: Schema = part(
    "Source",
    "Where a fact of the record was published.",
    publisher=told(STRING, "Who published it.", "Dawn"),
    url=told(nullable(STRING), "Where to read it. Null: it is not on the web, or not to be linked."),
    date=told(
        nullable(PARTIAL_DATE),
        "When it was published: a year, a month or a day. Null: it says no date.",
        "2026",
        "2026-01",
        "2026-01-31",
    ),
)

BASIS: Schema = part(
    "Basis",
    "The most trusted source that the record rests on.",
    publisher=told(STRING, "Who published it.", "Dawn"),
    date=told(nullable(PARTIAL_DATE), "When: a year, a month or a day. Null: it says no date.", "2026-01"),
)

VERIFICATION: Schema = part(
    "Verification",
    "Whether a person has checked the record, and on what it rests if not.",
    verified_on=told(
        nullable(DATE), "The day on which a person last found it right. Null: nobody has checked it yet.", "2026-11-10"
    ),
    verify_by=told(
        nullable(DATE),
        "The day by which it is to be checked again. Null: nobody has checked it yet.",
        "2026-12-10",
    ),
    method=told(nullable(labelled(STRING, "verification_method")), "How it was checked. Null: nobody has."),
    basis=told(nullable(BASIS), "What it rests on apart from our own check. Null: it names no public source."),
    words=told(
        STRING,
        "The same as one calm sentence, ready to show beside the record.",
        "Checked on 10 November 2026: A call was answered.",
    ),
)

UPDATED_ON: Schema = told(DATE, "The day on which a public field of the record last changed.", "2026-11-01")

HEAD: dict[str, Schema] = {
    "id": told(UUID, "Names the record for good; never used again for another."),
    "slug": told(SLUG, "Names the record in addresses. It may change; see `old_slugs`.", "umang-helpline"),
    "type": told(STRING, "The kind of the record."),
    "name": told(STRING, "The name, ready to show."),
    "old_slugs": told(array(SLUG), "Slugs that it had before. They go on answering."),
    "position": told(INTEGER, "The place that curators gave it among its kind; lower comes first."),
}


def document(kind: str, words: str = "", title: str = "", /, **properties: Schema) -> Schema:
    """The schema of a kind's document: the common head, then its own fields."""
    head = {**HEAD, "type": told({"const": kind}, f"The kind of the record: `{kind}`.")}
    return part(title or kind.title(), words, **{**head, **properties, "text": TEXT})


PHRASE: Schema = part(
    "Phrase",
    "Some words, as people type them.",
    text=told(STRING, "The words.", "udaasi"),
    weight=told({"type": "number"}, "1 where they mean this for sure; less where they may mean something else.", 1.0),
)
PHRASES: Schema = part(
    "Phrases",
    "Words under which people look for it, as they type them. For searching; not to be shown.",
    en=told(array(PHRASE), "In English."),
    roman=told(array(PHRASE), "Urdu in Latin letters."),
    ur=told(array(PHRASE), "Urdu in its own script."),
)

DESCRIBED: dict[str, Schema] = {
    "description": told(nullable(STRING), "A sentence or two on it. Null: nobody has written any."),
    "phrases": PHRASES,
    "updated_on": UPDATED_ON,
}

SELF: Schema = told(STRING, "The address of the record in this API.")
WEB: Schema = told(
    STRING, "Its page on the website, to share: it sends on to the reader's language, whatever becomes of the slug."
)

TOPIC = document(
    "topic",
    "Something that a person may need help with.",
    **DESCRIBED,
    group=told(labelled(STRING, "group"), "The group under which topics are shown together."),
    crisis=told(BOOLEAN, "Whether crisis lines come before all others for this topic, as for suicidal thoughts."),
    links=part(
        "TopicLinks",
        "Where to go from a topic.",
        self=SELF,
        web=WEB,
        helplines=told(STRING, "The list of the helplines that help with it."),
    ),
)
AUDIENCE = document(
    "audience",
    "People that a service is for.",
    **DESCRIBED,
    links=part("AudienceLinks", "Where the audience stands.", self=SELF),
)
REGION = document("region", "A province or territory of Pakistan. Its slug is the ISO 3166-2:PK code.")
