"""Which values of a contact can be used, how they are dialled, read and linked, and how they are found in prose."""

import time
from collections.abc import Callable
from contextlib import suppress
from unittest.mock import patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helplines import phone

SHORT_CODES = ["15", "16", "115", "130", "1122", "1166", "9123"]
# (value, dial, display), one of every sort that the directory holds.
NUMBERS = [
    ("+923117786264", "03117786264", "0311-7786264"),
    ("+923041111741", "03041111741", "0304-1111741"),
    ("+923090000015", "03090000015", "0309-0000015"),
    ("+9280022444", "080022444", "0800-22444"),
    ("+9221111117642", "021111117642", "021-111-117-642"),
    ("+9221111119123", "021111119123", "021-111-119-123"),
    ("+922136708092", "02136708092", "021-36708092"),
    ("+92519270173", "0519270173", "051-9270173"),
    ("+92992380000", "0992380000", "0992-380000"),
    *[(code, code, code) for code in SHORT_CODES],
]
VALUES = [value for value, _, _ in NUMBERS]
FULL = [value for value in VALUES if value.startswith("+")]
UMANG = "+923117786264"
UAN = "+9221111117642"
TOLL_FREE = "+9280022444"
KNOWN = {spelling: value for value in VALUES for spelling in phone.spellings(value)}

LINKS = [
    "https://rozan.org/rozan-counseling-helpline/",
    "http://war.org.pk",
    "https://aku.edu/News.aspx?nid=NEWS-003019",
]
EMAILS = ["info@umang.com.pk", "Karachi@willingways.org"]
APPS = ["Humraaz", "Women Safety App", "https://play.google.com/store/apps/details?id=pk.humraaz"]
relaxed = settings(deadline=None, max_examples=200)


# What may be stored


@pytest.mark.parametrize(("value", "dial", "display"), NUMBERS)
def test_every_number_of_the_directory_passes(value: str, dial: str, display: str) -> None:
    phone.check("phone", value, dial)
    phone.check("sms", value, dial)
    assert phone.dial(value) == dial
    assert phone.display(value) == display


@pytest.mark.parametrize("value", FULL)
def test_whatsapp_is_reached_by_a_full_number_with_or_without_dial(value: str) -> None:
    phone.check("whatsapp", value, None)
    phone.check("whatsapp", value, phone.dial(value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("website", link) for link in LINKS],
        *[("webchat", link) for link in LINKS],
        *[("email", email) for email in EMAILS],
        *[("app", app) for app in APPS],
    ],
)
def test_every_address_of_the_directory_passes(kind: str, value: str) -> None:
    phone.check(kind, value, None)
    assert phone.normal(kind, f" {value}\n") == value


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("", "two to four digits"),
        ("7", "two to four digits"),
        ("02", "two to four digits"),
        ("11221", "two to four digits"),
        ("۱۱۲۲", "two to four digits"),
        ("15,7", "two to four digits"),
        ("15\n", "two to four digits"),
        ("03117786264", r"\+92 and digits only"),
        ("+92 311 7786264", r"\+92 and digits only"),
        ("+923117786264;ext=7", r"\+92 and digits only"),
        ("+921122", r"\+92 and digits only"),
        ("111117642", r"Add a city code, as in \+9221111117642"),
        ("+92111117642", "Add a city code"),
        ("0111117642", "Add a city code"),
        ("+442079460000", "not a number of Pakistan"),
        ("+18002731122", "not a number of Pakistan"),
        ("+9231177862", "Check each digit"),
        ("+9203117786264", "Check each digit"),
        ("+92355123456", "Check each digit"),
    ],
)
def test_a_number_that_would_ring_nobody_is_refused_with_advice(value: str, advice: str) -> None:
    with pytest.raises(phone.UnparsablePhone, match=advice):
        phone.check("phone", value, value)


