"""What a subject tells the editions about itself: the whole extension surface.

A kind names its documents, their JSON Schema and its rules. Bake, gate, state and reader know subjects
only through this; the list of kinds stands in `settings.EDITION_KINDS`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hub.search.lexicon import Phrase

Document = dict[str, Any]
"""One record in one language, as the public sees it, without its moments."""

Templates = Mapping[str, str]
"""Sentences with {placeholders}, from which moments are put into words."""

Clock = Callable[[datetime], Mapping[str, Any]]
"""Tells what is true at an instant, as a patch (see `moments.py`); documents with equal clocks share it."""

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


@dataclass(frozen=True)
class Announcement:
    """Something to say on the home screen from one day to another (None: open), in some regions (None: everywhere)."""

    words: str
    first: date | None
    last: date | None
    regions: frozenset[str] | None
    severity: str = "important"

    def stands(self, today: date, region: str | None) -> bool:
        begun = self.first is None or self.first <= today
        is_over = self.last is not None and self.last < today
        return begun and not is_over and (region is None or self.regions is None or region in self.regions)


@dataclass(frozen=True)
class Happening:
    """Something that has happened to a record, from one edition to the next."""

    what: str
    """A code, of which the kind has a sentence."""
    contacts: tuple[str, ...] = ()
    """The ids of the contacts that it is about: with them it goes."""
    other: str | None = None
    """The slug of a second record of the kind, which the sentence names too."""


def _name(document: Document) -> str:
    return str(document["name"])


@dataclass(frozen=True)
class News:
    """What readers would call news of a kind."""

    words: Mapping[str, str]
    """Code -> a sentence, marked by gettext_noop, of the record's {name} and that of the {other}. No number stands in
    it: it would be read long after that is withdrawn."""
    happened: Callable[[Document | None, Document], Iterable[Happening]]
    """Compares a record as it was (None: there was none) with what it is."""
    called: Callable[[Document], str] = _name
    """The name to tell a record by, or what is left of a replaced one. Where it is empty nothing is told."""


def arrivals(words: str) -> News:
    """Of a kind of which only a new record is news."""
    return News({"new": words}, lambda before, after: () if before else (Happening("new"),))


Directory = Mapping[str, Mapping[str, Sequence[Document]]]
"""A whole edition: language -> plural of a kind -> documents."""


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _no_words(_: str) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One subject of the edition."""

    kind: str
    plural: str
    rows: Callable[[UUID | None], Any] = lambda only: None
    """Reads from the database what live documents are made of, once for all languages; with an id, that one's, be it
    live or not."""
    documents: Callable[[Any, str], Iterable[Document]]
    """Tells the rows in a language."""
    schema: Mapping[str, Any]
    """JSON Schema of a document: the gate validates with it."""
    served: Mapping[str, Any] | None = None
    """JSON Schema of a document as the API serves it, with its moments; None: it has none."""
    apart: tuple[str, ...] = ()
    """Fields that stand in the feed only: an app without a network needs them, a list would be too long for a phone."""
    filterset: type[Any] | None = None
    """How lists of the kind are filtered and ordered; None: it is not listed by the API."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Name -> what each filter and the ordering ask, in words (`hub.api.openapi.parameters.Parameter`)."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Where it names records (`field`, `rows.field`) -> their kind. Dangling names are refused, withdrawn left out."""
    vocabulary: Callable[[str], Mapping[str, Mapping[str, str]]] = _no_words
    """Field -> code -> label in a language."""
    templates: Callable[[str], Templates] = _no_words
    check: Callable[[Document], Iterable[tuple[str, str]]] = _nothing
    """(field, reason) for everything wrong with one document beyond its schema."""
    check_edition: Callable[[Directory], Iterable[Fault]] = _nothing
    moments: Callable[[Document, Templates], Clock] | None = None
    """Prepares a document's clock. What it tells is never baked."""
    conformance: Callable[[], Mapping[str, Any]] | None = None
    """Cases by which a client tests a clock of its own; None: the kind has no moments to compute."""
    lexicon: Callable[[Document], Iterable[Phrase]] | None = None
    """What people may type when they look for the document; None: nobody looks for one of the kind."""
    filter_words: Callable[[], Iterable[tuple[str, str, str]]] = _nothing
    """(parameter, value, words): what people type for a filter of the kind."""
    numbers: Callable[[Document], Iterable[tuple[str, str]]] = _nothing
    """(number, id of the contact) of all numbers that can be dialled, in the form in which they are compared."""
    number_forms: Callable[[str], Set[str]] = frozenset
    """Digits as somebody typed them -> the forms of the numbers that they may be."""
    help: Callable[[Document], Help | None] = lambda document: None
    """The document's place on the strip, if a person can ring it now."""
    announcement: Callable[[Document], Announcement | None] = lambda document: None
    """What the document has to say on the home screen."""
    web: bool = False
    """Whether the website has a page of each record, `pages/{kind}.html`, and of all of them, `pages/{plural}.html`."""
    urgent: tuple[str, ...] = ()
    """The fields that one person may put right alone, when a second cannot be waited for."""
    dated: Callable[[Document, Document], Document] | None = None
    """A document as it is live, with the dates of the second one that one person may announce alone; None: none."""
    news: News | None = None
    """What of the kind is news; None: nothing."""
    home: tuple[str, ...] = ()
    """The fields of the cards by which the home screen shows all records of the kind; none: it does not."""
    without: Callable[[Document, Set[str]], Document | None] = lambda document, contacts: document
    """The document less some of its contacts (by id); None where nothing of it may be shown without them."""
    verified: tuple[str, ...] = ()
    """The fields that only a verification moves (`hub/curation/standing.py: verification`)."""
    confirmed: tuple[str, ...] = ()
    """What a verification has looked at: while it is edited and not yet published, the verification waits with it."""
    found_wrong: Callable[[], Collection[str]] = tuple
    """The ids of the records that the last check has found wrong: that goes live without a second person, too."""
    mention: Callable[[Document], str] = _name
    """What stands for `{{kind:slug}}` in a text."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of the edition, in the order of the feed."""
    return tuple(import_string(path) for path in settings.EDITION_KINDS)


def plurals() -> set[str]:
    """The keys of a feed that hold records."""
    return {kind.plural for kind in kinds()}


def shown() -> tuple[Kind, ...]:
    """The kinds that have pages."""
    return tuple(kind for kind in kinds() if kind.web)


def searched() -> tuple[Kind, ...]:
    """The kinds that a search finds, topics first: they are what most people look for."""
    found = (kind for kind in kinds() if kind.lexicon)
    return tuple(sorted(found, key=lambda kind: kind.kind != "topic"))


def subject() -> Kind:
    """The kind that the directory is of: the first."""
    return kinds()[0]


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in kinds() if kind.kind == name), None)
