"""Publishing and rolling back: numbers rise, editions never change, and nobody's unfinished work rides along."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from helplines.models import Helpline
from hub.curation.models import OldSlug, State
from hub.editions.bake import bake
from hub.editions.differences import differences
from hub.editions.gate import EditionRefused
from hub.editions.installing import install
from hub.editions.models import Edition
from hub.editions.publishing import NotPublished, publish, rollback
from hub.editions.store import Store
from hub.editions.syncing import facts_of, sync
from partners.models import Partner
from tests.cast import make_helpline
from tests.editions.acts import change, files_under, publish_changed, records, served, snapshot, strip, take_out

ONE = [("helpline", "quiet-line")]


@pytest.fixture
def curators(cast: None) -> tuple[User, User]:
    return User.objects.create(username="bilquis"), User.objects.create(username="sana")


def numbers() -> list[int]:
    return list(Edition.objects.order_by("number").values_list("number", flat=True))


def stop(slug: str) -> None:
    change(slug, state=State.DRAFT)


def rename(slug: str, new: str) -> None:
    record = Helpline.objects.get(slug=slug)
    OldSlug.objects.create(kind="helpline", slug=slug, record=record.pk)
    change(slug, slug=new)


def identity(slug: str) -> str:
    return str(Helpline.objects.get(slug=slug).pk)


def dry_run(*args: str) -> list[str]:
    said = StringIO()
    call_command("publish", "--dry-run", *args, stdout=said)
    return said.getvalue().splitlines()


# Publishing


def test_the_first_edition_is_number_one_and_live(cast: None) -> None:
    edition = publish(note="first")
    assert edition
    assert (edition.number, edition.base_number, edition.how, edition.note) == (1, None, "published", "first")
    assert edition.digest == bake().digest
    assert snapshot().number == 1
    assert "quiet-line" in served()


def test_numbers_rise_and_each_edition_names_the_one_before(published: Edition) -> None:
    assert [publish_changed().number for _ in range(3)] == [2, 3, 4]
    assert list(Edition.objects.order_by("number").values_list("number", "base_number")) == [
        (1, None),
        (2, 1),
        (3, 2),
        (4, 3),
    ]
    assert snapshot().number == 4


def test_nothing_is_published_where_nothing_has_changed(published: Edition) -> None:
    before = files_under(Store().root)
    assert publish() is None
    assert publish(ONE) is None
    assert numbers() == [1]
    assert files_under(Store().root) == before


def test_going_back_by_hand_is_a_new_edition_with_the_old_digest(published: Edition) -> None:
    publish_changed(summary_en="Quiet.")
    again = publish_changed(summary_en="")
    assert (again.number, again.digest) == (3, published.digest)


def test_a_published_edition_is_never_saved_again(published: Edition) -> None:
    published.note = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        published.save()


def test_the_disk_says_what_the_database_says(published: Edition) -> None:
    edition = publish_changed()
    manifest = snapshot().manifest
    assert manifest["edition"] == vars(facts_of(edition))
    assert manifest["edition"]["alone"] is True


def test_both_languages_are_served(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.", summary_ur="خاموش۔")
    publish()
    assert [served(language=language)["quiet-line"]["summary"] for language in ("en", "ur")] == ["Quiet.", "خاموش۔"]


# Only some records


def test_a_colleagues_unfinished_edit_does_not_ride_along(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    change("night-line", summary_en="Half a sent")
    before = records(published.unpacked())
    edition = publish(ONE)
    assert edition
    after = records(edition.unpacked())
    changed = {key for key in before if before[key] != after[key]}
    assert before.keys() == after.keys()
    assert changed == {("en", "helpline", identity("quiet-line")), ("ur", "helpline", identity("quiet-line"))}
    assert served()["night-line"]["summary"] is None


def test_what_a_carried_over_record_says_stays_even_where_it_names_the_chosen_one(published: Edition) -> None:
    """A reviewer approves the bytes of the chosen record and of no other."""
    Partner.objects.filter(slug="umeed-trust").update(name_en="Umeed")
    edition = publish([("partner", "umeed-trust")])
    assert edition
    assert served("partners")["umeed-trust"]["name"] == "Umeed"
    assert served()["quiet-line"]["partner"]["name"] == "Umeed Trust"


def test_the_rest_of_the_feed_is_carried_over_too(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.")
    edition = publish(ONE)
    assert edition
    for language, feed in published.unpacked().languages.items():
        after = edition.unpacked().languages[language]
        assert {key for key in feed if feed[key] != after[key]} == {"helplines"}


def test_a_chosen_new_record_is_added(published: Edition) -> None:
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1140"})
    make_helpline("other-line", "Other Line", "دوسری لائن", {"value": "1141"})
    edition = publish([("helpline", "new-line")])
    assert edition
    before, after = records(published.unpacked()), records(edition.unpacked())
    new = identity("new-line")
    assert after.keys() - before.keys() == {("en", "helpline", new), ("ur", "helpline", new)}
    assert {key: after[key] for key in before} == before


def test_a_chosen_record_that_is_a_draft_again_is_removed(published: Edition) -> None:
    stop("quiet-line")
    stop("evening-line")
    edition = publish(ONE)
    assert edition
    before, after = records(published.unpacked()), records(edition.unpacked())
    gone = identity("quiet-line")
    assert before.keys() - after.keys() == {("en", "helpline", gone), ("ur", "helpline", gone)}
    assert {key: before[key] for key in after} == after


@pytest.mark.parametrize("chosen", ["quiet-line", "calm-line"])
def test_a_renamed_record_replaces_its_old_self(published: Edition, chosen: str) -> None:
    rename("quiet-line", "calm-line")
    change("night-line", summary_en="Half a sent")
    edition = publish([("helpline", chosen)])
    assert edition
    before, after = records(published.unpacked()), records(edition.unpacked())
    assert before.keys() == after.keys()
    assert {key[2] for key in before if before[key] != after[key]} == {identity("calm-line")}
    assert served()["calm-line"]["old_slugs"] == ["quiet-line"]
    assert "quiet-line" not in served()


def test_two_records_that_need_each_other_go_live_together(published: Edition) -> None:
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1140"})
    change("quiet-line", operating_status="superseded", superseded_by=Helpline.objects.get(slug="new-line"))
    assert publish([*ONE, ("helpline", "new-line")])
    gone = snapshot().gone("en", "helpline", "quiet-line")
    assert gone
    assert gone.replaced_by
    assert gone.replaced_by["slug"] == "new-line"


@pytest.mark.parametrize("slug", ["draft-line", "no-such-line"])
def test_a_record_that_is_neither_live_nor_ready_cannot_be_chosen(published: Edition, slug: str) -> None:
    with pytest.raises(NotPublished, match=f"helpline/{slug}"):
        publish([*ONE, ("helpline", slug)])
    assert numbers() == [1]


def test_the_first_edition_is_of_everything(cast: None) -> None:
    with pytest.raises(NotPublished, match="everything first"):
        publish(ONE)
    assert numbers() == []


# What would change


def test_a_dry_run_lists_record_field_and_language(published: Edition) -> None:
    change("quiet-line", summary_en="Quiet.", description_ur="خاموش۔")
    stop("evening-line")
    make_helpline("new-line", "New Line", "نئی لائن", {"value": "1140"})
    lines = dry_run()
    assert "changed  helpline/quiet-line  summary (en): None -> 'Quiet.'" in lines
    assert "changed  helpline/quiet-line  summary (ur): None -> 'Quiet.'" in lines
    assert any(line.startswith("changed  helpline/quiet-line  description (ur): ") for line in lines)
    assert "added  helpline/new-line" in lines
    assert "removed  helpline/evening-line" in lines
    assert lines[-1].endswith("differences to Edition 1. Nothing was published.")
    assert numbers() == [1]


def test_a_dry_run_of_one_record_lists_only_its_differences(published: Edition) -> None:
    change("quiet-line", summary_ur="خاموش۔")
    change("night-line", summary_ur="رات۔")
    lines = dry_run("--only", "helpline/quiet-line")
    assert {line.split()[1] for line in lines[:-1]} == {"helpline/quiet-line"}


def test_a_dry_run_before_any_edition_lists_every_record(cast: None) -> None:
    lines = dry_run()
    assert "added  helpline/quiet-line" in lines
    assert "added  topic/depression" in lines
    assert lines[-1].startswith(f"{len(lines) - 1} differences to no edition.")


def test_differences_reach_into_contacts(published: Edition) -> None:
    before = bake()
    Helpline.objects.get(slug="quiet-line").contacts.update(display="10 98")
    [change_en, change_ur] = differences(before, bake())
    assert (change_en.record, change_en.field) == ("helpline/quiet-line", "contacts.0.display")
    assert (change_en.before, change_en.after) == ("1098", "10 98")
    assert [change_en.language, change_ur.language] == ["en", "ur"]


def test_equal_contents_have_no_differences(cast: None) -> None:
    assert list(differences(bake(), bake())) == []


# Rolling back


def test_a_rollback_is_a_new_edition_with_an_old_digest(published: Edition) -> None:
    publish_changed(summary_en="Quiet.")
    edition = rollback()
    assert (edition.number, edition.base_number, edition.digest) == (3, 2, published.digest)
    assert (edition.how, edition.note) == ("rolled-back", "Edition 1")
    assert snapshot().number == 3
    assert served()["quiet-line"]["summary"] is None
    assert edition.unpacked() == published.unpacked()


def test_a_rollback_to_a_number_skips_what_lies_between(published: Edition) -> None:
    second = publish_changed()
    publish_changed()
    edition = rollback(2, note="wrong clinic")
    assert (edition.number, edition.digest, edition.note) == (4, second.digest, "Edition 2: wrong clinic")


def test_a_second_rollback_goes_on_back_and_never_forth_again(published: Edition) -> None:
    publish_changed()
    assert rollback().digest == published.digest
    with pytest.raises(NotPublished, match="no such earlier edition"):
        rollback()


@pytest.mark.parametrize("number", [None, 1, 7])
def test_there_may_be_nothing_to_roll_back_to(published: Edition, number: int | None) -> None:
    with pytest.raises(NotPublished, match="no such earlier edition"):
        rollback(number)
    assert numbers() == [1]


def test_without_an_edition_there_is_no_rollback(cast: None) -> None:
    with pytest.raises(NotPublished, match="no edition to roll back from"):
        rollback()


def test_a_rollback_that_would_leave_a_region_without_help_is_refused(published: Edition) -> None:
    """Its crisis line has been withdrawn since, and another one has taken its place."""
    publish_changed("evening-line", strip_position=9)
    take_out("helpline/umeed-line")
    with pytest.raises(EditionRefused) as refusal:
        rollback(1)
    assert {fault.field for fault in refusal.value.faults} == {"crisis"}
    assert "evening-line" in strip()
    assert Edition.objects.count() == 2


def test_where_the_live_edition_lacks_the_same_help_it_is_rolled_back(published: Edition) -> None:
    publish_changed()
    take_out("helpline/umeed-line")
    assert rollback(1).digest == published.digest


def test_after_a_rollback_the_edits_are_still_there_to_publish(published: Edition) -> None:
    second = publish_changed()
    rollback()
    edition = publish()
    assert edition
    assert (edition.number, edition.digest) == (4, second.digest)


# Who may


def test_nobody_publishes_alone_where_the_team_is_not_one_person(published: Edition, settings: Settings) -> None:
    settings.PUBLISH_ALONE = False
    change("quiet-line", summary_en="Quiet.")
    for act in (publish, lambda: rollback(1)):
        with pytest.raises(NotPublished):
            act()
    assert numbers() == [1]
    assert snapshot().number == 1


def test_publishing_alone_is_refused_by_name(published: Edition, settings: Settings) -> None:
    settings.PUBLISH_ALONE = False
    change("quiet-line", summary_en="Quiet.")
    with pytest.raises(NotPublished, match="PUBLISH_ALONE=1"):
        publish()


def test_an_edition_made_alone_says_so_and_names_its_maker(cast: None, curators: tuple[User, User]) -> None:
    edition = publish(by=curators[0])
    assert edition
    assert (edition.proposed_by, edition.approved_by) == (curators[0], None)
    assert (edition.alone, edition.alone_reason) == (True, "PUBLISH_ALONE")


@pytest.mark.parametrize(
    ("proposed", "approved", "alone", "reason", "stands"),
    [
        (0, 1, False, "", True),
        (0, 0, False, "", False),
        (0, None, False, "", False),
        (None, 1, False, "", False),
        (None, None, False, "", False),
        (0, 0, True, "", False),
        (0, 0, True, "PUBLISH_ALONE", True),
        (None, None, True, "holiday announced at night", True),
    ],
)
def test_the_database_wants_two_people_or_a_reason(
    published: Edition,
    curators: tuple[User, User],
    proposed: int | None,
    approved: int | None,
    alone: bool,
    reason: str,
    stands: bool,
) -> None:
    people = {None: None, 0: curators[0], 1: curators[1]}
    row = edition_row(
        proposed_by=people[proposed], approved_by=people[approved], alone=alone, alone_reason=reason, base_number=1
    )
    assert is_accepted(row) is stands


@pytest.mark.parametrize(
    "fields", [{"number": 0}, {"base_number": 2}, {"base_number": 3}, {"how": "by magic"}, {"number": 1}]
)
def test_the_database_refuses_editions_that_cannot_be(published: Edition, fields: dict[str, Any]) -> None:
    assert is_accepted(edition_row(**fields)) is False


def edition_row(**fields: Any) -> Edition:
    content = Edition.objects.get(number=1).content
    defaults = {"number": 2, "digest": "0" * 64, "content": content, "alone": True, "alone_reason": "test"}
    return Edition(**defaults | fields)


def is_accepted(row: Edition) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return False
    return True


# What is kept


def test_the_last_editions_are_kept(published: Edition, settings: Settings) -> None:
    settings.KEEP_EDITIONS = 3
    for _ in range(4):
        publish_changed()
    assert numbers() == [3, 4, 5]


def test_a_rollback_may_reach_the_oldest_edition_that_is_kept(published: Edition, settings: Settings) -> None:
    settings.KEEP_EDITIONS = 3
    publish_changed()
    publish_changed()
    assert rollback(1).digest == published.digest
    assert numbers() == [2, 3, 4]


# A database from an old backup


def live_here_as(number: int) -> None:
    """This machine's disk, far ahead of the database."""
    edition = Edition.objects.get(number=1)
    edition.number = number
    install(Store(), facts_of(edition), edition.unpacked())


def test_a_database_from_an_old_backup_publishes_above_what_is_on_disk(published: Edition) -> None:
    publish_changed()
    publish_changed()
    Edition.objects.filter(number__gt=1).delete()
    sync()
    assert snapshot().number == 3
    edition = publish_changed(summary_en="Quiet.")
    assert (edition.number, edition.base_number) == (4, 1)
    assert served()["quiet-line"]["summary"] == "Quiet."


def test_a_database_from_an_old_backup_rolls_back_above_what_is_on_disk(published: Edition) -> None:
    publish_changed()
    live_here_as(50)
    assert rollback(1).number == 51
    assert snapshot().number == 51


def test_a_database_that_jumps_ahead_keeps_what_it_can_roll_back_to(published: Edition, settings: Settings) -> None:
    settings.KEEP_EDITIONS = 3
    publish_changed()
    live_here_as(50)
    publish_changed()
    assert numbers() == [1, 2, 51]
    assert rollback(1).digest == published.digest
