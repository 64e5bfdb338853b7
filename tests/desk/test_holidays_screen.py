"""The holidays of the whole directory on one screen."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helplines.models import ContactMethod, Holiday, HolidayDate, HoursException

YEAR = timezone.localdate().year


@pytest.fixture
def eid(desk: Client) -> Holiday:
    HolidayDate.objects.all().delete()
    return Holiday.objects.get(slug="eid-al-fitr")


@pytest.fixture
def expected(eid: Holiday) -> HolidayDate:
    return HolidayDate.objects.create(holiday=eid, first=date(YEAR, 3, 20), last=date(YEAR, 3, 22))


def screen(desk: Client) -> str:
    answer = desk.get(reverse("admin:holidays"))
    assert answer.status_code == 200
    return answer.content.decode()


def send(desk: Client, **fields: Any) -> Any:
    return desk.post(reverse("admin:holidays"), fields)


def days(day: HolidayDate) -> dict[str, Any]:
    return {"date": day.pk, "holiday": day.holiday_id, "first": day.first, "last": day.last}


def test_it_stands_in_the_menu(desk: Client) -> None:
    assert reverse("admin:holidays") in desk.get(reverse("admin:index")).content.decode()


def test_an_expected_date_is_marked_with_the_days_that_are_not_certain(desk: Client, expected: HolidayDate) -> None:
    shown = screen(desk)
    assert "Eid al-Fitr" in shown
    assert "Dates to confirm: 1" in shown
    assert f"Not certain from 18 March {YEAR} to 24 March {YEAR}" in shown


def test_it_is_confirmed_with_one_button(desk: Client, expected: HolidayDate) -> None:
    assert send(desk, **days(expected), confirmed="on").status_code == 302
    expected.refresh_from_db()
    assert expected.confirmed
    shown = screen(desk)
    assert "Dates to confirm" not in shown
    assert "Not certain from" not in shown
    assert expected.history.count() == 2


def test_a_date_is_corrected_and_stays_expected(desk: Client, expected: HolidayDate) -> None:
    send(desk, **days(expected) | {"first": f"{YEAR}-03-21"})
    expected.refresh_from_db()
    assert (expected.first, expected.confirmed) == (date(YEAR, 3, 21), False)


def test_a_date_of_next_year_is_added(desk: Client, eid: Holiday) -> None:
    assert "No date of this or the next year is known." in screen(desk)
    send(desk, holiday=eid.pk, first=f"{YEAR + 1}-03-10", last=f"{YEAR + 1}-03-12")
    added = HolidayDate.objects.get()
    assert (added.holiday, added.first, added.confirmed) == (eid, date(YEAR + 1, 3, 10), False)


def test_dates_of_other_years_are_not_shown(desk: Client, expected: HolidayDate) -> None:
    HolidayDate.objects.update(first=date(YEAR - 2, 3, 20), last=date(YEAR - 2, 3, 22))
    assert "Dates to confirm" not in screen(desk)


def test_how_many_contacts_close_is_told(desk: Client, eid: Holiday) -> None:
    HoursException.objects.filter(holiday=eid).delete()
    for value, treatment in (("1098", "closed"), ("1097", "closed"), ("1094", "usual"), ("1138", "closed")):
        HoursException.objects.create(contact=ContactMethod.objects.get(value=value), holiday=eid, treatment=treatment)
    assert "Contacts that close: 2; as usual: 1; with other hours: 0." in screen(desk)


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ({"first": f"{YEAR}-03-22", "last": f"{YEAR}-03-20"}, "The last day is before the first."),
        ({"first": "", "last": ""}, "This field is required."),
        ({"first": "0001-01-01", "last": "0001-01-01"}, "Write a year from 2000 to 2099."),
        ({"first": f"{YEAR}-03-20", "last": f"{YEAR}-03-20"}, "already exists"),
    ],
)
def test_a_refused_date_comes_back_as_it_was_written(
    desk: Client, expected: HolidayDate, written: dict[str, str], refusal: str
) -> None:
    answer = send(desk, holiday=expected.holiday_id, **written)
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert refusal in shown
    assert f'value="{written["last"]}"' in shown or not written["last"]
    assert HolidayDate.objects.count() == 1


def test_a_date_that_is_not_there_is_not_found(desk: Client, eid: Holiday) -> None:
    for pk in ("0", "x", "99999"):
        assert send(desk, date=pk, holiday=eid.pk).status_code == 404


def test_only_who_may_change_dates_opens_it(desk: Client) -> None:
    staff = User.objects.create_user("omar", password="a-long-password", is_staff=True)
    client = Client()
    client.force_login(staff)
    assert client.get(reverse("admin:holidays")).status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="change_holidaydate"))
    assert client.get(reverse("admin:holidays")).status_code == 200
