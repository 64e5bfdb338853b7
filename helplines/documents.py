"""How a helpline looks to the world."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextChoices
from django.utils.translation import override

from helplines import checks, conformance, moments, phone, searching, words
from helplines.dated import with_dates
from helplines.filters import HelplineFilterSet
from helplines.models import (
    DIALABLE,
    Category,
    ContactKind,
    ContactMethod,
    Cost,
    Helpline,
    HelplineVerification,
    Holiday,
    OperatingStatus,
    Scope,
    Staff,
    WomenAnswer,
)
from helplines.news import NEWS
from helplines.parameters import PARAMETERS
from helplines.schema import HELPLINE, SERVED_HELPLINE
from helplines.timetable import hours_document
from helplines.withdrawing import without
from hub.curation.models import Method
from hub.curation.standing import Check, basis, found_wrong, public_sources, source_document, verification
from hub.documents import (
    Texts,
    by_position,
    head,
    labels,
    links_with_page,
    nested,
    old_slugs,
)
from hub.editions.contract import Document, Kind
from hub.rows import Rows, chosen, gather, gather_none, related

RELATED = ("partner", "superseded_by")
OF_A_LINE = ("topics", "audiences", "regions", "languages", "sources", "contacts", "verifications")
OF_A_CONTACT = ("languages", "menu", "sources", "exceptions")
GATHERED = (*OF_A_LINE, *(f"contacts__{one}" for one in OF_A_CONTACT))
REACHED = ("regions", "contacts")


@dataclass(frozen=True)
class HelplineRows(Rows):
    holidays: list[Holiday]


def helpline_rows(only: UUID | None) -> HelplineRows:
    return HelplineRows(whole(chosen(Helpline.objects, only)), old_slugs("helpline"), dated_holidays())


def whole(helplines: QuerySet[Helpline]) -> list[Helpline]:
    """With all that their documents are made of; a partner that several lines name is made once."""
    return gather(helplines.prefetch_related(*RELATED), *GATHERED)


def bare(helplines: QuerySet[Helpline]) -> list[Helpline]:
    """With their contacts and regions: their documents say who is reached how and where, and nothing else."""
    lines = gather(helplines.select_related(*RELATED), *REACHED)
    gather_none(lines, *(one for one in OF_A_LINE if one not in REACHED))
    gather_none([contact for line in lines for contact in related(line, "contacts")], *OF_A_CONTACT)
    return lines


def helpline_documents(rows: HelplineRows, language: str) -> list[Document]:
    with override(language):
        return [helpline_document(one, language, rows.old_slugs, rows.holidays) for one in rows.records]


def dated_holidays() -> list[Holiday]:
    return by_position(gather(Holiday.objects.all(), "dates"))


def helpline_document(
    helpline: Helpline, language: str, old: Mapping[Any, list[str]], holidays: list[Holiday]
) -> Document:
    """Call with the language active."""
    texts = Texts(helpline, language)
    contacts = by_position_and_id(related(helpline, "contacts"))
    return {
        **head(helpline, "helpline", texts, old),
        **prose(helpline, texts),
        **relations(helpline, language),
        **care(helpline),
        "coverage": coverage(helpline, texts),
        "contacts": [
            contact_document(contact, holidays, texts.inside(contact, f"contacts.{index}"))
            for index, contact in enumerate(contacts)
        ],
        "cost": dearest(helpline, contacts),
        "age": {"min": helpline.age_min, "max": helpline.age_max},
        "strip": helpline.strip_position,
        "operating_status": helpline.operating_status,
        "superseded_by": nested(helpline.superseded_by, language) if helpline.superseded_by else None,
        "sources": [source_document(source) for source in public_sources(related(helpline, "sources"))],
        "verification": standing(helpline, contacts),
        "notice": notice(helpline, texts),
        "updated_on": helpline.updated_on.isoformat(),
        "text": texts.block(),
        "links": links_with_page("helplines", helpline),
    }


def by_position_and_id(contacts: Iterable[ContactMethod]) -> list[ContactMethod]:
    return sorted(contacts, key=lambda contact: (contact.position, contact.id))


def prose(helpline: Helpline, texts: Texts) -> Document:
    return {
        "summary": texts("summary"),
        "description": texts("description"),
        "alternate_names": helpline.alternate_names.splitlines(),
        "languages_note": texts("languages_note"),
        "who_answers": texts("who_answers"),
    }


def relations(helpline: Helpline, language: str) -> Document:
    return {
        "category": {"slug": helpline.category, "name": labels(Category, language)[helpline.category]},
        "partner": nested(helpline.partner, language),
        "topics": [nested(topic, language) for topic in by_position(related(helpline, "topics"))],
        "audiences": [nested(audience, language) for audience in by_position(related(helpline, "audiences"))],
        "languages": spoken(helpline, language),
    }


def spoken(record: Helpline | ContactMethod, language: str) -> list[Document] | None:
    """None where nobody has said which languages are spoken: that is not the same as none."""
    return [nested(one, language, code="code") for one in by_position(related(record, "languages"))] or None


def coverage(helpline: Helpline, texts: Texts) -> Document:
    return {
        "scope": helpline.scope,
        "regions": [
            nested(region, texts.language, code="code") for region in by_position(related(helpline, "regions"))
        ],
        "note": texts("coverage_note"),
    }


def care(helpline: Helpline) -> Document:
    return {
        "confidential": helpline.confidential,
        "anonymous": helpline.anonymous,
        "calls_back": helpline.calls_back,
        "stores_numbers": helpline.stores_numbers,
        "records_calls": helpline.records_calls,
        "answered_by_women": helpline.answered_by_women or None,
        "staffed_by": helpline.staffed_by or None,
        "police": helpline.police,
        "emergency": helpline.emergency,
        "crisis": helpline.crisis,
    }


def contact_document(contact: ContactMethod, holidays: list[Holiday], texts: Texts) -> Document:
    return {
        "id": str(contact.id),
        "kind": contact.kind,
        "value": contact.value,
        "display": contact.display,
        "dial": contact.dial or None,
        "href": phone.href(contact.kind, contact.value, contact.dial or None),
        "href_abroad": phone.href_abroad(contact.kind, contact.value, contact.from_abroad),
        "menu": [
            {"press": step.press, "words": texts.inside(step, f"menu.{index}")("words")}
            for index, step in enumerate(sorted(related(contact, "menu"), key=lambda step: step.position))
        ],
        "note": texts("note"),
        "cost": contact.cost or None,
        "languages": spoken(contact, texts.language),
        "reachable_from": {
            "landline": contact.from_landline,
            "mobile": contact.from_mobile,
            "abroad": contact.from_abroad,
        },
        "hours": hours_document(contact, holidays, texts),
    }


def dearest(helpline: Helpline, contacts: Iterable[ContactMethod]) -> str | None:
    """The dearest way to ring it; None where one that may be dearer is not known: never a promise we cannot keep."""
    costs = [contact.cost or helpline.cost for contact in contacts if contact.kind in DIALABLE] or [helpline.cost]
    if Cost.STANDARD in costs:
        return Cost.STANDARD.value
    return None if "" in costs else max(costs, key=list(Cost.values).index)


def standing(helpline: Helpline, contacts: list[ContactMethod]) -> Document:
    """What the record rests on: for a line that rings, the sources of its first number."""
    rings = next((contact for contact in contacts if contact.kind == ContactKind.PHONE), None)
    sources = public_sources(related(rings or helpline, "sources")) or public_sources(related(helpline, "sources"))
    check = Check.LOOK if not rings else Check.NEVER_RING if helpline.emergency else Check.RING
    return verification(helpline, basis(sources), check, related(helpline, "verifications"))


def notice(helpline: Helpline, texts: Texts) -> Document | None:
    text = texts("notice")
    if not text:
        return None
    first, last = helpline.notice_from, helpline.notice_until
    return {"words": text, "first": first and first.isoformat(), "last": last and last.isoformat()}


def helpline_vocabulary(language: str) -> dict[str, dict[str, str]]:
    choices: dict[str, type[TextChoices]] = {
        "category": Category,
        "channel": ContactKind,
        "cost": Cost,
        "coverage": Scope,
        "staffed_by": Staff,
        "answered_by_women": WomenAnswer,
        "operating_status": OperatingStatus,
        "verification_method": Method,
    }
    return {field: labels(codes, language) for field, codes in choices.items()}


HELPLINES = Kind(
    kind="helpline",
    plural="helplines",
    rows=helpline_rows,
    documents=helpline_documents,
    schema=HELPLINE,
    served=SERVED_HELPLINE,
    filterset=HelplineFilterSet,
    parameters=PARAMETERS,
    references={"partner": "partner", "topics": "topic", "audiences": "audience", "superseded_by": "helpline"},
    vocabulary=helpline_vocabulary,
    web=True,
    templates=words.templates,
    check=checks.check,
    check_edition=checks.check_edition,
    moments=moments.moments,
    conformance=conformance.conformance,
    help=moments.help_place,
    announcement=moments.announcement,
    without=without,
    mention=moments.mention,
    lexicon=searching.lexicon,
    filter_words=searching.filter_words,
    numbers=searching.numbers,
    number_forms=phone.forms_of,
    urgent=("contacts", "cost", "notice", "operating_status", "superseded_by"),
    dated=with_dates,
    news=NEWS,
    verified=("verification",),
    confirmed=("contacts", "operating_status"),
    found_wrong=lambda: found_wrong(HelplineVerification.objects.all(), "helpline"),
)
