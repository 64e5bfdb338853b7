"""Hours in words, in both languages, as tables of examples."""

from datetime import UTC, datetime, timedelta

import pytest

from helplines.hours import DAYS, KARACHI, State, Week, parse_week
from helplines.words import Templates, low_confidence, now_words, templates, time_words, week_words

ENGLISH = templates("en")

PARTS = ["رات"] * 4 + ["صبح"] * 8 + ["دوپہر"] * 4 + ["شام"] * 3 + ["رات"] * 5
URDU_DAYS = ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"]
URDU_MONTHS = ["جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"]
URDU: Templates = {
    "open_always": "چوبیس گھنٹے کھلا ہے",
    "open_until": "کھلا ہے، {time} تک",
    "open_until_tomorrow": "کھلا ہے، کل {time} تک",
    "open_until_day": "کھلا ہے، {day} کو {time} تک",
    "closed": "ابھی بند ہے",
    "closed_opens_today": "ابھی بند ہے، آج {time} کھلے گا",
    "closed_opens_tomorrow": "ابھی بند ہے، کل {time} کھلے گا",
    "closed_opens_day": "ابھی بند ہے، {day} کو {time} کھلے گا",
    "open_until_date": "کھلا ہے، {day} {date} کو {time} تک",
    "closed_opens_date": "ابھی بند ہے، {day} {date} کو {time} کھلے گا",
    "open_until_night": "کھلا ہے، {before} اور {day} کی درمیانی {time} تک",
    "closed_opens_tonight": "ابھی بند ہے، آج {time} کھلے گا",
    "closed_opens_night": "ابھی بند ہے، {before} اور {day} کی درمیانی {time} کھلے گا",
    "temporarily_closed": "عارضی طور پر بند ہے",
    "status_uncertain": "فعال ہونا یقینی نہیں",
    "status_discontinued": "ممکن ہے اب بند ہو",
    "date": "{number} {month}",
    **{f"month_{number:02}": name for number, name in enumerate(URDU_MONTHS, 1)},
    "hours_not_known": "اوقات معلوم نہیں",
    "week_always": "ہر روز چوبیس گھنٹے کھلا ہے",
    "week_every_day": "روزانہ {hours}",
    "week_days": "{days} {hours}",
    "week_separator": "؛ ",
    "days_range": "{first} تا {last}",
    "days_separator": "، ",
    "hours_all_day": "چوبیس گھنٹے",
    "hours_range": "{opens} سے {closes} تک",
    "hours_separator": " اور ",
    "reported": "بتائے گئے اوقات: {week}۔ یقینی نہیں۔",
    "time": "{part} {clock} بجے",
    **{f"part_{hour:02}": part for hour, part in enumerate(PARTS)},
    **{f"day_{day}": name for day, name in zip(DAYS, URDU_DAYS, strict=True)},
}

MONDAY = datetime(2026, 11, 23, tzinfo=KARACHI)


def hour(number: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=number)


def test_every_template_has_an_example_in_urdu() -> None:
    assert URDU.keys() == templates("ur").keys() == ENGLISH.keys()


@pytest.mark.parametrize(
    ("minutes", "english", "urdu"),
    [
        (0, "12 am", "رات 12 بجے"),
        (1, "12:01 am", "رات 12:01 بجے"),
        (2 * 60, "2 am", "رات 2 بجے"),
        (9 * 60 + 30, "9:30 am", "صبح 9:30 بجے"),
        (12 * 60, "12 pm", "دوپہر 12 بجے"),
        (17 * 60, "5 pm", "شام 5 بجے"),
        (23 * 60 + 5, "11:05 pm", "رات 11:05 بجے"),
        (24 * 60, "12 am", "رات 12 بجے"),
    ],
)
def test_times_are_said_as_people_say_them(minutes: int, english: str, urdu: str) -> None:
    assert time_words(minutes, ENGLISH) == english
    assert time_words(minutes, URDU) == urdu


