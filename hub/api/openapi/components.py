"""What the schema publishes under a name, gathered while the operations are written down."""

from collections.abc import Mapping
from typing import Any

from hub.api.openapi.codes import Labels, answered
from hub.schema import Schema


class Components:
    """The named parts of the schema. Whoever asks for a reference has it published."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self.sections: dict[str, dict[str, Any]] = {}

    def refer(self, section: str, name: str, part: Any) -> Schema:
        """A reference to the part. One name is one thing: two of the same name would hide each other."""
        published = self.sections.setdefault(section, {})
        assert published.setdefault(name, part) == part, f"{section}/{name} is published as two things."
        return {"$ref": f"#/components/{section}/{name}"}

    def public(self, schema: Mapping[str, Any]) -> Schema:
        """A schema as the world sees it: what has a title becomes a reference, codes and objects become open."""
        if "title" in schema:
            return self.refer("schemas", schema["title"], self.written(schema))
        return self.written(schema)

    def written(self, schema: Mapping[str, Any]) -> Schema:
        if "anyOf" in schema:
            return self.nullable(schema)
        found = answered(dict(schema), self.labels)
        if found.get("additionalProperties") is False:
            del found["additionalProperties"]  # New fields are no new version.
        if "properties" in found:
            found["properties"] = {name: self.public(one) for name, one in found["properties"].items()}
        if "oneOf" in found:
            found["oneOf"] = [self.public(one) for one in found["oneOf"]]
        for key in ("items", "additionalProperties"):
            if key in found:
                found[key] = self.public(found[key])
        return found

    def nullable(self, schema: Mapping[str, Any]) -> Schema:
        """Null beside a plain type is one type more, which generators of clients read best."""
        one, null = schema["anyOf"]
        inner = self.public(one)
        rest = {key: value for key, value in schema.items() if key != "anyOf"}
        if "type" not in inner:
            return {"anyOf": [inner, null], **rest}
        words = "\n\n".join(filter(None, [rest.get("description"), inner.get("description")]))
        return {**inner, **rest, "type": [inner["type"], "null"], **({"description": words} if words else {})}
