"""News are what a reader would call so of what one edition has and the one before had not; never what is withdrawn."""

import re
from random import Random
from typing import Any

import brotli
import orjson
import pytest
from django.core.management import call_command
from django.utils.translation import override
from pytest_django.fixtures import Settings

from helplines.models import ContactMethod, Helpline
from helplines.news import NEWS
from hub.curation.models import State
from hub.editions.bake import bake
from hub.editions.canonical import canonical
from hub.editions.contract import arrivals, kinds
from hub.editions.gate import EditionRefused
from hub.editions.models import Edition
from hub.editions.naming import withdrawn_record
from hub.editions.news import MOST, Item, news_of
from hub.editions.publishing import publish, restore, rollback
from hub.editions.store import Store
from hub.editions.syncing import facts_of, news_in, sync
from hub.news import in_words
from partners.models import CampaignRole, Partner
from tests.cast import make_contact, make_helpline, make_partner
from tests.editions.acts import change, change_contact, feed_bytes, snapshot, take_out

Told = list[tuple[str, str]]


def told(language: str = "en") -> Told:
    """(slug, what) as a process tells it that has just started, the newest first."""
    found = snapshot()
    items = [headline.item for headline in found.news[language]]
    return [((found.feeds[language].record(item.record) or {})["slug"], item.what) for item in items]


def ids(language: str = "en") -> list[str]:
    return [headline.item.id for headline in snapshot().news[language]]


def words(language: str = "en") -> list[str]:
    with override(language):
        return [in_words(headline) for headline in snapshot().news[language]]


def stored() -> list[Item]:
    """Of the newest edition, whether or not it is withdrawn."""
    return news_in(Edition.objects.latest("number"))


def new_line(slug: str = "new-line", value: str = "1139", **fields: Any) -> Helpline:
    return make_helpline(slug, "New Line", "نئی لائن", {"value": value}, **fields)


def replace_quiet_line() -> None:
    successor = Helpline.objects.get(slug="night-line")
    change("quiet-line", operating_status="superseded", superseded_by=successor)


# What is news


def test_nothing_of_a_first_edition_is_news(published: Edition) -> None:
    assert told() == told("ur") == stored() == []


def test_a_new_line_is_news_in_both_languages(published: Edition) -> None:
    new_line()
    edition = publish()
    assert edition
    assert told() == told("ur") == [("new-line", "new")]
    assert words() == ["New helpline: New Line"]
    assert "نئی لائن" in words("ur")[0]
    [item] = stored()
    assert (item.number, item.at, item.type) == (2, facts_of(edition).published_at, "helpline")


def test_a_name_that_is_missing_in_one_language_is_told_in_the_other(published: Edition) -> None:
    make_helpline("new-line", "New Line", None, {"value": "1139"}, partner="english-only")
    publish()
    assert "New Line" in words("ur")[0]


def test_a_changed_number_is_news_without_the_number(published: Edition) -> None:
    change_contact("1098", value="1139", display="1139", dial="1139")
    publish()
    assert told() == [("quiet-line", "number")]
    assert words() == ["Quiet Line has a new number"]
    assert "خاموش لائن" in words("ur")[0]
    assert not re.search(r"\d", "".join(words() + words("ur")))


def test_a_line_that_is_called_by_its_number_is_told_without_it(published: Edition) -> None:
    change("rescue-1122", operating_status="temporarily-closed", name_en="Rescue 1122, Punjab", strip_position=None)
    publish(allow_shrink=True)
    assert words() == ["Rescue, Punjab is closed for now"]
    assert not re.search(r"\d", "".join(words("ur")))


def test_a_line_that_is_called_by_nothing_else_is_not_told(published: Edition) -> None:
    make_helpline("new-line", "1139", "1139", {"value": "1139"})
    publish()
    assert words() == []


def test_another_number_is_news_and_one_less_is_not(published: Edition) -> None:
    added = make_contact(Helpline.objects.get(slug="quiet-line"), 2, value="1139")
    publish()
    assert told() == [("quiet-line", "number")]
    added.delete()
    publish()
    assert told() == []


def test_the_same_number_in_another_way_is_no_news(published: Edition) -> None:
    make_contact(Helpline.objects.get(slug="quiet-line"), 2, value="1098", kind="sms")
    publish()
    assert told() == []


@pytest.mark.parametrize(
    ("status", "what", "sentence"),
    [
        ("temporarily-closed", "closed", "Quiet Line is closed for now"),
        ("possibly-discontinued", "doubtful", "Quiet Line may have been discontinued"),
    ],
)
def test_a_line_closes_and_is_back(published: Edition, status: str, what: str, sentence: str) -> None:
    change("quiet-line", operating_status=status)
    publish()
    assert told() == [("quiet-line", what)]
    assert words() == [sentence]
    change("quiet-line", operating_status="active")
    publish()
    assert told() == [("quiet-line", "back"), ("quiet-line", what)]
    assert words()[0] == "Quiet Line is back in service"


