"""One spelling for the sounds of a word, whether it is written in Urdu letters or in Latin ones.

People who type Urdu in Latin letters agree on consonants, seldom on vowels. The key of a word is its consonants; its
sound keeps the vowels too, roughly, and tells how alike two words with the same key are.
"""

import re
from difflib import SequenceMatcher

# Folded letters (`hub.text.fold`) as they are heard. Vowels are a, i and u; h stands for every breath.
URDU = str.maketrans(
    dict.fromkeys("اعء", "a") | dict.fromkeys("یےئ", "i") | dict.fromkeys("وؤ", "u") | dict.fromkeys("ہحھ", "h")
    | dict.fromkeys("تطٹ", "t") | dict.fromkeys("ثسص", "s") | dict.fromkeys("خقک", "k") | dict.fromkeys("دڈ", "d")
    | dict.fromkeys("ذزضظژ", "z") | dict.fromkeys("رڑ", "r") | dict.fromkeys("غگ", "g")
    | dict(zip("بپجچشفلمن", "bpjcSflmn", strict=True))
)  # fmt: skip
LATIN = (
    (re.compile("s?sion|tion"), "San"),
    (re.compile("ck|q|x(?=$)"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("kh"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ch"), "C"),
    (re.compile("sh"), "S"),
    (re.compile("ph"), "f"),
    (re.compile("zh"), "z"),
    (re.compile("([tdbj])h"), r"\1"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("C"), "c"),
    (re.compile("[vw]"), "u"),
    (re.compile("[ou]"), "u"),
    (re.compile("[eiy]"), "i"),
)
# A consonant of its own only where a word begins with it.
HALF = re.compile("(?<!^)[aiuh]")
DOUBLE = re.compile(r"(.)\1+")
ARABIC = re.compile("[\u0600-\u06ff]")


def sound(word: str) -> str:
    """How a folded word sounds, vowels included: khudkushi and خودکشی are kudkuSi."""
    if ARABIC.search(word):
        heard = word.translate(URDU)
    else:
        heard = word
        for pattern, letter in LATIN:
            heard = pattern.sub(letter, heard)
    return DOUBLE.sub(r"\1", heard)


def key(heard: str) -> str:
    """The consonants of a sound, and what it begins with: kdkS. A word may begin with any vowel."""
    return DOUBLE.sub(r"\1", re.sub("^[aiu]", "a", heard[:1]) + HALF.sub("", heard)[1:])


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how alike two sounds are."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_urdu(word: str) -> bool:
    return ARABIC.search(word) is not None


def script_of(folded: str) -> str:
    """`ur` or `latin`, by most of its letters; `mixed` where it has both."""
    urdu = len(ARABIC.findall(folded))
    latin = len(re.findall("[a-z]", folded))
    return "mixed" if urdu and latin else "ur" if urdu else "latin"
