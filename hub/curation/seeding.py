"""Loads seed records: creates what is absent, lists where a record that exists differs, changes it only when told to.

A `Portrait` says which fields, links and children of a model a seed speaks for; reading and writing follow from it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.module_loading import import_string
from simple_history.utils import bulk_create_with_history

from hub.curation.models import Entry, Record, State, seeded_id
from hub.text import clean

Values = dict[str, Any]


class SeedRefused(Exception):
    """A seed that cannot be loaded: file, record, field and reason."""

    def __init__(self, file: str, record: str, field: str, reason: str) -> None:
        super().__init__(f"{file}: {record}: {field}: {reason}")
        self.file, self.record, self.field, self.reason = file, record, field, reason


@dataclass(frozen=True)
class Portrait:
    """What a seed says of one model."""

    model: type[models.Model]
    fields: tuple[str, ...]
    one: Mapping[str, type[Entry]] = field(default_factory=dict)
    """Foreign keys, written as the slug of the record they name."""
    many: Mapping[str, type[models.Model]] = field(default_factory=dict)
    """Relations to several, written as a sorted list of slugs (of keys, for sources)."""
    children: Mapping[str, "Portrait"] = field(default_factory=dict)
    """Rows that belong to the record, each under a key of its own."""
    parent: str = ""
    key: str = "slug"


@dataclass(frozen=True)
class Seed:
    """One record as its file wants it."""

    file: str
    portrait: Portrait
    slug: str
    values: Values
    state: str | None = None
    note: str = ""
    dated: date | None = None


@dataclass(frozen=True)
class Difference:
    """Where a record that exists is not as its seed: the path, what it has, what the seed says."""

    record: str
    path: str
    has: Any
    seed: Any

    def __str__(self) -> str:
        return f"{self.record}: {self.path}: has {shown(self.has)}, the seed says {shown(self.seed)}"


@dataclass
class Report:
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 120 else f"{text[:117]}…"


def read_file(path: Path, name: str, plural: str) -> tuple[list[dict[str, Any]], date]:
    """The records of a seed file and the day it was made."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        records, made_on = data[plural], date.fromisoformat(data["generated_on"])
    except OSError as error:
        raise SeedRefused(name, plural, "file", error.strerror or "cannot be read") from error
    except ValueError as error:
        raise SeedRefused(name, plural, "file", str(error)) from error
    except (KeyError, TypeError) as error:
        raise SeedRefused(name, plural, "file", f"has no {error}") from error
    refuse_twins(name, records)
    return records, made_on


def refuse_twins(name: str, records: Iterable[Any]) -> None:
    seen: set[str] = set()
    for record in records:
        slug = record.get("slug") if isinstance(record, dict) else None
        if not isinstance(slug, str) or not slug:
            raise SeedRefused(name, str(record)[:60], "slug", "every record needs one")
        if slug in seen:
            raise SeedRefused(name, slug, "slug", "stands in the file twice")
        seen.add(slug)


def take(name: str, record: str, seed: Mapping[str, Any], keys: Iterable[str]) -> None:
    """Refuses a field that is missing or that nobody would read: a misspelt one loses a fact."""
    wanted = set(keys)
    for field_name in sorted(wanted - seed.keys()):
        raise SeedRefused(name, record, field_name, "is missing")
    for field_name in sorted(seed.keys() - wanted):
        raise SeedRefused(name, record, field_name, "is not a field of this record")


SOURCE_FIELDS = ("publisher", "url", "date", "kind", "note")


def keyed(seed: Mapping[str, Any], field: str, key: str, file: str) -> dict[str, Any]:
    """A list of rows as key -> row without its key; refuses a key that stands twice."""
    rows: dict[str, Any] = {}
    for row in seed[field]:
        if row[key] in rows:
            raise SeedRefused(file, seed["slug"], f"{field}.{row[key]}", "stands there twice")
        rows[row[key]] = {name: value for name, value in row.items() if name != key}
    return rows


def sources(seed: Mapping[str, Any], file: str) -> dict[str, Any]:
    return {
        key: {name: row[name] or "" for name in SOURCE_FIELDS}
        for key, row in keyed(seed, "sources", "id", file).items()
    }


def load_directory(*, overwrite: bool = False, root: Path | None = None) -> Report:
    """Loads every seed file under `root` (the project itself). Raises SeedRefused; then nothing has changed."""
    with transaction.atomic():
        seeds = (import_string(source)(root or settings.BASE_DIR) for source in settings.SEEDS)
        return load(chain.from_iterable(seeds), overwrite=overwrite)


def load(seeds: Iterable[Seed], *, overwrite: bool) -> Report:
    """Call inside a transaction: a refusal half-way must leave nothing behind."""
    report = Report()
    for seed in seeds:
        load_one(seed, report, overwrite=overwrite)
    return report


def load_one(seed: Seed, report: Report, *, overwrite: bool) -> None:
    name = f"{seed.portrait.model._meta.model_name}/{seed.slug}"
    existing = seed.portrait.model._default_manager.filter(slug=seed.slug).first()
    wanted = cleaned(seed.values)
    if existing is None:
        create(seed, wanted)
        report.created.append(name)
        return
    differences = list(compare(name, "", read(existing, seed.portrait), wanted))
    if differences and overwrite:
        if isinstance(existing, Record):
            existing.updated_on = seed.dated or existing.updated_on
        write(seed, existing, seed.portrait, wanted)
        report.changed.append(name)
    report.differences += differences


