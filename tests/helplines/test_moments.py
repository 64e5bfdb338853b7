"""From a contact's hours to what is published of them, back to a timetable, and to what is true at an instant."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helplines.checks import check_contact
from helplines.hours import KARACHI, DatedException, State, Timetable, at, expand, parse_week, week_rows
from helplines.models import ContactMethod, Holiday, HolidayDate, HoursException
from helplines.moments import help_place, mention, moments
from helplines.timetable import hours_document, timetable
from helplines.words import templates
from hub.documents import Texts
from hub.editions.contract import Document, Help
from hub.editions.moments import with_moments
from hub.rows import name_gathered

# 23 November 2026 is a Monday.
MONDAY = datetime(2026, 11, 23, tzinfo=KARACHI)
OFFICE = "Mo-Fr 09:30-17:00"
WEEKS = [
    "24/7",
    OFFICE,
    "Mo-Su 21:00-02:00",
    "Su 22:00-02:00",
    "Mo-Fr 00:00-24:00",
    "Fr 09:00-12:30,14:30-24:00",
    "Mo 22:00-26:00",
]


def hour(number: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=number)


# What is published of hours, and back


def make_contact(hours: str, confidence: str = "high", exceptions: Sequence[HoursException] = ()) -> ContactMethod:
    """Never saved; its exceptions are there as `gathered` leaves them."""
    contact = ContactMethod(kind="phone", hours=hours, hours_confidence=confidence)
    setattr(contact, name_gathered("exceptions"), exceptions)
    return contact


def make_holiday(number: int, *dates: tuple[date, date, bool]) -> Holiday:
    holiday = Holiday(slug=f"holiday-{number}", name_en=f"Holiday {number}", name_ur=f"تعطیل {number}")
    rows = [HolidayDate(first=first, last=last, confirmed=confirmed) for first, last, confirmed in dates]
    setattr(holiday, name_gathered("dates"), rows)
    return holiday


def make_own(first: date, last: date, treatment: str, hours: str = "", name: str = "Founder's day") -> HoursException:
    return HoursException(first=first, last=last, treatment=treatment, hours=hours, name_en=name)


def make_answer(holiday: Holiday, treatment: str, hours: str = "") -> HoursException:
    return HoursException(holiday_id=holiday.pk, treatment=treatment, hours=hours)


def published(contact: ContactMethod, *holidays: Holiday, language: str = "en") -> Document:
    """As a reader gets it: through JSON."""
    document: Document = json.loads(json.dumps(hours_document(contact, holidays, Texts(contact, language))))
    return document


EID = (date(2027, 3, 10), date(2027, 3, 12))
WINDOW = (date(2027, 3, 8), date(2027, 3, 14))


@pytest.mark.parametrize("osm", WEEKS)
def test_published_hours_lead_back_to_the_week(osm: str) -> None:
    assert timetable(published(make_contact(osm))) == Timetable(parse_week(osm))


def test_hours_are_published_as_rows_and_words() -> None:
    assert published(make_contact("Sa 22:00-02:00")) == {
        "known": True,
        "always_open": False,
        "osm": "Sa 22:00-02:00",
        "timezone": "Asia/Karachi",
        "week": [{"opens_day": "sa", "opens": "22:00", "closes_day": "su", "closes": "02:00"}],
        "exceptions": [],
        "note": None,
        "confidence": "high",
        "words": "Sat 10 pm – 2 am",
    }


def test_a_line_that_is_always_open_has_no_week() -> None:
    hours = published(make_contact("Mo-Su 00:00-24:00"))
    assert (hours["known"], hours["always_open"], hours["week"], hours["osm"]) == (True, True, None, "24/7")


def test_hours_that_are_not_known_are_published_as_null() -> None:
    hours = published(make_contact("", confidence=""))
    assert hours["known"] is False
    assert [hours[key] for key in ("always_open", "week", "osm", "confidence")] == [None] * 4
    assert hours["words"] == "Hours not known"


def test_hours_of_low_confidence_are_told_in_words_only() -> None:
    hours = published(make_contact(OFFICE, "low"), make_holiday(1, (*EID, True)))
    assert hours["known"] is False
    assert [hours[key] for key in ("always_open", "week", "osm")] == [None] * 3
    assert hours["exceptions"] == []
    assert hours["words"] == "Reported as: Mon–Fri 9:30 am – 5 pm. Not certain."


@pytest.mark.parametrize("contact", [make_contact(""), make_contact(OFFICE, "low"), make_contact("24/7", "low")])
def test_hours_not_known_or_of_low_confidence_are_never_open_or_closed(contact: ContactMethod) -> None:
    for instant in (hour(3), hour(10), hour(10, day=6)):
        assert at(timetable(published(contact)), instant) == State(None)


@pytest.mark.parametrize("osm", ["9 to 5", "off", '"by appointment"'])
@pytest.mark.parametrize("confidence", ["high", "low"])
def test_the_gate_names_hours_that_cannot_be_read(osm: str, confidence: str) -> None:
    hours = published(make_contact(osm, confidence))
    document = {"kind": "phone", "value": "15", "dial": "15", "display": "15", "hours": hours}
    assert (hours["known"], hours["words"]) == (False, "Hours not known")
    assert [path for path, _ in check_contact("contacts.0", document)] == ["contacts.0.hours.osm"]
    assert at(timetable(hours), hour(10)) == State(None)


# What is published of exceptions, and back


def test_a_holiday_is_named_in_the_asked_language() -> None:
    contact, eid = make_contact(OFFICE), make_holiday(1, (*EID, True))
    exception = {"first": "2027-03-10", "last": "2027-03-12", "treatment": "unknown", "hours": []}
    assert published(contact, eid)["exceptions"] == [{"name": "Holiday 1", **exception}]
    assert published(contact, eid, language="ur")["exceptions"] == [{"name": "تعطیل 1", **exception}]


def test_a_line_that_is_always_open_goes_on_through_a_holiday() -> None:
    assert published(make_contact("24/7"), make_holiday(1, (*EID, False)))["exceptions"] == []


@pytest.mark.parametrize(
    ("hours", "spans", "rows"),
    [
        ("10:00-14:00", ((600, 840),), [("10:00", "14:00")]),
        ("09:00-12:00,14:00-17:00", ((540, 720), (840, 1020)), [("09:00", "12:00"), ("14:00", "17:00")]),
        ("22:00-02:00", ((1320, 1560),), [("22:00", "02:00")]),
        ("18:00-24:00", ((1080, 1440),), [("18:00", "24:00")]),
        ("00:00-24:00", ((0, 1440),), [("00:00", "24:00")]),
        ("10:00-10:00", ((600, 2040),), [("10:00", "10:00")]),
    ],
)
def test_other_hours_lead_back_to_their_minutes(
    hours: str, spans: tuple[tuple[int, int], ...], rows: list[tuple[str, str]]
) -> None:
    document = published(make_contact(OFFICE, exceptions=[make_own(*EID, "hours", hours)]))
    assert [(row["opens"], row["closes"]) for row in document["exceptions"][0]["hours"]] == rows
    assert timetable(document).exceptions == (DatedException(*EID, "hours", spans),)


def test_own_dates_win_over_a_holiday() -> None:
    own = make_own(date(2027, 3, 11), date(2027, 3, 11), "hours", "10:00-12:00")
    eid = make_holiday(1, (*EID, True))
    contact = make_contact(OFFICE, exceptions=[make_answer(eid, "closed"), own])
    clock = timetable(published(contact, eid))
    wednesday = datetime(2027, 3, 10, 11, tzinfo=KARACHI)
    assert at(clock, wednesday) == State(False, opens_at=datetime(2027, 3, 11, 10, tzinfo=KARACHI))
    assert at(clock, wednesday + timedelta(days=1)).open is True
    assert at(clock, wednesday + timedelta(days=2)).open is False


def test_own_dates_that_are_as_usual_win_over_a_holiday() -> None:
    own, eid = make_own(EID[0], EID[0], "usual"), make_holiday(1, (*EID, True))
    clock = timetable(published(make_contact(OFFICE, exceptions=[own]), eid))
    wednesday = datetime(2027, 3, 10, 10, tzinfo=KARACHI)
    assert at(clock, wednesday) == State(True, closes_at=wednesday.replace(hour=17))
    assert at(clock, wednesday + timedelta(days=1)).open is None


@pytest.mark.parametrize("hours", ["off", "10-14", "24/7", "Tu 10:00-12:00", "10:00-35:00", "10:00-12:00; 24/7"])
@pytest.mark.parametrize("osm", ["24/7", OFFICE])
def test_other_hours_that_cannot_be_read_are_not_known(hours: str, osm: str) -> None:
    eid, later = make_holiday(1, (*EID, True)), (date(2027, 5, 1), date(2027, 5, 1))
    contact = make_contact(osm, exceptions=[make_answer(eid, "hours", hours), make_own(*later, "hours", hours)])
    assert timetable(published(contact, eid)).exceptions == (
        DatedException(*later, "unknown"),
        DatedException(*EID, "unknown"),
    )


def test_other_hours_that_cannot_be_read_are_not_known_around_expected_dates() -> None:
    eid = make_holiday(1, (*EID, False))
    contact = make_contact("24/7", exceptions=[make_answer(eid, "hours", "off")])
    assert timetable(published(contact, eid)).exceptions == (DatedException(*WINDOW, "unknown"),)


days = some.dates(date(2026, 11, 1), date(2027, 2, 1))
treatments = some.sampled_from([None, "closed", "usual", "hours"])
OTHER_HOURS, OTHER_SPANS = "10:00-12:00,22:00-02:00", ((600, 720), (1320, 1560))


@given(some.sampled_from(WEEKS), some.lists(some.tuples(days, some.integers(0, 6), some.booleans(), treatments)))
def test_published_holidays_lead_back_to_what_they_do(osm: str, drawn: list[tuple[date, int, bool, Any]]) -> None:
    """Each holiday with the contact's answer to it, if it has one."""
    holidays, answers, expected = [], [], []
    for number, (first, length, confirmed, treatment) in enumerate(drawn):
        last = first + timedelta(days=length)
        holidays.append(make_holiday(number, (first, last, confirmed)))
        if treatment:
            answers.append(make_answer(holidays[-1], treatment, OTHER_HOURS if treatment == "hours" else ""))
        expected.append(expand(first, last, confirmed, treatment, parse_week(osm).always_open, OTHER_SPANS))
    document = published(make_contact(osm, exceptions=answers), *holidays)
    assert timetable(document) == Timetable(parse_week(osm), tuple(one for one in expected if one))


