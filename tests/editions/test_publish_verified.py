"""A verification becomes public at once, by one person; nobody's unfinished work rides along."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from helplines.models import ContactMethod, Helpline, HelplineSource, HelplineVerification
from hub.curation.models import State
from hub.editions.models import Edition
from hub.editions.verified import ALONE_REASON, TooSoon, publish_verified
from partners.models import Partner, PartnerVerification
from tests.cast import make_helpline
from tests.editions.acts import change, change_contact, records, served, take_out


@pytest.fixture
def amina(published: Edition, settings: Settings) -> User:
    settings.PUBLISH_ALONE = False
    return User.objects.create(username="amina", is_staff=True)


def verify(slug: str, by: User, **fields: Any) -> None:
    fields = {"method": "website", "outcome": "confirmed"} | fields
    HelplineVerification.objects.create(helpline=Helpline.objects.get(slug=slug), by=by, **fields)


def today() -> str:
    return timezone.localdate().isoformat()


def an_hour_later() -> None:
    Edition.objects.update(published_at=timezone.now() - timedelta(minutes=61))


def said(*args: str) -> str:
    out = StringIO()
    call_command("publish_verified", *args, stdout=out)
    return out.getvalue()


def test_a_verification_becomes_public_in_both_languages(amina: User) -> None:
    verify("quiet-line", amina)
    assert publish_verified(amina)
    for language in ("en", "ur"):
        assert served(language=language)["quiet-line"]["verification"]["verified_on"] == today()
        assert served(language=language)["quiet-line"]["verification"]["method"] == "website"


def test_the_caller_stands_for_it_alone_and_it_says_so(amina: User) -> None:
    verify("quiet-line", amina)
    edition = publish_verified(amina)
    assert edition
    assert (edition.proposed_by, edition.approved_by, edition.alone) == (amina, None, True)
    assert edition.alone_reason == ALONE_REASON


def test_all_else_stays_byte_for_byte(amina: User) -> None:
    before = records(Edition.objects.get(number=1).unpacked())
    verify("quiet-line", amina)
    edition = publish_verified(amina)
    assert edition
    after = records(edition.unpacked())
    assert before.keys() == after.keys()
    quiet = str(Helpline.objects.get(slug="quiet-line").pk)

    assert [key for key in before if before[key] != after[key]] == [
        key for key in before if key[1:] == ("helpline", quiet)
    ]


def test_without_a_verification_there_is_no_edition(amina: User) -> None:
    change("quiet-line", summary_en="Edited.")
    assert publish_verified(amina) is None
    assert Edition.objects.count() == 1


def test_before_the_first_edition_nothing_is_published(cast: None) -> None:
    assert publish_verified(None) is None


def test_where_nobody_answered_nothing_is_published(amina: User) -> None:
    verify("umeed-line", amina, outcome="no-answer")
    assert publish_verified(amina) is None


@pytest.mark.parametrize("outcome", ["changed", "dead", "closed-down"])
@pytest.mark.parametrize("slug", ["umeed-line", "quiet-line"])
def test_what_was_found_wrong_is_no_longer_verified_in_public(amina: User, slug: str, outcome: str) -> None:
    before = records(Edition.objects.get(number=1).unpacked())
    verify(slug, amina, outcome=outcome)
    edition = publish_verified(amina)
    assert edition
    assert edition.alone_reason == ALONE_REASON
    for language in ("en", "ur"):
        line = served(language=language)[slug]["verification"]
        assert (line["verified_on"], line["verify_by"], line["method"]) == (None, None, None)
    after, key = records(edition.unpacked()), str(Helpline.objects.get(slug=slug).pk)
    assert {one[2] for one in before if before[one] != after[one]} == {key}


def test_of_what_was_found_wrong_no_edit_rides_along_and_none_holds_it_back(amina: User) -> None:
    change("umeed-line", summary_en="Edited.")
    change_contact("1166", value="1167", display="1167", dial="1167")
    HelplineSource.objects.filter(helpline__slug="umeed-line").update(publisher="Somebody else")
    verify("umeed-line", amina, outcome="dead")
    assert publish_verified(amina)
    line = served()["umeed-line"]
    assert (line["summary"], line["contacts"][0]["value"]) == ("Listens day and night.", "1166")
    assert line["verification"]["verified_on"] is None
    assert "Somebody else" not in str(line)


def test_a_partner_that_is_found_wrong_is_no_longer_verified_in_public(amina: User) -> None:
    umeed, day = Partner.objects.get(slug="umeed-trust"), timezone.localdate()
    PartnerVerification.objects.create(partner=umeed, by=amina, method="website", outcome="confirmed")
    assert publish_verified(amina)
    an_hour_later()
    PartnerVerification.objects.create(partner=umeed, by=amina, method="website", outcome="closed-down", on=day)
    assert publish_verified(amina)
    assert served("partners")["umeed-trust"]["verification"]["verified_on"] is None


# Nobody's unfinished work


def test_a_draft_does_not_ride_along(amina: User) -> None:
    verify("quiet-line", amina)
    verify("draft-line", amina)
    assert publish_verified(amina)
    assert "draft-line" not in served()


def test_a_new_live_record_does_not_ride_along(amina: User) -> None:
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1139"})
    verify("new-line", amina)
    assert publish_verified(amina) is None


def test_a_record_that_goes_back_to_a_draft_stays_as_it_is_live(amina: User) -> None:
    change("quiet-line", state=State.DRAFT)
    verify("quiet-line", amina)
    verify("web-only", amina)
    assert publish_verified(amina)
    assert served()["quiet-line"]["verification"]["verified_on"] is None


def test_an_unpublished_edit_of_the_same_line_does_not_ride_along(amina: User) -> None:
    change("quiet-line", summary_en="Edited.", slug="calm-line", updated_on=timezone.localdate())
    verify("calm-line", amina)
    assert publish_verified(amina)
    line = served()["quiet-line"]
    assert line["summary"] != "Edited."
    assert line["updated_on"] == "2026-11-01"
    assert line["verification"]["verified_on"] == today()


def test_an_unpublished_edit_of_another_line_does_not_ride_along(amina: User) -> None:
    change("office-line", summary_en="Edited.")
    verify("quiet-line", amina)
    assert publish_verified(amina)
    assert served()["office-line"]["summary"] != "Edited."


def test_an_unpublished_source_does_not_ride_along_as_the_basis(amina: User) -> None:
    HelplineSource.objects.filter(helpline__slug__in=["quiet-line", "web-only"]).update(publisher="Somebody else")
    verify("quiet-line", amina)
    assert publish_verified(amina)
    assert served()["quiet-line"]["verification"]["basis"]["publisher"] == "Dawn"
    assert "Dawn" in served()["web-only"]["verification"]["words"] or "Somebody" not in str(served()["web-only"])


def test_who_verified_a_number_that_is_not_public_yet_vouches_for_no_other(amina: User) -> None:
    change_contact("1098", value="1099", display="1099", dial="1099")
    verify("quiet-line", amina)
    assert publish_verified(amina) is None
    change_contact("1099", value="1098", display="1098", dial="1098")
    assert publish_verified(amina)


def test_an_edit_of_a_contact_in_one_language_holds_it_back_in_both(amina: User) -> None:
    ContactMethod.objects.filter(value="1098").update(note_ur="شام کو")
    verify("quiet-line", amina)
    assert publish_verified(amina) is None


def test_a_withdrawn_record_does_not_ride_along(amina: User) -> None:
    take_out("helpline/quiet-line")
    verify("quiet-line", amina)
    assert publish_verified(amina) is None
    verify("web-only", amina)
    assert publish_verified(amina)
    assert "quiet-line" not in served()


def test_a_verification_that_was_undone_is_no_verification(amina: User) -> None:
    change("umeed-line", verified_on=None, verify_by=None, verified_method="")
    assert publish_verified(amina) is None


# At most hourly


def test_a_second_edition_within_the_hour_waits_and_says_until_when(amina: User) -> None:
    verify("quiet-line", amina)
    first = publish_verified(amina)
    assert first
    verify("web-only", amina)
    with pytest.raises(TooSoon) as wait:
        publish_verified(amina)
    assert wait.value.next_at == first.published_at + timedelta(hours=1)
    assert served()["web-only"]["verification"]["verified_on"] is None


def test_after_an_hour_all_that_wait_go_out_together(amina: User) -> None:
    verify("quiet-line", amina)
    publish_verified(amina)
    verify("web-only", amina)
    verify("english-line", amina)
    an_hour_later()
    assert publish_verified(amina)
    assert {served()[slug]["verification"]["verified_on"] for slug in ("web-only", "english-line")} == {today()}


def test_an_edition_of_another_kind_makes_nobody_wait(amina: User) -> None:
    assert Edition.objects.get(number=1).published_at > timezone.now() - timedelta(hours=100)
    verify("quiet-line", amina)
    assert publish_verified(amina)


# By a timer


def test_a_timer_publishes_what_waits_and_is_never_wrong(amina: User) -> None:
    assert "No verification waits" in said()
    verify("quiet-line", amina)
    assert "Edition 2 is live" in said("--by", "amina")
    verify("web-only", amina)
    assert "may be published at" in said()
    assert Edition.objects.get(number=2).proposed_by == amina


def test_a_name_that_nobody_has_is_refused(amina: User) -> None:
    with pytest.raises(CommandError, match="no curator"):
        said("--by", "nobody")
