"""A state: an edition minus what is withdrawn, as one feed per language. Pure: facts in, feeds out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from hub.editions.canonical import canonical, state_of
from hub.editions.contract import Directory, Document, Help, Kind, kind_named, kinds
from hub.editions.references import keeping
from hub.editions.tokens import may_hold_token, replace_tokens, tokens_in
from hub.editions.withdrawals import Withdrawn

if TYPE_CHECKING:
    from hub.editions.bake import Content

T = TypeVar("T")


@dataclass(frozen=True)
class State:
    """What is served: its name, the feed of every language as bytes, and the records that are left out of it."""

    name: str
    feeds: Mapping[str, bytes]
    gone: list[Document]
    lost: list[str]
    """Numbers that can be dialled and went with what is withdrawn, so that who asks for one is told."""


def make(content: "Content", withdrawn: Iterable[Withdrawn]) -> State:
    withdrawn = list(withdrawn)
    name = state_of(content.digest, [one.key for one in withdrawn])
    served = served_of(content, withdrawn)
    feeds = {language: canonical(one.feed | {"state": name}) for language, one in served.items()}
    first = next(iter(served.values()))
    return State(name, feeds, first.gone(), first.lost())


def remaining(content: "Content", withdrawn: Iterable[Withdrawn]) -> Directory:
    """The documents that are left, their texts and references still as they were baked."""
    return {language: served.documents for language, served in served_of(content, withdrawn).items()}


def served_of(content: "Content", withdrawn: Iterable[Withdrawn]) -> dict[str, "Served"]:
    """By language."""
    withdrawn = list(withdrawn)
    if not withdrawn:
        return content.whole
    return {language: Served(feed, withdrawn) for language, feed in content.languages.items()}


class Served:
    """One language's feed without what is withdrawn, and without any reference to it."""

    def __init__(self, feed: Mapping[str, Any], withdrawn: Iterable[Withdrawn] = ()) -> None:
        self.baked = feed
        self.records = {one.id for one in withdrawn if not one.contact}
        self.contacts = {one.contact for one in withdrawn if one.contact}
        self.documents = {kind.plural: self.remaining(kind) for kind in kinds()}
        self.present = {
            (kind.kind, document["slug"]): document
            for kind in kinds()
            for document in self.documents[kind.plural]
            if not document.get("superseded_by")
        }
        self.successors = {
            (document["type"], document["slug"]): document["superseded_by"]["slug"]
            for documents in self.documents.values()
            for document in documents
            if document.get("superseded_by")
        }

    def remaining(self, kind: Kind) -> list[Document]:
        left = (document for document in self.baked.get(kind.plural, ()) if document["id"] not in self.records)
        return [rest for document in left if (rest := kind.without(document, self.contacts))]

    @cached_property
    def feed(self) -> dict[str, Any]:
        """A superseded record is in no list: it stays only to be answered for."""
        lists = {
            kind.plural: [
                self.serve(kind, document) for document in self.documents[kind.plural] if self.listed(document)
            ]
            for kind in kinds()
        }
        superseded = [
            self.stub(document)
            for documents in self.documents.values()
            for document in documents
            if not self.listed(document)
        ]
        return {**self.baked, **lists, "superseded": superseded}

    def gone(self) -> list[Document]:
        """Withdrawn records, and lines that went with a withdrawn number: enough of them to answer for."""
        left = {document["id"] for documents in self.documents.values() for document in documents}
        baked = (document for kind in kinds() for document in self.baked.get(kind.plural, ()))
        return [
            {"type": one["type"], "id": one["id"], "slugs": [one["slug"], *one["old_slugs"]]}
            for one in baked
            if one["id"] not in left
        ]

    def lost(self) -> list[str]:
        baked = {
            number for kind in kinds() for one in self.baked.get(kind.plural, ()) for number, _ in kind.numbers(one)
        }
        left = {number for kind in kinds() for one in self.documents[kind.plural] for number, _ in kind.numbers(one)}
        return sorted(baked - left)

    def listed(self, document: Document) -> bool:
        return not document.get("superseded_by")

    def serve(self, kind: Kind, document: Document) -> Document:
        served = document
        for path, target in kind.references.items():
            served = keeping(served, path, partial(self.is_present, target))
        if not may_hold_token(served):
            return served
        mentions = self.mentions(served)
        served = dict(replace_tokens(served, self.words, self.html))
        return served | {"text": served["text"] | {"mentions": mentions}}

    def is_present(self, kind: str, named: Document) -> bool:
        return (kind, named["slug"]) in self.present

    def stub(self, document: Document) -> Document:
        successor = self.successor(document["type"], document["slug"])
        return {
            "type": document["type"],
            "id": document["id"],
            "slug": document["slug"],
            "old_slugs": document["old_slugs"],
            "name": document["name"],
            "numbers": [contact["value"] for contact in document["contacts"]],
            "replaced_by": successor and {key: successor[key] for key in ("type", "id", "slug", "name", "links")},
        }

    def successor(self, kind: str, slug: str) -> Document | None:
        """The served record at the end of a chain of replacements; a circle has no end."""
        seen = set()
        while (kind, slug) in self.successors and slug not in seen:
            seen.add(slug)
            slug = self.successors[kind, slug]
        return self.present.get((kind, slug))

    def words(self, kind: str, slug: str) -> str:
        """The name of a mentioned record, or of the whole strip where it is withdrawn."""
        return ", ".join(mention(document) for document in self.mentioned(kind, slug))

    def html(self, kind: str, slug: str) -> str:
        """The same for a text in HTML: each name rings its line."""
        return ", ".join(map(linked, self.mentioned(kind, slug)))

    def mentions(self, document: Document) -> list[Document]:
        named = {one["id"]: one for _, token in tokens_in(document) for one in self.mentioned(*token)}
        return [
            {
                "type": one["type"],
                "slug": one["slug"],
                "name": one["name"],
                "href": href(one),
                "self": one["links"]["self"],
            }
            for one in named.values()
        ]

    def mentioned(self, kind: str, slug: str) -> list[Document]:
        document = self.successor(kind, slug)
        return [document] if document else strip(self.documents)


def href(document: Document) -> str | None:
    """What rings or opens a record: by its first contact."""
    return next((contact["href"] for contact in document.get("contacts", ())), None)


def linked(document: Document) -> str:
    name, address = escape(mention(document)), href(document)
    return f'<a href="{escape(address)}">{name}</a>' if address else name


def mention(document: Document) -> str:
    kind = kind_named(document["type"])
    assert kind, document["type"]
    return kind.mention(document)


def strip(documents: Mapping[str, Iterable[Document]], region: str | None = None) -> list[Document]:
    """The lines that help means everywhere, in order; with a region, those that cover it."""
    return on_strip(
        ((on, document) for kind in kinds() for document in documents[kind.plural] if (on := kind.help(document))),
        region,
    )


def on_strip(helps: Iterable[tuple[Help, T]], region: str | None) -> list[T]:
    covering = [(on, one) for on, one in helps if region is None or on.regions is None or region in on.regions]
    return [one for _, one in sorted(covering, key=lambda pair: pair[0].position)]
