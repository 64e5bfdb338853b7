"""A holiday announced at night: one person makes the dates live at once, and nothing else goes with them."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings

from helplines.models import ContactMethod, Helpline, HolidayDate, HoursException
from hub.editions.models import Edition
from tests.cast import make_helpline
from tests.desk.conftest import Desk
from tests.editions.acts import Records, change, change_contact, records, served, snapshot

AtDesk = Callable[..., Desk]
FIRST_OF_EID = datetime(2027, 3, 11, 11, tzinfo=ZoneInfo("Asia/Karachi"))


@pytest.fixture
def editor(published: Edition, at_desk: AtDesk, settings: Settings) -> Desk:
    settings.PUBLISH_ALONE = False
    return at_desk("editor")


def confirm(first: int = 11, last: int = 13) -> None:
    """The moon has been sighted."""
    assert HolidayDate.objects.update(first=date(2027, 3, first), last=date(2027, 3, last), confirmed=True)


def announce(desk: Desk, reason: str = "The moon has been sighted") -> Any:
    return desk.post(reverse("admin:announce"), {"reason": reason}, follow=True)


def on_eid(slug: str, language: str = "en") -> list[Any]:
    """(first, last, treatment) of the dates of the first contact, as they are served."""
    contact = served(language=language)[slug]["contacts"][0]
    return [(one["first"][-2:], one["last"][-2:], one["treatment"]) for one in contact["hours"]["exceptions"]]


def test_the_dates_are_live_in_both_languages(editor: Desk) -> None:
    assert on_eid("umeed-line") == [("08", "14", "unknown")]
    confirm()
    shown = editor.get(reverse("admin:announce")).content.decode()
    assert "2027-03-13" in shown
    assert announce(editor).status_code == 200
    assert on_eid("umeed-line") == on_eid("umeed-line", "ur") == [("11", "13", "closed")]


def test_a_line_is_told_as_closed_then(editor: Desk) -> None:
    confirm()
    announce(editor)
    shelf = snapshot().feeds["en"].shelves["helplines"]
    place = shelf.find("umeed-line")
    assert place is not None
    assert shelf.at(FIRST_OF_EID).document(place)["contacts"][0]["now"]["open"] is False


def test_one_person_stands_for_it_and_it_says_so(editor: Desk) -> None:
    confirm()
    announce(editor)
    edition = Edition.objects.latest("number")
    assert (edition.alone, edition.proposed_by, edition.approved_by) == (True, editor.person, None)
    assert edition.alone_reason == "Dates only: The moon has been sighted"


def without_dates(edition: Edition) -> Records:
    content = edition.unpacked()
    for feed in content.languages.values():
        for helpline in feed["helplines"]:
            for contact in helpline["contacts"]:
                contact["hours"]["exceptions"] = []
    return records(content)


def test_all_else_stays_byte_for_byte(editor: Desk) -> None:
    change("umeed-line", summary_en="Half ma")
    change_contact("1098", value="1099", dial="1099", display="1099")
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1139"})
    confirm()
    announce(editor)
    first, second = Edition.objects.order_by("number")
    assert first.digest != second.digest
    assert without_dates(first) == without_dates(second)


def test_a_contact_whose_hours_have_been_edited_keeps_its_own_dates(editor: Desk) -> None:
    change_contact("1166", hours="")
    confirm()
    announce(editor)
    assert on_eid("umeed-line") == [("08", "14", "unknown")]


def test_a_name_that_is_told_in_another_language_says_so_where_the_contact_stands_live(editor: Desk) -> None:
    contact = ContactMethod.objects.get(value="1166")
    contact.helpline.contacts.update(position=5)
    HoursException.objects.create(contact=contact, first=date(2027, 8, 14), last=date(2027, 8, 14), treatment="closed")
    HoursException.objects.filter(first__isnull=False).update(name_en="", name_ur="یوم آزادی")
    ContactMethod.objects.filter(pk=contact.pk).update(position=9)
    announce(editor, "Independence Day")
    document = served()["umeed-line"]
    places = [one["value"] for one in document["contacts"]]
    assert f"contacts.{places.index('1166')}.hours.exceptions.0.name" in document["text"]["fallback"]


def test_what_is_longer_than_a_holiday_waits_for_a_second_person(editor: Desk) -> None:
    assert HolidayDate.objects.update(first=date(2027, 3, 1), last=date(2027, 3, 15), confirmed=True)
    assert announce(editor).status_code == 422
    assert on_eid("umeed-line") == [("08", "14", "unknown")]


def test_where_no_date_waits_it_says_so_and_there_is_no_edition(editor: Desk) -> None:
    change("umeed-line", summary_en="Edited.")
    assert "All dates are live as they are here." in editor.get(reverse("admin:announce")).content.decode()
    assert announce(editor).status_code == 422
    assert Edition.objects.count() == 1


def test_it_asks_for_a_reason(editor: Desk) -> None:
    confirm()
    refused = announce(editor, "  ")
    assert refused.status_code == 422
    assert "Give a reason" in refused.content.decode()
    assert Edition.objects.count() == 1


def test_it_is_told_in_the_history_of_each_record(editor: Desk) -> None:
    confirm()
    announce(editor)
    key = Helpline.objects.get(slug="umeed-line").pk
    history = editor.get(reverse("admin:helplines_helpline_history", args=[key])).content.decode()
    assert "Dates announced, live with edition 2" in history


def test_the_holidays_lead_to_it(editor: Desk) -> None:
    assert reverse("admin:announce") in editor.get(reverse("admin:holidays")).content.decode()
