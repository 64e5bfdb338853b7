"""A withdrawn record or number is gone within one act, everywhere it stood, until a person restores it."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from helplines.models import ContactMethod
from hub.curation.models import OldSlug, State, seeded_id
from hub.editions.models import Edition, Withdrawal
from hub.editions.naming import live_record, withdrawn_record
from hub.editions.publishing import NotPublished, publish, restore, rollback, withdraw
from hub.editions.reader import Gone
from hub.editions.store import Store
from hub.editions.syncing import sync
from hub.editions.withdrawals import WITHDRAW, Withdrawn, new_event, standing
from tests.cast import make_helpline
from tests.editions.acts import (
    change,
    feed_bytes,
    publish_changed,
    served,
    snapshot,
    started,
    strip,
    take_out,
)

WEB, UMEED = "helpline/web-only", "helpline/umeed-line"


def bring_back(name: str, contact: str | None = None) -> None:
    for one in withdrawn_record(name, contact):
        restore(one, reason="rung again, it is right")


def gone(key: str, kind: str = "helpline", language: str = "en") -> Gone | None:
    return snapshot().gone(language, kind, key)


def is_out(slug: str = "web-only") -> bool:
    held = [served(language=language) for language in ("en", "ur")]
    return all(slug not in one for one in held)


def contacts_of(slug: str) -> list[str]:
    return [contact["value"] for contact in served()[slug]["contacts"]]


# A record


def test_a_withdrawn_record_is_out_at_once_in_both_languages(published: Edition) -> None:
    assert not is_out()
    assert take_out(WEB) is True
    assert is_out()
    assert str(seeded_id("helpline", "web-only")).encode() not in feed_bytes()
    assert b"web.example.pk" not in feed_bytes()


def test_everything_else_is_served_as_before(published: Edition) -> None:
    before = served()
    take_out(WEB)
    assert served() == {slug: document for slug, document in before.items() if slug != "web-only"}


def test_a_withdrawal_is_no_new_edition_but_a_new_state(published: Edition) -> None:
    before = snapshot()
    take_out(WEB)
    assert (snapshot().number, Edition.objects.count()) == (before.number, 1)
    assert snapshot().state != before.state
    assert [one["slug"] for one in snapshot().manifest["withdrawn"]] == ["web-only"]


def test_a_running_process_takes_it_out_with_its_next_look_at_the_pointer(published: Edition) -> None:
    running = started()
    take_out(WEB)
    running.refresh()
    assert running.snapshot
    assert running.snapshot.gone("en", "helpline", "web-only")


@pytest.mark.parametrize("key", ["web-only", str(seeded_id("helpline", "web-only"))])
def test_it_is_answered_for(published: Edition, key: str) -> None:
    assert gone(key) is None
    take_out(WEB)
    assert gone(key) == Gone("withdrawn", key, None)
    assert gone(key, language="ur") == Gone("withdrawn", key, None)
    assert gone(key, kind="partner") is None


def test_its_old_slugs_are_answered_for_too(published: Edition) -> None:
    change("evening-line", strip_position=9)
    publish()
    take_out(UMEED)
    assert gone("hope-line") == Gone("withdrawn", "hope-line", None)


@pytest.mark.parametrize("name", ["helpline/hope-line", f"helpline/{seeded_id('helpline', 'umeed-line')}"])
def test_a_record_may_be_named_by_an_old_slug_or_by_its_id(published: Edition, name: str) -> None:
    take_out(name)
    assert is_out("umeed-line")


def test_withdrawing_twice_is_withdrawing(published: Edition) -> None:
    take_out(WEB)
    state = snapshot().state
    withdraw(Withdrawn("helpline", str(seeded_id("helpline", "web-only")), "web-only", None), reason="again")
    assert snapshot().state == state
    bring_back(WEB)
    assert not is_out()


# Everything that pointed to it


def test_a_withdrawn_partner_is_named_nowhere(published: Edition) -> None:
    take_out("partner/umeed-trust")
    assert "umeed-trust" not in served("partners")
    assert served()["umeed-line"]["partner"] is None
    assert served()["police-15"]["partner"]["slug"] == "police"
    assert b"umeed-trust" not in feed_bytes()
    assert b"Umeed Trust" not in feed_bytes()


def test_a_withdrawn_topic_is_named_nowhere(published: Edition) -> None:
    take_out("topic/depression")
    assert [topic["slug"] for topic in served()["umeed-line"]["topics"]] == ["suicidal-thoughts"]
    assert served()["quiet-line"]["topics"] == []
    assert b'"depression"' not in feed_bytes()


def test_a_withdrawn_audience_is_named_nowhere(published: Edition) -> None:
    take_out("audience/women")
    assert served()["night-line"]["audiences"] == []
    assert b'"women"' not in feed_bytes()


def test_a_withdrawn_line_leaves_the_strip(published: Edition) -> None:
    assert strip() == ["police-15", "rescue-1122", "umeed-line"]
    assert strip("PK-SD") == ["police-15", "umeed-line"]
    take_out("helpline/police-15")
    assert strip() == ["rescue-1122", "umeed-line"]
    assert strip("PK-SD") == ["umeed-line"]


def test_a_text_that_mentions_a_withdrawn_line_names_the_strip_instead(published: Edition) -> None:
    text = served()["umeed-line"]
    assert text["description"] == "Listens to anybody. In danger call Police 15."
    assert [one["slug"] for one in text["text"]["mentions"]] == ["police-15"]
    take_out("helpline/police-15")
    text = served()["umeed-line"]
    assert text["description"] == "Listens to anybody. In danger call Rescue 1122, Umeed Line (1166)."
    assert [one["slug"] for one in text["text"]["mentions"]] == ["rescue-1122", "umeed-line"]
    assert [one["href"] for one in text["text"]["mentions"]] == ["tel:1122", "tel:1166"]
    assert b"{{" not in feed_bytes()


def test_in_urdu_the_strip_is_named_in_urdu(published: Edition) -> None:
    take_out("helpline/police-15")
    description = served(language="ur")["umeed-line"]["description"]
    assert "ریسکیو 1122, امید لائن (1166)" in description


def test_a_line_replaced_by_a_withdrawn_one_has_no_successor(published: Edition) -> None:
    before = gone("replaced-line")
    assert before
    assert before.replaced_by
    assert before.replaced_by["slug"] == "office-line"
    take_out("helpline/office-line")
    assert gone("replaced-line") == Gone("superseded", "replaced-line", None)


def test_a_withdrawn_line_that_was_replaced_is_not_answered_for_with_its_number(published: Edition) -> None:
    take_out("helpline/replaced-line")
    found = gone("replaced-line")
    assert found
    assert found.reason == "withdrawn"
    assert b"1991" not in feed_bytes()


def test_the_last_line_of_the_strip_may_go(published: Edition) -> None:
    """A number that harms goes at once; the gate sees to it that the next edition has another."""
    for slug in ("police-15", "rescue-1122", "umeed-line"):
        take_out(f"helpline/{slug}")
    assert strip() == []


# One contact of it


def test_a_withdrawn_contact_is_out_and_the_line_stays(published: Edition) -> None:
    take_out(UMEED, "+923117786264")
    assert contacts_of("umeed-line") == ["1166", "https://umeed.example.pk"]
    assert b"3117786264" not in feed_bytes()
    assert gone("umeed-line") is None


@pytest.mark.parametrize("contact", ["1166", str(seeded_id("contact", "umeed-line-1"))])
def test_a_contact_is_named_by_its_number_or_its_id(published: Edition, contact: str) -> None:
    take_out(UMEED, contact)
    assert contacts_of("umeed-line") == ["+923117786264", "https://umeed.example.pk"]
    assert strip() == ["police-15", "rescue-1122"]


def test_a_mention_names_the_next_number_of_a_line_that_lost_one(published: Edition) -> None:
    publish_changed(description_en="Or {{helpline:umeed-line}}.")
    assert served()["quiet-line"]["description"] == "Or Umeed Line (1166)."
    take_out(UMEED, "1166")
    assert served()["quiet-line"]["description"] == "Or Umeed Line (03117786264)."


def test_a_line_that_is_called_by_the_withdrawn_number_goes_whole(published: Edition) -> None:
    take_out("helpline/rescue-1122", "1122")
    assert is_out("rescue-1122")
    assert strip() == ["police-15", "umeed-line"]
    assert gone("rescue-1122") == Gone("withdrawn", "rescue-1122", None)
    assert b'1122"' not in feed_bytes()


def test_another_name_that_tells_the_number_goes_by_itself(published: Edition) -> None:
    publish_changed(alternate_names="Hush\n1098 Helpline")
    take_out("helpline/quiet-line", "1098")
    assert served()["quiet-line"]["alternate_names"] == ["Hush"]
    assert b"1098" not in feed_bytes()


def test_a_line_that_is_called_by_another_number_stays(published: Edition) -> None:
    texts = {"description_en": "Listens.", "description_ur": "سنتی ہے۔"}
    make_helpline("line-1141", "Line 1141", "لائن 1141", {"value": "1141"}, {"value": "1140"}, **texts)
    publish()
    take_out("helpline/line-1141", "1140")
    assert contacts_of("line-1141") == ["1141"]


def test_the_same_number_of_another_line_is_another_contact(published: Edition) -> None:
    make_helpline("other-line", "Other Line", "دوسری لائن", {"value": "1166"})
    publish()
    take_out("helpline/other-line", "1166")
    assert contacts_of("umeed-line")[0] == "1166"


def test_restoring_one_contact_leaves_the_other_out(published: Edition) -> None:
    take_out(UMEED, "1166")
    take_out(UMEED, "+923117786264")
    bring_back(UMEED, str(seeded_id("contact", "umeed-line-1")))
    assert contacts_of("umeed-line") == ["1166", "https://umeed.example.pk"]


def test_restoring_a_record_restores_its_contacts(published: Edition) -> None:
    take_out(UMEED, "1166")
    take_out(UMEED)
    bring_back(UMEED)
    assert len(contacts_of("umeed-line")) == 3
    assert standing(Store().events()) == []


# It stands


def withdraw_both() -> None:
    take_out(WEB)
    take_out(UMEED, "+923117786264")


def both_are_out() -> bool:
    return is_out() and "+923117786264" not in contacts_of("umeed-line")


def test_it_stands_through_publishing(published: Edition) -> None:
    withdraw_both()
    publish_changed()
    change("web-only", summary_en="Edited since.")
    assert publish()
    assert snapshot().number == 3
    assert both_are_out()


def test_it_stands_though_the_record_is_chosen_to_go_live(published: Edition) -> None:
    withdraw_both()
    change("web-only", summary_en="Edited since.")
    publish([("helpline", "web-only")])
    assert both_are_out()


def test_it_stands_through_rolling_back(published: Edition) -> None:
    publish_changed()
    withdraw_both()
    rollback()
    assert both_are_out()
    rollback(2)
    assert both_are_out()


def test_it_stands_through_a_rollback_to_an_edition_in_which_the_record_had_another_slug(published: Edition) -> None:
    OldSlug.objects.create(kind="helpline", slug="web-only", record=seeded_id("helpline", "web-only"))
    change("web-only", slug="online-only")
    publish()
    take_out("helpline/online-only")
    rollback(1)
    assert is_out("web-only")
    assert gone("web-only") == Gone("withdrawn", "web-only", None)
    assert gone("online-only") == Gone("withdrawn", "online-only", None)


def test_it_stands_through_sync_again_and_again(published: Edition) -> None:
    withdraw_both()
    state = snapshot().state
    assert sync()
    assert sync()
    assert snapshot().state == state
    assert both_are_out()


def test_it_stands_though_the_rows_are_deleted(published: Edition) -> None:
    withdraw_both()
    Withdrawal.objects.all().delete()
    assert sync()
    assert both_are_out()
    assert Withdrawal.objects.count() == 2


def test_it_stands_though_the_files_are_deleted(published: Edition) -> None:
    withdraw_both()
    for path in (Store().root / "withdrawals").iterdir():
        path.unlink()
    assert sync()
    assert both_are_out()
    assert len(Store().events()) == 2


def test_it_stands_though_the_record_is_taken_out_of_the_database_and_entered_again(published: Edition) -> None:
    take_out(WEB)
    change("web-only", state=State.DRAFT)
    publish()
    assert gone("web-only") == Gone("withdrawn", "web-only", None)
    change("web-only", state=State.LIVE)
    publish()
    assert is_out()


def test_it_stands_while_the_database_is_away(published: Edition, database_away: None) -> None:
    withdraw_both()
    assert both_are_out()
    assert not sync()
    assert both_are_out()


# Restoring


def test_a_restored_record_is_served_as_it_was(published: Edition) -> None:
    before, state = served(), snapshot().state
    withdraw_both()
    bring_back(WEB)
    bring_back(UMEED)
    assert served() == before
    assert snapshot().state == state
    assert gone("web-only") is None


def test_a_restored_record_comes_back_as_it_is_live_now(published: Edition) -> None:
    take_out(WEB)
    publish_changed("web-only", summary_en="Edited since.")
    bring_back(WEB)
    assert served()["web-only"]["summary"] == "Edited since."


def test_what_was_restored_may_be_withdrawn_again(published: Edition) -> None:
    for _ in range(3):
        take_out(WEB)
        assert is_out()
        bring_back(WEB)
        assert not is_out()
    assert len(Store().events()) == Withdrawal.objects.count() == 6


def test_restoring_needs_the_database(published: Edition, database_away: None) -> None:
    take_out(WEB)
    with pytest.raises(Exception, match="could not connect"):
        bring_back(WEB)
    assert is_out()


def test_what_is_not_withdrawn_cannot_be_restored(published: Edition) -> None:
    with pytest.raises(NotPublished, match="Nothing of helpline/web-only is withdrawn"):
        withdrawn_record(WEB, None)


def test_a_record_that_has_been_renamed_since_is_restored_by_either_slug(published: Edition) -> None:
    take_out(WEB)
    OldSlug.objects.create(kind="helpline", slug="web-only", record=seeded_id("helpline", "web-only"))
    change("web-only", slug="online-only")
    publish()
    bring_back("helpline/online-only")
    assert not is_out("online-only")


# A reason


@pytest.mark.parametrize("reason", ["", "   ", "\u200b\ufeff"])
def test_it_wants_a_reason(published: Edition, reason: str) -> None:
    with pytest.raises(NotPublished, match="reason"):
        take_out(WEB, reason=reason)
    assert not is_out()
    take_out(WEB)
    with pytest.raises(NotPublished, match="reason"):
        restore(withdrawn_record(WEB, None)[0], reason=reason)
    assert is_out()


@pytest.mark.parametrize("reason", ["x" * 5000, "نمبر غلط ہے " * 100, "a\0b\ud800c\nd", "'); DROP TABLE"])
def test_whatever_the_reason_is_the_database_takes_it(published: Edition, reason: str) -> None:
    assert take_out(WEB, reason=reason) is True
    assert Withdrawal.objects.get().reason == Store().events()[0].reason
    assert sync()


def test_an_entry_that_the_database_refuses_does_not_keep_it_from_us(published: Edition) -> None:
    """Neither the other entries nor the next edition wait for it."""
    Store().add_event(new_event(WITHDRAW, live_record(WEB, None), reason="", log=[]))
    take_out("helpline/quiet-line")
    assert is_out()
    assert "quiet-line" in set(Withdrawal.objects.values_list("slug", flat=True))
    assert publish_changed("night-line", summary_en="Nights.").number == snapshot().number


# Before and after


def test_states_that_were_served_stay_on_the_disk_for_a_while(published: Edition) -> None:
    states = [snapshot().state]
    for number in range(6):
        publish_changed(summary_en="x" * (number + 1))
        states.append(snapshot().state)
    assert set(snapshot().archive) == set(states[-5:])
    for state, files in snapshot().archive.items():
        for path, facts in files.items():
            assert Store().read(path, facts["sha256"])
        assert any(path.startswith(f"feeds/{state}/") for path in files)


def test_the_state_before_a_withdrawal_is_kept_to_be_answered_for(published: Edition) -> None:
    before = snapshot().state
    take_out(WEB)
    assert set(snapshot().archive) == {before, snapshot().state}


def test_a_withdrawal_before_any_edition_is_refused(cast: None) -> None:
    with pytest.raises(NotPublished, match="no edition on this machine"):
        live_record(WEB, None)


def test_an_emptied_line_is_still_the_line_it_was(published: Edition) -> None:
    take_out(WEB, "https://web.example.pk")
    assert served()["web-only"]["contacts"] == []


def test_a_withdrawal_survives_a_change_of_the_contacts_position(published: Edition) -> None:
    take_out(UMEED, "1166")
    ContactMethod.objects.filter(value="1166").update(position=99)
    change("evening-line", strip_position=9)
    publish()
    assert contacts_of("umeed-line") == ["+923117786264", "https://umeed.example.pk"]


def test_machines_share_a_withdrawal_through_the_database(
    published: Edition, settings: Settings, tmp_path: Any
) -> None:
    first, second = settings.VAR, tmp_path / "second"
    second.mkdir()
    take_out(WEB)
    settings.VAR = second
    assert sync()
    assert is_out()
    bring_back(WEB)
    settings.VAR = first
    assert is_out()
    sync()
    assert not is_out()