# At an instant


def make_hours(osm: str | None) -> Document:
    week = parse_week(osm) if osm else None
    return {
        "known": week is not None,
        "always_open": week.always_open if week else None,
        "week": week_rows(week) if week else None,
        "exceptions": [],
    }


def make_line(*contacts: tuple[str, str | None], **fields: Any) -> Document:
    """A helpline of contacts (kind, hours)."""
    defaults = {
        "name": "Umeed Line",
        "operating_status": "active",
        "verification": {"verify_by": None},
        "coverage": {"scope": "nationwide", "regions": []},
        "strip": None,
        "contacts": [{"kind": kind, "display": "1166", "hours": make_hours(osm)} for kind, osm in contacts],
    }
    return defaults | fields


def at_instant(document: Document, instant: datetime, language: str = "en") -> Document:
    return with_moments(document, moments(document, templates(language))(instant))


def now(document: Document, instant: datetime, language: str = "en") -> Document:
    moment: Document = at_instant(document, instant, language)["now"]
    return moment


def test_a_line_tells_whether_it_is_open() -> None:
    assert now(make_line(("phone", OFFICE)), hour(10)) == {
        "as_of": "2026-11-23T10:00:00+05:00",
        "open": True,
        "closes_at": "2026-11-23T17:00:00+05:00",
        "opens_at": None,
        "words": "Open until 5 pm",
        "verification": "unverified",
    }


