"""Cleaning of texts for storage, folding for search, and the order of the Urdu alphabet.

The same Urdu word reaches us in several spellings: typed on an Arabic keyboard, pasted from a typesetting
program, decorated with marks nobody sees. What is stored has one spelling; what is compared has less than that.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Fonts of typesetting programs leave letter shapes in place of letters.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_NEWLINES = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# Control characters, soft hyphen, tatweel, zero width space, bidi controls, byte order mark, lone surrogates.
# Bidi controls go because pages isolate every text themselves; a stray one turns a phone number around.
_INVISIBLE = re.compile(
    "[\0-\b\x0e-\x1f\x7f-\x9f\xad\u061c\u0640\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LETTER = "[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]"
_LETTER_OR_MARK = "[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]"
_STRAY_JOINT = re.compile(f"(?<!{_LETTER_OR_MARK})\u200c|\u200c(?!{_LETTER})")
# Every yeh is the Arabic one until hamza has been composed onto it: see _urdu_letters.
_URDU = str.maketrans({"ی": "ي", "ى": "ي", "ك": "ک", "ه": "ہ", "ە": "ہ", "ة": "ۃ", "ۀ": "ۂ"})
# Letters that are heard or typed as one another.
_SAME = str.maketrans({"ي": "ی", "ك": "ک", "ه": "ہ", "ھ": "ہ", "ۃ": "ہ", "ە": "ہ", "ں": "ن", "ٱ": "ا"})
_WORD = re.compile(r"[^\W_]+")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")

_ALPHABET = " 0123456789اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے"
_PLACES = {letter: place for place, letter in enumerate(_ALPHABET, start=1)}
# Dictionaries file the hamza on its seat with the hamza, though search takes it for a yeh.
_PLACES["ئ"] = _PLACES["ء"]
_AFTER_ALPHABET = 256


class _Unseen(dict[int, int | None]):
    """A translation table that drops marks and format characters, learnt as they are met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if _is_unseen(code) else code
        return self[code]


def _is_unseen(code: int) -> bool:
    # Some signs of the Quran, between these bounds, are letters and symbols by category.
    return unicodedata.category(chr(code)) in {"Mn", "Me", "Cf"} or 0x06D6 <= code <= 0x06ED


_UNSEEN = _Unseen()


def clean(text: str) -> str:
    """The text as it is stored: one spelling for what looks the same, nothing that cannot be seen.

    Digits stay in the script in which they were written. Cleaning twice changes nothing more.
    """
    text = _SHAPES.sub(_unshaped, text)
    text = _INVISIBLE.sub("", _NEWLINES.sub("\n", text))
    return _lines(_urdu_letters(_joints(text)))


def _unshaped(shape: re.Match[str]) -> str:
    # A mark standing alone is spelt with a space before it, which would cut the word in two.
    return unicodedata.normalize("NFKC", shape[0]).strip()


def _joints(text: str) -> str:
    """The zero width non-joiner divides a word and means nothing at its edges."""
    return _STRAY_JOINT.sub("", re.sub("\u200c+", "\u200c", text))


def _urdu_letters(text: str) -> str:
    """NFC composes hamza onto the Arabic yeh only, and onto the heh that Urdu uses."""
    return unicodedata.normalize("NFC", text.translate(_URDU)).replace("ي", "ی")


def _lines(text: str) -> str:
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub("\n{3,}", "\n\n", re.sub(" ?\n ?", "\n", text)).strip()


def fold(text: str) -> str:
    """The text as it is searched and compared: bare letters, ASCII digits, single spaces."""
    return _words(text.lower()) if _is_plain(text) else _folded(text)


def _is_plain(text: str) -> bool:
    """Half of all texts: there is nothing in them to spell otherwise or to take away."""
    return text.isascii() and text.isprintable()


def _folded(text: str) -> str:
    bare = _decomposed(_decomposed(clean(text)).casefold())
    return unicodedata.normalize("NFC", _words(ascii_digits(bare.translate(_SAME))))


def _decomposed(text: str) -> str:
    return without_marks(unicodedata.normalize("NFKD", text))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def without_marks(text: str) -> str:
    """Drops what has no width of its own: vowel marks, joiners, direction marks, emoji selectors."""
    return text.translate(_UNSEEN)


def ascii_digits(text: str) -> str:
    """Maps the digits of every script to ASCII and leaves all else alone."""
    return _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)


@lru_cache(maxsize=64)
def urdu_sort_key(text: str) -> tuple[int, ...]:
    """Digits, then the Urdu alphabet, then Latin and all other letters.

    Only equal texts have equal keys: what folds to the same letters is ordered by its code points.
    """
    words = _words(text if _is_plain(text) else without_marks(clean(text)))
    return (*_places(words), 0, *map(ord, text))


def _places(words: str) -> Iterator[int]:
    for character in words:
        yield from _places_of(character)


@lru_cache(maxsize=4096)
def _places_of(character: str) -> tuple[int, ...]:
    letters = character if character in _PLACES else fold(character)
    return tuple(_PLACES.get(letter, _AFTER_ALPHABET + ord(letter)) for letter in letters)
