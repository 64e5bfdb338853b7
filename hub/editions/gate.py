"""Lets an edition pass, or refuses it naming record, field and reason. Knows no model and no subject."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hub.editions.bake import Content
from hub.editions.contract import Directory, Document, Fault, Kind, kinds
from hub.editions.references import named_at
from hub.editions.state import remaining
from hub.editions.tokens import holds_braces, stray_braces, tokens_in
from hub.editions.withdrawals import Withdrawn
from hub.languages import LANGUAGES

if TYPE_CHECKING:
    import jsonschema_rs

# A kind that loses more than this share of its records at once has probably lost them by mistake.
LARGEST_SHRINK = 0.1


class EditionRefused(Exception):
    """An edition that must not go live; `faults` says why, record by record."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


def check(
    content: Content, *, live: Content | None = None, withdrawn: Iterable[Withdrawn] = (), allow_shrink: bool = False
) -> None:
    """Raises EditionRefused with every fault found."""
    faults = dict.fromkeys(find_faults(content, live, list(withdrawn), allow_shrink=allow_shrink))
    if faults:
        raise EditionRefused(faults)


def find_faults(
    content: Content, live: Content | None, withdrawn: list[Withdrawn], *, allow_shrink: bool
) -> Iterator[Fault]:
    if set(content.files) != set(LANGUAGES):
        yield Fault("edition", "languages", _("an edition has exactly the languages of the hub"))
        return
    shape = list(shape_faults(content.directory))
    yield from shape
    if not shape:  # The rules below may trust the shape.
        yield from rule_faults(content.directory)
        yield from edition_faults(content.directory)
        if withdrawn:  # What people will see is the edition without it: help must be left in it.
            yield from edition_faults(remaining(content, withdrawn))
    if live and not allow_shrink:
        yield from shrink_faults(content.directory, live.directory)


def shape_faults(directory: Directory) -> Iterator[Fault]:
    for kind in kinds():
        for documents in directory.values():
            for document in documents[kind.plural]:
                yield from schema_faults(kind, document)


def schema_faults(kind: Kind, document: Document) -> Iterator[Fault]:
    for error in validator(kind).iter_errors(document):
        path = ".".join(map(str, error.instance_path)) or "document"
        yield Fault(named(document), path, error.message)


@cache
def validator(kind: Kind) -> "jsonschema_rs.Draft202012Validator":
    import jsonschema_rs  # Where it is needed: a worker that only answers does without.

    return jsonschema_rs.Draft202012Validator(dict(kind.schema))


def rule_faults(directory: Directory) -> Iterator[Fault]:
    for documents in directory.values():
        present = {(kind.kind, document["slug"]) for kind in kinds() for document in documents[kind.plural]}
        for kind in kinds():
            yield from uniqueness_faults(documents[kind.plural])
            for document in documents[kind.plural]:
                yield from (Fault(named(document), field, reason) for field, reason in kind.check(document))
                yield from reference_faults(kind, document, present)
                if holds_braces(document):
                    yield from token_faults(document, present)
    yield from language_faults(directory)


def edition_faults(directory: Directory) -> Iterator[Fault]:
    for kind in kinds():
        yield from kind.check_edition(directory)


def lacking(then: Directory, now: Directory) -> list[Fault]:
    """What an edition would be refused for and is not refused for now: regions that would lose their last help."""
    known = set(edition_faults(now))
    return [fault for fault in dict.fromkeys(edition_faults(then)) if fault not in known]


def uniqueness_faults(documents: Iterable[Document]) -> Iterator[Fault]:
    """One slug, one record: old slugs included, since links with them keep answering."""
    owners: dict[str, str] = {}
    for document in documents:
        for slug in (document["slug"], *document["old_slugs"]):
            if owners.setdefault(slug, document["id"]) != document["id"]:
                yield Fault(named(document), "slug", _("{slug} is the slug of two records").format(slug=slug))


def reference_faults(kind: Kind, document: Document, present: set[tuple[str, str]]) -> Iterator[Fault]:
    for path, target in kind.references.items():
        for one in named_at(document, path):
            if (target, one["slug"]) not in present:
                reason = _("names {record}, which is not in this edition").format(record=f"{target}/{one['slug']}")
                yield Fault(named(document), path, reason)


def token_faults(document: Document, present: set[tuple[str, str]]) -> Iterator[Fault]:
    for path in stray_braces(document):
        yield Fault(named(document), path, _("braces are for {{kind:slug}} only"))
    for path, token in tokens_in(document):
        if token not in present:
            reason = _("names {record}, which is not in this edition").format(record="/".join(token))
            yield Fault(named(document), path, reason)


def language_faults(directory: Directory) -> Iterator[Fault]:
    """Every language holds the same records, so that nobody sees a shorter list for the language they read."""
    for kind in kinds():
        held = [{document["id"] for document in documents[kind.plural]} for documents in directory.values()]
        if any(ids != held[0] for ids in held):
            yield Fault(kind.plural, "language", _("the languages hold different records"))


def shrink_faults(directory: Directory, live: Directory) -> Iterator[Fault]:
    for kind in kinds():
        language = next(iter(directory))
        before, after = (len(one[language][kind.plural]) for one in (live, directory))
        if after < before - max(1, before * LARGEST_SHRINK):
            reason = _("falls from {before} to {after} records; if that is meant, publish with --allow-shrink")
            yield Fault(kind.plural, "count", reason.format(before=before, after=after))


def named(document: Document) -> str:
    return f"{document.get('type', 'record')}/{document.get('slug', '?')}"