def test_a_line_that_is_closed_tells_when_it_opens() -> None:
    moment = now(make_line(("phone", OFFICE)), hour(20))
    assert (moment["open"], moment["closes_at"], moment["opens_at"]) == (False, None, "2026-11-24T09:30:00+05:00")
    assert moment["words"] == "Closed now, opens tomorrow 9:30 am"


def test_a_line_is_told_in_urdu() -> None:
    assert now(make_line(("phone", "Mo-Su 09:00-23:00")), hour(10), "ur")["words"] == "کھلا ہے، رات 11 بجے تک"


def test_the_clock_adds_moments_and_leaves_the_facts_alone() -> None:
    document = make_line(("phone", OFFICE), ("website", None))
    before = json.dumps(document)
    told = at_instant(document, hour(10))
    assert json.dumps(document) == before
    assert told.keys() == document.keys() | {"now"}
    assert [one.keys() - {"now"} for one in told["contacts"]] == [one.keys() for one in document["contacts"]]


def test_every_contact_has_a_clock_of_its_own() -> None:
    told = at_instant(make_line(("phone", OFFICE), ("whatsapp", "24/7"), ("email", None)), hour(20))
    assert [one["now"] for one in told["contacts"]] == [
        {"open": False, "closes_at": None, "opens_at": "2026-11-24T09:30:00+05:00"},
        {"open": True, "closes_at": None, "opens_at": None},
        {"open": None, "closes_at": None, "opens_at": None},
    ]


