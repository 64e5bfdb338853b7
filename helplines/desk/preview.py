"""What the app will say of a contact that is being written: its hours, whether it is open now, and its link.

Drawn by the functions that bake it, from what stands in the form; nothing is saved.
"""

from collections.abc import Callable, Container, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.forms.models import construct_instance
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from helplines import hours, phone, timetable, words
from helplines.documents import contact_document, dated_holidays
from helplines.models import DIALABLE, ContactMethod, Helpline, OperatingStatus
from helplines.moments import LIVE_KINDS, moments
from helplines.refusal import Refusal
from helplines.refusing import told
from hub.documents import Texts, translated
from hub.editions.contract import Document
from hub.languages import DEFAULT, LANGUAGES
from hub.rows import gather, gather_none

PARTS = ("languages", "menu", "exceptions")


class WrittenContact(forms.ModelForm):
    """What stands in the form, whole or not: what is wrong with it is told by the rules, one by one."""

    class Meta:
        model = ContactMethod
        fields = (
            *("kind", "value", "display", "dial", "cost", "hours", "hours_confidence"),
            *("note_en", "note_ur", "hours_note_en", "hours_note_ur"),
            *("from_landline", "from_mobile", "from_abroad"),
        )

    def contact(self) -> ContactMethod:
        """With what is readable of the form. Not to be saved."""
        self.full_clean()
        contact: ContactMethod = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        return contact

    def _post_clean(self) -> None:
        """Nothing of a form that is still being filled in is held against the database."""


@require_POST
def preview(request: HttpRequest) -> JsonResponse:
    contact = WrittenContact(request.POST, instance=stored(request.POST.get("contact"))).contact()
    helpline = helpline_named(request.POST.get("helpline"))
    refusals = dict(refused(contact))
    return JsonResponse(
        {
            "refusals": refusals,
            "warnings": list(warnings(contact, helpline)),
            "suggestion": suggestion(contact),
            "days": None if "hours" in refusals else days(contact.hours),
            **shown(contact, helpline, refusals),
        }
    )


def uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def helpline_named(pk: str | None) -> Helpline | None:
    found = uuid(pk)
    return Helpline.objects.filter(pk=found).first() if found else None


def stored(pk: str | None) -> ContactMethod:
    """The contact as it is, with its menu and its own dates; a new one has none yet."""
    known = uuid(pk)
    found = gather(ContactMethod.objects.filter(pk=known), *PARTS) if known else []
    return found[0] if found else without_parts(ContactMethod())


def without_parts(contact: ContactMethod) -> ContactMethod:
    gather_none([contact], *PARTS)
    return contact


# What is wrong with it


def refused(contact: ContactMethod) -> Iterator[tuple[str, str]]:
    """Field -> why, for all that stands there; what is still empty is not wrong yet."""
    rules: tuple[tuple[str, str, Callable[[], Any]], ...] = (
        ("value", contact.value, lambda: phone.check(contact.kind, contact.value, contact.dial or None)),
        ("hours", contact.hours, lambda: hours.parse_week(contact.hours)),
    )
    for field, text, rule in rules:
        if text and (said := said_against(rule)):
            yield field, said


def said_against(rule: Callable[[], Any]) -> str | None:
    try:
        rule()
    except Refusal as refusal:
        return told(refusal)
    return None


def warnings(contact: ContactMethod, helpline: Helpline | None) -> Iterator[str]:
    for other in sharing(contact, helpline):
        name = translated(other, "name", get_language() or DEFAULT)[0] or other.slug
        yield _("This number stands on another line too: {name}.").format(name=name)


def sharing(contact: ContactMethod, helpline: Helpline | None) -> list[Helpline]:
    """The other lines that are reached by the same number; a universal access number is one in every city."""
    if contact.kind not in DIALABLE or not contact.value:
        return []
    *cityless, _rest = sorted(phone.forms(contact.value), key=len)
    alike = Q(contacts__value=contact.value)
    for number in cityless:
        alike |= Q(contacts__value__endswith=number)
    others = Helpline.objects.filter(alike, contacts__kind__in=DIALABLE)
    if helpline:
        others = others.exclude(pk=helpline.pk)
    return list(others.distinct().order_by("position", "slug")[:5])


def suggestion(contact: ContactMethod) -> dict[str, str] | None:
    """The number as it is stored, dialled and read, where that is not what stands there."""
    if contact.kind not in DIALABLE or not contact.value:
        return None
    try:
        value = phone.normal(contact.kind, contact.value)
        dial = phone.dial(value)
    except Refusal:
        return None
    wanted = {"value": value, "dial": dial, "display": phone.display(value)}
    stands = {field: getattr(contact, field) for field in wanted}
    if contact.kind == "whatsapp":
        stands["dial"] = wanted["dial"] = stands["dial"] or ""
    return wanted if stands != wanted else None


# What the app will say


def shown(contact: ContactMethod, helpline: Helpline | None, refusals: Container[str]) -> dict[str, Any]:
    """Nothing is shown of what is refused: it will not get as far as a phone."""
    documents = drawn(contact)
    linked = contact.value and "value" not in refusals
    said = {} if "hours" in refusals else {code: in_words(one, helpline, code) for code, one in documents.items()}
    links = {key: documents[DEFAULT][key] if linked else None for key in ("href", "href_abroad")}
    return {"languages": said, **links}


def drawn(contact: ContactMethod) -> dict[str, Document]:
    """Language -> the contact in it."""
    holidays, documents = dated_holidays(), {}
    for code in LANGUAGES:
        with override(code):
            documents[code] = contact_document(contact, holidays, Texts(contact, code))
    return documents


def in_words(contact: Document, helpline: Helpline | None, code: str) -> dict[str, str | None]:
    return {
        "direction": LANGUAGES[code].direction,
        "hours": contact["hours"]["words"],
        "now": now(contact, helpline, code) if contact["kind"] in LIVE_KINDS else None,
    }


def now(contact: Document, helpline: Helpline | None, code: str) -> str:
    """As for a line that has only this contact."""
    line = {
        "contacts": [contact],
        "operating_status": helpline.operating_status if helpline else OperatingStatus.ACTIVE.value,
        "verification": {"verify_by": None},
    }
    return str(moments(line, words.templates(code))(timezone.now())["now"]["words"])


def days(osm: str) -> list[list[dict[str, str]]]:
    """The week as a grid shows it: for every day from Monday on, the times that begin on it."""
    if not osm:
        return [[] for _day in hours.DAYS]
    return [
        [{"opens": timetable.clock(start), "closes": timetable.clock(end)} for start, end in spans]
        for spans in hours.parse_week(osm).days
    ]
