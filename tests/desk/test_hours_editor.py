"""What the app will say of a contact, while it is being written."""

from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from helplines.models import ContactMethod, Helpline
from tests.cast import CLOCK

PHONE = {"kind": "phone", "value": "1098", "display": "1098", "dial": "1098"}


@pytest.fixture(autouse=True)
def clock() -> Any:
    """A Sunday, ten in the evening."""
    with patch("helplines.desk.preview.timezone.now", return_value=CLOCK):
        yield


def preview(desk: Client, **fields: Any) -> Any:
    answer = desk.post(reverse("admin:hours_preview"), {**PHONE, **fields})
    assert answer.status_code == 200
    return answer.json()


def test_hours_are_told_in_both_languages_as_the_app_will_tell_them(desk: Client) -> None:
    said = preview(desk, hours="Mo-Fr 09:30-17:00", hours_confidence="high")["languages"]
    assert said["en"] == {
        "direction": "ltr",
        "hours": "Mon–Fri 9:30 am – 5 pm",
        "now": "Closed now, opens tomorrow 9:30 am",
    }
    assert said["ur"] == {
        "direction": "rtl",
        "hours": "پیر تا جمعہ صبح 9:30 بجے سے شام 5 بجے تک",
        "now": "ابھی بند ہے، کل صبح 9:30 بجے کھلے گا",
    }


def test_the_grid_gets_the_times_of_every_day(desk: Client) -> None:
    days = preview(desk, hours="Mo,Sa 20:00-02:00, Tu 09:00-12:00,13:00-24:00")["days"]
    assert days[0] == days[5] == [{"opens": "20:00", "closes": "02:00"}]
    assert days[1] == [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "24:00"}]
    assert days[2] == []
    assert preview(desk, hours="24/7")["days"] == [[{"opens": "00:00", "closes": "24:00"}]] * 7
    assert preview(desk, hours="")["days"] == [[]] * 7


def test_hours_that_are_not_known_are_told_so(desk: Client) -> None:
    answer = preview(desk, hours="")
    assert answer["languages"]["en"]["hours"] == "Hours not known"
    assert answer["refusals"] == {}


def test_hours_of_low_confidence_are_told_in_words_only(desk: Client) -> None:
    said = preview(desk, hours="Mo-Fr 09:30-17:00", hours_confidence="low")["languages"]["en"]
    assert (said["hours"], said["now"]) == ("Reported as: Mon–Fri 9:30 am – 5 pm. Not certain.", "Hours not known")


def test_the_state_of_the_helpline_counts(desk: Client) -> None:
    closed = Helpline.objects.get(slug="closed-line")
    said = preview(desk, hours="24/7", helpline=closed.pk)["languages"]
    assert said["en"]["now"] == "Temporarily closed"


def test_nobody_answers_an_email_now(desk: Client) -> None:
    answer = preview(desk, kind="email", value="help@example.org", dial="", hours="24/7")
    assert answer["languages"]["en"]["now"] is None
    assert answer["href"] == "mailto:help@example.org"


@pytest.mark.parametrize(
    ("fields", "href", "abroad"),
    [
        ({}, "tel:1098", None),
        ({"kind": "sms"}, "sms:1098", None),
        ({"value": "+923117786264", "dial": "03117786264"}, "tel:03117786264", "tel:+923117786264"),
        (
            {"kind": "whatsapp", "value": "+923117786264", "dial": ""},
            "https://wa.me/923117786264",
            "https://wa.me/923117786264",
        ),
        ({"value": "+923117786264", "dial": "03117786264", "from_abroad": "false"}, "tel:03117786264", None),
    ],
)
def test_the_link_is_the_one_that_a_phone_will_get(
    desk: Client, fields: dict[str, str], href: str, abroad: str | None
) -> None:
    answer = preview(desk, **fields)
    assert (answer["href"], answer["href_abroad"]) == (href, abroad)


def test_hours_that_cannot_be_are_refused_and_nothing_is_told_of_them(desk: Client) -> None:
    answer = preview(desk, hours="whenever")
    assert "not plain weekly hours" in answer["refusals"]["hours"]
    assert (answer["days"], answer["languages"]) == (None, {})
    assert answer["href"] == "tel:1098"


def test_a_number_that_cannot_be_is_refused_and_has_no_link(desk: Client) -> None:
    answer = preview(desk, value="+92111117642", dial="0111117642")
    assert answer["refusals"]["value"].startswith("Add a city code")
    assert answer["href"] is None


def test_what_is_not_written_yet_is_not_refused(desk: Client) -> None:
    answer = preview(desk, kind="", value="", display="", dial="")
    assert (answer["refusals"], answer["suggestion"]) == ({}, None)


def test_a_number_as_people_write_it_is_offered_as_it_is_stored(desk: Client) -> None:
    answer = preview(desk, value="0311 7786264", display="", dial="")
    assert answer["suggestion"] == {"value": "+923117786264", "dial": "03117786264", "display": "0311-7786264"}
    assert preview(desk)["suggestion"] is None
    whatsapp = preview(desk, kind="whatsapp", value="+923117786264", display="0311-7786264", dial="")
    assert whatsapp["suggestion"] is None


def test_a_number_of_another_line_is_named(desk: Client) -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    assert preview(desk)["warnings"] == ["This number stands on another line too: Quiet Line."]
    assert preview(desk, helpline=quiet.pk)["warnings"] == []


def test_a_universal_access_number_is_one_in_every_city(desk: Client) -> None:
    ContactMethod.objects.filter(value="1098").update(value="+9221111117642", dial="021111117642")
    answer = preview(desk, value="+9242111117642", dial="042111117642")
    assert len(answer["warnings"]) == 1


def test_a_stored_contact_keeps_its_own_dates_and_its_stored_hours(desk: Client) -> None:
    office = ContactMethod.objects.get(value="+9280069457")
    answer = preview(desk, contact=office.pk, hours="24/7")
    assert answer["languages"]["en"]["hours"] == "Open 24 hours, every day"
    office.refresh_from_db()
    assert office.hours == "Mo-Fr 09:30-17:00"


def test_nonsense_is_answered(desk: Client) -> None:
    answer = preview(desk, contact="x", helpline="y", kind="z", cost="?", hours="9" * 1000, from_abroad="maybe")
    assert answer["href"] is None


def test_only_who_may_change_contacts_asks_and_only_with_a_form(desk: Client) -> None:
    address = reverse("admin:hours_preview")
    assert desk.get(address).status_code == 405
    staff = User.objects.create_user("omar", password="a-long-password", is_staff=True)
    client = Client()
    assert client.post(address, PHONE).status_code == 302
    client.force_login(staff)
    assert client.post(address, PHONE).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="change_contactmethod"))
    assert client.post(address, PHONE).status_code == 200


def test_a_form_of_another_site_is_refused(desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="amina"))
    assert strict.post(reverse("admin:hours_preview"), PHONE).status_code == 403
