"""The desk, plain for now: every model can be found, read and edited in both languages; editions only read."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms import BaseFormSet, BaseModelForm
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helplines.models import Claim, ContactMethod, Helpline, HelplineVerification, Report
from hub.curation.models import OldSlug, TextNote
from hub.editions.models import Correction, Edition, Proposal, Withdrawal
from hub.models import SearchPhrase, Topic
from partners.models import Partner, PartnerVerification
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
# They have screens, and no forms.
ACTS = {Proposal, Correction}
OURS = [
    model
    for app in ("hub", "curation", "editions", "partners", "helplines")
    for model in apps.get_app_config(app).get_models()
    if model not in ACTS
    if not model.__name__.startswith("Historical")  # What was: read on the page of the record it was of.
]

READ_ONLY = {TextNote, Report, Edition, Withdrawal, HelplineVerification, PartnerVerification, Claim}


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


@pytest.fixture
def curator() -> User:
    return User.objects.create_superuser("amina", password="a-long-password")


@pytest.fixture
def desk(curator: User) -> Client:
    client = Client()
    client.force_login(curator)
    return client


def url(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_data(desk: Client, address: str) -> dict[str, Any]:
    """What a browser would send back for the form at an address, untouched."""
    response = desk.get(address)
    assert response.status_code == 200
    data: dict[str, Any] = {}
    forms: list[BaseModelForm] = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        formset: BaseFormSet = inline.formset
        forms += [formset.management_form, *formset.forms]  # type: ignore[list-item]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = [str(one) for one in value] if isinstance(value, list) else value
    return data


def save(desk: Client, record: Any, **changes: Any) -> None:
    address = url(type(record), "change", record.pk)
    response = desk.post(address, form_data(desk, address) | changes)
    errors = response.context and (response.context["adminform"].errors, response.context["errors"])
    assert response.status_code == 302, errors


def test_every_model_of_ours_is_on_the_desk_and_can_be_searched() -> None:
    missing = [model.__name__ for model in OURS if not admin.site.is_registered(model)]
    assert missing == []
    assert [model.__name__ for model in OURS if not admin.site.get_model_admin(model).search_fields] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_and_can_be_searched_in_both_scripts(desk: Client, model: Any) -> None:
    for query in ("", "?q=umeed", "?q=امید"):
        assert desk.get(url(model, "changelist") + query).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_form_opens(desk: Client, model: Any) -> None:
    row = model._default_manager.first()
    if row:
        assert desk.get(url(model, "change", row.pk)).status_code == 200
    assert desk.get(url(model, "add")).status_code == (403 if model in READ_ONLY else 200)


def test_both_languages_are_edited_side_by_side(desk: Client) -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    save(desk, quiet, name_en="Calm Line", name_ur="پرسکون لائن")
    quiet.refresh_from_db()
    assert (quiet.name_en, quiet.name_ur) == ("Calm Line", "پرسکون لائن")


def test_a_public_change_moves_the_date(desk: Client) -> None:
    save(desk, Helpline.objects.get(slug="quiet-line"), name_ur="پرسکون لائن")
    assert Helpline.objects.get(slug="quiet-line").updated_on == timezone.localdate()


def test_an_internal_note_does_not_move_the_date(desk: Client) -> None:
    save(desk, Helpline.objects.get(slug="quiet-line"), internal_note="Rang twice.")
    quiet = Helpline.objects.get(slug="quiet-line")
    assert (quiet.internal_note, quiet.updated_on) == ("Rang twice.", date(2026, 11, 1))


def test_a_contact_edited_on_its_own_page_dates_its_helpline(desk: Client) -> None:
    contact = ContactMethod.objects.get(value="1098")
    save(desk, contact, hours="Mo-Fr 10:00-12:00")
    assert Helpline.objects.get(slug="quiet-line").updated_on == timezone.localdate()


def test_a_new_slug_keeps_the_old_one_answering(desk: Client) -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    save(desk, quiet, slug="calm-line")
    assert OldSlug.objects.get(slug="quiet-line").record == quiet.pk


@pytest.mark.parametrize(("value", "hours"), [("12", "Mo-Fr 09:00-17:00"), ("1098", "whenever"), ("1098", "PH off")])
def test_a_number_or_hours_that_cannot_be_are_refused_in_the_form(desk: Client, value: str, hours: str) -> None:
    contact = ContactMethod.objects.get(value="1098")
    address = url(ContactMethod, "change", contact.pk)
    response = desk.post(address, form_data(desk, address) | {"value": value, "hours": hours})
    assert response.status_code == 200
    assert {"value", "hours"} & set(response.context["adminform"].errors)


def test_other_hours_that_cannot_be_read_are_refused_in_the_form(desk: Client) -> None:
    contact = ContactMethod.objects.get(value="+9280069457")
    address = url(ContactMethod, "change", contact.pk)
    response = desk.post(address, form_data(desk, address) | {"exceptions-0-hours": "morning"})
    assert response.status_code == 200
    assert "not plain weekly hours" in response.content.decode()
    assert contact.exceptions.get().hours == "10:00-12:00"


ACT = {
    "verifications-TOTAL_FORMS": "1",
    "verifications-0-on": "2026-11-22",
    "verifications-0-method": "website",
    "verifications-0-outcome": "confirmed",
}


def test_a_verification_is_signed_by_who_is_signed_in_and_never_changed(desk: Client, curator: User) -> None:
    police = Partner.objects.get(slug="police")
    save(desk, police, **ACT)
    done = PartnerVerification.objects.get()
    assert (done.by, done.partner) == (curator, police)
    assert Partner.objects.get(slug="police").verified_on == date(2026, 11, 22)
    assert desk.post(url(PartnerVerification, "delete", done.pk), {"post": "yes"}).status_code == 403
    assert desk.post(url(PartnerVerification, "change", done.pk), {"outcome": "dead"}).status_code == 403


def test_who_edits_a_helpline_does_not_verify_it(desk: Client) -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    save(desk, quiet, **ACT)
    assert not HelplineVerification.objects.exists()
    assert Helpline.objects.get(slug="quiet-line").verified_on is None
    form = desk.get(url(Helpline, "change", quiet.pk)).content.decode()
    assert reverse("admin:verify_line", args=[quiet.pk]) in form


@pytest.mark.parametrize("model", [Edition, Withdrawal], ids=lambda model: model.__name__)
def test_editions_and_withdrawals_are_only_read(desk: Client, model: Any) -> None:
    assert desk.get(url(model, "add")).status_code == 403
    assert desk.post(url(model, "add"), {}).status_code == 403


def test_nobody_sees_the_desk_without_signing_in() -> None:
    response = Client().get(url(Helpline, "changelist"))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


# The search, tried on what is not published yet


def test_a_curator_tries_the_search_on_what_is_not_published(desk: Client) -> None:
    topic = Topic.objects.get(slug="depression")
    SearchPhrase.objects.create(topic=topic, text="qwzxv", script="roman", weight=0.5)
    address = reverse("admin:hub_searchphrase_try")
    assert address in desk.get(url(SearchPhrase, "changelist")).content.decode()
    answer = desk.post(address, {"q": "qwzxv"})
    assert answer.status_code == 200
    assert "topic/depression" in answer.content.decode()
    assert answer.context["found"].hits[0].entry.phrase.weight == 0.5
    assert desk.get(address).status_code == 200


def test_a_number_is_tried_too(desk: Client) -> None:
    answer = desk.post(reverse("admin:hub_searchphrase_try"), {"q": "1166"})
    assert [one.status for one in answer.context["found"].numbers] == ["listed"]


def test_nobody_else_tries_it() -> None:
    assert Client().get(reverse("admin:hub_searchphrase_try")).status_code == 302
