"""`{{kind:slug}}` in a text: what stands where a number would, and is put into words when a state is made.

A number in prose would outlive its withdrawal; a token is resolved against what is served.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson

Resolve = Callable[[str, str], str]
"""(kind, slug) of a record -> what stands for it."""

HTML = "html"
TOKEN = re.compile(r"\{\{\s*([a-z]+):([A-Za-z0-9-]+)\s*\}\}")


def may_hold_token(value: Any) -> bool:
    """Told from its JSON, which is quicker by far than to look at every text: two braces open only in one of those."""
    return b"{{" in orjson.dumps(value)


def holds_braces(value: Any) -> bool:
    """The same of braces that close: indented, no two of the JSON's own meet."""
    written = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    return b"{{" in written or b"}}" in written


def tokens_in(value: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    """(path, (kind, slug)) of every token in the strings of a document."""
    for path, text in strings(value) if may_hold_token(value) else ():
        yield from ((path, (match[1], match[2])) for match in TOKEN.finditer(text))


def stray_braces(value: Any) -> list[str]:
    """Paths of texts with braces that are no token, such as a misspelt one."""
    return [path for path, text in strings(value) if is_stray(TOKEN.sub("", text))]


def is_stray(rest: str) -> bool:
    return "{{" in rest or "}}" in rest


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """(path, text) of every string in a value of JSON."""
    return ((path, leaf) for path, leaf in leaves(value) if isinstance(leaf, str))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """(path, leaf) of everything in a value of JSON that holds nothing else."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield path, value
        return
    for key, inner in items:
        here = f"{path}.{key}" if path else str(key)
        if isinstance(inner, (dict, list)):
            yield from leaves(inner, here)
        else:
            yield here, inner


def replace_tokens(value: Any, words: Resolve, html: Resolve) -> Any:
    """The same value with every token put into words; in a text under the key `html`, into HTML."""
    if isinstance(value, str):
        return TOKEN.sub(lambda match: words(match[1], match[2]), value) if "{{" in value else value
    if isinstance(value, dict):
        return {key: replace_tokens(inner, html if key == HTML else words, html) for key, inner in value.items()}
    if isinstance(value, list):
        return [replace_tokens(inner, words, html) for inner in value]
    return value
