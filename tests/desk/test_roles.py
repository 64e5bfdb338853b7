"""Who may do what: four roles, and nobody at a desk that is not theirs."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.urls import reverse

from helplines.models import ContactMethod, Helpline
from hub.curation.roles import ROLES, make_roles
from tests.desk.conftest import Desk
from tests.test_admin import form_data, url

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


def test_roles_are_made_again_and_again() -> None:
    first = make_roles()
    group = Group.objects.get(name="translator")
    group.permissions.clear()
    call_command("make_roles", verbosity=0)
    assert {one.name: one.permissions.count() for one in Group.objects.all()} == first
    assert set(first) == set(ROLES)


def test_each_role_may_do_what_the_one_before_may() -> None:
    roles = [granted() for granted in ROLES.values()]
    assert all(less <= more for less, more in pairwise(roles))


def test_what_has_been_done_is_never_changed_by_anybody() -> None:
    logs = ("edition", "withdrawal", "proposal", "correction", "helplineverification", "historical")
    granted = {name.partition(".")[2] for name in ROLES["owner"]()}
    assert not [name for name in granted if name.startswith(("change_", "delete_")) and name.endswith(logs)]
    assert not [name for name in granted if "historical" in name]


def test_a_translator_changes_texts_and_nothing_else(at_desk: AtDesk) -> None:
    translator = at_desk("translator")
    quiet = Helpline.objects.get(slug="quiet-line")
    address = url(Helpline, "change", quiet.pk)
    data = form_data(translator, address)
    assert not {"slug", "crisis", "state", "partner", "topics", "regions", "languages"} & set(data)
    forged = {"name_ur": "پرسکون لائن", "slug": "stolen", "crisis": "on", "strip_position": "9", "topics": []}
    assert translator.post(address, data | forged).status_code == 302
    quiet.refresh_from_db()
    assert (quiet.name_ur, quiet.slug, quiet.crisis) == ("پرسکون لائن", "quiet-line", False)
    assert (quiet.strip_position, quiet.topics.count()) == (None, 1)


def test_a_translator_changes_no_number(at_desk: AtDesk) -> None:
    translator = at_desk("translator")
    contact = ContactMethod.objects.get(value="1098")
    for address in (url(Helpline, "change", contact.helpline_id), url(ContactMethod, "change", contact.pk)):
        data = form_data(translator, address)
        forged = {"contacts-0-value": "15", "value": "15", "contacts-0-note_en": "Words", "note_en": "Words"}
        assert translator.post(address, data | forged).status_code == 302
        contact.refresh_from_db()
        assert (contact.value, contact.note_en) == ("1098", "Words")


def test_a_translator_adds_and_deletes_nothing(at_desk: AtDesk) -> None:
    translator = at_desk("translator")
    assert translator.get(url(Helpline, "add")).status_code == 403
    quiet = Helpline.objects.get(slug="quiet-line")
    assert translator.post(url(Helpline, "delete", quiet.pk), {"post": "yes"}).status_code == 403
    assert translator.get(reverse("admin:proposal-new")).status_code == 403
    assert translator.get(reverse("admin:correct", args=["helpline", quiet.pk])).status_code == 403
    assert translator.get(reverse("admin:withdraw", args=["helpline", quiet.pk])).status_code == 403


def test_somebody_without_a_role_sees_nothing(at_desk: AtDesk) -> None:
    nobody = at_desk("editor")
    nobody.person.groups.clear()
    for name in ("proposals", "corrections", "public"):
        assert nobody.get(reverse(f"admin:{name}")).status_code == 403


def test_who_is_not_signed_in_is_asked_to(client: Desk) -> None:
    for name in ("proposals", "corrections", "public", "proposal-new"):
        assert "/login/" in client.get(reverse(f"admin:{name}"))["Location"]


def test_the_desk_loads_nothing_from_elsewhere_and_runs_nothing_that_stands_in_it(at_desk: AtDesk) -> None:
    policy = at_desk("owner").get(reverse("admin:index"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_each_curator_chooses_the_language_of_the_desk(at_desk: AtDesk) -> None:
    first, second = at_desk("editor"), at_desk("reviewer")
    first.post("/desk/language/", {"language": "ur", "next": "/desk/"})
    assert '<html lang="ur" dir="rtl">' in first.get("/desk/").content.decode()
    assert '<html lang="en" dir="ltr">' in second.get("/desk/").content.decode()


def test_an_owner_makes_nobody_more_than_an_owner(at_desk: Callable[..., Desk]) -> None:
    owner, editor = at_desk("owner"), at_desk("editor")
    form = reverse("admin:auth_user_change", args=[editor.person.pk])
    shown = owner.get(form).content.decode()
    assert "is_superuser" not in shown
    assert "user_permissions" not in shown
    names = {"username": "the-editor", "is_active": "on", "is_staff": "on", "date_joined_0": "2026-01-01"}
    owner.post(form, names | {"date_joined_1": "10:00", "is_superuser": "on"})
    assert not User.objects.get(pk=editor.person.pk).is_superuser


def test_nobody_changes_their_own_roles(at_desk: Callable[..., Desk]) -> None:
    owner = at_desk("owner")
    assert owner.post(reverse("admin:auth_user_change", args=[owner.person.pk]), {}).status_code == 403
