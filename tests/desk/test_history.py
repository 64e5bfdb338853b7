"""The history of a record: by whom, when, from what to what, its contacts and acts included."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

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
    assert "Phone \u20681098\u2069" in page
    assert ">deleted<" in page


def test_topics_are_told_by_name(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    topics = [str(Topic.objects.get(slug=slug).pk) for slug in ("depression", "legal-help")]
    edit(editor, Helpline.objects.get(slug="quiet-line"), topics=topics)
    assert Topic.objects.get(slug="legal-help").name_en in history(editor)


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


def undo(desk: Desk, which: int = 0, slug: str = "quiet-line") -> str:
    """Presses the button of a change, the newest first."""
    buttons = re.findall(r'action="(/desk/history/[^"]+)"', history(desk, slug))
    return desk.post(buttons[which], follow=True).content.decode()


def test_a_change_is_taken_back_and_leaves_a_change(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, Helpline.objects.get(slug="quiet-line"), name_en="Calm Line", confidential="true")
    edit(editor, Helpline.objects.get(slug="quiet-line"), summary_en="Something else.")
    assert "Nothing is published by this" in undo(editor, 1)
    line = Helpline.objects.get(slug="quiet-line")
    assert (line.name_en, line.summary_en) == ("Quiet Line", "Something else.")
    assert ">Quiet Line</ins>" in history(editor)
    undo(editor)
    assert Helpline.objects.get(slug="quiet-line").name_en == "Calm Line"


def test_taking_back_moves_the_date_of_what_the_public_sees(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, Helpline.objects.get(slug="quiet-line"), name_en="Calm Line")
    Helpline.objects.update(updated_on=date(2020, 1, 1))
    undo(editor)
    assert Helpline.objects.get(slug="quiet-line").updated_on == timezone.localdate()


def test_topics_go_back(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    before = set(Helpline.objects.get(slug="quiet-line").topics.all())
    topics = [str(Topic.objects.get(slug=slug).pk) for slug in ("depression", "legal-help")]
    edit(editor, Helpline.objects.get(slug="quiet-line"), topics=topics)
    undo(editor)
    assert set(Helpline.objects.get(slug="quiet-line").topics.all()) == before


def test_a_deleted_contact_comes_back_as_it_was(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    before = ContactMethod.objects.filter(value="1098").values().get()
    editor.post(url(ContactMethod, "delete", before["id"]), {"post": "yes"})
    undo(editor, slug=Helpline.objects.get(pk=before["helpline_id"]).slug)
    assert ContactMethod.objects.filter(value="1098").values().get() == before


def test_what_can_no_longer_be_is_refused_and_changes_nothing(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    edit(editor, Helpline.objects.get(slug="quiet-line"), slug="calm-line")
    edit(editor, Helpline.objects.get(slug="night-line"), slug="quiet-line")
    assert "It can no longer be as it was" in undo(editor, slug="calm-line")
    assert Helpline.objects.filter(slug__in=["calm-line", "quiet-line"]).count() == 2


def test_the_standing_of_a_verification_is_not_taken_back(at_desk: AtDesk) -> None:
    editor = at_desk("editor")
    before = history(editor).count("/undo/")
    line = Helpline.objects.get(slug="quiet-line")
    line.stand_verified(date(2026, 2, 2), "website")
    line.save()
    assert history(editor).count("/undo/") == before


def test_a_translator_takes_nothing_back(at_desk: AtDesk) -> None:
    editor, translator = at_desk("editor"), at_desk("translator")
    edit(editor, Helpline.objects.get(slug="quiet-line"), confidential="true")
    assert "/undo/" not in history(translator)
    address = re.findall(r'action="(/desk/history/[^"]+)"', history(editor))[0]
    assert translator.post(address).status_code == 403


@pytest.mark.parametrize(
    "address", ["auth.user/1", "helplines.helpline/0", "no.such/1", "nonsense/1", "helplines.claim/1"]
)
def test_what_has_no_history_is_not_found(at_desk: AtDesk, address: str) -> None:
    assert at_desk("editor").post(f"/desk/history/{address}/undo/").status_code == 404


def test_roles_are_told_in_words(at_desk: AtDesk) -> None:
    owner, editor = at_desk("owner"), at_desk("editor")
    address = url(User, "change", editor.person.pk)
    groups = [str(Group.objects.get(name="reviewer").pk)]
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    assert owner.post(address, form_data(owner, address) | joined | {"groups": groups}).status_code == 302
    told = owner.get(url(User, "history", editor.person.pk)).content.decode()
    assert "Roles: editor → reviewer" in told
    assert "the-owner" in told


def test_a_password_that_somebody_else_sets_is_told_in_the_history_of_the_person(at_desk: AtDesk) -> None:
    owner, editor = at_desk("owner"), at_desk("editor")
    sent = {"password1": "another-long-one", "password2": "another-long-one", "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[editor.person.pk])
    assert owner.post(address, sent | {"set-password": "1"}).status_code == 302
    told = owner.get(reverse("admin:auth_user_history", args=[editor.person.pk])).content.decode()
    assert "the-owner" in told
    assert "Password set by somebody else" in told
    # Who was signed in with the old one has to sign in anew, and so learns of it.
    assert "/login/" in editor.get("/desk/").get("Location", "")
