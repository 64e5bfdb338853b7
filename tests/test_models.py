"""What the database itself refuses, past every form; and the field's words for choosing rows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from helplines.models import ContactMethod, Helpline, HelplineVerification, Holiday, HolidayDate, HoursException
from hub.models import SearchPhrase, Topic
from partners.models import Partner, PartnerVerification
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def expect_refusal(model: Any, change: dict[str, Any], **row: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.filter(**row).update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"category": "nice"},
        {"cost": "cheap"},
        {"scope": "world"},
        {"staffed_by": "robots"},
        {"answered_by_women": "maybe"},
        {"operating_status": "gone"},
        {"state": "hidden"},
        {"age_min": 60, "age_max": 18},
        {"age_max": 121},
        {"operating_status": "superseded"},
        {"strip_position": 1},
        {"strip_position": 9},
        {"notice_from": date(2026, 2, 2), "notice_until": date(2026, 2, 1)},
        {"verified_on": date(2026, 1, 1)},
        {"verified_on": date(2026, 1, 1), "verify_by": date(2026, 1, 1), "verified_method": "website"},
        {"slug": "police-15"},
    ],
)
def test_a_helpline_that_cannot_be_is_refused_by_the_database(change: dict[str, Any]) -> None:
    expect_refusal(Helpline, change, slug="quiet-line")


def test_a_line_is_not_its_own_successor() -> None:
    quiet = Helpline.objects.get(slug="quiet-line")
    expect_refusal(Helpline, {"operating_status": "superseded", "superseded_by": quiet}, slug="quiet-line")


@pytest.mark.parametrize("change", [{"kind": "pigeon"}, {"cost": "cheap"}, {"hours_confidence": "sure"}, {"dial": ""}])
def test_a_contact_that_cannot_be_is_refused_by_the_database(change: dict[str, Any]) -> None:
    expect_refusal(ContactMethod, change, value="1098")


def test_hours_exceptions_are_a_holiday_or_dates_and_other_hours_are_given() -> None:
    office = {"contact__helpline__slug": "office-line"}
    expect_refusal(HoursException, {"first": None}, **office)
    expect_refusal(HoursException, {"holiday": Holiday.objects.get()}, **office)
    expect_refusal(HoursException, {"hours": ""}, **office)
    expect_refusal(HoursException, {"last": date(2026, 12, 1)}, **office)
    expect_refusal(HolidayDate, {"last": date(2027, 1, 1)}, holiday__slug="eid-al-fitr")


def test_a_search_phrase_belongs_to_one_topic_or_audience() -> None:
    expect_refusal(SearchPhrase, {"topic": None}, text="khudkushi")
    expect_refusal(SearchPhrase, {"script": "greek"}, text="khudkushi")


@pytest.mark.parametrize(
    ("slug", "days"), [("umeed-line", 30), ("police-15", 30), ("quiet-line", 90), ("web-only", 180)]
)
def test_a_verification_lasts_by_urgency(slug: str, days: int) -> None:
    assert Helpline.objects.get(slug=slug).verification_interval() == timedelta(days=days)


def verify(slug: str, outcome: str) -> Helpline:
    curator = User.objects.create(username="amina")
    HelplineVerification.objects.create(
        helpline=Helpline.objects.get(slug=slug),
        by=curator,
        on=date(2026, 11, 22),
        method="provider-confirmed",
        outcome=outcome,
    )
    return Helpline.objects.get(slug=slug)


def test_a_check_that_found_all_right_verifies_the_line() -> None:
    quiet = verify("quiet-line", "confirmed")
    assert (quiet.verified_on, quiet.verify_by) == (date(2026, 11, 22), date(2027, 2, 20))
    assert quiet.verified_method == "provider-confirmed"
    assert quiet in Helpline.objects.verified()


@pytest.mark.parametrize("outcome", ["changed", "no-answer", "dead"])
def test_a_check_that_found_something_wrong_verifies_nothing(outcome: str) -> None:
    assert verify("quiet-line", outcome).verified_on is None


def test_only_a_person_verifies() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerVerification.objects.create(
            partner=Partner.objects.get(slug="police"), method="website", outcome="confirmed", on=date(2026, 1, 1)
        )


def test_the_querysets_speak_the_words_of_the_field() -> None:
    assert Helpline.objects.drafts().get().slug == "draft-line"
    assert "draft-line" not in Helpline.objects.live().values_list("slug", flat=True)
    assert set(Helpline.objects.for_crisis().values_list("slug", flat=True)) == {
        "umeed-line",
        "night-line",
        "evening-line",
    }
    assert "web-only" not in Helpline.objects.dialable().values_list("slug", flat=True)
    assert "night-line" in Helpline.objects.due_for_check().values_list("slug", flat=True)


def test_text_is_cleaned_as_it_is_saved() -> None:
    topic = Topic.objects.get(slug="depression")
    topic.name_ur = "  ذهني\u200f دباؤ كا \x00"
    topic.save()
    topic.refresh_from_db()
    assert topic.name_ur == "ذہنی دباؤ کا"
