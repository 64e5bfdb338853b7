"""The codes of the schema and what they mean.

In an answer a code is open: clients must show the label of one they do not know, so the schema names those known today
and allows others. In a question it is not: a value that we do not know is refused.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hub.editions.contract import kinds
from hub.languages import DEFAULT
from hub.schema import Schema

Labels = Mapping[str, Mapping[str, str]]
"""Vocabulary -> code -> label."""


def labels() -> Labels:
    """The vocabularies that schemas name. Others, such as that of the regions, are data: only an edition has them."""
    naming = (kind for kind in kinds() if any(vocabularies_in(kind.schema)))
    return {field: codes for kind in naming for field, codes in kind.vocabulary(DEFAULT).items()}


def vocabularies_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if "x-vocabulary" in schema:
            yield schema["x-vocabulary"]
        for inner in schema.values():
            yield from vocabularies_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from vocabularies_in(inner)


def meanings(schema: Schema, labels: Labels) -> Mapping[str, str]:
    """Code -> what it means; nothing where the schema is of no code."""
    if vocabulary := schema.get("x-vocabulary"):
        return labels[vocabulary]
    codes: Mapping[str, str] = schema.get("x-codes", {})
    return codes


def answered(schema: Schema, labels: Labels) -> Schema:
    """A code in an answer: the known ones are told, and others may come."""
    known = meanings(schema, labels)
    if not known:
        return schema
    kept = {key: value for key, value in schema.items() if key not in {"enum", "x-codes"}}
    return {
        **kept,
        "type": "string",
        "description": in_words(schema, known, "Others may come: show their label, or nothing."),
        "x-extensible-enum": list(known),
    }


def asked(schema: Schema, labels: Labels) -> Schema:
    """A code in a question: one of these."""
    known = meanings(schema, labels)
    if not known:
        return schema
    return {**schema, "description": in_words(schema, known), "enum": [*known, *schema.get("x-also", ())]}


def in_words(schema: Schema, known: Mapping[str, str], *more: str) -> str:
    told = "; ".join(f"`{code}`: {words}" for code, words in known.items())
    return "\n\n".join([*filter(None, [schema.get("description")]), " ".join([f"Codes: {told}.", *more])])
