"""Urgent corrections: one person at once, a second one within 72 hours."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from helplines.documents import HELPLINES
from helplines.models import Helpline
from hub.editions.corrections import close, confirm, correct, revert
from hub.editions.models import Correction, Edition
from hub.editions.proposals import approve, propose
from hub.editions.publishing import NotPublished, Signature, rollback
from tests.desk.conftest import Desk
from tests.editions.acts import change, change_contact, served, take_out

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


@pytest.fixture
def editor(at_desk: AtDesk) -> Desk:
    return at_desk("editor")


@pytest.fixture
def reviewer(at_desk: AtDesk) -> Desk:
    return at_desk("reviewer")


@pytest.fixture(autouse=True)
def two_people(published: Edition, settings: Settings) -> None:
    settings.PUBLISH_ALONE = False


def key() -> Any:
    return Helpline.objects.get(slug="quiet-line").pk


def address() -> str:
    return reverse("admin:correct", args=["helpline", key()])


def corrected(by: Any) -> Correction:
    change_contact("1098", value="1099", dial="1099", display="1099")
    return correct(HELPLINES, key(), by=by, reason="The number has changed")


def numbers(slug: str = "quiet-line") -> list[str]:
    return [one["value"] for one in served()[slug]["contacts"]]


def test_one_person_puts_a_number_right_at_once(editor: Desk) -> None:
    change_contact("1098", value="1099", dial="1099", display="1099")
    assert "1099" in editor.get(address()).content.decode()
    editor.post(address(), {"reason": "The number has changed"})
    edition = Edition.objects.latest("number")
    assert (edition.alone, edition.proposed_by) == (True, editor.person)
    assert edition.alone_reason == "Urgent correction: The number has changed"
    assert numbers() == ["1099"]
    assert Correction.objects.unsettled().get().edition == edition.number


def test_nothing_but_the_urgent_fields_goes_with_it(editor: Desk) -> None:
    change("quiet-line", summary_en="Half ma", name_ur="ادھورا", notice_en="Closed on Eid.")
    change("night-line", summary_en="Half ma")
    corrected(editor.person)
    document = served()["quiet-line"]
    assert document["notice"]["words"] == "Closed on Eid."
    assert (document["summary"], served("helplines", "ur")["quiet-line"]["name"]) == (None, "خاموش لائن")
    assert served()["night-line"]["summary"] != "Half ma"


def test_it_is_made_while_a_proposal_is_open(editor: Desk, reviewer: Desk) -> None:
    change("night-line", summary_en="Night.")
    night = str(Helpline.objects.get(slug="night-line").pk)
    proposal = propose([("helpline", night)], by=editor.person, note="Night")
    corrected(editor.person)
    answer = reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]), follow=True).content.decode()
    assert "Another edition has gone live" in answer
    reviewer.post(reverse("admin:proposal-anew", args=[proposal.pk]))
    reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]))
    assert (numbers(), served()["night-line"]["summary"]) == (["1099"], "Night.")


def test_a_second_person_confirms_it(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    reviewer.post(reverse("admin:correction-settle", args=[correction.pk]), {"outcome": "confirmed"})
    correction.refresh_from_db()
    assert (correction.outcome, correction.settled_by) == ("confirmed", reviewer.person)
    assert (numbers(), Edition.objects.count()) == (["1099"], 2)


def test_a_second_person_takes_it_back(editor: Desk, reviewer: Desk) -> None:
    before = served()["quiet-line"]
    correction = corrected(editor.person)
    reviewer.post(
        reverse("admin:correction-settle", args=[correction.pk]), {"outcome": "reverted", "reason": "It was right"}
    )
    assert served()["quiet-line"] == before
    assert Edition.objects.latest("number").proposed_by == reviewer.person
    with pytest.raises(NotPublished, match="settled already"):
        confirm(correction, by=reviewer.person)


def test_taking_back_leaves_what_has_gone_live_since(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    change_contact("1097", display="1097 (new)")
    correct(HELPLINES, Helpline.objects.get(slug="english-line").pk, by=editor.person, reason="Shown otherwise")
    revert(correction, by=reviewer.person, reason="It was right")
    assert (numbers(), served()["english-line"]["contacts"][0]["display"]) == (["1098"], "1097 (new)")


def test_nobody_settles_their_own(reviewer: Desk) -> None:
    correction = corrected(reviewer.person)
    for act in (confirm, close, lambda one, by: revert(one, by=by, reason="Mine")):
        with pytest.raises(NotPublished, match="Somebody else"):
            act(correction, by=reviewer.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(outcome="confirmed", settled_by=reviewer.person, settled_at=timezone.now())


def test_an_editor_may_not_settle(editor: Desk, at_desk: AtDesk) -> None:
    correction = corrected(editor.person)
    another = at_desk("editor", "another")
    settle = reverse("admin:correction-settle", args=[correction.pk])
    assert another.post(settle, {"outcome": "confirmed"}).status_code == 403


def test_it_is_overdue_after_three_days(editor: Desk) -> None:
    correction = corrected(editor.person)
    assert not correction.is_overdue
    Correction.objects.update(at=timezone.now() - timedelta(hours=73))
    correction.refresh_from_db()
    assert correction.is_overdue
    assert "overdue" in editor.get(reverse("admin:corrections")).content.decode()


def test_without_a_reason_nothing_goes_live(editor: Desk) -> None:
    change_contact("1098", value="1099", dial="1099", display="1099")
    answer = editor.post(address(), {"reason": ""})
    assert (answer.status_code, Edition.objects.count()) == (422, 1)


def test_what_the_gate_refuses_does_not_go_live(editor: Desk) -> None:
    change_contact("1098", value="12")
    answer = editor.post(address(), {"reason": "Quick"})
    assert (answer.status_code, Edition.objects.count(), Correction.objects.count()) == (422, 1, 0)


def test_nothing_to_correct_is_said(editor: Desk) -> None:
    assert "nothing to correct" in editor.get(address()).content.decode()
    assert editor.post(address(), {"reason": "Quick"}).status_code == 422


def test_a_draft_never_goes_live_by_a_correction(editor: Desk) -> None:
    draft = Helpline.objects.get(slug="draft-line")
    with pytest.raises(NotPublished):
        correct(HELPLINES, draft.pk, by=editor.person, reason="Quick")
    assert "draft-line" not in served()


def test_what_is_withdrawn_stays_out(editor: Desk) -> None:
    take_out("helpline/quiet-line")
    corrected(editor.person)
    assert "quiet-line" not in served()


@pytest.mark.parametrize("kind", ["topic", "nonsense"])
def test_other_kinds_are_never_that_urgent(editor: Desk, kind: str) -> None:
    assert editor.get(reverse("admin:correct", args=[kind, key()])).status_code == 404


def test_an_outcome_that_does_not_exist_is_refused(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    settle = reverse("admin:correction-settle", args=[correction.pk])
    assert reviewer.post(settle, {"outcome": "perhaps"}).status_code == 400


# What has gone live since


def settle(desk: Desk, correction: Correction, outcome: str, **fields: str) -> str:
    address = reverse("admin:correction-settle", args=[correction.pk])
    return desk.post(address, {"outcome": outcome} | fields, follow=True).content.decode()


def changed_by_two(editor: Desk, reviewer: Desk) -> None:
    """The same line, once more, by two people."""
    change_contact("1099", value="1096", dial="1096", display="1096")
    approve(propose([("helpline", str(key()))], by=editor.person, note="Another number"), by=reviewer.person)
    assert numbers() == ["1096"]


@pytest.mark.parametrize("outcome", ["confirmed", "reverted"])
def test_what_two_people_have_changed_since_is_neither_confirmed_nor_taken_back(
    editor: Desk, reviewer: Desk, outcome: str
) -> None:
    correction = corrected(editor.person)
    changed_by_two(editor, reviewer)
    told = settle(reviewer, correction, outcome, reason="It was right")
    assert "has been changed since" in told
    assert "1096" in told
    correction.refresh_from_db()
    assert (correction.outcome, numbers()) == ("", ["1096"])


def test_what_has_been_changed_since_is_closed_by_a_second_person(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    assert "confirm it, or take it back" in settle(reviewer, correction, "superseded")
    changed_by_two(editor, reviewer)
    settle(reviewer, correction, "superseded")
    correction.refresh_from_db()
    assert (correction.outcome, correction.settled_by, numbers()) == ("superseded", reviewer.person, ["1096"])
    assert not Correction.objects.unsettled().exists()


def test_what_else_of_the_line_two_people_have_changed_stays_when_it_is_taken_back(
    editor: Desk, reviewer: Desk
) -> None:
    correction = corrected(editor.person)
    change("quiet-line", summary_en="Calm.")
    approve(propose([("helpline", str(key()))], by=editor.person, note="Words"), by=reviewer.person)
    revert(correction, by=reviewer.person, reason="It was right")
    assert (numbers(), served()["quiet-line"]["summary"]) == (["1098"], "Calm.")


def test_taking_back_asks_for_a_reason_and_keeps_it(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    assert "Give a reason" in settle(reviewer, correction, "reverted", reason=" ")
    assert numbers() == ["1099"]
    settle(reviewer, correction, "reverted", reason="It was right")
    assert Edition.objects.latest("number").note == "helpline/quiet-line: It was right"
    history = reverse("admin:helplines_helpline_history", args=[key()])
    assert "Taken back: It was right" in reviewer.get(history).content.decode()


def test_its_page_says_what_was_and_what_is_live_and_what_taking_back_would_do(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    address = reverse("admin:correction", args=[correction.pk])
    answer = reviewer.get(address)
    shown, back = answer.content.decode(), answer.context["back"]
    assert "Live since edition 2" in shown
    assert shown.index(">Before<") < shown.index("What taking it back would do") < shown.index(">Live now<")
    cells = [cell for row in back for cell in row.cells]
    assert ("1099" in [cell.before for cell in cells], "1098" in [cell.after for cell in cells]) == (True, True)
    assert ".m.." not in shown


def test_what_was_rolled_back_is_not_confirmed(editor: Desk, reviewer: Desk) -> None:
    correction = corrected(editor.person)
    rollback(1, signed=Signature(reviewer.person, alone_reason="A mistake"), sure=True)
    assert "has been changed since" in settle(reviewer, correction, "confirmed")
    correction.refresh_from_db()
    assert correction.outcome == ""