@pytest.mark.parametrize("kind", ["phone", "sms", "whatsapp", "webchat"])
def test_a_kind_by_which_a_person_answers_counts(kind: str) -> None:
    assert now(make_line((kind, "24/7")), hour(3))["open"] is True


@pytest.mark.parametrize("kind", ["email", "website", "app"])
def test_a_kind_by_which_nobody_answers_now_does_not_count(kind: str) -> None:
    assert now(make_line((kind, "24/7")), hour(3))["open"] is None
    assert now(make_line(("phone", OFFICE), (kind, "24/7")), hour(3))["open"] is False
    assert now(make_line(("phone", OFFICE), (kind, None)), hour(3))["open"] is False


def test_a_line_without_contacts_is_not_known() -> None:
    assert now(make_line(), hour(10))["open"] is None


def test_a_line_is_open_while_any_contact_is_and_closes_with_the_last() -> None:
    moment = now(make_line(("phone", OFFICE), ("sms", None), ("whatsapp", "Mo-Su 08:00-22:00")), hour(10))
    assert (moment["open"], moment["closes_at"]) == (True, "2026-11-23T22:00:00+05:00")


def test_a_line_that_may_be_open_is_not_known_and_tells_its_first_known_opening() -> None:
    moment = now(make_line(("phone", OFFICE), ("sms", None), ("whatsapp", "Mo-Su 08:00-22:00")), hour(3))
    assert (moment["open"], moment["opens_at"]) == (None, "2026-11-23T08:00:00+05:00")
    assert moment["words"] == "Hours not known"


@pytest.mark.parametrize(
    ("status", "is_open", "english", "urdu"),
    [
        ("temporarily-closed", False, "Temporarily closed", "عارضی طور پر بند ہے"),
        ("uncertain", None, "Not certain to be in operation", "فعال ہونا یقینی نہیں"),
        ("possibly-discontinued", None, "Possibly discontinued", "ممکن ہے اب بند ہو"),
        ("superseded", None, "Hours not known", "اوقات معلوم نہیں"),
    ],
)
@pytest.mark.parametrize("osm", ["24/7", OFFICE, None])
def test_a_line_that_is_not_in_operation_is_never_open(
    status: str, is_open: bool | None, english: str, urdu: str, osm: str | None
) -> None:
    document = make_line(("phone", osm), operating_status=status)
    for instant in (hour(3), hour(10)):
        told, state = at_instant(document, instant), {"open": is_open, "closes_at": None, "opens_at": None}
        assert told["now"].items() >= {**state, "words": english}.items()
        assert told["contacts"][0]["now"] == state
        assert now(document, instant, "ur")["words"] == urdu


# Whose day it is


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ((2026, 11, 1), "verified"),
        ((2026, 12, 2), "verified"),
        ((2026, 12, 3), "due"),
        ((2026, 12, 10), "due"),
        ((2026, 12, 11), "overdue"),
        ((2028, 1, 1), "overdue"),
    ],
)
def test_a_verification_is_due_seven_days_before_and_overdue_the_day_after(
    day: tuple[int, int, int], state: str
) -> None:
    document = make_line(("phone", OFFICE), verification={"verify_by": "2026-12-10"})
    for time in ((0, 0), (23, 59)):
        assert now(document, datetime(*day, *time, tzinfo=KARACHI))["verification"] == state