@pytest.mark.parametrize(
    "dial", [None, "", "+923117786264", "3117786264", "0311-7786264", "۰۳۱۱۷۷۸۶۲۶۴", "03117786264,7", "15"]
)
def test_dial_is_exactly_what_a_phone_in_pakistan_dials(dial: str | None) -> None:
    with pytest.raises(phone.UnparsablePhone, match="Write 03117786264 in dial"):
        phone.check("phone", UMANG, dial)


@pytest.mark.parametrize("dial", ["15,7", "15;7", "15p7", "15w7", "157"])
def test_an_emergency_number_is_dialled_without_pauses(dial: str) -> None:
    with pytest.raises(phone.UnparsablePhone, match="Write 15 in dial"):
        phone.check("phone", "15", dial)


def test_whatsapp_never_has_a_short_code() -> None:
    with pytest.raises(phone.UnparsablePhone, match="Write the full number"):
        phone.check("whatsapp", "1122", "1122")


def test_whatsapp_with_another_numbers_dial_is_refused() -> None:
    with pytest.raises(phone.UnparsablePhone, match="Write 03117786264"):
        phone.check("whatsapp", UMANG, "03090000015")


@pytest.mark.parametrize(
    ("kind", "value", "advice"),
    [
        ("email", "", "name@example.org"),
        ("email", "info@umang", "name@example.org"),
        ("email", "info at umang.com.pk", "name@example.org"),
        ("email", "a@b.pk?subject=x", "name@example.org"),
        ("email", ".a@b.pk", "name@example.org"),
        ("email", "مدد@umang.com.pk", "name@example.org"),
        ("website", "", "Begin the link"),
        ("website", "www.umang.com.pk", "Begin the link with https://, as in https://www.umang.com.pk"),
        ("website", "javascript:alert(1)", "Begin the link"),
        ("website", "HTTPS://umang.com.pk", "Begin the link"),
        ("website", "https://umang.com.pk/a b", "no space"),
        ("website", "https://umang.com.pk/مدد", "only Latin letters"),
        ("website", "https://umang.com.pk/\n", "no space"),
        ("website", "https://", "names no website"),
        ("website", "https://localhost/", "names no website"),
        ("website", "https://curator:secret@umang.com.pk", "no user name"),
        ("website", "https://umang.com.pk@evil.example", "no user name"),
        ("website", "https://umang.com.pk:99999/", "names no website"),
        ("website", "https://[::1/", "names no website"),
        ("webchat", "wa.me/923117786264", "Begin the link"),
        ("app", "", "store link"),
        ("app", "http://example.org/app.apk", "store link"),
        ("app", "market://details?id=pk.humraaz", "store link"),
        ("app", "play.google.com/store", "store link"),
        ("app", "javascript:alert(1)", "store link"),
        ("app", "ہمراز", "Latin letters"),
        ("fax", "+92519270173", "no kind of contact called fax"),
    ],
)
def test_an_address_that_opens_nothing_is_refused_with_advice(kind: str, value: str, advice: str) -> None:
    with pytest.raises(phone.BadContact) as refusal:
        phone.check(kind, value, None)
    assert advice in str(refusal.value)


def test_nobody_dials_an_email_address() -> None:
    with pytest.raises(phone.BadContact, match="Leave dial empty"):
        phone.check("email", "info@umang.com.pk", "15")


@relaxed
@given(
    st.sampled_from(["phone", "sms", "whatsapp", "webchat", "email", "website", "app"]),
    st.text(),
    st.none() | st.text(),
)
def test_any_text_is_judged_and_linked_without_another_error(kind: str, value: str, dial: str | None) -> None:
    phone.href(kind, value, dial)
    phone.href_abroad(kind, value, None)
    phone.spellings(value)
    with suppress(phone.BadContact):
        phone.check(kind, value, dial)
    with suppress(phone.BadContact):
        phone.check(kind, phone.normal(kind, value), None)


