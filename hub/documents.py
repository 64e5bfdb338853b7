"""How the taxonomy looks to the world, and the pieces that every document is made of."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model, TextChoices
from django.utils.translation import override

from hub import parameters, schema
from hub.curation.models import OldSlug
from hub.editions.contract import Document, Kind
from hub.filters import AudienceFilterSet, TopicFilterSet
from hub.languages import LANGUAGES, chain
from hub.models import Audience, Group, Language, Region, Topic
from hub.rows import Rows, chosen, gather, related
from hub.search.lexicon import Phrase


class Texts:
    """Reads a record's translated fields in one language and remembers which fell back to another."""

    def __init__(self, record: Model, language: str, path: str = "", fallback: dict[str, str] | None = None) -> None:
        self.record = record
        self.language = language
        self.path = path
        self.fallback: dict[str, str] = {} if fallback is None else fallback

    def inside(self, record: Model, path: str) -> "Texts":
        """The texts of a record within this one; what falls back is marked under its path."""
        return Texts(record, self.language, f"{self.path}{path}.", self.fallback)

    def __call__(self, field: str) -> str | None:
        """The text, never an empty one; None where no language has it."""
        text, language = translated(self.record, field, self.language)
        if text and language != self.language:
            self.fallback[self.path + field] = language
        return text

    def block(self) -> dict[str, Any]:
        """The `text` of a document: in which language its words really are."""
        return {
            "language": self.language,
            "direction": LANGUAGES[self.language].direction,
            "fallback": dict(sorted(self.fallback.items())),
            "mentions": [],
        }


def translated(record: Model, field: str, language: str) -> tuple[str | None, str]:
    for candidate in chain(language):
        if text := getattr(record, f"{field}_{candidate}"):
            return text, candidate
    return None, language


def nested(record: Any, language: str, code: str = "slug") -> Document:
    """A record named inside another; says its language where the name is not in the asked one."""
    name, really = translated(record, "name", language)
    return {code: record.slug, "name": name} | ({"language": really} if really != language else {})


def by_position(records: Iterable[Any]) -> list[Any]:
    """In Python: ordering a prefetched relation in the database would ask it again for every record."""
    return sorted(records, key=lambda record: (record.position, record.slug))


def in_order(rows: Iterable[Any], *fields: str) -> list[Any]:
    return sorted(rows, key=lambda row: [str(getattr(row, field)) for field in fields])


def links(plural: str, slug: str) -> dict[str, str]:
    return {"self": f"/api/v1/{plural}/{slug}/"}


def links_with_page(plural: str, record: Any) -> dict[str, str]:
    """Its page goes by the id: that answers whatever becomes of the slug, in the reader's language."""
    return links(plural, record.slug) | {"web": f"/go/{record.id}"}


def head(record: Any, kind: str, texts: Texts, old_slugs: Mapping[Any, list[str]]) -> Document:
    return {
        "id": str(record.id),
        "slug": record.slug,
        "type": kind,
        "name": texts("name"),
        "old_slugs": old_slugs.get(record.id, []),
        "position": record.position,
    }


def old_slugs(kind: str) -> dict[Any, list[str]]:
    slugs: dict[Any, list[str]] = {}
    # In Python, as every order of a document: databases collate differently, and the digest must not.
    for old in sorted(OldSlug.objects.filter(kind=kind), key=lambda one: one.slug):
        slugs.setdefault(old.record, []).append(old.slug)
    return slugs


@cache
def labels(choices: type[TextChoices], language: str) -> dict[str, str]:
    with override(language):
        return {value: str(label) for value, label in choices.choices if value}


def phrases(record: Topic | Audience) -> dict[str, list[Document]]:
    """What people type when they look for it, by script."""
    rows = sorted(related(record, "phrases"), key=lambda phrase: phrase.text)
    return {
        script: [{"text": row.text, "weight": plain(row.weight)} for row in rows if row.script == script]
        for script in ("en", "roman", "ur")
    }


def plain(weight: float) -> float:
    """1 and not 1.0: every language writes it so, and a client can tell by the digest that its copy is ours."""
    return int(weight) if weight.is_integer() else weight


def described(
    record: Topic | Audience, kind: str, plural: str, language: str, old: Mapping[Any, list[str]]
) -> Document:
    texts = Texts(record, language)
    return {
        **head(record, kind, texts, old),
        "description": texts("description"),
        "phrases": phrases(record),
        "updated_on": record.updated_on.isoformat(),
        "text": texts.block(),
        "links": links(plural, record.slug),
    }


def topic_rows(only: UUID | None) -> Rows:
    return Rows(gather(chosen(Topic.objects, only), "phrases"), old_slugs("topic"))


def topic_documents(rows: Rows, language: str) -> Iterator[Document]:
    for topic in rows.records:
        document = described(topic, "topic", "topics", language, rows.old_slugs)
        document["links"] = links_with_page("topics", topic) | {"helplines": f"/api/v1/helplines/?topic={topic.slug}"}
        yield document | {"group": topic.group, "crisis": topic.crisis}


def audience_rows(only: UUID | None) -> Rows:
    return Rows(gather(chosen(Audience.objects, only), "phrases"), old_slugs("audience"))


def audience_documents(rows: Rows, language: str) -> Iterator[Document]:
    for audience in rows.records:
        yield described(audience, "audience", "audiences", language, rows.old_slugs)


def region_rows(only: UUID | None) -> Rows:
    regions = Region.objects.order_by("slug")
    return Rows(list(regions if only is None else regions.filter(pk=only)), {})


def region_documents(rows: Rows, language: str) -> Iterator[Document]:
    for region in rows.records:
        texts = Texts(region, language)
        yield {**head(region, "region", texts, {}), "text": texts.block()}


def topic_vocabulary(language: str) -> dict[str, dict[str, str]]:
    return {"group": labels(Group, language)}


def region_vocabulary(language: str) -> dict[str, dict[str, str]]:
    """Names of regions and spoken languages, which every filter and client needs by code."""
    return {
        "region": names(Region.objects.order_by("position", "slug"), language),
        "language": names(Language.objects.order_by("position", "slug"), language),
    }


def names(records: Iterable[Any], language: str) -> dict[str, str]:
    return {record.slug: translated(record, "name", language)[0] or record.slug for record in records}


def lexicon(document: Document) -> Iterator[Phrase]:
    """Its name, and its phrases in all scripts."""
    yield Phrase(document["name"])
    for script, rows in document["phrases"].items():
        yield from (Phrase(row["text"], script, row["weight"]) for row in rows)


TOPICS = Kind(
    kind="topic",
    plural="topics",
    rows=topic_rows,
    documents=topic_documents,
    schema=schema.TOPIC,
    apart=("phrases",),
    filterset=TopicFilterSet,
    parameters=parameters.TOPICS,
    lexicon=lexicon,
    vocabulary=topic_vocabulary,
    web=True,
    home=("id", "slug", "type", "name", "description", "group", "crisis", "links"),
)
AUDIENCES = Kind(
    kind="audience",
    plural="audiences",
    rows=audience_rows,
    documents=audience_documents,
    schema=schema.AUDIENCE,
    apart=("phrases",),
    filterset=AudienceFilterSet,
    parameters=parameters.ORDERING,
)
REGIONS = Kind(
    kind="region",
    plural="regions",
    rows=region_rows,
    documents=region_documents,
    schema=schema.REGION,
    vocabulary=region_vocabulary,
)
