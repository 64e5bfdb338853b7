"""How the hub's own content is baked: drafts, translations, figures with their days."""

from typing import Any

import pytest

from hub.content.models import Resource, Voice
from hub.editions.bake import bake
from partners.models import CampaignRole
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast() -> None:
    make_cast()


def baked(plural: str, slug: str, language: str = "en") -> Any:
    return next((one for one in bake().directory[language][plural] if one["slug"] == slug), None)


def test_a_draft_is_left_out() -> None:
    assert baked("resources", "unsigned") is None
    assert baked("resources", "small-steps")["review"]["words"] is None


def test_a_draft_that_is_shown_says_so(settings: Any) -> None:
    settings.PUBLISH_DRAFT_RESOURCES = True
    for language, words in (("en", "A draft"), ("ur", "مسودہ")):
        review = baked("resources", "unsigned", language)["review"]
        assert review["words"].startswith(words)
        assert review["clinician_on"] is None
    assert baked("resources", "small-steps")["review"]["words"] is None


def test_a_draft_is_not_offered_as_something_to_try(settings: Any) -> None:
    Resource.objects.filter(slug="small-steps").update(state="draft")
    assert baked("about", "hub")["try_this"] is None
    settings.PUBLISH_DRAFT_RESOURCES = True
    assert baked("about", "hub")["try_this"]["slug"] == "small-steps"


def test_a_text_names_live_lines_only() -> None:
    assert [one["slug"] for one in baked("resources", "small-steps")["helplines"]] == ["umeed-line"]


def test_a_translation_never_passes_for_the_persons_own_words() -> None:
    english, urdu = (baked("voices", "amna-2023", language)["quotation"] for language in ("en", "ur"))
    assert english["is_original"]
    assert (english["translated_by"], english["words"]) == (None, None)
    assert not urdu["is_original"]
    assert urdu["text"] == "سنا جانا آدھا علاج ہے۔"
    assert (urdu["original"], urdu["original_language"]) == ("To be heard is half of it.", "en")
    assert urdu["translated_by"] == "own"
    assert "ہب" in urdu["words"]


def test_where_the_translation_is_missing_the_original_stands_as_itself() -> None:
    Voice.objects.update(quotation_ur="")
    urdu = baked("voices", "amna-2023", "ur")
    assert urdu["quotation"]["is_original"]
    assert urdu["quotation"]["language"] == "en"
    assert urdu["text"]["fallback"] == {"quotation": "en"}


def test_every_figure_has_its_day() -> None:
    campaign = baked("campaigns", "together-2023", "ur")
    for figure in campaign["hashtags"] + campaign["statistics"]:
        assert figure["as_of"].startswith("2023-10-")
        assert "اکتوبر 2023" in figure["as_of_words"]
    assert campaign["statistics"][0]["value"] == 250000
    assert campaign["statistics"][0]["recipient"]["slug"] == "umeed-trust"


def test_every_figure_names_its_source_or_says_that_none_is_known() -> None:
    campaign = baked("campaigns", "together-2023")
    assert campaign["statistics"][0]["sources"] == [{"publisher": "Press release", "url": None, "date": "2023-10-10"}]
    assert campaign["hashtags"][0]["sources"] is None
    assert campaign["events"][0]["sources"] is None


def test_who_takes_part_in_a_campaign_has_a_role_in_words() -> None:
    for language, words in (("en", "Raises awareness."), ("ur", "آگاہی پھیلاتا ہے۔")):
        campaign = baked("campaigns", "together-2023", language)
        roles = {one["slug"]: one["role"] for one in campaign["partners"]}
        assert roles == {"umeed-trust": words, "police": None}
        assert campaign["creators"][0]["role"]


def test_a_role_without_words_in_the_language_is_marked() -> None:
    CampaignRole.objects.update(words_ur="")
    campaign = baked("campaigns", "together-2023", "ur")
    assert campaign["partners"][0]["role"] == "Raises awareness."
    assert campaign["text"]["fallback"]["partners.0.role"] == "en"


def test_who_signed_is_never_public() -> None:
    Resource.objects.update(clinician="Dr. Somebody", urdu_editor="Somebody Else")
    assert b"Somebody" not in b"".join(bake().files.values())