def test_a_replaced_line_is_news_that_names_the_one_to_ring(published: Edition) -> None:
    replace_quiet_line()
    publish()
    assert told() == [("quiet-line", "replaced")]
    assert words() == ["Quiet Line has been replaced by Night Line"]
    assert all(name in words("ur")[0] for name in ("خاموش لائن", "رات کی لائن"))


def test_a_corrected_successor_is_news(published: Edition) -> None:
    replace_quiet_line()
    publish()
    change("quiet-line", superseded_by=Helpline.objects.get(slug="office-line"))
    publish()
    assert words()[0] == "Quiet Line has been replaced by Office Line"


def test_a_line_that_may_be_back_is_not_called_back(published: Edition) -> None:
    change("closed-line", operating_status="uncertain")
    publish()
    assert words() == ["Closed Line may be back in service, which is not certain yet"]


def test_doubt_alone_is_no_news(published: Edition) -> None:
    change("quiet-line", operating_status="uncertain")
    change("doubtful-line", operating_status="active")
    publish()
    assert told() == []


def test_the_new_number_of_a_closed_line_is_no_news_nor_is_a_new_line_that_is_closed(published: Edition) -> None:
    change_contact("1121", value="1139", display="1139", dial="1139")
    new_line(value="1140", operating_status="temporarily-closed")
    publish()
    assert told() == []


def test_other_words_hours_and_verification_are_no_news(published: Edition) -> None:
    change("quiet-line", summary_en="Listens.", name_en="Silent Line", position=2)
    change_contact("1098", hours="24/7", hours_confidence="high")
    change("umeed-line", verified_on="2026-11-20", verify_by="2026-12-20")
    publish()
    assert told() == []


def test_a_partner_is_news_once_it_has_a_part_in_the_campaign(published: Edition) -> None:
    dastak = make_partner("dastak", "Dastak", "دستک")
    role = CampaignRole(partner=dastak, kind="awareness", words_en="Speaks.", words_ur="بولتا ہے۔")
    publish()
    assert told() == []
    role.save()
    publish()
    assert told() == [("dastak", "new")]
    assert words() == ["New partner of the campaign: Dastak"]
    CampaignRole.objects.create(partner=dastak, kind="lead", words_en="Leads.", words_ur="قیادت کرتا ہے۔")
    publish()
    assert told() == [("dastak", "new")]


def test_a_draft_is_never_named(published: Edition) -> None:
    change("draft-line", summary_en="Soon.")
    change("quiet-line", summary_en="Listens.")
    publish()
    assert told() == []
    change("draft-line", state=State.LIVE)
    publish()
    assert told() == [("draft-line", "new")]
    change("draft-line", state=State.DRAFT)
    publish()
    assert told() == stored() == []


def test_a_line_is_named_as_it_is_called_now(published: Edition) -> None:
    new_line()
    publish()
    change("new-line", name_en="Newer Line")
    publish()
    assert words() == ["New helpline: Newer Line"]


def test_only_what_was_chosen_is_news(published: Edition) -> None:
    new_line()
    change("quiet-line", operating_status="temporarily-closed")
    publish([("helpline", "quiet-line")])
    assert told() == [("quiet-line", "closed")]
    publish()
    assert told() == [("new-line", "new"), ("quiet-line", "closed")]


def test_no_sentence_holds_a_number() -> None:
    for kind in kinds():
        assert not re.search(r"\d", "".join(kind.news.words.values() if kind.news else ""))


def test_every_happening_of_a_helpline_has_a_sentence() -> None:
    line = {"operating_status": "active", "contacts": [], "superseded_by": None}
    assert [happening.what for happening in NEWS.happened(None, line)] == ["new"]
    for was in STATUSES:
        for now in STATUSES:
            happened = NEWS.happened(line | {"operating_status": was}, line | {"operating_status": now})
            assert {happening.what for happening in happened} <= NEWS.words.keys()


STATUSES = ("active", "temporarily-closed", "uncertain", "possibly-discontinued", "superseded")


def test_a_kind_may_say_that_its_new_records_are_news() -> None:
    news = arrivals("New story: {name}")
    assert [one.what for one in news.happened(None, {"id": "x"})] == ["new"]
    assert list(news.happened({"id": "x"}, {"id": "x", "name": "y"})) == []


# What is kept


