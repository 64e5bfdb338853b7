"""The first page of the desk: what waits, how fresh the directory is, whom it leaves without help."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from helplines.claiming import claim, report
from helplines.models import ContactMethod, Helpline, Holiday, HoursException
from helplines.today import coverage, freshness
from hub.content.models import About
from hub.editions.proposals import propose, send_back
from tests.cast import make_helpline
from tests.desk.conftest import Desk
from tests.editions.acts import change

pytestmark = pytest.mark.usefixtures("published")
AtDesk = Callable[..., Desk]


def counts() -> dict[str, dict[str, int]]:
    crisis, others = (parts for _name, parts in freshness()["bars"])
    return {name: {part.code: part.count for part in bar} for name, bar in (("crisis", crisis), ("others", others))}


NOTHING = "No proposal, no correction and no line that you have taken waits for you."


def test_what_needs_somebody_today_is_their_own(at_desk: AtDesk) -> None:
    editor, reviewer = at_desk("editor"), at_desk("reviewer")
    assert NOTHING in editor.get("/desk/").content.decode()
    change("quiet-line", summary_en="New.")
    quiet = str(Helpline.objects.get(slug="quiet-line").pk)
    proposal = propose([("helpline", quiet)], by=editor.person, note="Words for the quiet line")
    of_editor, of_reviewer = (who.get("/desk/").content.decode() for who in (editor, reviewer))
    assert NOTHING in of_editor
    assert "Waits for somebody else" in of_editor
    assert "To approve or send back:" in of_reviewer
    assert "Words for the quiet line" in of_editor
    assert "Words for the quiet line" in of_reviewer
    send_back(proposal, by=reviewer.person, reason="Whose words?")
    assert "Sent back to you" in editor.get("/desk/").content.decode()
    assert "Words for the quiet line" not in reviewer.get("/desk/").content.decode()


def test_a_line_that_one_has_taken_is_told_to_oneself(at_desk: AtDesk) -> None:
    editor, reviewer = at_desk("editor"), at_desk("reviewer")
    claim(Helpline.objects.get(slug="quiet-line"), editor.person)
    assert "You are checking it" in editor.get("/desk/").content.decode()
    assert "You are checking it" not in reviewer.get("/desk/").content.decode()


def test_live_lines_are_counted_by_how_well_they_are_verified() -> None:
    today = timezone.localdate()
    before = counts()
    live = Helpline.objects.live()
    live.update(verified_on=None, verify_by=None, verified_method="")
    for slug, days in (("umeed-line", 20), ("police-15", 3), ("rescue-1122", -1)):
        verified = {"verified_on": today - timedelta(days=40), "verified_method": "call-answered"}
        Helpline.objects.filter(slug=slug).update(verify_by=today + timedelta(days=days), **verified)
    crisis = counts()["crisis"]
    assert (crisis["verified"], crisis["due"], crisis["overdue"]) == (1, 1, 1)
    assert sum(crisis.values()) == sum(before["crisis"].values())
    assert sum(map(sum, (one.values() for one in counts().values()))) == Helpline.objects.live().count()


def test_a_bar_is_as_wide_as_its_parts() -> None:
    for _name, bar in freshness()["bars"]:
        assert bar[0].x == 0
        assert sum(part.width for part in bar) == pytest.approx(600)


def test_lines_are_counted_by_topic_and_region() -> None:
    def of(slug: str) -> tuple[int, dict[str, int]]:
        facts: dict[str, Any] = coverage()
        regions = [region.slug for region in facts["regions"]]
        country, cells = next((country, cells) for topic, country, cells in facts["topics"] if topic.slug == slug)
        return country.count, dict(zip(regions, (cell.count for cell in cells), strict=True))

    def heats(slug: str) -> set[int]:
        facts: dict[str, Any] = coverage()
        cells = next(cells for topic, _country, cells in facts["topics"] if topic.slug == slug)
        return {cell.heat for cell in cells}

    country, regions = of("legal-help")
    make_helpline("legal-sindh", "Legal", "قانون", {"value": "1091"}, topics=("legal-help",), regions=("PK-SD",))
    make_helpline("legal-draft", "Legal", "قانون", {"value": "1092"}, topics=("legal-help",), state="draft")
    assert of("legal-help") == (country, regions | {"PK-SD": regions["PK-SD"] + 1})
    for number in range(3):  # Of the whole country: no region is without help.
        make_helpline(f"legal-{number}", "Legal", "قانون", {"value": f"110{number}"}, topics=("legal-help",))
    assert heats("legal-help") == {3}


def test_the_page_asks_the_database_no_more_for_more_lines(at_desk: AtDesk) -> None:
    owner = at_desk("owner")
    owner.get("/desk/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        owner.get("/desk/")
    for number in range(20):
        make_helpline(f"line-{number}", "Line", "لائن", {"value": f"10{number + 10}"}, regions=("PK-SD",))
    with CaptureQueriesContext(connection) as many:
        owner.get("/desk/")
    assert len(many) == len(few) <= 16


def test_what_is_reported_or_urgent_leads_to_the_queue(at_desk: AtDesk) -> None:
    owner = at_desk("owner")
    line = Helpline.objects.get(slug="quiet-line")
    page = owner.get("/desk/").content.decode()
    assert "?show=reported" not in page
    assert "?show=crisis" in page
    report(line, owner.person, "Rings and rings.")
    assert "A fault of 1 line has been reported." in owner.get("/desk/").content.decode()


def test_a_holiday_without_a_coming_date_is_missed(at_desk: AtDesk) -> None:
    owner = at_desk("owner")
    contact = ContactMethod.objects.filter(helpline__state="live").first()
    eid = Holiday.objects.create(slug="an-eid", name_en="An Eid", name_ur="ایک عید")
    assert "No coming date of An Eid" not in owner.get("/desk/").content.decode()
    HoursException.objects.create(contact=contact, holiday=eid, treatment="closed")
    eid.dates.create(first=date(2020, 5, 24), last=date(2020, 5, 26))
    assert "No coming date of An Eid" in owner.get("/desk/").content.decode()
    eid.dates.create(first=timezone.localdate(), last=timezone.localdate())
    assert "No coming date of An Eid" not in owner.get("/desk/").content.decode()


def test_that_nobody_has_written_who_is_responsible_is_told(at_desk: AtDesk) -> None:
    owner = at_desk("owner")
    assert "Nobody has written who is responsible" in owner.get("/desk/").content.decode()
    About.objects.update(imprint_en="The Society, Lahore", imprint_ur="سوسائٹی، لاہور")
    assert "Nobody has written who is responsible" not in owner.get("/desk/").content.decode()
