"""Markdown as HTML that can do no harm, and as plain text. Rendered when an edition is baked. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"p", "ol", "ul", "li", "strong", "em", "a", "blockquote", "br"}
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
BULLET = "•"

# Raw HTML and pictures are no part of it; headings and code have no place in a short text.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "heading", "lheading", "code", "fence", "hr"])
# A link to anything else stays as it was written: an app has no page that it could be relative to.
MARKDOWN.validateLink = lambda url: url.startswith("https://")  # type: ignore[method-assign]


def rendered(text: str | None) -> dict[str, str] | None:
    """`{"html", "text"}`; None where there is no text."""
    if not text:
        return None
    html = nh3.clean(
        MARKDOWN.render(text), tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https"}, link_rel="noreferrer"
    )
    return {"html": html.strip(), "text": plain(MARKDOWN.parse(text))}


def plain(tokens: list[Token]) -> str:
    """A line for every paragraph and every step, which keeps its number."""
    return "\n".join(mark + words for mark, words in Marks().lines(tokens))


@dataclass
class Marks:
    """What stands before a line: the number of a step, a bullet, or nothing."""

    counts: list[int | None] = field(default_factory=list)
    mark: str = ""

    def lines(self, tokens: list[Token]) -> Iterator[tuple[str, str]]:
        for token in tokens:
            if token.type == "inline":
                yield self.mark, "".join(map(words, token.children or ()))
                self.mark = ""
            else:
                self.see(token)

    def see(self, token: Token) -> None:
        if token.type == "ordered_list_open":
            self.counts.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            self.counts.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            self.counts.pop()
        elif token.type == "list_item_open":
            self.mark = self.next_mark()

    def next_mark(self) -> str:
        count = self.counts[-1]
        if count is None:
            return f"{BULLET} "
        self.counts[-1] = count + 1
        return f"{count}. "


def words(token: Token) -> str:
    """Of a link its words: where it leads stands in the HTML."""
    return " " if token.type in {"softbreak", "hardbreak"} else token.content
