"""Two forms of a text beside each other: only the words that differ are marked."""

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.desk.differing import Cell, marked, rows


def test_only_the_words_that_differ_are_marked() -> None:
    cell = Cell("en", "Open on all days of the week", "Open on five days of the week")
    assert cell.words_before == [(False, "Open on "), (True, "all "), (False, "days of the week")]
    assert cell.words_after == [(False, "Open on "), (True, "five "), (False, "days of the week")]
    same = Cell("ur", "وہی", "وہی")
    assert same.words_before == same.words_after == [(False, "وہی")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_the_marked_words_are_the_whole_text(before: str, after: str) -> None:
    assert "".join(words for _goes, words in marked(before, after)) == before


HOLIDAY = {"name": "Eid al-Fitr", "first": "2027-03-11", "last": "2027-03-13", "treatment": "closed", "hours": []}


def contact(*exceptions: Any) -> dict[str, Any]:
    hours = {"known": True, "confidence": "high", "exceptions": list(exceptions)}
    return {"name": "A line", "contacts": [{"display": "1166", "kind": "phone", "hours": hours}]}


def test_a_date_that_moves_is_seen_though_its_name_stays() -> None:
    (row,) = rows({"en": contact(HOLIDAY)}, {"en": contact(HOLIDAY | {"last": "2027-03-14"})})
    assert row.cells[0].before == "Eid al-Fitr 2027-03-11 2027-03-13 Closed"
    assert row.cells[0].after == "Eid al-Fitr 2027-03-11 2027-03-14 Closed"


@pytest.mark.parametrize(("language", "said"), [("en", {"Phone", "High"}), ("ur", {"فون", "زیادہ"})])
def test_codes_are_told_in_the_words_of_the_forms(language: str, said: set[str]) -> None:
    with override(language):
        cells = [row.cells[0].after for row in rows({}, {"en": contact()})]
    assert said <= set(cells)


def test_a_record_within_another_is_called_by_its_name() -> None:
    (row,) = rows({}, {"en": {"topics": [{"slug": "grief", "name": "Grief"}, {"slug": "stress", "name": "Stress"}]}})
    assert row.cells[0].after == "Grief · Stress"


def test_contacts_that_show_one_number_are_told_apart() -> None:
    """By phone, by WhatsApp, and twice by phone: what changes of any of them is seen."""
    kinds = ("phone", "whatsapp", "phone")
    before = [{"id": str(one), "kind": kind, "display": "1166", "note": "Day"} for one, kind in enumerate(kinds)]
    for one in range(3):
        after = [contact | {"note": "Night"} if contact["id"] == str(one) else contact for contact in before]
        assert len(rows({"en": {"contacts": before}}, {"en": {"contacts": after}})) == 1


HOURS = {"known": True, "osm": "24/7", "confidence": "high"}


def numbered(display: str, **more: Any) -> dict[str, Any]:
    number = {"value": display, "display": display, "dial": display}
    return {"id": "one", "kind": "phone", "cost": "free", **number, "hours": HOURS, **more}


def test_a_changed_digit_is_one_contact_that_changed() -> None:
    changed = rows({"en": {"contacts": [numbered("1166")]}}, {"en": {"contacts": [numbered("1167")]}})
    assert [row.field.rpartition(" › ")[2] for row in changed] == [
        "Number or address",
        "As it is shown",
        "As it is dialled",
    ]
    assert {row.field.rpartition(" › ")[0] for row in changed} == {"Contact Phone \u20681166\u2069 → \u20681167\u2069"}


def test_the_number_and_the_hours_of_a_contact_come_first() -> None:
    form = {"summary": "Free", "contacts": [{"note": "Day", **numbered("1166")}], "name": "A line"}
    fields = [row.field.rpartition(" › ")[2] for row in rows({}, {"en": form})]
    assert fields[0] == "Name"
    assert fields[1:5] == ["Number or address", "As it is shown", "As it is dialled", "Known"]
    assert fields[-1] == "Summary"