def test_the_newest_come_first_and_fifty_are_kept(published: Edition) -> None:
    for place in range(MOST + 5):
        new_line(f"new-line-{place:02}", value=f"+9230000000{place:02}")
    publish()
    assert len(told()) == MOST
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    assert told()[0] == ("quiet-line", "closed")
    assert told()[-1] == ("new-line-48", "new")
    assert len(told()) == len(stored()) == MOST


def test_an_id_stays_and_is_the_same_in_every_language(published: Edition) -> None:
    new_line()
    publish()
    [first] = ids()
    assert first.startswith("urn:uuid:")
    change("new-line", operating_status="temporarily-closed", name_en="Renamed Line")
    publish()
    assert ids() == ids("ur")
    assert ids()[1] == first
    assert len(set(ids())) == 2


def test_the_same_news_at_another_time_are_others(published: Edition) -> None:
    for status in ("temporarily-closed", "active", "temporarily-closed"):
        change("quiet-line", operating_status=status)
        publish()
    assert [what for _, what in told()] == ["closed", "back", "closed"]
    assert len(set(ids())) == 3


def test_news_do_not_touch_the_digest(published: Edition) -> None:
    new_line()
    edition = publish()
    assert edition
    assert edition.digest == bake().digest
    assert edition.unpacked().digest == edition.digest
    before = feed_bytes()
    Edition.objects.filter(number=2).update(news=b"")
    Store().pointer_path.unlink()
    sync()
    assert told() == []
    assert feed_bytes() == before


def test_a_refused_edition_changes_no_news(published: Edition) -> None:
    new_line()
    publish()
    before = stored()
    change("quiet-line", operating_status="temporarily-closed", description_en="Ring 1166.")
    with pytest.raises(EditionRefused):
        publish()
    assert stored() == before
    assert told() == [("new-line", "new")]


# Rolling back


def test_a_rollback_is_news_by_what_it_changes(published: Edition) -> None:
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    rollback()
    assert told() == [("quiet-line", "back"), ("quiet-line", "closed")]


def test_what_a_rollback_takes_away_is_no_news_any_more(published: Edition) -> None:
    new_line()
    publish()
    before = ids()
    rollback()
    assert told() == []
    rollback(2)
    assert told() == [("new-line", "new")]
    assert ids() != before


def test_one_can_roll_back_from_a_damaged_edition(published: Edition) -> None:
    new_line()
    publish()
    Edition.objects.filter(number=2).update(content=b"\0")
    assert rollback().number == 3
    assert told() == []


# Withdrawing


def restore_all(name: str) -> None:
    for one in withdrawn_record(name, None):
        restore(one, reason="rung again, it is right")


def test_what_is_withdrawn_is_gone_from_the_news_at_once_until_it_is_restored(published: Edition) -> None:
    new_line()
    publish()
    take_out("helpline/new-line")
    assert told() == told("ur") == []
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    assert told() == [("quiet-line", "closed")]
    restore_all("helpline/new-line")
    assert told() == [("quiet-line", "closed"), ("new-line", "new")]


def test_a_withdrawn_number_takes_its_news_along(published: Edition) -> None:
    make_contact(Helpline.objects.get(slug="quiet-line"), 2, value="1139")
    publish()
    take_out("helpline/quiet-line", "1098")
    assert told() == [("quiet-line", "number")]
    take_out("helpline/quiet-line", "1139")
    assert told() == told("ur") == []
    restore_all("helpline/quiet-line")
    assert told() == [("quiet-line", "number")]


def test_a_line_that_goes_with_its_number_is_not_named(published: Edition) -> None:
    make_helpline("new-1139", "New 1139", "نئی 1139", {"value": "1139"})
    publish()
    assert words() == ["New helpline: New"]
    take_out("helpline/new-1139", "1139")
    assert told() == []


def test_a_withdrawn_successor_is_not_named(published: Edition) -> None:
    replace_quiet_line()
    publish()
    take_out("helpline/night-line")
    assert told() == []
    restore_all("helpline/night-line")
    assert told() == [("quiet-line", "replaced")]


def test_with_the_database_away_what_is_withdrawn_is_gone_and_the_rest_stays(
    published: Edition, request: pytest.FixtureRequest
) -> None:
    new_line()
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    request.getfixturevalue("database_away")
    take_out("helpline/new-line")
    assert told() == [("quiet-line", "closed")]


# The machines


def test_a_machine_that_has_just_joined_knows_the_news(published: Edition, settings: Settings) -> None:
    new_line()
    publish()
    before = ids()
    settings.VAR = settings.VAR.with_name("joined")
    settings.VAR.mkdir()
    sync()
    assert ids() == before


