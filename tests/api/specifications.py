"""The rules of JSON Feed 1.1 and of Atom 1.0 (RFC 4287), as their specifications write them: what a feed does wrong."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

# RFC 3339, which both ask for: an upper case T, and an offset.
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def is_date(text: Any) -> bool:
    try:
        return bool(RFC_3339.fullmatch(text)) and bool(datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def is_absolute(text: Any) -> bool:
    """An IRI with a scheme."""
    return isinstance(text, str) and bool(urlsplit(text).scheme) and not re.search(r"\s", text)


def is_link(text: Any) -> bool:
    return is_absolute(text) and urlsplit(text).scheme in {"http", "https"} and bool(urlsplit(text).netloc)


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_language(value: Any) -> bool:
    return isinstance(value, str) and bool(LANGUAGE_TAG.fullmatch(value))


def repeated(values: Iterable[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


# JSON Feed 1.1

Rule = Callable[[Any], bool]


def is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def are_authors(value: Any) -> bool:
    """Each is an object with at least one of these."""
    known = {"name": is_text, "url": is_link, "avatar": is_link}
    return isinstance(value, list) and all(
        isinstance(one, dict) and bool(one) and all(key in known and known[key](one[key]) for key in one)
        for one in value
    )


OF_FEED: Mapping[str, Rule] = {
    "version": lambda value: value == "https://jsonfeed.org/version/1.1",
    "title": is_text,
    "home_page_url": is_link,
    "feed_url": is_link,
    "description": is_text,
    "user_comment": is_text,
    "next_url": is_link,
    "icon": is_link,
    "favicon": is_link,
    "authors": are_authors,
    "language": is_language,
    "expired": lambda value: isinstance(value, bool),
    "hubs": lambda value: isinstance(value, list),
    "items": lambda value: isinstance(value, list),
}
OF_ITEM: Mapping[str, Rule] = {
    "id": is_text,
    "url": is_link,
    "external_url": is_link,
    "title": is_text,
    "content_html": is_text,
    "content_text": is_text,
    "summary": is_text,
    "image": is_link,
    "banner_image": is_link,
    "date_published": is_date,
    "date_modified": is_date,
    "authors": are_authors,
    "tags": is_list_of_texts,
    "language": is_language,
    "attachments": lambda value: isinstance(value, list),
}


def faults_of_json_feed(feed: Any) -> list[str]:
    faults = [*members(feed, OF_FEED, {"version", "title", "items"}, "feed")]
    items = feed.get("items", [])
    for place, item in enumerate(items):
        faults += members(item, OF_ITEM, {"id"}, f"items.{place}")
        if not {"content_html", "content_text"} & item.keys():
            faults.append(f"items.{place}: it has neither content_html nor content_text")
    faults += [f"id {one} is of several items" for one in repeated(item.get("id") for item in items)]
    if "feed_url" in feed and feed["feed_url"] == feed.get("next_url"):
        faults.append("next_url is feed_url")
    return faults


def members(value: Mapping[str, Any], rules: Mapping[str, Rule], required: set[str], path: str) -> Iterator[str]:
    yield from (f"{path}.{key} is missing" for key in required - value.keys())
    for key, one in value.items():
        if key.startswith("_"):  # An extension: an object, whose name goes on with a letter and has no dot.
            if not re.fullmatch(r"_[A-Za-z][^.]*", key) or not isinstance(one, dict):
                yield f"{path}.{key} is no extension"
        elif key not in rules:
            yield f"{path}.{key} is not known"
        elif not rules[key](one):
            yield f"{path}.{key} is wrong: {one!r}"


# Atom 1.0

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Element -> (least, most) of its children; None: no bound.
CHILDREN_OF_FEED = {
    "author": (0, None),
    "category": (0, None),
    "contributor": (0, None),
    "generator": (0, 1),
    "icon": (0, 1),
    "id": (1, 1),
    "link": (0, None),
    "logo": (0, 1),
    "rights": (0, 1),
    "subtitle": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "entry": (0, None),
}
CHILDREN_OF_ENTRY = {
    "author": (0, None),
    "category": (0, None),
    "content": (0, 1),
    "contributor": (0, None),
    "id": (1, 1),
    "link": (0, None),
    "published": (0, 1),
    "rights": (0, 1),
    "source": (0, 1),
    "summary": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
LINK_ATTRIBUTES = {"href", "rel", "type", "hreflang", "title", "length"}


def faults_of_atom(data: bytes) -> list[str]:
    try:
        feed = ElementTree.fromstring(data)  # noqa: S314  (our own)
    except ElementTree.ParseError as error:
        return [f"it is no XML: {error}"]
    if feed.tag != f"{ATOM}feed":
        return [f"it is a {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    faults = [*construct(feed, CHILDREN_OF_FEED, "feed")]
    for place, entry in enumerate(entries):
        faults += construct(entry, CHILDREN_OF_ENTRY, f"entry {place}")
        faults += content_of_entry(entry, f"entry {place}")
    # 4.1.1: a feed must have an author, unless all of its entries have.
    if not has_author(feed) and not (entries and all(map(has_author, entries))):
        faults.append("it has no author")
    # 4.1.1: two entries with one id must differ in atom:updated; ours never need to.
    faults += [f"id {one} is of several entries" for one in repeated(text(entry, "id") for entry in entries)]
    return faults


def text(element: Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def has_author(element: Element) -> bool:
    return element.find(f"{ATOM}author") is not None


def construct(element: Element, children: Mapping[str, tuple[int, int | None]], path: str) -> Iterator[str]:
    yield from counted(element, children, path)
    if element.text and element.text.strip():
        yield f"{path}: there is text between its elements"
    if not is_absolute(text(element, "id")):
        yield f"{path}: id is no absolute IRI: {text(element, 'id')!r}"
    if not is_text(text(element, "title")):
        yield f"{path}: title is empty"
    for name in ("updated", "published"):
        yield from (f"{path}: {name} is no date" for one in element.findall(f"{ATOM}{name}") if not is_date(one.text))
    for author in element.findall(f"{ATOM}author"):
        if [child.tag for child in author].count(f"{ATOM}name") != 1 or not is_text(text(author, "name")):
            yield f"{path}: an author has no name"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield f"{path}: a category has no term"
    yield from links(element, path)
    if XML_LANGUAGE in element.attrib and not is_language(element.get(XML_LANGUAGE)):
        yield f"{path}: xml:lang is no language"


def counted(element: Element, children: Mapping[str, tuple[int, int | None]], path: str) -> Iterator[str]:
    found = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"{path}: {name} is not known" for name in found.keys() - children.keys())
    for name, (least, most) in children.items():
        if found[name] < least or (most is not None and found[name] > most):
            yield f"{path}: {found[name]} of {name}"


def links(element: Element, path: str) -> Iterator[str]:
    found = element.findall(f"{ATOM}link")
    for link in found:
        if not is_link(link.get("href")):
            yield f"{path}: a link leads to {link.get('href')!r}"
        if not link.attrib.keys() <= LINK_ATTRIBUTES:
            yield f"{path}: a link has {link.attrib}"
        if not MEDIA_TYPE.fullmatch(link.get("type", "text/html")) or not is_language(link.get("hreflang", "en")):
            yield f"{path}: a link says {link.attrib}"
    # 4.1.1 and 4.1.2: no two alternates of the same type and language.
    alternates = [link for link in found if link.get("rel", "alternate") == "alternate"]
    if repeated((link.get("type"), link.get("hreflang")) for link in alternates):
        yield f"{path}: two alternates are of one type and language"
    if sum(link.get("rel") == "self" for link in found) > 1:
        yield f"{path}: it is itself twice"


def content_of_entry(entry: Element, path: str) -> Iterator[str]:
    content = entry.find(f"{ATOM}content")
    rels = {link.get("rel", "alternate") for link in entry.findall(f"{ATOM}link")}
    if content is None and "alternate" not in rels:
        yield f"{path}: it has neither content nor an alternate"
    if content is not None and content.get("type", "text") == "text" and (len(content) or not is_text(content.text)):
        yield f"{path}: its content is no text"
