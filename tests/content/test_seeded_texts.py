"""The texts that are shipped lead nobody to a line that does not serve them."""

import json
import re
from typing import Any

import pytest
from django.conf import settings

from hub.editions.tokens import TOKEN


def rows(file: str, plural: str) -> dict[str, Any]:
    return {row["slug"]: row for row in json.loads((settings.BASE_DIR / file).read_text())[plural]}


TEXTS = rows("hub/content/data/hub.json", "resources")
LINES = rows("helplines/data/helplines.json", "helplines")
REGIONS = rows("hub/data/places.json", "regions")


def named(text: str) -> list[str]:
    return [match[2] for match in TOKEN.finditer(text)]


def provincial(slugs: list[str]) -> list[str]:
    """Emergency numbers apart: they are dialled everywhere, whoever answers."""
    lines = (LINES[slug] for slug in slugs)
    return [one["slug"] for one in lines if one["coverage"]["scope"] == "regional" and not one["is_emergency_service"]]


@pytest.mark.parametrize("slug", TEXTS)
def test_both_languages_name_the_same_lines(slug: str) -> None:
    text = TEXTS[slug]
    assert named(text["body_en"]) == named(text["body_ur"])


@pytest.mark.parametrize("slug", TEXTS)
def test_who_lives_elsewhere_finds_a_line_for_the_whole_country(slug: str) -> None:
    lines = named(TEXTS[slug]["body_en"])
    if provincial(lines):
        others = [one for one in lines if LINES[one]["coverage"]["scope"] == "nationwide" and one != "police-15"]
        assert others, slug


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_line_of_a_province_is_named_with_it_once(language: str) -> None:
    for slug, text in TEXTS.items():
        body = text[f"body_{language}"]
        for line in provincial(named(body)):
            [region] = LINES[line]["coverage"]["regions"]
            province = REGIONS[region][f"name_{language}"]
            assert province in LINES[line][f"name_{language}"], (slug, line)
            before, after = body.split(f"{{{{helpline:{line}}}}}")
            assert not re.search(rf"{province} (میں )?$", before), (slug, line)
            assert not after.startswith(f" in {province}"), (slug, line)


def test_a_line_is_called_and_not_dialled() -> None:
    """What stands in the text is a name, with the number in it or after it."""
    for text in TEXTS.values():
        assert "dial {{" not in text["body_en"]
        assert "}} ملائیں" not in text["body_ur"]


def test_a_child_in_every_province_is_sent_to_somebody() -> None:
    for slug in ("if-someone-threatens-to-share-your-images", "keeping-a-child-safe"):
        lines = named(TEXTS[slug]["body_en"])
        assert {"punjab-child-1121", "kp-child-1121"} < set(lines)
        assert any(LINES[one]["coverage"]["scope"] == "nationwide" and one != "police-15" for one in lines)
    assert "In Sindh and everywhere else" in TEXTS["keeping-a-child-safe"]["body_en"]
