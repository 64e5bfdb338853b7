"""`{{helpline:slug}}` in the texts of a page: the lines that are mentioned are fetched by one more query."""

from typing import Any

from helplines.documents import by_position_and_id
from helplines.models import Helpline
from helplines.moments import mention
from helplines.phone import href
from hub.documents import links, translated
from hub.editions.tokens import replace_tokens, tokens_in
from hub.rows import related
from tests.bench.prefetching import gathered

Document = dict[str, Any]


def with_mentions(documents: list[Document], language: str) -> list[Document]:
    """The records with every token put into words. A line that is mentioned must be live, or this fails."""
    slugs = [slugs_in(document) for document in documents]
    wanted = {slug for named in slugs for slug in named}
    lines = mentioned(wanted, language) if wanted else {}
    return [told(one, named, lines) if named else one for one, named in zip(documents, slugs, strict=True)]


def slugs_in(document: Document) -> list[str]:
    """In the order in which the hub lists them: by the names of the fields."""
    found = tokens_in(dict(sorted(document.items())))
    return list(dict.fromkeys(slug for _, (_, slug) in found))


def mentioned(slugs: set[str], language: str) -> dict[str, Document]:
    """Slug -> the name in the language, the link, and of every contact what a mention is made of."""
    lines = Helpline.objects.live().filter(slug__in=slugs).prefetch_related(gathered("contacts"))
    return {line.slug: brief(line, language) for line in lines}


def brief(line: Helpline, language: str) -> Document:
    contacts = [
        {"kind": one.kind, "display": one.display, "href": href(one.kind, one.value, one.dial or None)}
        for one in by_position_and_id(related(line, "contacts"))
    ]
    return {"name": translated(line, "name", language)[0], "contacts": contacts, **links("helplines", line.slug)}


def told(document: Document, slugs: list[str], lines: dict[str, Document]) -> Document:
    def words_for(kind: str, slug: str) -> str:
        return mention(lines[slug])

    words: Document = replace_tokens(document, words_for, words_for)
    mentions = [
        {
            "type": "helpline",
            "slug": slug,
            "name": lines[slug]["name"],
            "href": next((contact["href"] for contact in lines[slug]["contacts"]), None),
            "self": lines[slug]["self"],
        }
        for slug in slugs
    ]
    return words | {"text": words["text"] | {"mentions": mentions}}
