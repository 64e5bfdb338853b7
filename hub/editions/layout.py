"""The order of keys: as a person would tell them, which is how a schema lists them. Canonical order is for digests."""

from collections.abc import Mapping
from typing import Any, Union

import msgspec
import orjson
from msgspec import UNSET, UnsetType

from hub.editions.contract import Document

SCALARS = (str, int, float, bool, type(None), UnsetType)


class Layout:
    """Reads a document with its keys in the order of a schema. One with keys that the schema does not know, of newer
    code, stays as it is: nothing of it is lost."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.decoder = msgspec.json.Decoder(type_of(schema))

    def __call__(self, json: bytes) -> Document:
        document: Document
        try:
            document = msgspec.to_builtins(self.decoder.decode(json))
        except msgspec.ValidationError:
            document = orjson.loads(json)
        return document


def type_of(schema: Mapping[str, Any]) -> Any:
    """What a value of the schema is to msgspec, which keeps the order in which the fields of a type are declared."""
    parts = [schema, *schema.get("anyOf", ())]
    properties = {key: inner for part in parts for key, inner in part.get("properties", {}).items()}
    items = next((part["items"] for part in parts if "items" in part), None)
    if not properties and items is None:
        return Any
    inner = type_of(items) if items is not None else Any
    return Union[(record_of(properties) if properties else dict[str, Any], list[inner], *SCALARS)]  # type: ignore[valid-type]


def record_of(properties: Mapping[str, Any]) -> type[msgspec.Struct]:
    """Keys are no names of Python's, so that the fields are only numbered."""
    names = {f"key_{number}": key for number, key in enumerate(properties)}
    fields = [(name, type_of(properties[key]), UNSET) for name, key in names.items()]
    return msgspec.defstruct("Record", fields, rename=names, forbid_unknown_fields=True)
