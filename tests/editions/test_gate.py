"""The gate refuses an edition that could harm somebody, says which record and field, and nothing has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from helplines.models import ContactMethod, Helpline, MenuStep
from hub.curation.models import OldSlug, State, seeded_id
from hub.editions import gate
from hub.editions.bake import Content, bake, content_of
from hub.editions.contract import Document
from hub.editions.gate import EditionRefused
from hub.editions.models import Edition
from hub.editions.publishing import publish
from hub.editions.store import Store
from hub.models import Audience, Topic
from partners.models import CampaignRole, Partner
from tests.cast import make_audience
from tests.editions.acts import change, change_contact, files_under, publish_changed, take_out

Edit = Callable[[], Any]


@dataclass(frozen=True)
class Refused:
    """An edit that the gate must not let through, and the fault that it must name."""

    edit: Edit
    record: str
    field: str
    reason: str


def stop(slug: str, kind: Any) -> None:
    assert kind.objects.filter(slug=slug).update(state=State.DRAFT) == 1


def refusal(**options: Any) -> EditionRefused:
    """The refusal of a publication that left no trace: not in the database, not on the disk."""
    rows, pointer, files = Edition.objects.count(), Store().pointer(), files_under(Store().root)
    with pytest.raises(EditionRefused) as refused:
        publish(**options)
    assert (Edition.objects.count(), Store().pointer(), files_under(Store().root)) == (rows, pointer, files)
    return refused.value


def faults_of(content: Content, **options: Any) -> dict[tuple[str, str], str]:
    try:
        gate.check(content, **options)
    except EditionRefused as refused:
        return {(fault.record, fault.field): fault.reason for fault in refused.faults}
    return {}


def altered(content: Content, alter: Callable[[Document], Any], languages: tuple[str, ...] = ("en", "ur")) -> Content:
    """The content after `alter` has had every language's feed: for what no database would hold."""
    feeds = {language: orjson.loads(data) for language, data in content.files.items()}
    for language in languages:
        alter(feeds[language])
    return content_of(feeds)


def one(feed: Document, slug: str, plural: str = "helplines") -> Document:
    return next(document for document in feed[plural] if document["slug"] == slug)


