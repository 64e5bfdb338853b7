"""The name of a helpline without its number."""

import re
from pathlib import Path

import pytest

from helplines.importing import read
from helplines.news import called

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Umang Mental Health Helpline", "Umang Mental Health Helpline"),
        ("Rescue 1122", "Rescue"),
        ("ریسکیو 1122", "ریسکیو"),
        ("ریسکیو ۱۱۲۲", "ریسکیو"),
        ("Child Helpline 1121, Sindh", "Child Helpline, Sindh"),
        ("چائلڈ ہیلپ لائن 1121، سندھ", "چائلڈ ہیلپ لائن، سندھ"),
        ("Cybercrime Helpline 1799 (NCCIA)", "Cybercrime Helpline (NCCIA)"),
        ("Police Station (15 / app)", "Police Station"),
        ("Punjab Emergency 15 – Counselling Service (press 7)", "Punjab Emergency – Counselling Service"),
        ("Line 0311-7786264", "Line"),
        ("Line +92 311 7786264", "Line"),
        ("Line 0311-77UMANG", "Line"),
        ("Helpline-1099", "Helpline"),
        ("Helpline1099", "Helpline"),
        ("1166 – Humraaz", "Humraaz"),
        ("Talk2Me", "Talk2Me"),
        ("1166", ""),
    ],
)
def test_a_name_is_told_without_its_number(name: str, rest: str) -> None:
    assert called({"name": name}) == rest


def test_every_real_name_is_left_with_words_and_no_number() -> None:
    seeds = [seed for seed, _ in read(ROOT, "helplines")]
    names = [seed[f"name_{language}"] for seed in seeds for language in ("en", "ur") if seed[f"name_{language}"]]
    assert len(names) > 100
    for name in names:
        assert re.search(r"[^\W\d]{3}", called({"name": name})), name
        assert not re.search(r"\b\d|\d\d", called({"name": name})), name
