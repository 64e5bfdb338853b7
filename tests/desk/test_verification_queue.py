"""The queue, the screen of a line, and what comes of a check."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from helplines.claiming import claim
from helplines.models import Claim, Helpline, HelplineVerification, Report
from hub.editions.models import Edition
from tests.editions.acts import change, served

CHECK = {"method": "website", "outcome": "confirmed", "note": "As their page says."}


@pytest.fixture
def amina(cast: None) -> User:
    return User.objects.create_superuser("amina")


@pytest.fixture
def desk(amina: User) -> Client:
    client = Client()
    client.force_login(amina)
    return client


def line(slug: str) -> str:
    return reverse("admin:verify_line", args=[Helpline.objects.get(slug=slug).pk])


def queued(desk: Client, show: str = "all") -> list[str]:
    answer = desk.get(reverse("admin:verify"), {"show": show})
    assert answer.status_code == 200
    return [row["helpline"].slug for row in answer.context["rows"]]


def check(desk: Client, slug: str, **fields: Any) -> HttpResponse:
    """Takes the line, as one must, and records what was found."""
    desk.post(reverse("admin:verify_claim", args=[Helpline.objects.get(slug=slug).pk]))
    return desk.post(line(slug), CHECK | fields, follow=True)  # type: ignore[return-value]


def verified_for_long(slug: str) -> None:
    today = timezone.localdate()
    change(slug, verified_on=today, verify_by=today + timedelta(days=300), verified_method="website")


def with_rights(*codenames: str) -> Client:
    user = User.objects.create(username="sana", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


# The queue


def test_the_menu_leads_to_the_queue(desk: Client) -> None:
    assert reverse("admin:verify") in desk.get(reverse("admin:index")).content.decode()


def test_urgent_lines_come_first_and_drafts_stand_apart(desk: Client) -> None:
    slugs = queued(desk)
    urgent = Helpline.objects.filter(slug__in=["police-15", "rescue-1122", "evening-line", "night-line"])
    assert set(slugs[:4]) == set(urgent.values_list("slug", flat=True))
    assert "draft-line" not in slugs
    assert queued(desk, "drafts") == ["draft-line"]


def test_filters_keep_what_they_name(desk: Client) -> None:
    change("umeed-line", verified_on=timezone.localdate(), verify_by=timezone.localdate() + timedelta(days=3))
    change("night-line", verified_on=date(2026, 1, 1), verify_by=date(2026, 2, 1))
    assert "umeed-line" in queued(desk, "due")
    assert queued(desk, "overdue")[0] == "night-line"
    assert "quiet-line" in queued(desk, "unverified")
    assert "quiet-line" not in queued(desk, "crisis")


def test_the_queue_says_who_has_taken_what(desk: Client, amina: User) -> None:
    claim(Helpline.objects.get(slug="quiet-line"), amina)
    assert "Being checked now" in desk.get(reverse("admin:verify")).content.decode()


def test_the_queue_asks_few_questions_of_the_database(desk: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(15):
        queued(desk)


# The screen of a line


def test_the_screen_shows_what_we_claim_in_both_languages(desk: Client) -> None:
    shown = desk.get(line("umeed-line")).content.decode()
    for words in ("Umeed Line", "امید لائن", "1166", "Open 24 hours, every day", "Dawn", "Standard rate"):
        assert words in shown


def test_every_line_has_a_screen_drafts_too(desk: Client) -> None:
    for slug in Helpline.objects.values_list("slug", flat=True):
        assert desk.get(line(slug)).status_code == 200


def test_who_has_not_taken_the_line_is_asked_to(desk: Client, amina: User) -> None:
    assert "Take the line first" in desk.get(line("quiet-line")).content.decode()
    claim(Helpline.objects.get(slug="quiet-line"), amina)
    shown = desk.get(line("quiet-line")).content.decode()
    assert "Record what I found" in shown
    assert "Is this Quiet Line" in shown


def test_an_emergency_service_has_no_script_and_no_call(desk: Client) -> None:
    answer = desk.get(line("police-15"))
    assert "What to say on the call" not in answer.content.decode()
    assert "call-answered" not in [method.value for method in answer.context["form"].offered]


# What comes of it


def test_what_was_found_right_stands_verified_and_is_public(published: Edition, desk: Client, amina: User) -> None:
    said = check(desk, "quiet-line").content.decode()
    done = HelplineVerification.objects.get()
    assert (done.by, done.method, done.outcome, done.note) == (amina, "website", "confirmed", CHECK["note"])
    assert "public now" in said
    assert served()["quiet-line"]["verification"]["verified_on"] == timezone.localdate().isoformat()
    assert "quiet-line" not in queued(desk)


def test_the_next_within_the_hour_is_told_when_it_will_be_public(published: Edition, desk: Client) -> None:
    check(desk, "quiet-line")
    assert "can become public from" in check(desk, "web-only").content.decode()


def test_what_waits_is_published_by_a_button(published: Edition, desk: Client) -> None:
    check(desk, "quiet-line")
    check(desk, "web-only")
    Edition.objects.update(published_at=timezone.now() - timedelta(hours=2))
    answer = desk.post(reverse("admin:verify_publish"), follow=True)
    assert "public now" in answer.content.decode()
    assert served()["web-only"]["verification"]["method"] == "website"


def test_verifying_is_not_editing(published: Edition, desk: Client) -> None:
    check(desk, "quiet-line")
    assert Helpline.objects.get(slug="quiet-line").updated_on == date(2026, 11, 1)


@pytest.mark.parametrize("outcome", ["changed", "dead", "closed-down"])
def test_what_was_found_wrong_leads_on_and_verifies_nothing(published: Edition, desk: Client, outcome: str) -> None:
    said = check(desk, "quiet-line", outcome=outcome).content.decode()
    quiet = Helpline.objects.get(slug="quiet-line")
    assert quiet.verified_on is None
    assert reverse("admin:helplines_helpline_change", args=[quiet.pk]) in said
    assert "withdraw" in said


def test_where_nobody_answered_the_line_comes_up_again_later(desk: Client) -> None:
    assert "tomorrow" in check(desk, "police-15", outcome="no-answer", method="official-source").content.decode()
    assert queued(desk)[-1] == "police-15"


@pytest.mark.parametrize("reports", [0, 1])
@pytest.mark.parametrize("outcome", ["changed", "dead", "closed-down"])
def test_a_verified_line_that_is_found_wrong_no_longer_stands_verified(
    published: Edition, desk: Client, outcome: str, reports: int
) -> None:
    for _number in range(reports):
        report(desk, "umeed-line", "Rings and rings.")
    assert ("umeed-line" in queued(desk)) == bool(reports)
    said = check(desk, "umeed-line", outcome=outcome).content.decode()
    umeed = Helpline.objects.get(slug="umeed-line")
    assert (umeed.verified_on, umeed.verify_by, umeed.verified_method) == (None, None, "")
    assert "public now" in said
    public = served()["umeed-line"]["verification"]
    assert (public["verified_on"], public["method"]) == (None, None)
    assert "not all of it was right" in public["words"]
    assert "umeed-line" in queued(desk, "wrong")
    assert queued(desk)[0] == "umeed-line"
    assert Report.objects.filter(settled_by=None).count() == reports


def test_a_verified_line_at_which_nobody_answered_comes_up_again(published: Edition, desk: Client) -> None:
    verified_for_long("web-only")
    assert "web-only" not in queued(desk)
    check(desk, "web-only", outcome="no-answer")
    assert Helpline.objects.get(slug="web-only").verified_on
    assert queued(desk)[-1] == "web-only"
    HelplineVerification.objects.update(on=timezone.localdate() - timedelta(days=1))
    assert "web-only" in queued(desk)
    check(desk, "web-only")
    assert "web-only" not in queued(desk)


def test_a_line_that_was_found_wrong_is_right_again_once_somebody_finds_it_so(published: Edition, desk: Client) -> None:
    check(desk, "umeed-line", outcome="dead")
    check(desk, "umeed-line", outcome="no-answer")
    assert queued(desk, "wrong") == ["umeed-line"]
    check(desk, "umeed-line")
    assert "umeed-line" not in queued(desk)


def test_a_check_of_an_earlier_day_takes_no_later_verification_away(desk: Client, amina: User) -> None:
    umeed = Helpline.objects.get(slug="umeed-line")
    HelplineVerification.objects.create(
        helpline=umeed, by=amina, method="website", outcome="dead", on=date(2026, 11, 9)
    )
    assert Helpline.objects.get(slug="umeed-line").verified_on == date(2026, 11, 10)


def test_what_was_found_wrong_waits_with_the_others_within_the_hour(published: Edition, desk: Client) -> None:
    check(desk, "quiet-line")
    assert "can become public from" in check(desk, "umeed-line", outcome="dead").content.decode()
    assert desk.get(reverse("admin:verify")).context["not_public"] == 1


# Refusals


@pytest.mark.parametrize("has_run_out", [True, False])
def test_nothing_is_recorded_on_a_line_that_one_has_not_taken(desk: Client, amina: User, has_run_out: bool) -> None:
    if has_run_out:
        claim(Helpline.objects.get(slug="quiet-line"), amina)
        Claim.objects.update(until=timezone.now() - timedelta(seconds=1))
    answer = desk.post(line("quiet-line"), CHECK)
    assert answer.status_code == 409
    assert not HelplineVerification.objects.exists()
    said = answer.content.decode()
    assert "Take the line first" in said
    assert CHECK["note"] in said
    # Taken by the button beneath, it still holds what was written.
    again = desk.post(reverse("admin:verify_claim", args=[Helpline.objects.get(slug="quiet-line").pk]), CHECK)
    assert CHECK["note"] in again.content.decode()
    assert Claim.objects.get().by == amina
    assert desk.post(line("quiet-line"), CHECK).status_code == 302


def test_what_to_say_on_the_call_is_shown_to_who_has_taken_the_line(desk: Client, amina: User) -> None:
    assert "Is this Quiet Line" not in desk.get(line("quiet-line")).content.decode()
    claim(Helpline.objects.get(slug="quiet-line"), User.objects.create(username="sana"))
    assert "Is this Quiet Line" not in desk.get(line("quiet-line")).content.decode()


def test_an_emergency_service_is_never_test_called(desk: Client) -> None:
    answer = check(desk, "police-15", method="call-answered")
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "operator" in said
    assert CHECK["note"] in said
    assert not HelplineVerification.objects.exists()


def test_nor_is_one_that_somebody_has_unticked_on_the_desk(desk: Client) -> None:
    line = Helpline.objects.get(slug="police-15")
    line.emergency, line.category, line.strip_position = False, "clinic", None
    line.save()
    assert check(desk, "police-15", method="call-answered").status_code == 422
    assert not HelplineVerification.objects.exists()


def test_a_second_test_call_within_thirty_days_is_refused_whoever_made_the_first(desk: Client) -> None:
    sana = User.objects.create(username="sana")
    quiet = Helpline.objects.get(slug="quiet-line")
    HelplineVerification.objects.create(helpline=quiet, by=sana, method="call-answered", outcome="no-answer")
    answer = check(desk, "quiet-line", method="call-answered")
    assert answer.status_code == 422
    assert "one test call per line in 30 days" in answer.content.decode()


def test_a_form_without_an_answer_comes_back_with_what_was_written(desk: Client) -> None:
    answer = check(desk, "quiet-line", outcome="")
    assert answer.status_code == 422
    assert CHECK["note"] in answer.content.decode()


# Who may


def test_who_may_only_read_records_and_takes_nothing(cast: None) -> None:
    client = with_rights("view_helplineverification")
    assert client.get(line("quiet-line")).status_code == 200
    assert client.post(line("quiet-line"), CHECK).status_code == 403
    for name in ("verify_claim", "verify_give_back"):
        address = reverse(f"admin:{name}", args=[Helpline.objects.get(slug="quiet-line").pk])
        assert client.post(address).status_code == 403
    assert client.post(reverse("admin:verify_publish")).status_code == 403
    assert not HelplineVerification.objects.exists()


def test_who_may_change_helplines_may_not_therefore_verify(cast: None) -> None:
    client = with_rights("change_helpline", "view_helpline")
    assert client.get(reverse("admin:verify")).status_code == 403
    assert client.post(line("quiet-line"), CHECK).status_code == 403


def test_nobody_sees_the_queue_without_signing_in(cast: None) -> None:
    assert Client().get(reverse("admin:verify")).status_code == 302


# Faults that people tell us of


def report(desk: Client, slug: str, words: str) -> str:
    pk = Helpline.objects.get(slug=slug).pk
    return desk.post(reverse("admin:verify_report", args=[pk]), {"words": words}, follow=True).content.decode()


def test_a_reported_line_is_among_the_first_even_if_verified(desk: Client) -> None:
    verified_for_long("web-only")
    assert "web-only" not in queued(desk)
    assert "among the first" in report(desk, "web-only", "The page is gone.")
    assert queued(desk, "reported") == ["web-only"]
    # After those that somebody may ring in danger, before all others.
    assert queued(desk).index("web-only") == len(queued(desk, "crisis"))


@pytest.mark.parametrize(("outcome", "left"), [("confirmed", 0), ("changed", 1), ("dead", 1), ("no-answer", 1)])
def test_a_check_that_finds_all_of_it_right_settles_what_was_reported(
    published: Edition, desk: Client, outcome: str, left: int
) -> None:
    report(desk, "quiet-line", "Rings and rings.")
    check(desk, "quiet-line", outcome=outcome)
    assert len(queued(desk, "reported")) == left
    settled = Report.objects.filter(settled_by__isnull=False)
    assert settled.count() == 1 - left


def test_a_draft_that_is_reported_is_among_the_first_too(desk: Client) -> None:
    assert "among the first" in report(desk, "draft-line", "It is somebody's own number.")
    assert queued(desk, "reported") == ["draft-line"]
    assert "draft-line" in queued(desk)
    assert queued(desk, "drafts") == ["draft-line"]
    assert "?show=reported" in desk.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_a_report_says_something_and_not_too_much(desk: Client, words: str) -> None:
    report(desk, "quiet-line", words)
    assert not Report.objects.exists()


def test_checks_and_reports_are_in_the_history(published: Edition, desk: Client) -> None:
    report(desk, "quiet-line", "Rings and rings.")
    check(desk, "quiet-line")
    pk = Helpline.objects.get(slug="quiet-line").pk
    told = desk.get(reverse("admin:helplines_helpline_history", args=[pk])).content.decode()
    assert "Reported: Rings and rings." in told
    assert "Checked: All of it is right (The provider&#x27;s website says so)" in told