def cleaned(value: Any) -> Any:
    """As it will be stored, so that a second load finds no difference."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return value


def create(seed: Seed, wanted: Values) -> None:
    record: Any = seed.portrait.model(
        slug=seed.slug, id=seeded_id(seed.portrait.model._meta.model_name or "", seed.slug)
    )
    if isinstance(record, Record):
        record.state = seed.state or State.LIVE
        record.internal_note = seed.note
        record.updated_on = seed.dated or record.updated_on
    write(seed, record, seed.portrait, wanted)


# Reading what there is


def read(record: Any, portrait: Portrait) -> Values:
    values: Values = {name: plain(getattr(record, name)) for name in portrait.fields}
    values |= {name: getattr(getattr(record, name), "slug", None) for name in portrait.one}
    values |= {name: sorted(key_of(one) for one in getattr(record, name).all()) for name in portrait.many}
    for name, child in portrait.children.items():
        values[name] = {str(getattr(one, child.key)): read(one, child) for one in getattr(record, name).all()}
    return values


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def key_of(one: Any) -> str:
    return str(getattr(one, "slug", None) or one.key)


def compare(record: str, path: str, has: Any, wants: Any) -> Iterator[Difference]:
    if isinstance(has, dict) and isinstance(wants, dict):
        for key in sorted(has.keys() | wants.keys()):
            yield from compare(record, f"{path}.{key}" if path else key, has.get(key), wants.get(key))
    elif nothing(has) != nothing(wants):
        yield Difference(record, path, has, wants)


def nothing(value: Any) -> Any:
    """Empty text and null both say that nothing is known; false and 0 say something."""
    return None if value == "" else value


# Writing what is wanted


def write(seed: Seed, record: Any, portrait: Portrait, values: Values, path: str = "") -> None:
    fill(seed, record, portrait, values, path)
    save(seed, record, portrait, path)
    for name, child in portrait.children.items():
        write_children(seed, record, name, child, values[name], f"{path}{name}.")
    for name, related in portrait.many.items():
        getattr(record, name).set(named_records(seed, record, portrait, related, values[name], path + name))


def fill(seed: Seed, record: Any, portrait: Portrait, values: Values, path: str) -> None:
    for name in portrait.fields:
        setattr(record, name, stored(record, name, values[name]))
    for name, model in portrait.one.items():
        setattr(record, name, named_record(seed, model, values[name], path + name))


def stored(record: Any, name: str, value: Any) -> Any:
    """Null is empty text where the column is a plain text, and null elsewhere."""
    column = record._meta.get_field(name)
    return "" if value is None and column.empty_strings_allowed and not column.null else value


def named_record(seed: Seed, model: type[Entry], slug: str | None, path: str) -> Entry | None:
    if not slug:
        return None
    found = model._default_manager.filter(slug=slug).first()
    if not found:
        raise SeedRefused(seed.file, seed.slug, path, f"{slug} does not exist")
    return found


def named_records(
    seed: Seed, record: Any, portrait: Portrait, model: type[models.Model], keys: list[str], path: str
) -> list[Any]:
    """Sources are looked for among those of the seed's own record, everything else by its slug."""
    if issubclass(model, Entry):
        found = {one.slug: one for one in model._default_manager.filter(slug__in=keys)}
    else:
        found = {one.key: one for one in getattr(record, portrait.parent).sources.filter(key__in=keys)}
    for key in keys:
        if key not in found:
            raise SeedRefused(seed.file, seed.slug, path, f"{key} does not exist")
    return list(found.values())


def write_children(seed: Seed, record: Any, name: str, portrait: Portrait, wanted: Values, path: str) -> None:
    present = {str(getattr(one, portrait.key)): one for one in getattr(record, name).all()}
    for key, one in present.items():
        if key not in wanted:
            one.delete()
    new: dict[str, Any] = {}
    for key, values in wanted.items():
        child = present.get(key) or portrait.model(**{portrait.parent: record})
        setattr(child, portrait.key, key)
        if key in present or portrait.children or portrait.many:
            write(seed, child, portrait, values, f"{path}{key}.")
        else:
            fill(seed, child, portrait, values, f"{path}{key}.")
            new[f"{path}{key}."] = child
    create_together(seed, portrait, new)


def create_together(seed: Seed, portrait: Portrait, rows: Mapping[str, Any]) -> None:
    """Rows by their paths, in a few queries for them and their history: a topic has hundreds of phrases."""
    for path, row in rows.items():
        with refusing(seed, path):
            validate(row, portrait)
        row.clean_texts()
    try:
        with transaction.atomic():
            bulk_create_with_history(list(rows.values()), portrait.model)
    except IntegrityError:
        for path, row in rows.items():  # Which of them it was, the database does not tell.
            save(seed, row, portrait, path)


def save(seed: Seed, record: Any, portrait: Portrait, path: str) -> None:
    with refusing(seed, path):
        validate(record, portrait)
        record.save()


def validate(record: Any, portrait: Portrait) -> None:
    """The parent is there, and asking for it each time takes as long as all the rest."""
    record.full_clean(exclude={portrait.parent}, validate_unique=False, validate_constraints=False)


@contextmanager
def refusing(seed: Seed, path: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            raise SeedRefused(seed.file, seed.slug, path + name, " ".join(messages)) from error
    except IntegrityError as error:
        raise SeedRefused(seed.file, seed.slug, path or "record", str(error).splitlines()[0]) from error
