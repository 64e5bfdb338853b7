"""One address and how to read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hub.api.openapi import codes
from hub.api.openapi.answers import Answer
from hub.api.openapi.components import Components
from hub.api.openapi.parameters import Parameter
from hub.api.openapi.problems import ALWAYS, refusals
from hub.schema import Schema


@dataclass(frozen=True, kw_only=True)
class Operation:
    path: str
    method: str = "get"
    name: str
    """The name that generated clients give it."""
    tag: str
    summary: str
    words: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    body: Schema | None = None
    """What is sent as JSON."""
    answers: Sequence[Answer]
    refuses: Sequence[int] = ()
    """The statuses of its refusals, beside those that any address can meet."""

    def document(self, components: Components) -> Schema:
        answers = [*self.answers, *refusals({*ALWAYS, *self.refuses} - {one.status for one in self.answers})]
        return {
            "operationId": self.name,
            "tags": [self.tag],
            "summary": self.summary,
            "description": self.words,
            "parameters": [asked(name, one, components) for name, one in self.parameters.items()],
            **({"requestBody": sent(self.body)} if self.body else {}),
            "responses": {
                str(answer.status): answered(answer, components)
                for answer in sorted(answers, key=lambda answer: answer.status)
            },
        }


def sent(body: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": body}}}


def asked(name: str, parameter: Parameter, components: Components) -> Schema:
    written = parameter.document(name)
    schema = written["schema"]
    if "items" in schema:
        schema = {**schema, "items": codes.asked(schema["items"], components.labels)}
    return {**written, "schema": schema}


def answered(answer: Answer, components: Components) -> Schema:
    """Refusals are the same everywhere, so they are written once."""
    written = answer.document(components)
    if answer.status < 400 or answer.media_type == "application/json":
        return written
    return components.refer("responses", f"Problem{answer.status}", written)
