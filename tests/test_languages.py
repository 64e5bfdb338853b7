"""Every text is there in every language, says the same with the same placeholders, and is compiled."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from gettext import GNUTranslations
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.utils.formats import date_format, get_format
from django.utils.translation import ngettext, override

from helplines import words
from helplines.documents import HELPLINES
from helplines.hours import KARACHI, State, parse_week
from hub import languages
from hub.api.errors import PROBLEMS
from hub.dates import date_words
from hub.documents import TOPICS
from hub.editions.contract import Kind
from hub.text import clean
from partners.documents import PARTNERS
from tests import messages
from tests.messages import LANGUAGES, Text, strings, untranslated

PLACEHOLDER = re.compile(r"\{+[\w:]*\}+|%\(\w+\)[a-z]|%[a-z]")
URDU_LETTER = re.compile(r"[\u0600-\u06ff]")
LATIN_LETTER = re.compile(r"[A-Za-z]")
# Kaf, heh and yeh of an Arabic keyboard look alike and are never found by who searches with an Urdu one.
ARABIC_LETTERS = {"\u0643", "\u0647", "\u064a", "\u0649", "\u0629"}
every_language = pytest.mark.parametrize("language", LANGUAGES)


def texts(language: str) -> list[Message]:
    return [message for message in messages.translations(language) if message.id]


def translated(language: str) -> list[Message]:
    return [message for message in texts(language) if all(strings(message))]


def forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a text with its translation."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return list(zip(ids, strings(message), strict=True))


def translated_by_key(catalogue: Iterable[Message]) -> dict[tuple[str | None, str], tuple[str, ...]]:
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): strings(message)
        for message in catalogue
        if message.id
    }


def said(compiled: GNUTranslations, message: Message, count: int) -> str:
    if isinstance(message.id, str):
        return compiled.pgettext(message.context, message.id) if message.context else compiled.gettext(message.id)
    one, many = message.id
    return (
        compiled.npgettext(message.context, one, many, count)
        if message.context
        else compiled.ngettext(one, many, count)
    )


def test_there_is_a_catalogue_for_every_language_of_the_hub() -> None:
    assert set(LANGUAGES) == set(languages.LANGUAGES)


@every_language
def test_no_text_is_left_untranslated(language: str) -> None:
    assert texts(language)
    assert [message.id for message in untranslated(texts(language))] == []


@every_language
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in texts(language) if message.fuzzy] == []


@every_language
def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(language: str) -> None:
    catalogue = messages.translations(language)
    held = {(text.context or None, text.forms[0]) for text in messages.wanted()}
    assert held == set(translated_by_key(catalogue))
    assert not catalogue.obsolete


@every_language
def test_the_compiled_catalogue_says_what_the_readable_one_says(language: str) -> None:
    with messages.mo_path(language).open("rb") as file:
        compiled = GNUTranslations(file)
    for message in translated(language):
        for count, (text, translation) in zip((1, 2), forms(message), strict=False):
            assert said(compiled, message, count) == translation, text


def test_nothing_is_out_of_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.check() == 0, capsys.readouterr().err


def test_a_check_names_what_is_out_of_date_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in messages.files()}
    monkeypatch.setattr(messages, "wanted", lambda: {Text("", ("A text that is new.",)): {"hub/new.py"}})
    assert messages.check() == 1
    assert "locale/ur/LC_MESSAGES/django.po is out of date" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before


def test_a_new_text_waits_for_its_translation_and_one_that_is_gone_takes_its_own_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, new = Text("now", ("Closed now",)), Text("", ("{n} line", "{n} lines"))
    monkeypatch.setattr(messages, "wanted", lambda: {kept: {"hub/new.py"}, new: {"hub/new.py"}})
    urdu = messages.merged("ur")
    assert translated_by_key(urdu) == {("now", "Closed now"): ("ابھی بند ہے",), (None, "{n} line"): ("", "")}
    assert translated_by_key(messages.merged("en"))[None, "{n} line"] == ("{n} line", "{n} lines")
    assert b"Closed now" in messages.po_bytes(urdu)


def test_a_text_of_every_gettext_call_is_found(tmp_path: Path) -> None:
    source = tmp_path / "some.py"
    source.write_text(
        "_('one')\ngettext_lazy('two')\npgettext('here', 'three')\npgettext_lazy('there', 'four')\n"
        "ngettext('five', 'fives', n)\nngettext_lazy('six', 'sixes', n)\n"
        "npgettext_lazy('where', 'seven', 'sevens', n)\n"
    )
    assert list(messages.texts_in(source)) == [
        Text("", ("one",)),
        Text("", ("two",)),
        Text("here", ("three",)),
        Text("there", ("four",)),
        Text("", ("five", "fives")),
        Text("", ("six", "sixes")),
        Text("where", ("seven", "sevens")),
    ]


@pytest.mark.parametrize("source", messages.BORROWED)
def test_a_borrowed_text_is_still_in_its_library(source: str) -> None:
    package, _, inside = source.partition("/")
    spec = find_spec(package)
    assert spec
    assert spec.origin
    ours = {text for text, file in messages.borrowed() if file == source}
    assert ours <= set(messages.texts_in(Path(spec.origin).parent / inside))


@every_language
def test_a_translation_has_the_placeholders_of_its_text(language: str) -> None:
    for message in translated(language):
        for text, translation in forms(message):
            assert sorted(PLACEHOLDER.findall(translation)) == sorted(PLACEHOLDER.findall(text)), text
            assert [translation.count(brace) for brace in "{}"] == [text.count(brace) for brace in "{}"], text


def test_english_is_as_it_stands_in_the_code() -> None:
    assert [text for message in translated("en") for text, translation in forms(message) if translation != text] == []


def test_urdu_is_written_in_urdu_letters() -> None:
    """A text without letters of its own, such as "{day} {month} {year}", may stay as it is."""
    for message in translated("ur"):
        for text, translation in forms(message):
            if LATIN_LETTER.search(PLACEHOLDER.sub("", text)):
                assert URDU_LETTER.search(translation), text


def test_urdu_is_spelt_as_records_are_stored_and_numbers_are_ascii() -> None:
    for message in translated("ur"):
        for _text, translation in forms(message):
            assert ARABIC_LETTERS.isdisjoint(translation), translation
            assert clean(translation) == translation.strip(), translation
            assert all(letter.isascii() for letter in translation if letter.isdecimal()), translation


def test_urdu_dates_are_written_as_in_pakistan() -> None:
    day = date(2026, 11, 22)
    with override("ur"):
        assert get_format("DATETIME_FORMAT") == "j F Y، g:i A"
        assert get_format("FIRST_DAY_OF_WEEK") == 1
        assert date_format(day) == "22 نومبر 2026"
        assert date_format(day, "YEAR_MONTH_FORMAT") == "نومبر 2026"
        assert date_format(day, "SHORT_DATE_FORMAT") == "22/11/2026"
        assert [date_words(one) for one in ("2026", "2026-01", "2026-11-02")] == ["2026", "جنوری 2026", "2 نومبر 2026"]


def test_a_count_is_said_in_urdu() -> None:
    one = "Ensure this value has at most %(limit_value)d character (it has %(show_value)d)."
    many = "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d)."
    with override("ur"):
        assert "حرف " in ngettext(one, many, 1)
        assert "حروف " in ngettext(one, many, 20)


@pytest.mark.parametrize("kind", [HELPLINES, PARTNERS, TOPICS], ids=lambda kind: kind.plural)
def test_every_code_has_a_label_of_its_own_in_both_languages(kind: Kind) -> None:
    english, urdu = kind.vocabulary("en"), kind.vocabulary("ur")
    assert english.keys() == urdu.keys()
    for field, labels in english.items():
        assert labels.keys() == urdu[field].keys()
        assert len(set(urdu[field].values())) == len(labels), field
        for code, label in labels.items():
            assert urdu[field][code] != label, (field, code)


def test_every_problem_has_a_title_in_urdu() -> None:
    for title in PROBLEMS.values():
        with override("en"):
            english = str(title)
        with override("ur"):
            assert str(title) != english


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KARACHI)


TUESDAY = at("2026-11-24T10:00")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State(None), "اوقات معلوم نہیں"),
        (State(True), "چوبیس گھنٹے کھلا ہے"),
        (State(True, at("2026-11-24T23:00")), "کھلا ہے، رات 11 بجے تک"),
        (State(True, at("2026-11-25T02:00")), "کھلا ہے، رات 2 بجے تک"),
        (State(True, at("2026-11-25T09:00")), "کھلا ہے، کل صبح 9 بجے تک"),
        (State(True, at("2026-11-27T12:30")), "کھلا ہے، جمعہ کو دوپہر 12:30 بجے تک"),
        (State(True, at("2026-11-28T00:00")), "کھلا ہے، جمعہ اور ہفتہ کی درمیانی رات 12 بجے تک"),
        (State(False), "ابھی بند ہے"),
        (State(False, None, at("2026-11-24T16:00")), "ابھی بند ہے، آج شام 4 بجے کھلے گا"),
        (State(False, None, at("2026-11-25T00:00")), "ابھی بند ہے، آج رات 12 بجے کھلے گا"),
        (State(False, None, at("2026-11-25T09:30")), "ابھی بند ہے، کل صبح 9:30 بجے کھلے گا"),
        (State(False, None, at("2026-11-30T11:00")), "ابھی بند ہے، پیر کو صبح 11 بجے کھلے گا"),
        (State(False, None, at("2026-11-27T00:00")), "ابھی بند ہے، جمعرات اور جمعہ کی درمیانی رات 12 بجے کھلے گا"),
    ],
)
def test_urdu_says_whether_a_line_is_open(state: State, sentence: str) -> None:
    assert words.now_words(state, TUESDAY, words.templates("ur")) == sentence


@pytest.mark.parametrize(
    ("osm", "sentence"),
    [
        ("24/7", "ہر روز چوبیس گھنٹے کھلا ہے"),
        ("Mo-Su 09:00-17:00", "روزانہ صبح 9 بجے سے شام 5 بجے تک"),
        ("Mo-Fr 09:30-17:00", "پیر تا جمعہ صبح 9:30 بجے سے شام 5 بجے تک"),
        ("Mo-Fr 00:00-24:00", "پیر تا جمعہ چوبیس گھنٹے"),
        ("Mo,We 20:00-02:00", "پیر، بدھ رات 8 بجے سے رات 2 بجے تک"),
        (
            "Fr 09:00-12:30,14:30-17:00; Sa 10:00-14:00",
            "جمعہ صبح 9 بجے سے دوپہر 12:30 بجے تک اور دوپہر 2:30 بجے سے شام 5 بجے تک؛ "
            "ہفتہ صبح 10 بجے سے دوپہر 2 بجے تک",
        ),
    ],
)
def test_urdu_tells_a_week(osm: str, sentence: str) -> None:
    assert words.week_words(parse_week(osm), words.templates("ur")) == sentence


def test_urdu_says_that_hours_are_not_certain() -> None:
    said = words.low_confidence(parse_week("Mo-Fr 09:00-17:00"), words.templates("ur"))
    assert said == "بتائے گئے اوقات: پیر تا جمعہ صبح 9 بجے سے شام 5 بجے تک۔ یقینی نہیں۔"