# What a curator types


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0311-7786264", UMANG),
        ("۰۳۱۱ ۷۷۸۶۲۶۴", UMANG),
        ("٠٣١١٧٧٨٦٢٦٤", UMANG),
        ("0092 311 7786264", UMANG),
        ("+92 (311) 778 6264", UMANG),
        ("+92 (0)311 778.6264", UMANG),
        ("\u202a+92\u00a0311–7786264\u202c", UMANG),
        ("923117786264", UMANG),
        ("021-111-11-7642", UAN),
        ("(051) 9270173", "+92519270173"),
        ("0800 22444", TOLL_FREE),
        (" 1122 ", "1122"),
        ("۱۵", "15"),
    ],
)
def test_what_a_curator_types_becomes_the_stored_value(typed: str, value: str) -> None:
    assert phone.normal("phone", typed) == value


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "Write it like 021-36708092"),
        ("call us", "Write it like 021-36708092"),
        ("0311-77UMANG", "Write it like 021-36708092"),
        ("15,7", "Write it like 021-36708092"),
        ("15 → 7", "Write it like 021-36708092"),
        ("+92-1122", "Write the short code as it is dialled: 1122"),
        ("0092 15", "Write the short code as it is dialled: 15"),
        ("111-117-642", "Add a city code"),
        ("36708092", "the city code"),
        ("+44 20 7946 0000", "not a number of Pakistan"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_advice(typed: str, advice: str) -> None:
    with pytest.raises(phone.UnparsablePhone, match=advice):
        phone.normal("phone", typed)


full_numbers = st.from_regex(
    r"\A\+92(?:3[0-24][0-9]{8}|21[2-9][0-9]{7}|51[2-9][0-9]{6}|992[2-9][0-9]{5}|800[0-9]{5}|(?:21|51|42)111[0-9]{6})\Z"
)
short_codes = st.from_regex(r"\A[1-9][0-9]{1,3}\Z")
stored_numbers = st.one_of(full_numbers, short_codes, st.sampled_from(VALUES))
foreign_digits = st.sampled_from(["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"])


@relaxed
@given(stored_numbers, foreign_digits)
def test_what_is_shown_and_what_is_dialled_lead_back_to_the_value(value: str, digits: str) -> None:
    typed = phone.display(value).translate(str.maketrans("0123456789", digits))
    assert phone.normal("phone", typed) == value
    assert phone.normal("phone", phone.dial(value)) == value
    phone.check("phone", value, phone.dial(value))


# Links


@pytest.mark.parametrize(
    ("kind", "value", "dial", "href", "abroad"),
    [
        ("phone", "1166", "1166", "tel:1166", None),
        ("phone", "15", "15", "tel:15", None),
        ("phone", TOLL_FREE, "080022444", "tel:080022444", None),
        ("phone", UMANG, "03117786264", "tel:03117786264", "tel:+923117786264"),
        ("phone", UAN, "021111117642", "tel:021111117642", "tel:+9221111117642"),
        ("phone", "+922136708092", "02136708092", "tel:02136708092", "tel:+922136708092"),
        ("sms", "1282", "1282", "sms:1282", None),
        ("sms", "+923090000015", "03090000015", "sms:03090000015", "sms:+923090000015"),
        ("whatsapp", UMANG, "03117786264", "https://wa.me/923117786264", "https://wa.me/923117786264"),
        ("email", "info@keh.org.pk", None, "mailto:info@keh.org.pk", "mailto:info@keh.org.pk"),
        ("website", "https://sahil.org", None, "https://sahil.org", "https://sahil.org"),
        ("webchat", "https://sahil.org", None, "https://sahil.org", "https://sahil.org"),
        ("app", APPS[2], None, APPS[2], APPS[2]),
        ("app", "Humraaz", None, None, None),
    ],
)
def test_links_are_made_for_here_and_for_abroad(
    kind: str, value: str, dial: str | None, href: str | None, abroad: str | None
) -> None:
    assert phone.href(kind, value, dial) == href
    assert phone.href_abroad(kind, value, None) == abroad
    assert phone.href_abroad(kind, value, True) == abroad
    assert phone.href_abroad(kind, value, False) is None


@pytest.mark.parametrize("dial", [None, "", "15,7", "+921166", "15;phone-context=+92"])
def test_what_nobody_can_dial_has_no_link(dial: str | None) -> None:
    assert phone.href("phone", "15", dial) is None


def test_a_script_is_never_a_link() -> None:
    assert phone.href("website", "javascript:alert(1)", None) is None
    assert phone.href("app", "javascript:alert(1)", None) is None


# Numbers in prose


def found(text: str) -> list[str]:
    """The values whose numbers stand in the text."""
    return [value for _, value in phone.numbers_in(text, KNOWN)]


def test_a_number_is_written_in_many_ways() -> None:
    assert {"923117786264", "00923117786264", "03117786264", "3117786264", "9203117786264"} <= phone.spellings(UMANG)
    assert {"9221111117642", "021111117642", "21111117642", "111117642"} <= phone.spellings(UAN)
    assert {"1122", "921122"} <= phone.spellings("1122")
    assert "22444" not in phone.spellings(TOLL_FREE)
    assert phone.spellings("info@umang.com.pk") == frozenset()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Call 15 now", ["15"]),
        ("15 پر کال کریں", ["15"]),
        ("۱۱۲۲پرکال کریں", ["1122"]),
        ("کال15کریں", ["15"]),
        ("Madadgar-15", ["15"]),
        ("dial1122", ["1122"]),
        ("Police (15), Rescue: 1122.", ["15", "1122"]),
        ("15، 1122 یا 115 ملائیں۔ 130", ["15", "1122", "115", "130"]),
        ("15 1122 115", ["15", "1122", "115"]),
        ("15/1122 or 15/16", ["15", "1122", "16"]),
        ("15,1122", ["15", "1122"]),
        ("Dial 15 → 7", ["15"]),
        ("since 2023 15 answers", ["15"]),
        ("open 15 24/7", ["15"]),
        ("1️⃣5️⃣", ["15"]),
        ("\u206715\u2069 \ud800\0", ["15"]),
        ("042-1122, (0992) 115", ["1122", "115"]),
        ("+92 15 or 0092-1122", ["15", "1122"]),
        ("0311 778 6264", [UMANG]),
        ("0311-7786264", [UMANG]),
        ("+92-311-7786264", [UMANG]),
        ("+92 (0)311 778 6264", [UMANG]),
        ("۰۳۱۱-۷۷۸۶۲۶۴", [UMANG]),
        ("کال٠٣١١٧٧٨٦٢٦٤پر", [UMANG]),
        ("0311\u00a0–\u00a07786264", [UMANG]),
        ("line 1: 0311\n7786264", [UMANG]),
        ("0311-77UMANG", [UMANG]),
        ("in 2023 0311 7786264 15", [UMANG, "15"]),
        ("(021) 111-117-642", [UAN]),
        ("UAN 111 117 642", [UAN]),
        ("042-111-117-642", [UAN]),
        ("0800-22444 / 0311-7786264", [TOLL_FREE, UMANG]),
        ("0300-1234567, 1122", ["1122"]),
        ("15 and again 15", ["15"]),
    ],
)
def test_a_known_number_is_found(text: str, values: list[str]) -> None:
    assert found(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24/7",
        "2023",
        "15:30",
        "at 3:15 or 3.15",
        "10-15%",
        "15 %, ۱۵٪, ٪15, 15 percent, 15 فیصد",
        "15/11, 15/11/2026, 2026-11-15, 15.11.2026, 2014/15",
        "2014-15, 2014–2015, 1115 - 1122",
        "15.5 or 15٫5",
        "1,115 and 115,000",
        "ages 15-24, 15 – 24, 15 to 24",
        "15 سے 24 سال",
        "16+",
        "the 15th, 15ویں, 15km",
        "$15",
        "115ء",
        "0300 778 1122",
        "0300-7781122",
        "+1-800-273-1122",
        "051 2890 115",
        "111 222 115",
        "15115",
        "0311 7786265",
        "9203117786264123",
        "{{helpline:rescue-1122}} {{ helpline:police-15 }}",
    ],
)
def test_other_figures_are_no_numbers_of_ours(text: str) -> None:
    assert found(text) == []


