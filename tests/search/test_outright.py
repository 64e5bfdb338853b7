"""Who says outright that they want to die is understood, whatever else they say; and everyday words are no crisis."""

import random
from collections.abc import Callable

import pytest

from hub.editions.reader import Snapshot
from hub.search.letters import is_urdu
from hub.search.searcher import Understanding, crisis_entries, searcher_of

Understand = Callable[[str], Understanding]
CARRIERS = {
    False: [
        "Assalam o alaikum main Lahore se hoon aur university mein parhti hoon, {}",
        "I failed my exams and my father is angry with me. {}. My mother does not know",
        "{} because of my job and the loan and my boss who shouts at everybody",
        "hello hello hello {} please answer me thank you",
    ],
    True: [
        "السلام علیکم میں لاہور سے ہوں اور یونیورسٹی میں پڑھتی ہوں، {}",
        "امتحان میں فیل ہو گئی اور ابو ناراض ہیں۔ {}۔ امی کو نہیں پتا",
        "قرض بہت ہو گیا ہے اور لوگ روز گھر آتے ہیں {}",
    ],
}
SAID_BESIDE_MUCH_ELSE = [
    "I failed my exams and I want to kill myself",
    "exam failed want to die",
    "exam fail suicide",
    "امتحان فیل خودکشی",
    "photos leaked suicide",
    "ice nasha khudkushi",
    "my boyfriend is blackmailing me with pictures and i want to die",
    "he has my photos and he wants 50000 rupees or he will send them to my father, I will kill myself",
    "harassment at work want to kill myself",
    "قرض بہت ہو گیا ہے لوگ روز گھر آتے ہیں بچے بھوکے ہیں خودکشی کے سوا کوئی راستہ نہیں",
    "I want to kill myself alpha bravo charlie delta echo",
    "pregnant and unmarried want to die",
]
WRITTEN_ODDLY = ["iwanttodie", "mujhemarnahai", "مرناچاہتاہوں", "s u i c i d e", "k.m.s", "phansi", "mujhe bacha lo"]
EVERYDAY = [
    *("salam", "bye", "khana kha liya", "main khush hun", "meri jaan i love you", "kitna cost hai", "train ticket"),
    *("tablet", "note", "gas", "bas stop", "school band hai", "aurat se baat karni hai", "good morning", "شکریہ"),
    *("آج موسم اچھا ہے", "chai", "eid mubarak", "what time is it"),
]


@pytest.fixture
def understand(live: Snapshot) -> Understand:
    return searcher_of(live).understand


def topics(understood: Understanding) -> list[str]:
    return [hit.entry.slug for hit in understood.of("topic")]


def test_every_phrase_for_a_crisis_is_heard_among_other_words(live: Snapshot, understand: Understand) -> None:
    phrases = [entry for entry in crisis_entries(live) if len(entry.all_words) > 2]
    assert len(phrases) > 500
    missed = []
    for entry in random.Random(7).sample(phrases, 300):
        carriers = CARRIERS[is_urdu(entry.phrase.text)]
        for carrier in carriers:
            understood = understand(carrier.format(entry.phrase.text))
            if not understood.is_crisis or entry.slug not in topics(understood):
                missed.append((entry.slug, entry.phrase.text))
    assert missed == []


@pytest.mark.parametrize("text", [*SAID_BESIDE_MUCH_ELSE, *WRITTEN_ODDLY])
def test_it_is_heard_as_people_said_it(understand: Understand, text: str) -> None:
    understood = understand(text)
    assert understood.is_crisis
    assert not {"suicidal-thoughts", "emergency-danger"}.isdisjoint(topics(understood))


def test_it_is_heard_at_the_end_of_a_long_letter(understand: Understand) -> None:
    assert understand(
        "Mere ghar mein bohat masle hain aur koi nahi sunta. " * 36 + "main khudkushi karna chahti hoon"
    ).is_crisis


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_crisis(understand: Understand, text: str) -> None:
    assert not understand(text).is_crisis
