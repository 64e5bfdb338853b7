"""The history of a record: by whom, when, from what to what, its contacts and acts included."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from helplines.models import ContactMethod, Helpline
from hub.models import Topic
from tests.desk.conftest import Desk
from tests.test_admin import form_data, url

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


def edit(desk: Desk, record: object, **changes: object) -> None:
    address = url(type(record), "change", record.pk)  # type: ignore[attr-defined]
    assert desk.post(address, form_data(desk, address) | changes).status_code == 302


def history(desk: Desk, slug: str = "quiet-line") -> str:
    record = Helpline.objects.get(slug=slug).pk
    return desk.get(url(Helpline, "history", record)).content.decode()


def test_a_change_is_told_with_who_and_from_what_to_what(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, Helpline.objects.get(slug="quiet-line"), name_en="Calm Line", confidential="true")
    page = history(editor)
    assert "the-editor" in page
    assert "Name (en)" in page
    assert ">Quiet Line</del>" in page
    assert ">Calm Line</ins>" in page
    assert page.count(">Calm Line</ins>") == 1


def test_what_belongs_to_the_record_is_told_with_it(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, ContactMethod.objects.get(value="1098"), hours="Mo-Fr 10:00-12:00")
    assert ">Mo-Fr 10:00-12:00</ins>" in history(editor)


def test_a_deleted_contact_stays_in_the_history(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    contact = ContactMethod.objects.get(value="1098")
    editor.post(url(ContactMethod, "delete", contact.pk), {"post": "yes"})
    assert not ContactMethod.objects.filter(value="1098").exists()
    page = history(editor)
    assert "phone 1098" in page
    assert ">deleted<" in page


def test_topics_are_told_by_name(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    topics = [str(Topic.objects.get(slug=slug).pk) for slug in ("depression", "legal-help")]
    edit(editor, Helpline.objects.get(slug="quiet-line"), topics=topics)
    assert "legal-help" in history(editor)


def test_acts_stand_between_the_changes(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    record = Helpline.objects.get(slug="quiet-line").pk
    editor.post(reverse("admin:withdraw", args=["helpline", record]), {"reason": "A wrong number"})
    assert "Withdrawn: A wrong number" in history(editor)


def test_nobody_changes_history(at_desk: AtDesk) -> None:
    owner = at_desk("owner")
    assert not [name for name in owner.person.get_all_permissions() if "historical" in name]
    record = Helpline.objects.get(slug="quiet-line").pk
    assert owner.get(f"/desk/helplines/historicalhelpline/{record}/change/").status_code == 404


def test_another_records_history_is_not_told(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, Helpline.objects.get(slug="night-line"), internal_note="Only of the night line.")
    assert "Only of the night line." not in history(editor)
    assert "Only of the night line." in history(editor, "night-line")
