"""Two people for every edition: one proposes, another approves the very bytes that go live."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.serializers import deserialize, serialize
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from pytest_django.fixtures import Settings

from helplines.models import Helpline
from hub.editions.models import Edition, Proposal, Standing
from hub.editions.proposals import approve, bake_anew, changed_records, propose, send_back, take_back
from hub.editions.publishing import NotPublished, publish
from tests.desk.conftest import Desk
from tests.editions.acts import change, change_contact, served, take_out

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


def key(slug: str) -> str:
    return str(Helpline.objects.get(slug=slug).pk)


def proposed(by: Any, *slugs: str, **options: Any) -> Proposal:
    return propose([("helpline", key(slug)) for slug in slugs], by=by, note="New words", **options)


@pytest.fixture
def editor(at_desk: AtDesk) -> Desk:
    return at_desk("editor")


@pytest.fixture
def reviewer(at_desk: AtDesk) -> Desk:
    return at_desk("reviewer")


@pytest.fixture(autouse=True)
def two_people(published: Edition, settings: Settings) -> None:
    settings.PUBLISH_ALONE = False


def test_what_one_proposes_another_makes_live(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Calm and quiet.")
    chosen = {"record": f"helpline:{key('quiet-line')}", "note": "Words for the quiet line"}
    response = editor.post(reverse("admin:proposal-new"), chosen)
    proposal = Proposal.objects.get()
    assert response["Location"] == reverse("admin:proposal", args=[proposal.pk])
    page = reviewer.get(response["Location"]).content.decode()
    assert "Calm and quiet." in page
    assert "Approve and publish" in page
    reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]))
    edition = Edition.objects.latest("number")
    assert (edition.number, edition.proposed_by, edition.approved_by) == (2, editor.person, reviewer.person)
    assert (edition.alone, edition.note) == (False, "Words for the quiet line")
    assert served()["quiet-line"]["summary"] == "Calm and quiet."


def test_the_approved_bytes_are_those_that_were_proposed(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="As proposed.")
    proposal = proposed(editor.person, "quiet-line")
    change("quiet-line", summary_en="Edited later.")
    approve(proposal, by=reviewer.person)
    assert served()["quiet-line"]["summary"] == "As proposed."
    assert Edition.objects.latest("number").digest == proposal.digest


def test_a_colleagues_half_made_edit_does_not_ride_along(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Meant.")
    change("night-line", summary_en="Half ma")
    approve(proposed(editor.person, "quiet-line"), by=reviewer.person)
    assert served()["quiet-line"]["summary"] == "Meant."
    assert served()["night-line"]["summary"] != "Half ma"
    assert [one.document["slug"] for one in changed_records()] == ["night-line"]


def test_only_records_that_differ_are_offered(editor: Desk) -> None:
    assert changed_records() == []
    change("quiet-line", summary_en="New.")
    page = editor.get(reverse("admin:proposal-new")).content.decode()
    assert key("quiet-line") in page
    assert key("night-line") not in page


# Nobody approves their own


def test_nobody_approves_their_own_proposal(reviewer: Desk) -> None:
    change("quiet-line", summary_en="Mine.")
    proposal = proposed(reviewer.person, "quiet-line")
    answer = reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]), follow=True)
    assert "nobody approves their own proposal" in answer.content.decode()
    with pytest.raises(NotPublished):
        send_back(proposal, by=reviewer.person, reason="no")
    proposal.refresh_from_db()
    assert (proposal.standing, Edition.objects.count()) == (Standing.OPEN, 1)


def test_the_database_refuses_it_past_all_code(reviewer: Desk) -> None:
    change("quiet-line", summary_en="Mine.")
    proposal = proposed(reviewer.person, "quiet-line")
    mine = {"standing": "approved", "decided_by": reviewer.person, "decided_at": proposal.proposed_at, "edition": 2}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**mine)
    edition = Edition.objects.get()
    row = {"digest": edition.digest, "content": edition.content}
    for people in ({}, {"proposed_by": reviewer.person, "approved_by": reviewer.person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition(number=2, base_number=1, **row, **people).save()


def mine(proposal: Proposal) -> dict[str, Any]:
    """What would make it approved by who has proposed it."""
    by = proposal.proposed_by_id
    return {"standing": "approved", "decided_by_id": by, "decided_at": "2026-11-28 12:00:00+00:00", "edition": 1}


def by_raw_sql(desk: Desk, proposal: Proposal) -> None:
    names = ", ".join(f"{name} = %s" for name in mine(proposal))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE editions_proposal SET {names} WHERE id = %s",  # noqa: S608
            [*mine(proposal).values(), proposal.pk],
        )


def by_import(desk: Desk, proposal: Proposal) -> None:
    """A fixture goes past `save` and all forms."""
    row = json.loads(serialize("json", [proposal]))
    fields = mine(proposal)
    row[0]["fields"] |= {name.removesuffix("_id"): value for name, value in fields.items()}
    for one in deserialize("json", json.dumps(row)):
        one.save()


def by_bulk(desk: Desk, proposal: Proposal) -> None:
    for name, value in mine(proposal).items():
        setattr(proposal, name, value)
    Proposal.objects.bulk_update([proposal], ["standing", "decided_by", "decided_at", "edition"])


def by_list_editing(desk: Desk, proposal: Proposal) -> None:
    """Of every list on the desk."""
    rows = {f"form-0-{name.removesuffix('_id')}": value for name, value in mine(proposal).items()}
    counts = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": proposal.pk, "_save": "Save"}
    for address in lists():
        desk.post(address, rows | counts)
    assert all(not model_admin.list_editable for model_admin in admin.site._registry.values())


def by_an_action(desk: Desk, proposal: Proposal) -> None:
    assert not any(model_admin.actions for model_admin in admin.site._registry.values())
    for name in ("approve", "proposal-approve"):
        for address in [*lists(), reverse("admin:proposals")]:
            desk.post(address, {"action": name, "_selected_action": [proposal.pk], "index": 0, "post": "yes"})


def by_the_forms(desk: Desk, proposal: Proposal) -> None:
    desk.post(reverse("admin:proposal-approve", args=[proposal.pk]), mine(proposal))
    desk.post(reverse("admin:proposal", args=[proposal.pk]), mine(proposal))


def lists() -> list[str]:
    models = (model._meta for model in admin.site._registry)
    return [reverse(f"admin:{one.app_label}_{one.model_name}_changelist") for one in models]


DOORS = [by_raw_sql, by_import, by_bulk, by_list_editing, by_an_action, by_the_forms]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_nobody_approves_their_own_by_any_door(at_desk: AtDesk, door: Callable[[Desk, Proposal], None]) -> None:
    owner = at_desk("owner")
    change("quiet-line", summary_en="Mine.")
    proposal = proposed(owner.person, "quiet-line")
    with suppress(IntegrityError), transaction.atomic():
        door(owner, proposal)
    left = Proposal.objects.get(pk=proposal.pk)
    assert (left.standing, left.decided_by, Edition.objects.count()) == (Standing.OPEN, None, 1)
    assert served()["quiet-line"]["summary"] is None


@pytest.mark.parametrize("door", [by_raw_sql, by_import, by_bulk], ids=lambda door: door.__name__)
def test_it_is_the_database_that_refuses_who_comes_past_the_desk(
    reviewer: Desk, door: Callable[[Desk, Proposal], None]
) -> None:
    change("quiet-line", summary_en="Mine.")
    with pytest.raises(IntegrityError), transaction.atomic():
        door(reviewer, proposed(reviewer.person, "quiet-line"))


@pytest.mark.parametrize("name", ["proposal-approve", "proposal-send-back"])
def test_an_editor_may_not_decide(editor: Desk, at_desk: AtDesk, name: str) -> None:
    change("quiet-line", summary_en="New.")
    proposal = proposed(editor.person, "quiet-line")
    another = at_desk("editor", "another")
    assert another.post(reverse(f"admin:{name}", args=[proposal.pk]), {"reason": "so"}).status_code == 403


def test_a_proposal_is_decided_once(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="New.")
    proposal = proposed(editor.person, "quiet-line")
    approve(proposal, by=reviewer.person)
    for act in (approve, lambda one, by: send_back(one, by=by, reason="late")):
        with pytest.raises(NotPublished, match="decided already"):
            act(proposal, by=reviewer.person)


# Sent back, taken back


def test_it_goes_back_with_a_reason(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="New.")
    proposal = proposed(editor.person, "quiet-line")
    address = reverse("admin:proposal-send-back", args=[proposal.pk])
    assert "Give a reason" in reviewer.post(address, {"reason": " "}, follow=True).content.decode()
    reviewer.post(address, {"reason": "The Urdu is missing."})
    proposal.refresh_from_db()
    assert (proposal.standing, proposal.reason) == (Standing.SENT_BACK, "The Urdu is missing.")
    assert "The Urdu is missing." in editor.get(reverse("admin:proposal", args=[proposal.pk])).content.decode()


def test_only_who_proposed_it_takes_it_back(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="New.")
    proposal = proposed(editor.person, "quiet-line")
    with pytest.raises(NotPublished):
        take_back(proposal, by=reviewer.person)
    editor.post(reverse("admin:proposal-take-back", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.standing == Standing.TAKEN_BACK


# Where live has moved


def test_where_live_has_moved_approval_is_refused_and_it_is_baked_anew(
    editor: Desk, reviewer: Desk, settings: Settings
) -> None:
    change("quiet-line", summary_en="Quiet.")
    proposal = proposed(editor.person, "quiet-line")
    settings.PUBLISH_ALONE = True
    change("night-line", summary_en="Night.")
    publish([("helpline", "night-line")])
    review = reverse("admin:proposal", args=[proposal.pk])
    assert "cannot be approved before it is baked anew" in reviewer.get(review).content.decode()
    reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]))
    assert Edition.objects.count() == 2
    reviewer.post(reverse("admin:proposal-anew", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert (proposal.base_number, proposal.anew, proposal.proposed_by) == (2, [], editor.person)
    approve(proposal, by=reviewer.person)
    assert (served()["quiet-line"]["summary"], served()["night-line"]["summary"]) == ("Quiet.", "Night.")


def test_what_was_written_since_goes_in_only_by_who_proposed(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    proposal = proposed(editor.person, "quiet-line")
    change("quiet-line", summary_en="Put in by the reviewer.")
    with pytest.raises(NotPublished):
        bake_anew(proposal, by=reviewer.person)
    proposal.refresh_from_db()
    assert (proposal.anew, proposal.proposed_by) == ([], editor.person)
    bake_anew(proposal, by=editor.person)
    assert proposal.proposed_by == editor.person
    page = reviewer.get(reverse("admin:proposal", args=[proposal.pk])).content.decode()
    assert "What had changed when it was baked anew" in page
    assert "Put in by the reviewer." in page
    with pytest.raises(NotPublished):
        approve(proposal, by=editor.person)


def test_several_are_open_at_once(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    change("night-line", summary_en="Night.")
    first, second = proposed(editor.person, "quiet-line"), proposed(editor.person, "night-line")
    approve(first, by=reviewer.person)
    bake_anew(second, by=reviewer.person)
    approve(second, by=reviewer.person)
    assert (served()["quiet-line"]["summary"], served()["night-line"]["summary"]) == ("Quiet.", "Night.")


# The gate, and withdrawals


def test_what_the_gate_refuses_is_not_proposed(editor: Desk) -> None:
    change_contact("1098", value="12")
    chosen = {"record": f"helpline:{key('quiet-line')}", "note": "A wrong number"}
    answer = editor.post(reverse("admin:proposal-new"), chosen)
    assert answer.status_code == 422
    assert "elpline/quiet-line" in answer.content.decode()
    assert 'value="A wrong number"' in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_the_gate_is_asked_again_when_it_is_approved(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    proposal = proposed(editor.person, "quiet-line")
    take_out("helpline/umeed-line")
    answer = reviewer.post(reverse("admin:proposal-approve", args=[proposal.pk]), follow=True)
    assert "crisis line" in answer.content.decode()
    assert Edition.objects.count() == 1


def test_a_withdrawn_record_stays_out(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    proposal = proposed(editor.person, "quiet-line")
    take_out("helpline/quiet-line")
    approve(proposal, by=reviewer.person)
    assert "quiet-line" not in served()


@pytest.mark.parametrize(
    "data",
    [
        {"note": "Nothing chosen"},
        {"record": "helpline:nobody", "note": "Unknown"},
        {"record": "nonsense", "note": "Unknown"},
        {"record": "helpline:\0", "note": "Unknown"},
    ],
)
def test_a_choice_that_cannot_be_is_refused(editor: Desk, data: dict[str, str]) -> None:
    assert editor.post(reverse("admin:proposal-new"), data).status_code == 422
    assert Proposal.objects.count() == 0


def test_without_a_note_nothing_is_proposed(editor: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    data = {"record": f"helpline:{key('quiet-line')}", "note": " "}
    answer = editor.post(reverse("admin:proposal-new"), data)
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    assert f'value="helpline:{key("quiet-line")}" checked' in answer.content.decode()


def test_it_stands_in_the_history_of_the_record(editor: Desk, reviewer: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    data = {"record": f"helpline:{key('quiet-line')}", "note": "Words"}
    editor.post(reverse("admin:proposal-new"), data)
    reviewer.post(reverse("admin:proposal-approve", args=[Proposal.objects.get().pk]))
    words = list(LogEntry.objects.filter(object_id=key("quiet-line")).values_list("user", "change_message"))
    assert words == [
        (reviewer.person.pk, "Approved, live with edition 2: Words"),
        (editor.person.pk, "Proposed: Words"),
    ]


def test_a_new_and_a_leaving_record_are_told_as_such(editor: Desk, settings: Settings) -> None:
    change("quiet-line", state="draft")
    page = editor.get(reverse("admin:proposal-new")).content.decode()
    assert "leaves" in page
    settings.PUBLISH_ALONE = True
    publish(allow_shrink=True)
    change("quiet-line", state="live")
    assert ">new<" in editor.get(reverse("admin:proposal-new")).content.decode()


def test_a_team_of_one_publishes_what_was_chosen_alone(editor: Desk, settings: Settings) -> None:
    settings.PUBLISH_ALONE = True
    change("quiet-line", summary_en="Quiet.")
    change("night-line", summary_en="Half ma")
    data = {"record": f"helpline:{key('quiet-line')}", "note": "Alone", "alone": "1"}
    assert editor.post(reverse("admin:proposal-new"), data).status_code == 302
    edition = Edition.objects.latest("number")
    assert (edition.alone, edition.proposed_by, edition.note) == (True, editor.person, "Alone")
    assert served()["night-line"]["summary"] != "Half ma"


def test_where_the_team_is_not_one_nobody_publishes_alone(editor: Desk) -> None:
    change("quiet-line", summary_en="Quiet.")
    data = {"record": f"helpline:{key('quiet-line')}", "note": "Alone", "alone": "1"}
    editor.post(reverse("admin:proposal-new"), data)
    assert Edition.objects.count() == 1
    with pytest.raises(NotPublished):
        publish()