def test_what_is_known_of_a_number_comes_with_its_spelling() -> None:
    assert phone.numbers_in("Call 0311-7786264", {"03117786264": "umang"}) == [("03117786264", "umang")]


words = st.lists(
    st.sampled_from(["call", "dial", "15th", "کال", "کریں", "پر", "2023", "24/7", "-", "؛", "۔", "(x)", "\n"])
)
separators = st.sampled_from(["", " ", "-", ".", "–", "\u00a0", ") ", " - ", " (", "\u200f ", "\u200c"])


@relaxed
@given(st.sampled_from(FULL), words, words, foreign_digits, st.data())
def test_a_full_number_is_found_in_any_prose(
    value: str, before: list[str], after: list[str], digits: str, data: st.DataObject
) -> None:
    spelling = data.draw(st.sampled_from(sorted(phone.spellings(value))))
    pieces = data.draw(st.lists(st.integers(2, 4), min_size=8, max_size=8))
    written = separated(spelling, pieces, lambda: data.draw(separators)).translate(str.maketrans("0123456789", digits))
    assert value in found(f"{' '.join(before)} {written} {' '.join(after)}")


def separated(spelling: str, pieces: list[int], separator: Callable[[], str]) -> str:
    """The digits in pieces of these lengths, with something between them."""
    written = ""
    for length in pieces:
        piece, spelling = spelling[:length], spelling[length:]
        written += (separator() if written and piece else "") + piece
    return written


