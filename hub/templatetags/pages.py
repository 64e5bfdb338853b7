"""What templates of the pages ask."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from hub.dates import date_words
from hub.editions.contract import Document
from hub.pages import addresses, assets, linked_data

register = template.Library()
LIVE = ("phone", "sms", "whatsapp", "webchat")


@register.filter
def page_of(document: Document) -> str:
    return addresses.page_of(document, language())


@register.simple_tag
def address(name: str, **parts: Any) -> str:
    return addresses.address(f"page-{name}", language(), **parts)


@register.simple_tag
def asset(name: str) -> str:
    return assets.address_of(name)


def language() -> str:
    return get_language() or "en"


@register.filter
def to_call(document: Document) -> Document | None:
    """The first number that a tap rings."""
    return next((one for one in document["contacts"] if one["kind"] == "phone" and one["href"]), None)


@register.filter
def to_reach(document: Document) -> list[Document]:
    """The other ways in which a person answers; where there is none at all, whatever there is."""
    first = to_call(document)
    linked = [one for one in document["contacts"] if one["href"] and one is not first]
    answering = [one for one in linked if one["kind"] in LIVE]
    return answering if first or answering else linked[:1]


@register.filter
def grouped(topics: Iterable[Document]) -> list[tuple[str, list[Document]]]:
    """(group, its topics); the groups in the order in which the curators' topics first speak of them."""
    groups: dict[str, list[Document]] = {}
    for topic in topics:
        groups.setdefault(topic["group"], []).append(topic)
    return list(groups.items())


@register.filter
def tagged(text: str) -> SafeString:
    """With its hashtags set apart, so that the sign stays before the word among Urdu ones, and broken between words."""
    parts = re.split(r"(#\w+)", text)
    return format_html_join("", "{}", ((hashtag(part) if part.startswith("#") else part,) for part in parts))


@register.filter
def tagged_html(html: str) -> SafeString:
    """The same in a text that was made safe when it was baked; never inside of a tag."""
    return mark_safe(re.sub(r"(?<![\w&/])#[A-Za-z]\w+(?![^<]*>)", lambda found: hashtag(found[0]), html))  # noqa: S308


def hashtag(tag: str) -> SafeString:
    words = re.findall(r"#?[A-Z]?[^A-Z]+|[A-Z]+", tag)
    return format_html(
        '<bdi dir="ltr">{}</bdi>', format_html_join(mark_safe("<wbr>"), "{}", ((word,) for word in words))
    )


@register.filter
def listed(names: Iterable[str]) -> str:
    """One after another, with the comma of the language."""
    return pgettext("between the members of a list", ", ").join(names)


@register.filter
def moment(instant: datetime | None) -> str:
    """A day and a time of day."""
    return listed([date_format(instant, "j F Y"), date_format(instant, "H:i")]) if instant else ""


@register.filter
def under(records: Iterable[Document] | None, key: str = "name") -> list[str]:
    """What each is called."""
    return [record[key] for record in records or ()]


@register.filter
def get(mapping: Any, key: str) -> Any:
    return mapping.get(key) if mapping else None


@register.filter
def day(text: str) -> datetime:
    """An ISO time as it is in Pakistan."""
    return timezone.localtime(datetime.fromisoformat(text))


@register.filter
def written(partial: str) -> str:
    """A day, month or year as it is written in the language of the page."""
    return date_words(partial)


@register.filter
def json_ld(document: Document, lines: Iterable[Document] | None = None) -> SafeString:
    """An organisation, and the lines that it runs."""
    return in_script(linked_data.organization(document, language(), lines or ()))


@register.filter
def website_json_ld(home: Document) -> SafeString:
    return in_script(linked_data.website(home, language()))


def in_script(data: Any) -> SafeString:
    """As the text of a script element, which nothing in it can end."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308  (escaped above)