def test_an_edition_of_older_code_has_no_news_and_the_next_one_has(published: Edition) -> None:
    new_line()
    publish()
    Edition.objects.update(news=b"")
    Store().pointer_path.unlink()
    sync()
    assert told() == []
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    assert told() == [("quiet-line", "closed")]


def forget_news_on_disk() -> None:
    """As older code would have written the store."""
    found = snapshot()
    manifest = dict(found.manifest)
    manifest["files"] = {path: facts for path, facts in manifest["files"].items() if not path.startswith("news/")}
    with Store().lock():
        Store().install(manifest, {})


def test_a_store_that_older_code_wrote_is_read_and_completed(published: Edition) -> None:
    new_line()
    publish()
    forget_news_on_disk()
    assert told() == []
    sync()
    assert told() == [("new-line", "new")]


def test_with_the_database_away_such_a_store_goes_on_without_news(published: Edition, database_away: None) -> None:
    forget_news_on_disk()
    sync()
    assert told() == []
    assert f"news/{published.number}.json" in snapshot().manifest["files"]


@pytest.mark.parametrize("damaged", [b"\0", *map(brotli.compress, (b"", b"[{}]", b"[7]", b"7"))])
def test_news_that_the_database_has_lost_are_none(published: Edition, damaged: bytes) -> None:
    Edition.objects.filter(number=1).update(news=damaged)
    change("quiet-line", operating_status="temporarily-closed")
    publish()
    assert told() == [("quiet-line", "closed")]


def test_what_a_later_version_calls_news_is_left_out(published: Edition) -> None:
    new_line()
    publish()
    [item] = stored()
    facts = vars(item)
    later = [facts | {"what": "moved"}, facts | {"type": "story"}, facts | {"until": "2027"}, facts]
    Edition.objects.filter(number=2).update(news=brotli.compress(orjson.dumps(later)))
    Store().pointer_path.unlink()
    sync()
    assert told() == [("new-line", "new")]


def test_looking_at_what_would_be_live_shows_no_news(published: Edition) -> None:
    new_line()
    call_command("publish", "--dry-run")
    assert told() == []


# Anything that may happen


def add_line(random: Random) -> None:
    number = Helpline.objects.count()
    new_line(f"line-{number}", value=f"+92300000{number:04}", operating_status=random.choice(STATUSES[:4]))


def turn_line(random: Random) -> None:
    change(some_line(random), operating_status=random.choice(STATUSES[:4]), superseded_by=None)


def replace_line(random: Random) -> None:
    successor = Helpline.objects.get(slug="night-line")
    change(some_line(random), operating_status="superseded", superseded_by=successor)


def change_number(random: Random) -> None:
    digits = f"311{random.randrange(10**7):07}"
    contact = ContactMethod.objects.filter(helpline__slug=some_line(random))
    contact.update(value=f"+92{digits}", dial=f"0{digits}", display=f"0{digits}")


def toggle_draft(random: Random) -> None:
    line = Helpline.objects.get(slug=some_line(random))
    change(line.slug, state=State.DRAFT if line.state == State.LIVE else State.LIVE)


def join_or_leave_campaign(random: Random) -> None:
    partner = Partner.objects.get(slug=random.choice(["police", "english-only"]))
    is_part_already, _ = partner.campaign_roles.all().delete()
    if not is_part_already:
        CampaignRole.objects.create(partner=partner, kind="lead", words_en="Leads.", words_ur="قیادت کرتا ہے۔")


def some_line(random: Random) -> str:
    free = Helpline.objects.filter(slug__in=["quiet-line", "doubtful-line", "closed-line"])
    return random.choice([line.slug for line in free | Helpline.objects.filter(slug__startswith="line-")])


ACTS = [add_line, turn_line, turn_line, replace_line, change_number, toggle_draft, join_or_leave_campaign]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_published_the_news_are_those_of_all_editions_in_turn(published: Edition, seed: int) -> None:
    random = Random(seed)
    for _ in range(12):
        for act in random.choices(ACTS, k=3):
            act(random)
        publish(allow_shrink=True)
        if random.random() < 0.3:
            rollback(random.choice([one.number for one in Edition.objects.all()[1:]]))
    expected: list[Item] = []
    before = None
    for edition in Edition.objects.order_by("number"):
        content = edition.unpacked()
        expected = news_of(before, content, edition.number, facts_of(edition).published_at, expected)
        before = content
    assert stored() == expected
    assert ids() == ids("ur")
    assert len(ids()) == len(set(ids())) <= MOST
    assert {headline.item.id for headline in snapshot().news["en"]} <= {item.id for item in expected}
    assert canonical(told()) == canonical(told("ur"))
