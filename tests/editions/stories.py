"""A kind that a later version of the hub adds."""

from collections.abc import Iterator

from hub.documents import links
from hub.editions.contract import Document, Kind
from hub.languages import LANGUAGES
from hub.schema import STRING, closed, document


def stories(rows: None, language: str) -> Iterator[Document]:
    text = {"language": language, "direction": LANGUAGES[language].direction, "fallback": {}, "mentions": []}
    yield {
        "id": "5b0c5b0e-0000-4000-8000-000000000001",
        "slug": "a-story",
        "type": "story",
        "name": "A story",
        "old_slugs": [],
        "position": 1,
        "body": "I called {{helpline:umeed-line}}.",
        "text": text,
        "links": links("stories", "a-story"),
    }


STORIES = Kind(
    kind="story", plural="stories", documents=stories, schema=document("story", body=STRING, links=closed(self=STRING))
)
