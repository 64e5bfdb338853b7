"""What a subject tells the editions about itself: the whole extension surface.

A kind names its documents, their JSON Schema and its rules. Bake, gate, state and reader know subjects
only through this; the list of kinds stands in `settings.EDITION_KINDS`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Document = dict[str, Any]
"""One record in one language, as the public sees it, without its moments."""

Templates = Mapping[str, str]
"""Sentences with {placeholders}, from which moments are put into words."""

FORMAT = 1
"""The format of a feed. A reader accepts this one and the one before it."""

ACCEPTED_FORMATS = (FORMAT, FORMAT - 1)


@dataclass(frozen=True)
class Fault:
    """Why an edition is refused: which record (`kind/slug`), which field, and the reason."""

    record: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: {self.reason}"


@dataclass(frozen=True)
class Help:
    """A place on the strip: the position and the regions it is shown in (None: everywhere)."""

    position: int
    regions: frozenset[str] | None


Directory = Mapping[str, Mapping[str, Sequence[Document]]]
"""A whole edition: language -> plural of a kind -> documents."""


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _no_words(_: str) -> dict[str, Any]:
    return {}


def _name(document: Document) -> str:
    return str(document["name"])


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One subject of the edition."""

    kind: str
    plural: str
    documents: Callable[..., Iterable[Document]]
    """Reads the database: the live documents in a language; with `only=id`, that one."""
    schema: Mapping[str, Any]
    """JSON Schema of a document: the gate validates with it."""
    served: Mapping[str, Any] | None = None
    """JSON Schema of a document as the API serves it, with its moments; None: it has none."""
    filterset: type[Any] | None = None
    """How lists of the kind are filtered and ordered; None: it is not listed by the API."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Name -> what each filter and the ordering ask, in words (`hub.api.openapi.parameters.Parameter`)."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Field -> kind of the records it names. Dangling ones are refused, withdrawn ones are left out."""
    vocabulary: Callable[[str], Mapping[str, Mapping[str, str]]] = _no_words
    """Field -> code -> label in a language."""
    templates: Callable[[str], Templates] = _no_words
    check: Callable[[Document], Iterable[tuple[str, str]]] = _nothing
    """(field, reason) for everything wrong with one document beyond its schema."""
    check_edition: Callable[[Directory], Iterable[Fault]] = _nothing
    moments: Callable[[Document, Templates], Callable[[datetime], Document]] | None = None
    """Prepares a document's clock; the clock gives the document with what is true at an instant. Never baked."""
    help: Callable[[Document], Help | None] = lambda document: None
    """The document's place on the strip, if a person can ring it now."""
    without: Callable[[Document, Set[str]], Document | None] = lambda document, contacts: document
    """The document less some of its contacts (by id); None where nothing of it may be shown without them."""
    mention: Callable[[Document], str] = _name
    """What stands for `{{kind:slug}}` in a text."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of the edition, in the order of the feed."""
    return tuple(import_string(path) for path in settings.EDITION_KINDS)


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in kinds() if kind.kind == name), None)
