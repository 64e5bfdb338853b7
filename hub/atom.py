"""A JSON Feed in Atom 1.0 (RFC 4287)."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("", NAMESPACE)


def written(feed: Mapping[str, Any], updated: str, links: Iterable[Mapping[str, str]]) -> bytes:
    root = Element(f"{{{NAMESPACE}}}feed", {LANGUAGE: feed["language"]})
    add(root, "id", uuid5(NAMESPACE_URL, f"/feed/v1/{feed['language']}/updates").urn)
    add(root, "title", feed["title"])
    add(root, "subtitle", feed["description"])
    add(root, "updated", updated)
    for author in feed["authors"]:
        add(add(root, "author"), "name", author["name"])
    for link in links:
        add(root, "link", **link)
    for item in feed["items"]:
        add_entry(root, item)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def add_entry(root: Element, item: Mapping[str, Any]) -> None:
    entry = add(root, "entry")
    add(entry, "id", item["id"])
    add(entry, "title", item["title"])
    add(entry, "updated", item["date_published"])
    add(entry, "published", item["date_published"])
    for tag in item["tags"]:
        add(entry, "category", term=tag)
    if "url" in item:
        add(entry, "link", rel="alternate", type="text/html", href=item["url"])
    add(entry, "content", item["content_text"], type="text")


def add(parent: Element, name: str, text: str | None = None, /, **attributes: str) -> Element:
    element = SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = text
    return element
