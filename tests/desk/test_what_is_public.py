"""Withdrawing, restoring and rolling back from the desk, with a reason."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from helplines.documents import HELPLINES
from helplines.models import Helpline
from hub.editions.corrections import confirm, correct, revert
from hub.editions.models import Edition, Withdrawal
from hub.editions.publishing import publish
from tests.desk.conftest import Desk
from tests.editions.acts import change, change_contact, publish_changed, served, take_out

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


@pytest.fixture
def editor(at_desk: AtDesk) -> Desk:
    return at_desk("editor")


@pytest.fixture
def reviewer(at_desk: AtDesk) -> Desk:
    return at_desk("reviewer")


def sure(reason: str) -> dict[str, str]:
    return {"reason": reason, "sure": "1", "live": str(Edition.objects.latest("number").number)}


def withdrawal_of(slug: str) -> str:
    return reverse("admin:withdraw", args=["helpline", Helpline.objects.get(slug=slug).pk])


def test_an_editor_takes_a_line_out_at_once(editor: Desk) -> None:
    address = withdrawal_of("quiet-line")
    assert "1098" in editor.get(address).content.decode()
    assert editor.post(address, {"reason": "A wrong number"}).status_code == 302
    assert "quiet-line" not in served()
    assert Withdrawal.objects.get().reason == "A wrong number"
    entry = LogEntry.objects.get()
    assert (entry.user, entry.change_message) == (editor.person, "Withdrawn: A wrong number")


def test_one_contact_is_taken_out(editor: Desk) -> None:
    contacts = served()["umeed-line"]["contacts"]
    whatsapp = next(one for one in contacts if one["kind"] == "whatsapp")
    editor.post(withdrawal_of("umeed-line"), {"contact": whatsapp["id"], "reason": "Not theirs"})
    assert [one["kind"] for one in served()["umeed-line"]["contacts"]] == ["phone", "website"]


def test_the_last_crisis_line_asks_twice(editor: Desk) -> None:
    address = withdrawal_of("umeed-line")
    answer = editor.post(address, {"reason": "A wrong number"})
    assert answer.status_code == 422
    assert "Help would be thin without it" in answer.content.decode()
    assert "umeed-line" in served()
    editor.post(address, {"reason": "A wrong number", "sure": "on"})
    assert "umeed-line" not in served()


@pytest.mark.parametrize("data", [{"reason": ""}, {"reason": "  "}, {"reason": "x", "contact": "nobody"}])
def test_a_withdrawal_that_cannot_be_is_refused(editor: Desk, data: dict[str, str]) -> None:
    assert editor.post(withdrawal_of("quiet-line"), data).status_code == 422
    assert "quiet-line" in served()


def test_only_what_is_live_can_be_withdrawn(editor: Desk) -> None:
    assert editor.get(withdrawal_of("draft-line")).status_code == 404
    assert editor.get(reverse("admin:withdraw", args=["nonsense", Helpline.objects.all()[0].pk])).status_code == 404


def test_a_reviewer_restores_it(editor: Desk, reviewer: Desk) -> None:
    take_out("helpline/quiet-line")
    record = str(Helpline.objects.get(slug="quiet-line").pk)
    assert "quiet-line" in reviewer.get(reverse("admin:public")).content.decode()
    restore = {"key": record, "reason": "It was right"}
    assert editor.post(reverse("admin:restore"), restore).status_code == 403
    reviewer.post(reverse("admin:restore"), {"key": record, "reason": ""})
    assert "quiet-line" not in served()
    reviewer.post(reverse("admin:restore"), restore)
    assert "quiet-line" in served()


def test_what_is_not_withdrawn_cannot_be_restored(reviewer: Desk) -> None:
    assert reviewer.post(reverse("admin:restore"), {"key": "x", "reason": "x"}).status_code == 404


def test_a_reviewer_rolls_back_with_a_reason(editor: Desk, reviewer: Desk) -> None:
    publish_changed(summary_en="A mistake.")
    address = reverse("admin:roll-back", args=[1])
    assert editor.post(address, {"reason": "A mistake"}).status_code == 403
    reviewer.post(address, {"reason": ""})
    assert served()["quiet-line"]["summary"] == "A mistake."
    shown = reviewer.post(address, {"reason": "A mistake"}).content.decode()
    assert "Quiet Line" in shown
    assert "Nothing is rolled back yet" in shown
    assert Edition.objects.count() == 2
    reviewer.post(address, {"reason": "A mistake", "sure": "1", "live": "2"})
    edition = Edition.objects.latest("number")
    assert (edition.number, edition.proposed_by, edition.alone_reason) == (3, reviewer.person, "Rolled back: A mistake")
    assert served()["quiet-line"]["summary"] is None


def test_an_edition_that_is_not_kept_is_refused(reviewer: Desk) -> None:
    answer = reviewer.post(reverse("admin:roll-back", args=[99]), {"reason": "x"}, follow=True)
    assert "no such earlier edition" in answer.content.decode()


def test_preview_is_what_the_app_will_get(editor: Desk) -> None:
    Helpline.objects.filter(slug="quiet-line").update(summary_en="Not live yet.")
    record = Helpline.objects.get(slug="quiet-line").pk
    page = editor.get(reverse("admin:preview", args=["helpline", record]))
    assert "Not live yet." in page.content.decode()
    documents = {card.language: card.document for card, _json in page.context["cards"]}
    live = served()["quiet-line"]
    assert documents["en"].keys() == {*live, "now"}
    assert documents["en"] | {"summary": None, "now": None} == live | {
        "now": None,
        "contacts": documents["en"]["contacts"],
    }


def test_a_draft_is_previewed_and_stays_a_draft(editor: Desk) -> None:
    draft = Helpline.objects.get(slug="draft-line")
    page = editor.get(reverse("admin:preview", args=["helpline", draft.pk]))
    assert (page.status_code, "Draft Line" in page.content.decode()) == (200, True)
    assert "draft-line" not in served()


def test_of_a_draft_it_says_that_there_is_nothing_to_withdraw(at_desk: AtDesk) -> None:
    draft = Helpline.objects.get(slug="draft-line")
    answer = at_desk("editor").get(reverse("admin:withdraw", args=["helpline", draft.pk]))
    assert answer.status_code == 404
    assert "It is not public: there is nothing to withdraw." in answer.content.decode()


def test_an_urgent_correction_that_was_taken_back_does_not_come_back(at_desk: AtDesk) -> None:
    editor, reviewer, key = at_desk("editor"), at_desk("reviewer"), Helpline.objects.get(slug="quiet-line").pk
    change("quiet-line", notice_en="Nonsense.")
    correction = correct(HELPLINES, key, by=editor.person, reason="Closed")
    back = revert(correction, by=reviewer.person, reason="It was right")
    change("night-line", summary_en="Night.")
    publish([("helpline", "night-line")])
    told = reviewer.post(reverse("admin:roll-back", args=[correction.edition]), sure("x"), follow=True)
    assert "holds an urgent correction that was taken back" in told.content.decode()
    assert served()["quiet-line"]["notice"] is None
    reviewer.post(reverse("admin:roll-back", args=[back.number]), sure("x"))
    assert Edition.objects.latest("number").digest == back.digest


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_rolling_back_tells_which_urgent_corrections_it_undoes(at_desk: AtDesk, is_confirmed: bool) -> None:
    editor, reviewer, key = at_desk("editor"), at_desk("reviewer"), Helpline.objects.get(slug="quiet-line").pk
    change_contact("1098", value="1099", dial="1099", display="1099")
    correction = correct(HELPLINES, key, by=editor.person, reason="The number has changed")
    if is_confirmed:
        confirm(correction, by=reviewer.person)
    publish_changed("night-line", summary_en="Night.")
    address = reverse("admin:roll-back", args=[1])
    answer = reviewer.post(address, {"reason": "x"})
    assert answer.context["what"].undone == [correction]
    assert [one["name"] for one in answer.context["urgent"]] == ["Quiet Line"]
    assert answer.context["others"] == ["Night Line"]
    assert "The number has changed" in answer.content.decode()
    assert served()["quiet-line"]["contacts"][0]["value"] == "1099"
    # One that leaves it as it was corrected undoes nothing.
    assert reviewer.post(reverse("admin:roll-back", args=[2]), {"reason": "x"}).context["what"].undone == []
    reviewer.post(address, sure("x"))
    assert served()["quiet-line"]["contacts"][0]["value"] == "1098"


def test_who_was_shown_another_edition_looks_again(reviewer: Desk) -> None:
    publish_changed(summary_en="A mistake.")
    seen = sure("A mistake")
    publish_changed("night-line", summary_en="Night.")
    answer = reviewer.post(reverse("admin:roll-back", args=[1]), seen)
    assert "look again" in answer.content.decode()
    assert Edition.objects.count() == 3
