"""What somebody said is shown in their own words, and a translation says whose it is, when it was said and where."""

import copy

from hub.editions.bake import content_of
from tests.api.conftest import Get, Served
from tests.pages.conftest import Visit


def test_the_original_stands_beside_our_translation(visit: Visit) -> None:
    page = visit("/ur/campaigns/together-2023/")
    said, ours = page.all("blockquote")
    assert (said["lang"], ours["lang"]) == ("en", "ur")
    assert page.text.index("To be heard is half of it.") < page.text.index("سنا جانا آدھا علاج ہے۔")
    between = page.text[page.text.index("To be heard is half of it.") : page.text.index("سنا جانا آدھا علاج ہے۔")]
    assert "ہب" in between  # Whose translation it is.
    assert "10 اکتوبر 2023" in page.text


def test_in_its_own_language_a_quotation_stands_alone(visit: Visit) -> None:
    page = visit("/en/campaigns/together-2023/")
    assert len(page.all("blockquote")) == 1
    assert "سنا جانا" not in page.text
    assert "10 October 2023" in page.text


def test_the_source_is_named_with_its_day(visit: Visit, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        feed["voices"][0]["sources"] = [
            {"publisher": "The Daily", "url": "https://daily.example.pk", "date": "2023-10"}
        ]
    served.publish(content_of(languages))
    assert "Source: The Daily (October 2023)" in " ".join(visit("/en/").text.split())


def test_an_organisation_that_speaks_is_named_once(visit: Visit, served: Served) -> None:
    languages = copy.deepcopy(served.content.languages)
    for feed in languages.values():
        feed["voices"][0] |= {"kind": "organisation", "name": "Umeed Trust (unnamed)", "role": None}
    served.publish(content_of(languages))
    page = visit("/en/campaigns/together-2023/")
    caption = page.text[page.text.index("To be heard") :].split("10 October 2023")[0]
    assert caption.count("Umeed Trust") == 1
    assert "·" not in caption


def test_people_are_found_by_their_names(get: Get) -> None:
    for language in ("en", "ur"):
        for words in ("Amna", "Dr. Amna", "آمنہ"):
            found = get(f"/api/v1/search/?q={words}&lang={language}").json()["results"]["voices"]["items"]
            assert [one["slug"] for one in found] == ["amna-2023"], (words, language)


def test_a_voice_that_was_found_stands_on_the_page_of_the_search(visit: Visit) -> None:
    assert "To be heard is half of it." in visit("/en/search/?q=Amna").text