def test_a_line_that_was_never_verified_is_unverified() -> None:
    assert now(make_line(("phone", OFFICE)), hour(10))["verification"] == "unverified"


def test_an_instant_of_another_zone_is_told_in_karachis_time_and_day() -> None:
    document = make_line(("phone", OFFICE), verification={"verify_by": "2026-12-10"})
    evening = datetime(2026, 12, 10, 19, 30, tzinfo=UTC)
    moment = now(document, evening)
    assert moment == now(document, evening.astimezone(KARACHI))
    assert (moment["as_of"], moment["verification"]) == ("2026-12-11T00:30:00+05:00", "overdue")
    assert moment["words"] == "Closed now, opens today 9:30 am"


@pytest.mark.parametrize("document", [make_line(), make_line(("phone", OFFICE)), make_line(("phone", None))])
@pytest.mark.parametrize("year", [1, 9999])
def test_instants_at_the_ends_of_the_calendar_are_refused(document: Document, year: int) -> None:
    for instant in (datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, 23, tzinfo=UTC)):
        with pytest.raises(ValueError, match="year"):
            now(document, instant)


# The strip


SINDH = {"scope": "regional", "regions": [{"code": "PK-SD"}, {"code": "PK-PB"}]}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (make_line(("phone", None), strip=3), Help(3, None)),
        (make_line(("phone", None), strip=0), Help(0, None)),
        (make_line(("whatsapp", None), ("phone", None), strip=3), Help(3, None)),
        (make_line(("phone", None), strip=3, coverage=SINDH), Help(3, frozenset({"PK-SD", "PK-PB"}))),
        (make_line(("phone", None)), None),
        (make_line(strip=3), None),
        (make_line(("sms", "24/7"), ("whatsapp", "24/7"), ("webchat", "24/7"), strip=3), None),
        (make_line(("phone", "24/7"), strip=3, operating_status="temporarily-closed"), None),
        (make_line(("phone", "24/7"), strip=3, operating_status="uncertain"), None),
        (make_line(("phone", "24/7"), strip=3, operating_status="possibly-discontinued"), None),
        (make_line(("phone", "24/7"), strip=3, operating_status="superseded"), None),
    ],
)
def test_a_line_is_on_the_strip_while_it_can_be_rung(document: Document, place: Help | None) -> None:
    assert help_place(document) == place


# A line named in a text


def make_named(name: str, *contacts: tuple[str, str]) -> Document:
    return make_line(name=name, contacts=[{"kind": kind, "display": display} for kind, display in contacts])


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (make_named("Umeed Line", ("phone", "1166")), "Umeed Line (1166)"),
        (make_named("امید لائن", ("phone", "1166")), "امید لائن (1166)"),
        (make_named("Police 15", ("phone", "15")), "Police 15"),
        (make_named("پولیس 15", ("phone", "15")), "پولیس 15"),
        (make_named("Police (15)", ("phone", "15")), "Police (15)"),
        (make_named("Rescue 1122", ("phone", "1122"), ("phone", "042-111-1122")), "Rescue 1122"),
        (make_named("Help 0311-7786264", ("phone", "0311-7786264")), "Help 0311-7786264"),
        (make_named("Umeed Line", ("website", "umeed.example.pk")), "Umeed Line"),
        (make_named("Umeed Line"), "Umeed Line"),
        (
            make_named("Umeed Line", ("website", "umeed.example.pk"), ("whatsapp", "0311 7786264")),
            "Umeed Line (0311 7786264)",
        ),
        (make_named("Rescue 1150", ("phone", "15")), "Rescue 1150 (15)"),
        (make_named("Madadgar 1915", ("phone", "15")), "Madadgar 1915 (15)"),
        (make_named("Line 0800-15-15", ("phone", "15")), "Line 0800-15-15 (15)"),
    ],
)
def test_a_line_is_mentioned_with_its_number_unless_its_name_says_it(document: Document, words: str) -> None:
    assert mention(document) == words
