"""The rules of a contact's value: what can be rung or opened, how it is dialled, read, linked and found in prose.

A value is ASCII: a short code as dialled in Pakistan (15, 1122), a number as +92…, an address or a link.
Nothing here knows of Django.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from helplines.refusal import Refusal, _
from hub.editions.tokens import TOKEN
from hub.text import ascii_digits, clean, without_marks

T = TypeVar("T")

_SHORT_CODE = re.compile(r"[1-9][0-9]{1,3}")
_SHORT_CODE_FROM_ABROAD = re.compile(r"(?:\+|00)92([1-9][0-9]{1,3})")
_E164 = re.compile(r"\+92[0-9]{8,11}")
_DIALLED = re.compile(r"[0-9]{2,12}")
# The same universal access number answers in every city; a mobile must dial one city's code before it.
_BARE_UAN = re.compile(r"(?:\+92|0)?(111[0-9]{6})")
_CITY_UAN = re.compile(r"\+92[0-9]{2,3}(111[0-9]{6})")
_EMAIL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_UNSAFE_IN_LINK = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,&'()+-]*")
# What people put between the digits of a number.
_PUNCTUATION = re.compile(r"[\s\-.()/\u2010-\u2015\u2212]+")
# From abroad nobody can ring these, whatever a curator was told.
_ONLY_AT_HOME = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE}


class BadContact(Refusal):
    """A contact that would reach nobody. The message tells a curator what to write instead."""


class UnparsablePhone(BadContact):
    """A number that cannot be dialled as it is written."""


class _InPlan(NamedTuple):
    """What the national numbering plan says of a full number."""

    assigned: bool
    """And spelt in the one way that it can be spelt."""
    only_at_home: bool


# What may be stored


def check(kind: str, value: str, dial: str | None) -> None:
    """Raises BadContact unless the value can be used and `dial` is what a phone in Pakistan dials for it."""
    if kind not in _RULES:
        raise BadContact(
            _("There is no kind of contact called {kind}. Choose one of: {kinds}."), kind=kind, kinds=", ".join(_RULES)
        )
    _RULES[kind](value)
    _check_dial(kind, value, dial)


def check_display(kind: str, value: str, shown: str) -> None:
    """Raises BadContact where people would read another number than the one that is dialled."""
    digits = "".join(filter(str.isdigit, ascii_digits(shown)))
    if kind in _NUMBERS and not forms_of(digits) & forms(value):
        raise BadContact(
            _("Write {wanted} as it is shown: people would read another number than is dialled."), wanted=display(value)
        )


def _check_dial(kind: str, value: str, given: str | None) -> None:
    wanted = _national(value) if kind in _NUMBERS else None
    if given == wanted or (not given and kind not in _DIALLED_KINDS):
        return
    if wanted is None:
        raise BadContact(_("Leave dial empty: nobody dials this {kind}."), kind=kind)
    raise UnparsablePhone(
        _("Write {wanted} in dial: it holds the digits dialled inside Pakistan and nothing else."), wanted=wanted
    )


def _check_number(value: str) -> None:
    if not _SHORT_CODE.fullmatch(value):
        _check_full_number(value)


def _check_full_number(value: str) -> None:
    if uan := _BARE_UAN.fullmatch(value):
        raise UnparsablePhone(
            _("Add a city code, as in +9221{uan}: mobiles may not reach {uan} without one."), uan=uan[1]
        )
    if value.startswith("+") and not value.startswith("+92"):
        raise UnparsablePhone(
            _("{value} is not a number of Pakistan. Only numbers that begin with +92 are listed."), value=value
        )
    if not _E164.fullmatch(value):
        raise UnparsablePhone(
            _("Write {value} as a short code of two to four digits, or as +92 and digits only."), value=repr(value)
        )
    if not _in_plan(value).assigned:
        raise UnparsablePhone(
            _("The numbering plan of Pakistan has no {value}. Check each digit and the city code."), value=value
        )


@lru_cache(maxsize=10_000)
def _in_plan(value: str) -> _InPlan:
    """Kept, since looking takes a while, and a bake and its gate ask for each number in every language."""
    number = _parsed(value)
    written = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return _InPlan(
        assigned=written == value and phonenumbers.is_valid_number_for_region(number, "PK"),
        only_at_home=phonenumbers.number_type(number) in _ONLY_AT_HOME,
    )


def _parsed(value: str) -> phonenumbers.PhoneNumber:
    try:
        return phonenumbers.parse(value, "PK")
    except NumberParseException as error:
        raise UnparsablePhone(
            _("{value} is not a phone number. Write it as 03001234567 or +923001234567."), value=value
        ) from error


def _check_whatsapp(value: str) -> None:
    if _SHORT_CODE.fullmatch(value):
        raise UnparsablePhone(
            _("WhatsApp cannot reach the short code {value}. Write the full number as +92…."), value=value
        )
    _check_full_number(value)


def _check_email(value: str) -> None:
    if len(value) > 254 or not _EMAIL.fullmatch(value):
        raise BadContact(
            _("{value} is not an email address. Write it as name@example.org, in Latin letters."), value=repr(value)
        )


def _check_link(value: str) -> None:
    if not value.startswith(("https://", "http://")):
        raise BadContact(_("Begin the link with https://, as in https://{value}."), value=value or "example.org")
    if _UNSAFE_IN_LINK.search(value):
        raise BadContact(
            _("Copy the link from the browser's address bar: it may hold no space and only Latin letters.")
        )
    if not _has_public_host(value):
        raise BadContact(
            _("{value} names no website. Write it as https://example.org, with no user name in it."), value=value
        )


def _has_public_host(link: str) -> bool:
    try:
        parts = urlsplit(link)
        port_exists = parts.port != 0
    except ValueError:
        return False
    return port_exists and "@" not in parts.netloc and bool(_HOST.fullmatch(parts.hostname or ""))


def _check_app(value: str) -> None:
    if value.startswith("https://"):
        _check_link(value)
    elif "://" in value or not _PLAIN_NAME.fullmatch(value):
        raise BadContact(_("Write the app's store link, beginning with https://, or only its name in Latin letters."))


_NUMBERS = {"phone", "sms", "whatsapp"}
_DIALLED_KINDS = {"phone", "sms"}
_RULES: dict[str, Callable[[str], None]] = {
    "phone": _check_number,
    "sms": _check_number,
    "whatsapp": _check_whatsapp,
    "webchat": _check_link,
    "email": _check_email,
    "website": _check_link,
    "app": _check_app,
}


# What a curator types, and how a number is read


def normal(kind: str, value: str) -> str:
    """The stored form of what a curator typed; raises BadContact, with what to do, where there is none."""
    tidy = clean(value)
    stored = _normal_number(ascii_digits(tidy)) if kind in _NUMBERS else tidy
    check(kind, stored, _national(stored) if kind in _NUMBERS else None)
    return stored


def _normal_number(typed: str) -> str:
    digits = _PUNCTUATION.sub("", typed)
    if _SHORT_CODE.fullmatch(digits) or _BARE_UAN.fullmatch(digits):
        return digits
    if code := _SHORT_CODE_FROM_ABROAD.fullmatch(digits):
        raise UnparsablePhone(_("Write the short code as it is dialled: {code}. It has no country code."), code=code[1])
    if not re.fullmatch(r"\+?[0-9]{8,16}", digits):
        raise UnparsablePhone(
            _("{typed} is not a whole number. Write it like 021-36708092, 0300-1234567 or 1122."), typed=repr(typed)
        )
    return phonenumbers.format_number(_parsed(digits), PhoneNumberFormat.E164)


def dial(value: str) -> str:
    """What a phone inside Pakistan dials to reach a stored number."""
    _check_number(value)
    return _national(value)


def _national(value: str) -> str:
    return f"0{value[3:]}" if value.startswith("+92") else value


def display(value: str) -> str:
    """A stored number as people read it: 0311-7786264, 0800-22444, 021-111-117-642, 1122."""
    _check_number(value)
    if _SHORT_CODE.fullmatch(value):
        return value
    national = phonenumbers.format_number(_parsed(value), PhoneNumberFormat.NATIONAL)
    prefix, *groups = re.findall("[0-9]+", national)
    # Universal access numbers are known by their threes; all others by prefix and number.
    between = "-" if _CITY_UAN.fullmatch(value) else ""
    return f"{prefix}-{between.join(groups)}"


# Links


def href(kind: str, value: str, dial: str | None) -> str | None:
    """The link for a phone in Pakistan, made from `dial`: `tel:+921166` would ring nobody.

    Never raises, so that the gate may name every fault of an edition; what cannot be linked has no link.
    """
    if kind in _DIALLED_KINDS:
        return _call(kind, dial or "", _DIALLED)
    return _link(kind, value)


def href_abroad(kind: str, value: str, from_abroad: bool | None) -> str | None:
    """The link for a phone outside Pakistan, None where it would ring nobody or somebody else."""
    if from_abroad is False:
        return None
    if kind in _DIALLED_KINDS:
        return _call(kind, value, _E164) if _rings_from_abroad(value) else None
    return _link(kind, value)


def _call(kind: str, number: str, form: re.Pattern[str]) -> str | None:
    scheme = "sms" if kind == "sms" else "tel"
    return f"{scheme}:{number}" if form.fullmatch(number) else None


def _rings_from_abroad(value: str) -> bool:
    return bool(_E164.fullmatch(value)) and not _in_plan(value).only_at_home


def _link(kind: str, value: str) -> str | None:
    if kind == "whatsapp":
        return f"https://wa.me/{value[1:]}" if _E164.fullmatch(value) else None
    if kind == "email":
        return f"mailto:{value}" if _EMAIL.fullmatch(value) else None
    return value if value.startswith(("https://", "http://")) else None


# Numbers in prose

# 0092, a zero that does not belong there, and the eleven digits of a universal access number.
_LONGEST = 16
_SHORTEST_IN_PIECES = 7
_GAP = re.compile(r"[\W_]{1,5}|\s(?:to|تا|سے)\s")
_GAP_IN_NUMBER = re.compile(r"[\s\-.()\u2010-\u2015\u2212]{1,4}")
_FULL_NUMBER = re.compile(r"\+[0-9]{8}|0[0-9]{8}|111[0-9]{6}|92[0-9]{8}")
_AREA_CODE = re.compile(r"0[1-9][0-9]{1,2}")
_POINT_OR_DASH = re.compile(r"[.:٫۔]|\s?[\-\u2010-\u2015\u2212]\s?")
_SLASH = re.compile(r"\s?/\s?")
_TO = re.compile(r"\s(?:to|تا|سے)\s")
_SMALL_OR_YEAR = re.compile(r"[0-9]{1,2}|(?:19|20)[0-9]{2}")
_MONTH_OR_YEAR = re.compile(r"0?[1-9]|1[0-2]|(?:19|20)[0-9]{2}")
_MEASURE_BEFORE = re.compile(r"[%٪$€£₨]\s?\Z")
# 15%, 16+, 2015ء, 15ویں, 15th, 15km: what follows at once makes it a measure. A free-standing word does not.
_MEASURE_AFTER = re.compile(
    r"\s?(?:[%٪]|per ?cent\b|فی ?صد)|\+(?!\s?[0-9])|ء|ویں|واں"
    r"|(?:st|nd|rd|th|[ap]m|k?m|[km]g|ml|mins?|hrs?|h|s|x)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile("[A-Z]")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


class _Figure(NamedTuple):
    """A run of digits in a text, what stands between it and the run before it, and how the text goes on."""

    digits: str
    before: str
    after: str


def spellings(value: str) -> frozenset[str]:
    """Every run of digits by which people write a stored number; empty for what is not one."""
    if _SHORT_CODE.fullmatch(value):
        return frozenset({value, f"92{value}", f"0092{value}"})
    if not _E164.fullmatch(value):
        return frozenset()
    forms = {prefix + value[3:] for prefix in ("", "0", "92", "0092", "920", "00920")}
    return frozenset(forms | set(_CITY_UAN.findall(value)))


def forms(value: str) -> frozenset[str]:
    """The forms under which a stored number is looked up: itself, and a UAN without its city."""
    return frozenset({value, *_CITY_UAN.findall(value)})


def forms_of(digits: str) -> frozenset[str]:
    """The forms that these digits may mean, however they were begun: 03…, 923…, 00923…, or bare. Never a near one."""
    begun = [digits.removeprefix(prefix) for prefix in ("00920", "920", "0092", "92", "0", "")]
    short = [one for one in begun if _SHORT_CODE.fullmatch(one) or _BARE_UAN.fullmatch(one)]
    return frozenset([*short, *(f"+92{one}" for one in begun)])


def numbers_in(text: str, known: Mapping[str, T]) -> list[tuple[str, T]]:
    """The known numbers that stand in a text of either language, each once, with what is known of it.

    The keys of `known` are spellings. A `{{helpline:slug}}` is no number, whatever its slug. In doubt a number is
    found: rewriting a sentence costs little, and a wrong number left in prose could cost a life.
    """
    if not _may_hold_number(text):
        return []
    plain = ascii_digits(without_marks(TOKEN.sub(" ; ", text)))
    found = [*_found(plain, known), *_found_in_letters(plain, known)]
    return [(spelling, known[spelling]) for spelling in dict.fromkeys(found)]


def _may_hold_number(text: str) -> bool:
    """Quickly, of most texts: no digit of any script, and too few capitals for a number in letters."""
    return bool(_DIGIT.search(text)) or len(_CAPITAL.findall(text)) >= _SHORTEST_IN_PIECES


def _found(plain: str, known: Mapping[str, T]) -> Iterator[str]:
    for chain in _chains(plain):
        yield from _found_in_chain(chain, known)


def _found_in_letters(plain: str, known: Mapping[str, T]) -> Iterator[str]:
    """Numbers spelt with the letters of a keypad, as in 0311-77UMANG."""
    found = _found(plain.translate(_KEYPAD), known)
    return (number for number in found if len(number) >= _SHORTEST_IN_PIECES)


def _chains(plain: str) -> Iterator[list[_Figure]]:
    """The figures of a text, those together that might be pieces of one number."""
    chain: list[_Figure] = []
    for figure in _figures(plain):
        if chain and not _GAP.fullmatch(figure.before):
            yield chain
            chain = []
        chain.append(figure)
    yield chain


def _figures(plain: str) -> Iterator[_Figure]:
    end = 0
    for match in re.finditer("[0-9]+", plain):
        before, end = plain[end : match.start()], match.end()
        yield _Figure(match[0], before, plain[end : end + 12])


def _found_in_chain(chain: list[_Figure], known: Mapping[str, T]) -> Iterator[str]:
    """Known full numbers, and the short codes among the figures between them."""
    start = index = 0
    while index < len(chain):
        number, end = _known_full_number(chain, index, known)
        if number:
            yield from _short_codes(chain[start:index], known)
            yield number
            start = end
        index = end
    yield from _short_codes(chain[start:], known)


def _known_full_number(chain: list[_Figure], index: int, known: Mapping[str, T]) -> tuple[str, int]:
    """The longest known number that begins at this figure, and the figure to go on with."""
    found = ("", index + 1)
    for digits, end in _joined(chain, index, _GAP, _LONGEST):
        if digits in known and _is_one_number(chain[index], digits):
            found = (digits, end)
    return found


def _joined(chain: list[_Figure], index: int, gap: re.Pattern[str], longest: int) -> Iterator[tuple[str, int]]:
    """The figures from here on written together, as far as one number may reach."""
    digits = ""
    for end in range(index, len(chain)):
        apart = end > index and not gap.fullmatch(chain[end].before)
        if apart or len(digits) + len(chain[end].digits) > longest:
            return
        digits += chain[end].digits
        yield digits, end + 1


def _is_one_number(first: _Figure, digits: str) -> bool:
    """Few digits in pieces are two figures, unless a country code makes them one number."""
    in_one_piece = first.digits == digits and len(digits) > 4
    return in_one_piece or _is_international(first) or len(digits) >= _SHORTEST_IN_PIECES


def _is_international(first: _Figure) -> bool:
    return first.before.endswith("+") or first.digits.startswith("00")


def _short_codes(chain: list[_Figure], known: Mapping[str, T]) -> Iterator[str]:
    past = 0
    for index, figure in enumerate(chain):
        if index >= past:
            past = _end_of_full_number(chain, index)
        if index >= past and len(figure.digits) <= 4 and figure.digits in known and _stands_alone(chain, index):
            yield figure.digits


def _end_of_full_number(chain: list[_Figure], index: int) -> int:
    """Where a number ends that begins here and is not ours: its last four digits are no short code."""
    first = chain[index]
    longest = 15 if _is_international(first) else 12
    *_, (digits, end) = [("", index), *_joined(chain, index, _GAP_IN_NUMBER, longest)]
    sign = "+" if first.before.endswith("+") else ""
    return end if _FULL_NUMBER.match(sign + digits) else index


def _stands_alone(chain: list[_Figure], index: int) -> bool:
    figure = chain[index]
    bound = any(_are_one_figure(*pair) for pair in pairwise(chain[max(index - 1, 0) : index + 2]))
    return not (bound or _MEASURE_BEFORE.search(figure.before[-2:]) or _MEASURE_AFTER.match(figure.after))


def _are_one_figure(left: _Figure, right: _Figure) -> bool:
    """Whether two runs of digits are one time, date, decimal or range rather than two numbers to dial."""
    if _AREA_CODE.fullmatch(left.digits):
        return False  # 042-1122: a short code after the code of its city
    if right.before in {",", "٬"}:
        return len(right.digits) == 3
    if _SLASH.fullmatch(right.before):
        return _either(_MONTH_OR_YEAR, left, right) and _both(_SMALL_OR_YEAR, left, right)
    if _TO.fullmatch(right.before):
        return _both(_SMALL_OR_YEAR, left, right)
    return bool(_POINT_OR_DASH.fullmatch(right.before))


def _either(form: re.Pattern[str], *figures: _Figure) -> bool:
    return any(form.fullmatch(figure.digits) for figure in figures)


def _both(form: re.Pattern[str], *figures: _Figure) -> bool:
    return all(form.fullmatch(figure.digits) for figure in figures)
