"""Two people open one record: the second save does not silently undo the first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from helplines.models import ContactMethod, Helpline, HelplineVerification
from partners.models import Partner
from tests.desk.conftest import Desk
from tests.test_admin import form_data, url

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


@pytest.fixture
def sana(at_desk: AtDesk) -> Desk:
    return at_desk("editor", "sana")


@pytest.fixture
def bilal(at_desk: AtDesk) -> Desk:
    return at_desk("editor", "bilal")


def form_of(record: Any) -> str:
    return url(type(record), "change", record.pk)


def quiet() -> Helpline:
    return Helpline.objects.get(slug="quiet-line")


def opened(desk: Desk, record: Any) -> dict[str, Any]:
    """What the form sends back as it stands."""
    answer = desk.get(form_of(record))
    return form_data(desk, form_of(record)) | {"_seen": answer.context["seen"]}


def test_the_second_is_refused_and_told_what_the_first_has_changed(sana: Desk, bilal: Desk) -> None:
    first, second = opened(sana, quiet()), opened(bilal, quiet())
    assert sana.post(form_of(quiet()), first | {"name_en": "Calm Line"}).status_code == 302
    answer = bilal.post(form_of(quiet()), second | {"summary_en": "Typed by Bilal."})
    shown = answer.content.decode()
    assert answer.status_code == 200
    for words in ("the record has changed since you opened it", "sana", "Quiet Line", "Calm Line", "Typed by Bilal."):
        assert words in shown
    assert (quiet().name_en, quiet().summary_en) == ("Calm Line", None)
    again = second | {"summary_en": "Typed by Bilal.", "_seen": answer.context["seen"]}
    assert bilal.post(form_of(quiet()), again).status_code == 302
    assert (quiet().name_en, quiet().summary_en) == ("Quiet Line", "Typed by Bilal.")


def test_a_number_that_somebody_else_has_put_right_is_not_undone(sana: Desk, bilal: Desk) -> None:
    second = opened(bilal, quiet())
    contact = ContactMethod.objects.get(value="1098")
    changed = opened(sana, contact) | {"value": "1099", "dial": "1099", "display": "1099"}
    assert sana.post(form_of(contact), changed).status_code == 302
    answer = bilal.post(form_of(quiet()), second | {"summary_en": "Typed by Bilal."})
    assert "1099" in answer.content.decode()
    assert quiet().contacts.get().value == "1099"


def test_nor_is_what_was_changed_on_the_form_of_the_record_from_that_of_its_contact(sana: Desk, bilal: Desk) -> None:
    contact = ContactMethod.objects.get(value="1098")
    second = opened(bilal, contact)
    first = opened(sana, quiet())
    assert sana.post(form_of(quiet()), first | {"contacts-0-hours": "Mo-Fr 10:00-12:00"}).status_code == 302
    assert bilal.post(form_of(contact), second).status_code == 200
    assert quiet().contacts.get().hours == "Mo-Fr 10:00-12:00"


def test_who_saves_twice_is_not_held_back_by_themselves(sana: Desk) -> None:
    for name in ("Calm Line", "Still Line"):
        assert sana.post(form_of(quiet()), opened(sana, quiet()) | {"name_en": name}).status_code == 302
    assert quiet().name_en == "Still Line"


def test_a_check_of_the_line_holds_no_form_back(sana: Desk) -> None:
    sent = opened(sana, quiet())
    by = User.objects.create(username="amina")
    HelplineVerification.objects.create(helpline=quiet(), by=by, method="website", outcome="confirmed")
    assert sana.post(form_of(quiet()), sent | {"name_en": "Calm Line"}).status_code == 302
    assert (quiet().name_en, quiet().verified_method) == ("Calm Line", "website")


def test_every_kind_of_record_is_guarded(sana: Desk, bilal: Desk) -> None:
    umeed = Partner.objects.get(slug="umeed-trust")
    first, second = opened(sana, umeed), opened(bilal, umeed)
    assert sana.post(form_of(umeed), first | {"name_en": "Hope Trust"}).status_code == 302
    assert "Hope Trust" in bilal.post(form_of(umeed), second).content.decode()
    assert Partner.objects.get(slug="umeed-trust").name_en == "Hope Trust"


@pytest.mark.parametrize("seen", ["", "nonsense", "helplines.helpline=x", "=", "\0"])
def test_a_page_that_says_nonsense_of_what_it_saw_saw_nothing(sana: Desk, seen: str) -> None:
    answer = sana.post(form_of(quiet()), opened(sana, quiet()) | {"_seen": seen, "name_en": "Calm Line"})
    assert answer.status_code in (200, 302)
