"""Records in the words of schema.org, for search engines: https://schema.org/ContactPoint and its neighbours."""

from collections.abc import Iterable, Iterator
from typing import Any

from hub.editions.contract import Document
from hub.pages.addresses import absolute, address, page_of

DAYS = {
    "mo": "Monday",
    "tu": "Tuesday",
    "we": "Wednesday",
    "th": "Thursday",
    "fr": "Friday",
    "sa": "Saturday",
    "su": "Sunday",
}
CONTEXT = "https://schema.org"
CALLED = {"phone", "sms", "whatsapp"}


def website(home: Document, language: str) -> dict[str, Any]:
    """The hub. Nothing of who is responsible for it: that is told where it has been written, in words."""
    known = {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": home["about"]["name"],
        "url": absolute(address("page-home", language)),
        "description": home["about"]["statement"],
        "inLanguage": language,
    }
    return {key: value for key, value in known.items() if value}


def organization(document: Document, language: str, lines: Iterable[Document] = ()) -> dict[str, Any]:
    """A line with all its numbers, or an organisation with those of the lines that it runs."""
    known = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": document["name"],
        "url": absolute(page_of(document, language)),
        "description": document["description"],
        "alternateName": document["alternate_names"],
        "sameAs": [site for site in [document.get("website"), *accounts(document)] if site],
        "areaServed": areas(document),
        "contactPoint": [*points(document), *(one | {"name": line["name"]} for line in lines for one in points(line))],
    }
    return {key: value for key, value in known.items() if value}


def accounts(document: Document) -> Iterator[str]:
    return (account["url"] for account in document.get("social", ()))


def areas(document: Document) -> list[str]:
    coverage = document.get("coverage")
    if not coverage:
        return []
    return ["PK"] if coverage["scope"] == "nationwide" else [region["code"] for region in coverage["regions"]]


def points(document: Document) -> list[dict[str, Any]]:
    return [point(document, contact) for contact in document.get("contacts", ()) if contact["href"]]


def point(document: Document, contact: Document) -> dict[str, Any]:
    languages = contact["languages"] or document["languages"] or []
    known = {
        "@type": "ContactPoint",
        "contactType": document["category"]["name"],
        "telephone": contact["value"] if contact["kind"] in CALLED else None,
        "email": contact["value"] if contact["kind"] == "email" else None,
        "url": contact["href"] if contact["kind"] in {"website", "webchat", "app"} else None,
        "availableLanguage": [one["code"] for one in languages],
        "contactOption": "TollFree" if (contact["cost"] or document["cost"]) == "toll-free" else None,
        "hoursAvailable": list(hours(contact["hours"])),
    }
    return {key: value for key, value in known.items() if value}


def hours(known: Document) -> Iterator[dict[str, Any]]:
    """Nothing where they are not known: nothing said is not "closed"."""
    if known["always_open"]:
        yield opening(list(DAYS.values()), "00:00", "24:00")
    for span in known["week"] or ():
        yield opening(DAYS[span["opens_day"]], span["opens"], span["closes"])


def opening(days: Any, opens: str, closes: str) -> dict[str, Any]:
    """The end of a day is written as 23:59: 24:00 is no time of day there."""
    closes = "23:59" if closes == "24:00" else closes
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}
