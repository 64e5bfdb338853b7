"""A line is taken before it is checked, so that no line is rung twice."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helplines.claiming import claim, record, standing_claim
from helplines.models import Claim, Helpline, HelplineVerification


@pytest.fixture
def amina(cast: None) -> User:
    return User.objects.create_superuser("amina")


@pytest.fixture
def sana(cast: None) -> User:
    return User.objects.create_superuser("sana")


@pytest.fixture
def quiet(cast: None) -> Helpline:
    return Helpline.objects.get(slug="quiet-line")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, helpline: Helpline) -> str:
    return reverse(f"admin:{name}", args=[helpline.pk])


def run_out() -> None:
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_a_claim_lasts_thirty_minutes(amina: User, quiet: Helpline) -> None:
    before = timezone.now()
    until = claim(quiet, amina).until
    assert timedelta(minutes=30) <= until - before < timedelta(minutes=31)


def test_a_claim_of_somebody_else_refuses_and_says_who_and_until_when(amina: User, sana: User, quiet: Helpline) -> None:
    held = claim(quiet, amina)
    answer = signed_in(sana).post(address("verify_claim", quiet))
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "amina" in said
    assert timezone.localtime(held.until).strftime("%H:%M") in said
    assert Claim.objects.get().by == amina


def test_a_claim_that_has_run_out_holds_nobody_back(amina: User, sana: User, quiet: Helpline) -> None:
    claim(quiet, amina)
    run_out()
    assert standing_claim(quiet) is None
    assert claim(quiet, sana).by == sana
    assert Claim.objects.count() == 1


def test_ones_own_claim_is_taken_for_longer(amina: User, quiet: Helpline) -> None:
    first = claim(quiet, amina).until
    assert claim(quiet, amina).until >= first
    assert Claim.objects.count() == 1


def test_a_line_is_given_back_by_who_has_it_and_nobody_else(amina: User, sana: User, quiet: Helpline) -> None:
    claim(quiet, amina)
    signed_in(sana).post(address("verify_give_back", quiet))
    assert Claim.objects.exists()
    assert signed_in(amina).post(address("verify_give_back", quiet)).status_code == 302
    assert not Claim.objects.exists()


def test_a_recorded_check_ends_the_claim(amina: User, quiet: Helpline) -> None:
    claim(quiet, amina)
    record(quiet, amina, method="website", outcome="no-answer")
    assert not Claim.objects.exists()


def test_nothing_is_recorded_on_a_line_that_somebody_else_has(amina: User, sana: User, quiet: Helpline) -> None:
    claim(quiet, amina)
    form = {"method": "website", "outcome": "confirmed", "note": "Half a page of notes."}
    answer = signed_in(sana).post(address("verify_line", quiet), form)
    assert answer.status_code == 409
    assert "Half a page of notes." in answer.content.decode()
    assert not HelplineVerification.objects.exists()


def test_a_claim_is_not_taken_by_following_a_link(amina: User, quiet: Helpline) -> None:
    assert signed_in(amina).get(address("verify_claim", quiet)).status_code == 405