QUIET, UMEED = "helpline/quiet-line", "helpline/umeed-line"
EDITS = {
    "a number that nobody can dial": Refused(
        lambda: change_contact("1098", value="10a8"), QUIET, "contacts.0.value", "short code"
    ),
    "a number outside the numbering plan": Refused(
        lambda: change_contact("+9280069457", value="+9280", dial="080"),
        "helpline/office-line",
        "contacts.0.value",
        "+92",
    ),
    "digits to dial that are not the number's": Refused(
        lambda: change_contact("1098", dial="1099"), QUIET, "contacts.0.value", "Write 1098 in dial"
    ),
    "another number to read than to dial": Refused(
        lambda: change_contact("1098", display="1099"), QUIET, "contacts.0.display", "Write 1098 as it is shown"
    ),
    "a link that leads nowhere": Refused(
        lambda: change_contact("https://web.example.pk", value="web.example"),
        "helpline/web-only",
        "contacts.0.value",
        "https://",
    ),
    "hours that nobody can read": Refused(
        lambda: change_contact("1166", hours="after lunch"), UMEED, "contacts.0.hours.osm", "plain weekly hours"
    ),
    "no way to reach it": Refused(
        lambda: ContactMethod.objects.get(value="1098").delete(), QUIET, "contacts", "at least one way"
    ),
    "no name in either language": Refused(lambda: change("quiet-line", name_en="", name_ur=""), QUIET, "name", "null"),
    "no description in either language": Refused(
        lambda: change("quiet-line", description_en="", description_ur=""), QUIET, "description", "null"
    ),
    "no topic": Refused(
        lambda: Helpline.objects.get(slug="quiet-line").topics.set([]), QUIET, "topics", "less than 1 item"
    ),
    "a topic that is a draft": Refused(
        lambda: stop("legal-help", Topic), "helpline/office-line", "topics", "topic/legal-help"
    ),
    "an audience that is a draft": Refused(
        lambda: stop("women", Audience), "helpline/night-line", "audiences", "audience/women"
    ),
    "a partner that is a draft": Refused(
        lambda: stop("english-only", Partner), "helpline/english-line", "partner", "partner/english-only"
    ),
    "a successor that is a draft": Refused(
        lambda: stop("office-line", Helpline), "helpline/replaced-line", "superseded_by", "helpline/office-line"
    ),
    "a token that names nobody": Refused(
        lambda: change("quiet-line", description_en="Or {{helpline:nobody}}."), QUIET, "description", "helpline/nobody"
    ),
    "a token that names a draft": Refused(
        lambda: change("quiet-line", summary_ur="{{helpline:draft-line}}"), QUIET, "summary", "helpline/draft-line"
    ),
    "a token that is not closed": Refused(
        lambda: change("quiet-line", description_en="Or {{helpline:police-15}."), QUIET, "description", "braces"
    ),
    "a token of a kind that is misspelt": Refused(
        lambda: Topic.objects.filter(slug="depression").update(description_ur="{{Helpline police-15}}"),
        "topic/depression",
        "description",
        "braces",
    ),
    "a number in English prose": Refused(
        lambda: change("quiet-line", description_en="Or call 1166."), QUIET, "description", "{{helpline:umeed-line}}"
    ),
    "a line's own number in its prose": Refused(
        lambda: change("quiet-line", summary_en="Call 1098."), QUIET, "summary", "{{helpline:quiet-line}}"
    ),
    "a number in Urdu digits": Refused(
        lambda: change("quiet-line", description_ur="یا ۱۱۶۶ پر کال کریں۔"), QUIET, "description", "1166"
    ),
    "a number with a country code and spaces": Refused(
        lambda: Partner.objects.filter(slug="police").update(description_en="Or +92 311 778 6264."),
        "partner/police",
        "description",
        "{{helpline:umeed-line}}",
    ),
    "a number in a contact's note": Refused(
        lambda: change_contact("1166", note_ur="یا 1098"), UMEED, "contacts.0.note", "1098"
    ),
    "a number in the words of a menu": Refused(
        lambda: MenuStep.objects.update(words_en="As on 1098"),
        "helpline/office-line",
        "contacts.0.menu.0.words",
        "1098",
    ),
    "a number in a notice": Refused(
        lambda: change("closed-line", notice_en="Call 1098."), "helpline/closed-line", "notice.words", "1098"
    ),
    "a number in a partner's role": Refused(
        lambda: CampaignRole.objects.update(words_en="Answers 1098."),
        "partner/umeed-trust",
        "campaign_roles.0.words",
        "1098",
    ),
    "another line's number in a name": Refused(
        lambda: change("quiet-line", name_en="Quiet Line 1166"), QUIET, "name", "1166"
    ),
    "another line's number among the names": Refused(
        lambda: change("quiet-line", alternate_names="Hush\nLine 1166"), QUIET, "alternate_names.1", "1166"
    ),
    "a region without an emergency line": Refused(
        lambda: change("police-15", operating_status="uncertain"), "region/PK-SD", "emergency", "no emergency line"
    ),
    "a strip without a crisis line": Refused(
        lambda: change("umeed-line", strip_position=None), "region/PK-PB", "crisis", "no crisis line"
    ),
    "a crisis line that cannot be rung": Refused(
        lambda: change_contact("1166", kind="sms"), "region/PK-KP", "crisis", "no crisis line"
    ),
    "a crisis line that has become a draft": Refused(
        lambda: stop("umeed-line", Helpline), "region/PK-KP", "crisis", "no crisis line"
    ),
    "a road service on the strip": Refused(
        lambda: Helpline.objects.get(slug="rescue-1122").audiences.add(make_audience("road-users", "Roads", "سڑکیں")),
        "helpline/rescue-1122",
        "strip",
        "road services",
    ),
    "a regional line without a region": Refused(
        lambda: change("quiet-line", scope="regional"), QUIET, "coverage.regions", "names its regions"
    ),
    "an old slug that is another's slug": Refused(
        lambda: OldSlug.objects.create(kind="helpline", slug="quiet-line", record=seeded_id("helpline", "umeed-line")),
        UMEED,
        "slug",
        "quiet-line",
    ),
}


def test_the_cast_passes(cast: None) -> None:
    assert faults_of(bake()) == {}


@pytest.mark.parametrize("refused", EDITS.values(), ids=EDITS)
def test_it_refuses(published: Edition, refused: Refused) -> None:
    refused.edit()
    faults = [fault for fault in refusal().faults if (fault.record, fault.field) == (refused.record, refused.field)]
    assert any(refused.reason in fault.reason for fault in faults), faults


def test_it_refuses_a_first_edition_too(cast: None) -> None:
    change_contact("1098", value="10a8")
    assert [fault.field for fault in refusal().faults] == ["contacts.0.value"]
    assert not Store().root.exists()


def test_it_names_every_fault_once_on_a_line_of_its_own(published: Edition) -> None:
    change("quiet-line", description_en="Or call 1166.", scope="regional")
    change_contact("1282", dial="1283")
    lines = str(refusal()).splitlines()
    assert len(lines) == len(set(lines)) == 3
    for start in (
        f"{QUIET}: description: ",
        f"{QUIET}: coverage.regions: ",
        "helpline/doubtful-line: contacts.0.value",
    ):
        assert any(line.startswith(start) for line in lines), start


def test_a_fault_carried_over_unchosen_does_not_hold_up_an_urgent_correction(published: Edition) -> None:
    """A colleague's half-made edit is not part of a proposal that leaves it out."""
    change("quiet-line", description_en="Or call 1166.")
    change("evening-line", summary_en="Evenings.")
    assert publish([("helpline", "evening-line")])


def test_a_replaced_line_is_not_asked_for_a_number_that_works(published: Edition) -> None:
    change_contact("1991", value="19a1")
    assert publish()


# What a withdrawal takes off the strip is missed there