@pytest.mark.parametrize(
    ("state", "english", "urdu"),
    [
        (State(True), "Open 24 hours", "چوبیس گھنٹے کھلا ہے"),
        (State(True, hour(23)), "Open until 11 pm", "کھلا ہے، رات 11 بجے تک"),
        (State(True, hour(0, 1)), "Open until 12 am", "کھلا ہے، رات 12 بجے تک"),
        (State(True, hour(2, 1)), "Open until 2 am", "کھلا ہے، رات 2 بجے تک"),
        (State(True, hour(9, 1)), "Open until 9 am tomorrow", "کھلا ہے، کل صبح 9 بجے تک"),
        (State(True, hour(9, 3)), "Open until 9 am on Thu", "کھلا ہے، جمعرات کو صبح 9 بجے تک"),
        (State(False), "Closed now", "ابھی بند ہے"),
        (State(False, None, hour(21)), "Closed now, opens today 9 pm", "ابھی بند ہے، آج رات 9 بجے کھلے گا"),
        (
            State(False, None, hour(9.5, 1)),
            "Closed now, opens tomorrow 9:30 am",
            "ابھی بند ہے، کل صبح 9:30 بجے کھلے گا",
        ),
        (
            State(False, None, hour(9.5, 5)),
            "Closed now, opens Sat 9:30 am",
            "ابھی بند ہے، ہفتہ کو صبح 9:30 بجے کھلے گا",
        ),
        (State(None), "Hours not known", "اوقات معلوم نہیں"),
        (State(None, None, hour(9.5, 1)), "Hours not known", "اوقات معلوم نہیں"),
    ],
)
def test_a_state_on_monday_at_8_pm_is_told(state: State, english: str, urdu: str) -> None:
    assert now_words(state, hour(20), ENGLISH) == english
    assert now_words(state, hour(20), URDU) == urdu


@pytest.mark.parametrize("day", range(1, 7))
def test_a_weekday_alone_means_the_next_one(day: int) -> None:
    assert "November" not in now_words(State(False, opens_at=hour(9, day)), hour(0), ENGLISH)


def test_a_week_away_and_further_is_told_with_its_date() -> None:
    opens, closes = State(False, opens_at=hour(9, 9)), State(True, closes_at=hour(17, 7))
    assert now_words(opens, hour(20), ENGLISH) == "Closed now, opens Wed 2 December, 9 am"
    assert now_words(opens, hour(20), URDU) == "ابھی بند ہے، بدھ 2 دسمبر کو صبح 9 بجے کھلے گا"
    assert now_words(closes, hour(20), ENGLISH) == "Open until 5 pm on Mon 30 November"
    assert now_words(closes, hour(20), URDU) == "کھلا ہے، پیر 30 نومبر کو شام 5 بجے تک"


def test_just_after_midnight_the_night_to_come_is_not_this_one() -> None:
    closes, opens = State(True, closes_at=hour(2, 1)), State(False, opens_at=hour(1, 1))
    assert now_words(closes, hour(0.5), ENGLISH) == "Open until 2 am in the night from Mon to Tue"
    assert now_words(closes, hour(3), ENGLISH) == "Open until 2 am"
    assert now_words(opens, hour(0.5), ENGLISH) == "Closed now, opens 1 am in the night from Mon to Tue"
    assert now_words(opens, hour(3), ENGLISH) == "Closed now, opens tonight 1 am"


def test_a_night_is_told_by_both_of_its_days() -> None:
    closes, opens = State(True, closes_at=hour(0, 5)), State(False, opens_at=hour(1, 5))
    assert now_words(closes, hour(20), ENGLISH) == "Open until 12 am in the night from Fri to Sat"
    assert now_words(closes, hour(20), URDU) == "کھلا ہے، جمعہ اور ہفتہ کی درمیانی رات 12 بجے تک"
    assert now_words(opens, hour(20), ENGLISH) == "Closed now, opens 1 am in the night from Fri to Sat"
    assert now_words(opens, hour(20), URDU) == "ابھی بند ہے، جمعہ اور ہفتہ کی درمیانی رات 1 بجے کھلے گا"


@pytest.mark.parametrize(
    ("instant", "state", "english", "urdu"),
    [
        (hour(23.9), State(True, hour(24)), "Open until 12 am", "کھلا ہے، رات 12 بجے تک"),
        (hour(0), State(True, hour(2)), "Open until 2 am", "کھلا ہے، رات 2 بجے تک"),
        (hour(0), State(True, hour(17)), "Open until 5 pm", "کھلا ہے، شام 5 بجے تک"),
        (hour(20), State(True, hour(28)), "Open until 4 am", "کھلا ہے، صبح 4 بجے تک"),
        (hour(20), State(True, hour(28.5)), "Open until 4:30 am tomorrow", "کھلا ہے، کل صبح 4:30 بجے تک"),
        (
            hour(0),
            State(False, None, hour(0.25)),
            "Closed now, opens today 12:15 am",
            "ابھی بند ہے، آج رات 12:15 بجے کھلے گا",
        ),
        (
            hour(23.9),
            State(False, None, hour(24)),
            "Closed now, opens tonight 12 am",
            "ابھی بند ہے، آج رات 12 بجے کھلے گا",
        ),
        (
            hour(23.9),
            State(False, None, hour(33)),
            "Closed now, opens tomorrow 9 am",
            "ابھی بند ہے، کل صبح 9 بجے کھلے گا",
        ),
    ],
)
def test_times_near_midnight_are_told(instant: datetime, state: State, english: str, urdu: str) -> None:
    assert now_words(state, instant, ENGLISH) == english
    assert now_words(state, instant, URDU) == urdu


