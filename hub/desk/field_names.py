"""What the fields of public documents and their codes are called on the desk."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.desk.names import fields_of, models_of_ours

NAMES = {
    "name": _("Name"),
    "slug": _("Slug"),
    "summary": _("Summary"),
    "description": _("Description"),
    "alternate_names": _("Other names"),
    "category": _("Category"),
    "partner": _("Organisation"),
    "topics": _("Topics"),
    "audiences": _("For whom"),
    "languages": _("Languages"),
    "languages_note": _("Note on the languages"),
    "coverage": _("Where"),
    "scope": _("Scope"),
    "regions": _("Regions"),
    "contacts": _("Contact"),
    "kind": _("Kind"),
    "value": _("Number or address"),
    "display": _("As it is shown"),
    "dial": _("As it is dialled"),
    "href": _("The link of the button"),
    "href_abroad": _("The link from abroad"),
    "menu": _("Keys to press"),
    "note": _("Note"),
    "cost": _("Cost"),
    "hours": _("Hours"),
    "osm": _("As written"),
    "words": _("In words"),
    "known": _("Known"),
    "always_open": _("Always open"),
    "exceptions": _("Exceptions"),
    "confidence": _("How certain"),
    "reachable_from": _("Reachable from"),
    "confidential": _("Confidential"),
    "anonymous": _("Anonymous"),
    "calls_back": _("Calls back"),
    "stores_numbers": _("Keeps numbers"),
    "records_calls": _("Records calls"),
    "answered_by_women": _("Answered by women"),
    "staffed_by": _("Staffed by"),
    "police": _("Police answer"),
    "who_answers": _("Who answers"),
    "emergency": _("Emergency service"),
    "crisis": _("Crisis line"),
    "age": _("Age"),
    "operating_status": _("Status"),
    "superseded_by": _("Replaced by"),
    "sources": _("Sources"),
    "verification": _("Verification"),
    "verified_on": _("Verified on"),
    "verify_by": _("To be verified by"),
    "method": _("Method"),
    "notice": _("Notice"),
    "updated_on": _("Last public change"),
    "old_slugs": _("Former slugs"),
    "position": _("Place in the list"),
    "strip": _("Place on the strip"),
    "phrases": _("Search phrases"),
    "group": _("Group"),
    "website": _("Website"),
    "body": _("Text"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "severity": _("Severity"),
}


def name_of(key: str) -> str:
    """In the reader's language; a field that has no name here is called as the API calls it."""
    return str(NAMES.get(key, key))


# A document calls them otherwise than the forms do, or has a code that no form has.
ALSO = {"hours_confidence": "confidence"}
ONLY_PUBLIC = {"treatment": {"unknown": _("Hours not known")}}


def label_of(key: str, code: str) -> str:
    """As the forms call it; a text that is no code stands for itself."""
    return str(codes().get(key, {}).get(code, code))


@cache
def codes() -> dict[str, dict[str, Any]]:
    """Field -> code -> label, of the choices of all models."""
    found: dict[str, dict[str, Any]] = {key: dict(labels) for key, labels in ONLY_PUBLIC.items()}
    for field in (field for model in models_of_ours() for field in fields_of(model) if field.choices):
        found.setdefault(ALSO.get(field.name, field.name), {}).update(field.flatchoices)
    return found