@pytest.mark.parametrize("contact", [None, "1166"])
def test_it_refuses_where_a_withdrawal_has_left_no_crisis_line(published: Edition, contact: str | None) -> None:
    take_out(UMEED, contact)
    change("quiet-line", summary_en="Quiet.")
    faults = {(fault.record, fault.field) for fault in refusal().faults}
    assert faults == {(f"region/{region}", "crisis") for region in ("PK-PB", "PK-SD", "PK-KP")}


def test_another_crisis_line_on_the_strip_makes_up_for_a_withdrawal(published: Edition) -> None:
    take_out(UMEED)
    change("evening-line", strip_position=9)
    assert publish()


def test_an_ambulance_of_one_province_does_not_make_up_for_the_police_elsewhere(published: Edition) -> None:
    take_out("helpline/police-15")
    change("quiet-line", summary_en="Quiet.")
    faults = {(fault.record, fault.field) for fault in refusal().faults}
    assert faults == {("region/PK-SD", "emergency"), ("region/PK-KP", "emergency")}


# A sudden shrink


def test_it_refuses_a_sudden_shrink_unless_it_is_meant(published: Edition) -> None:
    for slug in ("quiet-line", "evening-line", "web-only"):
        stop(slug, Helpline)
    assert [(fault.record, fault.field) for fault in refusal().faults] == [("helplines", "count")]
    assert publish(allow_shrink=True)


def test_one_record_may_go(published: Edition) -> None:
    stop("quiet-line", Helpline)
    assert publish()


def test_a_shrink_is_measured_against_what_is_live(published: Edition) -> None:
    stop("quiet-line", Helpline)
    publish()
    stop("evening-line", Helpline)
    assert publish()


def test_allowing_a_shrink_allows_nothing_else(published: Edition) -> None:
    change("quiet-line", name_en="", name_ur="")
    assert [(fault.record, fault.field) for fault in refusal(allow_shrink=True).faults] == [(QUIET, "name")]


# What no database would hold


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("category", {"slug": "banana", "name": "Banana"}),
        ("police", None),
        ("topics", None),
        ("languages", []),
        ("id", "1"),
        ("slug", "with space"),
        ("updated_on", "22 November"),
        ("internal_note", "secret"),
        ("type", "partner"),
    ],
)
def test_it_refuses_what_the_schema_does_not_know(cast: None, field: str, value: Any) -> None:
    content = altered(bake(), lambda feed: one(feed, "quiet-line").update({field: value}))
    faults = faults_of(content)
    assert len(faults) == 1
    [((_, at), reason)] = faults.items()
    assert at == "document" and field in reason if field == "internal_note" else at.split(".")[0] == field


def test_it_refuses_a_missing_field(cast: None) -> None:
    [((record, field), reason)] = faults_of(altered(bake(), lambda feed: one(feed, "quiet-line").pop("cost"))).items()
    assert (record, field) == (QUIET, "document")
    assert "cost" in reason


def test_it_refuses_hours_that_cannot_be_read(cast: None) -> None:
    content = altered(bake(), lambda feed: one(feed, "umeed-line")["contacts"][0]["hours"].update(osm="24/8"))
    assert list(faults_of(content)) == [(UMEED, "contacts.0.hours.osm")]


def test_it_refuses_two_records_with_one_slug(cast: None) -> None:
    content = altered(bake(), lambda feed: one(feed, "quiet-line").update(slug="web-only"))
    assert ("helpline/web-only", "slug") in faults_of(content)


def test_it_refuses_two_records_with_one_old_slug(cast: None) -> None:
    content = altered(bake(), lambda feed: one(feed, "quiet-line").update(old_slugs=["hope-line"]))
    assert list(faults_of(content)) == [(UMEED, "slug")]


def test_the_same_slug_in_two_kinds_is_no_fault(cast: None) -> None:
    content = altered(bake(), lambda feed: one(feed, "everyone", "audiences").update(old_slugs=["police"]))
    assert faults_of(content) == {}


@pytest.mark.parametrize("languages", [["en"], ["ur"], ["en", "ur", "sd"], []])
def test_it_refuses_any_other_set_of_languages(cast: None, languages: list[str]) -> None:
    feeds = bake().languages
    content = content_of({language: feeds.get(language, feeds["en"]) for language in languages})
    assert list(faults_of(content)) == [("edition", "languages")]


def test_it_refuses_a_record_that_one_language_lacks(cast: None) -> None:
    content = altered(bake(), lambda feed: feed["helplines"].remove(one(feed, "quiet-line")), ("ur",))
    assert list(faults_of(content)) == [("helplines", "language")]


def test_a_fault_in_one_language_is_enough(cast: None) -> None:
    content = altered(bake(), lambda feed: one(feed, "quiet-line").update(description="یا ۱۵ پر۔"), ("ur",))
    assert list(faults_of(content)) == [(QUIET, "description")]


def test_an_edition_that_passes_after_a_refusal_goes_live(published: Edition) -> None:
    change("quiet-line", description_en="Or call 1166.")
    refusal()
    assert publish_changed(description_en="Or call {{helpline:umeed-line}}.").number == 2
