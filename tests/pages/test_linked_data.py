"""What search engines are told of a line, held to the words of schema.org."""

import json
import re
from typing import Any

import pytest

from hub.languages import LANGUAGES
from tests.api.conftest import Served
from tests.pages.conftest import Visit

# https://schema.org/Organization, ContactPoint, OpeningHoursSpecification: the properties we use, and their values.
ORGANIZATION = {"name", "url", "description", "alternateName", "sameAs", "areaServed", "contactPoint"}
CONTACT_POINT = {
    "name",
    "contactType",
    "telephone",
    "email",
    "url",
    "availableLanguage",
    "contactOption",
    "hoursAvailable",
}
OPENING = {"dayOfWeek", "opens", "closes"}
DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def check(data: Any) -> None:
    assert data.pop("@context") == "https://schema.org"
    assert data.pop("@type") == "Organization"
    assert data.keys() <= ORGANIZATION
    assert data["name"]
    assert all(data.values()), "nothing is said rather than an empty value"
    for point in data.get("contactPoint", ()):
        assert point.pop("@type") == "ContactPoint"
        assert point.keys() <= CONTACT_POINT
        assert point["contactType"]
        assert point.keys() & {"telephone", "email", "url"}
        assert point.get("contactOption") in {None, "TollFree"}
        for hours in point.get("hoursAvailable", ()):
            check_hours(hours)


def check_hours(hours: Any) -> None:
    assert hours.pop("@type") == "OpeningHoursSpecification"
    assert hours.keys() == OPENING
    assert set(hours["dayOfWeek"] if isinstance(hours["dayOfWeek"], list) else [hours["dayOfWeek"]]) <= DAYS
    assert TIME.fullmatch(hours["opens"])
    assert TIME.fullmatch(hours["closes"])


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("plural", ["helplines", "partners"])
def test_every_organisation_is_told_by_the_rules(visit: Visit, served: Served, plural: str, language: str) -> None:
    for document in served.snapshot.feeds[language].shelves[plural].documents:
        [data] = visit(f"/{language}/{plural}/{document['slug']}/").data
        told = json.loads(data)
        check(json.loads(data))
        assert told["name"] == document["name"]
        numbers = {contact["value"] for contact in document.get("contacts", ()) if contact["kind"] == "phone"}
        assert {point["telephone"] for point in told.get("contactPoint", ()) if "telephone" in point} >= numbers


def test_a_partner_is_told_with_the_numbers_of_its_lines(visit: Visit, served: Served) -> None:
    [data] = visit("/en/partners/umeed-trust/").data
    told = {(one["name"], one["telephone"]) for one in json.loads(data)["contactPoint"] if "telephone" in one}
    assert ("Umeed Line", "1166") in told
    served.withdraw("helplines", "umeed-line")
    [data] = visit("/en/partners/umeed-trust/").data
    assert "1166" not in data


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_first_page_tells_the_hub_as_a_website(visit: Visit, language: str) -> None:
    [data] = visit(f"/{language}/").data
    told = json.loads(data)
    assert told.keys() == {"@context", "@type", "name", "url", "description", "inLanguage"}
    assert (told["@type"], told["inLanguage"]) == ("WebSite", language)
    assert told["url"].endswith(f"/{language}/")


def test_hours_that_nobody_knows_are_not_said(visit: Visit) -> None:
    [data] = visit("/en/helplines/quiet-line/").data
    assert not [point for point in json.loads(data)["contactPoint"] if "hoursAvailable" in point]


def test_a_line_that_is_always_open_says_so(visit: Visit) -> None:
    [data] = visit("/en/helplines/police-15/").data
    [hours] = json.loads(data)["contactPoint"][0]["hoursAvailable"]
    assert set(hours["dayOfWeek"]) == DAYS
    assert (hours["opens"], hours["closes"]) == ("00:00", "23:59")
