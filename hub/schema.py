"""The pieces that every public JSON Schema is made of."""

from typing import Any

Schema = dict[str, Any]

STRING: Schema = {"type": "string", "minLength": 1}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
DATE: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
PARTIAL_DATE: Schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
UUID: Schema = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
SLUG: Schema = {"type": "string", "pattern": "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"}
TEXT_LANGUAGE: Schema = {"enum": ["en", "ur"]}


def closed(**properties: Schema) -> Schema:
    """An object that has exactly these keys, all of them always present."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def array(items: Schema, **rules: Any) -> Schema:
    return {"type": "array", "items": items, **rules}


def mapping(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def code(*known: str) -> Schema:
    """A code; clients show the label of one they do not know, so new ones are no new version."""
    return {"enum": list(known)}


def nested(key: str = "slug") -> Schema:
    """A record named inside another; `language` stands only where the name is not in the asked one."""
    schema = closed(**{key: SLUG, "name": STRING, "language": TEXT_LANGUAGE})
    return schema | {"required": [key, "name"]}


TEXT: Schema = closed(
    language=TEXT_LANGUAGE,
    direction=code("ltr", "rtl"),
    fallback=mapping(TEXT_LANGUAGE),
    mentions=array(closed(type=STRING, slug=SLUG, name=STRING, href=nullable(STRING), self=STRING)),
)

SOURCE: Schema = closed(publisher=STRING, url=nullable(STRING), date=nullable(PARTIAL_DATE))

HEAD: dict[str, Schema] = {
    "id": UUID,
    "slug": SLUG,
    "type": STRING,
    "name": STRING,
    "old_slugs": array(SLUG),
    "position": INTEGER,
}


def document(kind: str, /, **properties: Schema) -> Schema:
    """The schema of a kind's document: the common head, then its own fields."""
    return closed(**{**HEAD, "type": {"const": kind}, **properties, "text": TEXT})


PHRASES: Schema = closed(en=array(STRING), roman=array(STRING), ur=array(STRING))

DESCRIBED: dict[str, Schema] = {
    "description": nullable(STRING),
    "phrases": PHRASES,
    "updated_on": DATE,
}

TOPIC = document(
    "topic",
    **DESCRIBED,
    group=STRING,
    crisis=BOOLEAN,
    links=closed(self=STRING, helplines=STRING),
)
AUDIENCE = document("audience", **DESCRIBED, links=closed(self=STRING))
REGION = document("region")
