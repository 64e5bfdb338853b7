"""The schema tells of everything the API does, in words, and the API does what it says."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
import pytest
from django.core.management import call_command
from django.urls import URLResolver, get_resolver

from hub.api import schema as served_schema
from hub.api.errors import PROBLEMS
from hub.api.openapi.examples import example_path
from hub.api.openapi.operation import Operation
from hub.api.openapi.operations import operations
from hub.api.openapi.problems import REFUSALS
from hub.editions.contract import kinds
from hub.languages import LANGUAGES
from tests.api.conftest import Get
from tests.api.test_golden import ACTS, ANSWERS, FEEDS, HEALTH, HELPLINES
from tests.goldens import FOLDER, pretty

SCHEMA: dict[str, Any] = json.loads(served_schema.schema().body)
OPERATIONS = list(operations())
by_path = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
# Where the address of a golden file is not in its table: the acts of tests.api.test_golden.
ADDRESSES = {
    "helpline-withdrawn": HELPLINES + "umeed-line/",
    "state-withdrawn": f"/feed/v1/{'0' * 64}/en.json",
    "no-edition": HELPLINES,
    "no-edition-health": "/health/ready",
    "problem-method": HELPLINES,
}


# It is a schema


def test_it_is_valid_and_drf_spectacular_has_nothing_to_say_against_it(tmp_path: Any) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))


def test_every_schema_in_it_is_one() -> None:
    for schema in SCHEMA["components"]["schemas"].values():
        jsonschema_rs.meta.validate({**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"})


def test_every_reference_leads_to_something_and_nothing_is_left_over() -> None:
    found = set(re.findall(r'"#/components/(\w+/[\w-]+)"', json.dumps(SCHEMA)))
    assert found == {f"{section}/{name}" for section, parts in SCHEMA["components"].items() for name in parts}


def test_every_operation_has_a_name_of_its_own_and_a_known_tag() -> None:
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))
    assert {operation.tag for operation in OPERATIONS} == {tag["name"] for tag in SCHEMA["tags"]}


# It tells of everything


def public_paths(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """Every address of the project but the desk's and the website's, as OpenAPI writes it."""
    for one in resolver.url_patterns:
        path = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        if path in {"/desk/", "/"}:
            continue
        if isinstance(one, URLResolver):
            yield from public_paths(one, path)
        else:
            yield path


def test_every_public_address_is_told() -> None:
    assert sorted(public_paths(get_resolver())) == sorted(SCHEMA["paths"])


def test_every_refusal_is_told() -> None:
    assert REFUSALS.keys() == PROBLEMS.keys()
    told = SCHEMA["components"]["schemas"]["Problem"]["properties"]["type"]
    assert told["x-extensible-enum"] == [f"/api/v1/#{code}" for code in REFUSALS]


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, object) of every object of JSON, but for examples."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            if key not in {"example", "examples"}:
                yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from walk(inner, f"{path}/{place}")


def words_of(schema: Mapping[str, Any]) -> str:
    """What a schema says of itself, or the part that it refers to."""
    if "$ref" in schema and "description" not in schema:
        _, _, section, name = schema["$ref"].split("/")
        return words_of(SCHEMA["components"][section][name])
    return str(schema.get("description", ""))


def test_every_field_is_described() -> None:
    fields = [
        (f"{path}/{name}", one)
        for path, schema in walk(SCHEMA)
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object"
        for name, one in schema["properties"].items()
    ]
    assert len(fields) > 200
    assert [path for path, one in fields if len(words_of(one)) < 8] == []


def test_every_part_is_described() -> None:
    assert [
        f"{section}/{name}"
        for section, parts in SCHEMA["components"].items()
        for name, part in parts.items()
        if len(words_of(part)) < 8
    ] == []


@by_path
def test_every_operation_parameter_and_answer_is_described(operation: Operation) -> None:
    told = SCHEMA["paths"][operation.path]["get"]
    assert told["summary"]
    assert told["description"]
    assert [one["name"] for one in told["parameters"] if len(one["description"]) < 8] == []
    assert [status for status, answer in told["responses"].items() if not words_of(answer)] == []


def test_every_code_is_described() -> None:
    for path, schema in walk(SCHEMA):
        codes = [*schema.get("x-extensible-enum", ()), *(schema.get("enum", ()) if "x-vocabulary" in schema else ())]
        assert [code for code in codes if f"`{code}`: " not in schema["description"] and code != "unknown"] == [], path


def test_no_answer_closes_its_codes() -> None:
    """A client that is generated from the schema would fail on the first new code."""
    closed = {
        path.rpartition("/")[2]
        for path, schema in walk(SCHEMA["components"]["schemas"])
        if "enum" in schema or schema.get("additionalProperties") is False
    }
    assert closed == {"direction", "opens_day", "closes_day"}


def test_codes_have_the_labels_of_the_vocabulary(get: Get) -> None:
    vocabulary = get("/api/v1/?lang=en").json()["vocabulary"]
    for _, schema in walk(SCHEMA):
        for code in schema.get("x-extensible-enum", ()) if "x-vocabulary" in schema else ():
            assert f"`{code}`: {vocabulary[schema['x-vocabulary']][code]}" in schema["description"]


@pytest.mark.parametrize("kind", [kind for kind in kinds() if kind.filterset], ids=lambda kind: kind.kind)
def test_every_filter_and_every_order_is_told(get: Get, kind: Any) -> None:
    told = {one["name"]: one for one in SCHEMA["paths"][f"/api/v1/{kind.plural}/"]["get"]["parameters"]}
    assert kind.filterset.base_filters.keys() <= told.keys()
    refused = get(f"/api/v1/{kind.plural}/?ordering=").json()["errors"][0]["nearest"]
    assert set(refused) <= set(told["ordering"]["schema"]["enum"])
    for order in told["ordering"]["schema"]["enum"]:
        assert get(f"/api/v1/{kind.plural}/?ordering={order}").status_code == 200


# It tells the truth


def validator(status: int, path: str) -> jsonschema_rs.Draft202012Validator:
    """Of the body of this answer; stricter than the schema: a field that is not told is refused."""
    whole = json.loads(json.dumps(SCHEMA))
    for _, schema in walk(whole["components"]["schemas"]):
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)
    answer = whole["paths"][path]["get"]["responses"][str(status)]
    if "$ref" in answer:
        answer = whole["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    (content,) = answer["content"].values()
    return jsonschema_rs.Draft202012Validator({**content["schema"], "components": whole["components"]})


def path_of(address: str) -> str | None:
    """The path of the schema that an address is one of; None for addresses that are none."""
    asked = address.partition("?")[0]
    paths = sorted(SCHEMA["paths"], key=lambda path: path.count("{"))
    return next((path for path in paths if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), asked)), None)


GOLDEN = {name: address for name, address, _ in ANSWERS} | dict(FEEDS + HEALTH) | ADDRESSES


def test_every_act_of_the_golden_files_is_looked_at() -> None:
    assert set(ACTS) == ADDRESSES.keys()


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_every_golden_answer_is_as_the_schema_says(file: Any) -> None:
    golden = json.loads(file.read_text())
    name = file.stem if file.stem in GOLDEN else file.stem.rpartition(".")[0]
    path = path_of(GOLDEN[name])
    if path is None:
        assert golden["status"] in {301, 404}
        return
    told = validator(golden["status"], path)
    assert [error.message for error in told.iter_errors(golden["body"])] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "operation", "asked"),
    [
        ("index", "/api/v1/", ""),
        ("home", "/api/v1/hub/", ""),
        ("helpline", "/api/v1/helplines/{key}/", "umeed-line"),
        ("partner", "/api/v1/partners/{key}/", "umeed-trust"),
        ("topic", "/api/v1/topics/{key}/", "suicidal-thoughts"),
        ("facets", "/api/v1/facets/", "topic=suicidal-thoughts&region=PK-SD"),
        ("changes", "/api/v1/changes/", "since=7"),
    ],
)
def test_the_examples_are_what_is_answered(get: Get, name: str, operation: str, asked: str, language: str) -> None:
    query = asked if "=" in asked else ""
    answer = get(f"{operation.replace('{key}', asked)}?lang={language}&{query}").json()
    path = example_path(name, language)
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(pretty(answer))
    assert pretty(answer) == path.read_text(), "If this is meant: python -m tests.goldens"
    content = SCHEMA["paths"][operation]["get"]["responses"]["200"]["content"]
    assert answer in [example["value"] for example in content["application/json"]["examples"].values()]


# How it is served


@pytest.mark.parametrize(
    ("address", "media_type"), [("schema", "application/json"), ("docs", "text/html; charset=utf-8")]
)
def test_it_is_served_without_an_edition_and_answers_304(
    get: Get, monkeypatch: pytest.MonkeyPatch, address: str, media_type: str
) -> None:
    monkeypatch.setattr("hub.editions.reader.reader.current", lambda: None)
    response = get(f"/api/v1/{address}/")
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    assert not response.cookies
    again = get(f"/api/v1/{address}/", **{"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", response["ETag"])


def test_the_page_holds_nothing_that_its_policy_forbids(get: Get) -> None:
    response = get("/api/v1/docs/")
    page = response.content.decode()
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"<style|\son\w+=|\sstyle=|javascript:|https?://|//", page.replace("</", "<"))
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == ["", ""]


def test_the_files_of_the_page_are_served_without_being_collected(get: Get) -> None:
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', get("/api/v1/docs/").content.decode())
    assert len(found) == 5
    for file in found:
        response = get(file)
        assert (response.status_code, len(b"".join(response))) > (200, 100)