def test_today_is_karachis_whatever_the_offset_of_the_instant() -> None:
    early = hour(1).astimezone(UTC)
    assert now_words(State(False, opens_at=hour(9.5)), early, ENGLISH) == "Closed now, opens today 9:30 am"


@pytest.mark.parametrize(
    ("osm", "english", "urdu"),
    [
        ("24/7", "Open 24 hours, every day", "ہر روز چوبیس گھنٹے کھلا ہے"),
        ("Mo-Su 09:00-17:00", "Every day 9 am – 5 pm", "روزانہ صبح 9 بجے سے شام 5 بجے تک"),
        ("Mo-Fr 09:30-17:00", "Mon–Fri 9:30 am – 5 pm", "پیر تا جمعہ صبح 9:30 بجے سے شام 5 بجے تک"),
        (
            "Mo-Fr 09:30-17:00; Sa 10:00-14:00",
            "Mon–Fri 9:30 am – 5 pm; Sat 10 am – 2 pm",
            "پیر تا جمعہ صبح 9:30 بجے سے شام 5 بجے تک؛ ہفتہ صبح 10 بجے سے دوپہر 2 بجے تک",
        ),
        ("Sa,Su 21:00-02:00", "Sat, Sun 9 pm – 2 am", "ہفتہ، اتوار رات 9 بجے سے رات 2 بجے تک"),
        ("Mo,We 10:00-12:00", "Mon, Wed 10 am – 12 pm", "پیر، بدھ صبح 10 بجے سے دوپہر 12 بجے تک"),
        ("Mo-We,Sa 18:00-24:00", "Mon–Wed, Sat 6 pm – 12 am", "پیر تا بدھ، ہفتہ شام 6 بجے سے رات 12 بجے تک"),
        (
            "Fr 09:00-12:30,14:30-17:00",
            "Fri 9 am – 12:30 pm and 2:30 pm – 5 pm",
            "جمعہ صبح 9 بجے سے دوپہر 12:30 بجے تک اور دوپہر 2:30 بجے سے شام 5 بجے تک",
        ),
        ("24/7; Su off", "Mon–Sat 24 hours", "پیر تا ہفتہ چوبیس گھنٹے"),
        ("Mo-Fr 00:00-24:00", "Mon–Fri 24 hours", "پیر تا جمعہ چوبیس گھنٹے"),
        ("Su 22:00-02:00", "Sun 10 pm – 2 am", "اتوار رات 10 بجے سے رات 2 بجے تک"),
        ("Mo 22:00-26:00", "Mon 10 pm – 2 am", "پیر رات 10 بجے سے رات 2 بجے تک"),
    ],
)
def test_days_with_the_same_hours_stand_together(osm: str, english: str, urdu: str) -> None:
    assert week_words(parse_week(osm), ENGLISH) == english
    assert week_words(parse_week(osm), URDU) == urdu


def test_hours_that_are_not_known_are_told_as_such() -> None:
    assert week_words(None, ENGLISH) == "Hours not known"
    assert week_words(None, URDU) == "اوقات معلوم نہیں"


@pytest.mark.parametrize(
    ("week", "english"),
    [
        (parse_week("Mo-Sa 17:00-21:00"), "Reported as: Mon–Sat 5 pm – 9 pm. Not certain."),
        (Week(always_open=True), "Reported as: Open 24 hours, every day. Not certain."),
    ],
)
def test_hours_of_low_confidence_are_told_as_reported(week: Week, english: str) -> None:
    assert low_confidence(week, ENGLISH) == english


def test_hours_of_low_confidence_are_told_as_reported_in_urdu() -> None:
    told = low_confidence(parse_week("Mo-Sa 17:00-21:00"), URDU)
    assert told == "بتائے گئے اوقات: پیر تا ہفتہ شام 5 بجے سے رات 9 بجے تک۔ یقینی نہیں۔"
