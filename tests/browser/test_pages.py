"""Every page, in both languages, for everybody."""

import pytest

from hub.languages import LANGUAGES
from tests.browser.checking import faults_of
from tests.browser.conftest import Reader
from tests.browser.looks import DARK_DESK, LIGHT_PHONE, Look
from tests.browser.places import PLACES

Found = dict[tuple[str, str], list[str]]


@pytest.mark.parametrize("look", [LIGHT_PHONE, DARK_DESK], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_for_everybody(
    packages: None, reader: Reader, found: Found, place: str, language: str, look: Look
) -> None:
    page = reader(look, service_workers="block").new_page()
    page.goto(found[place, language][0])
    assert faults_of(page, language, look) == []
