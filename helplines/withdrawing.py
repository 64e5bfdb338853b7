"""What is left of a helpline when one of its contacts is withdrawn."""

from collections.abc import Set

from helplines import phone
from helplines.moments import dialable
from hub.editions.contract import Document


def without(document: Document, contacts: Set[str]) -> Document | None:
    """The helpline less the contacts of these ids.

    None for a line that is called by a withdrawn number ("Rescue 1122"): its name would go on telling people to
    dial it. An alternate name that tells the number is left out by itself.
    """
    gone = [contact for contact in document["contacts"] if contact["id"] in contacts]
    if not gone:
        return document
    numbers = {
        spelling: "" for contact in dialable({"contacts": gone}) for spelling in phone.spellings(contact["value"])
    }
    if phone.numbers_in(document["name"], numbers):
        return None
    return document | {
        "contacts": [contact for contact in document["contacts"] if contact["id"] not in contacts],
        "alternate_names": [name for name in document["alternate_names"] if not phone.numbers_in(name, numbers)],
    }