@relaxed
@given(st.sampled_from(SHORT_CODES), words, words, foreign_digits)
def test_a_short_code_between_words_is_found(code: str, before: list[str], after: list[str], digits: str) -> None:
    assume(not before or before[-1] != "-")
    assume(not after or after[0] != "-")
    written = code.translate(str.maketrans("0123456789", digits))
    assert code in found(f"{' '.join(before)} {written} {' '.join(after)}")


@relaxed
@given(st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("0159۱۵ -./:,%+({")), max_size=60))
def test_any_text_can_be_searched_and_only_known_numbers_are_found(text: str) -> None:
    for spelling, value in phone.numbers_in(text, KNOWN):
        assert KNOWN[spelling] == value


PIECES = ["CALLNOW", "CALL", "NOW", "C", "Call", " ", "-", " to ", "\u200c", "کال", "۱۵", "1", "٥", "²", "{{a:A1}}"]


@relaxed
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_a_text_that_is_not_looked_at_closely_holds_no_number(text: str) -> None:
    known = KNOWN | {"2255669": "+922255669"}
    with patch.object(phone, "_may_hold_number", return_value=True):
        closely = phone.numbers_in(text, known)
    assert phone.numbers_in(text, known) == closely


@pytest.mark.parametrize("piece", ["1 ", "1-", "0311 ", "{{a", "{{ ", "1", "A1", "+", " "])
def test_searching_takes_time_in_proportion_to_the_text(piece: str) -> None:
    started = time.perf_counter()
    phone.numbers_in(piece * 20_000, KNOWN)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(("value", "_dial", "display"), NUMBERS)
def test_a_number_is_shown_as_it_is_dialled(value: str, _dial: str, display: str) -> None:
    phone.check_display("phone", value, display)
    phone.check_display("whatsapp", value, value)
    for other in (set(VALUES) - {value}) | {"", "1199"}:
        with suppress(phone.BadContact):
            phone.check_display("phone", value, phone.display(other) if other.startswith("+") else other)
            pytest.fail(f"{other} is shown for {value}")


def test_a_link_is_shown_in_any_words() -> None:
    phone.check_display("website", LINKS[0], "Rozan")
