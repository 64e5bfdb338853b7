"""The page of a campaign tells its facts, and a list of campaigns begins with what concerns people now."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.conftest import Get
from tests.pages.conftest import Visit


def test_the_page_has_all_that_is_known_of_a_campaign(visit: Visit) -> None:
    text = visit("/en/campaigns/together-2023/").text
    for words in (
        *("Better together", "#Together", "From 1 October 2023 until 31 October 2023", "It ended on 31 October 2023"),
        *("Raises awareness.", "Told her story.", "Press release"),
    ):
        assert words in text, words
    assert "Announced on" not in text  # Nobody has said when.
    urdu = visit("/ur/campaigns/together-2023/").text
    assert "آگاہی پھیلاتا ہے۔" in urdu
    assert "1 اکتوبر 2023" in urdu


@pytest.mark.parametrize(
    ("now", "slugs"),
    [
        (datetime(2023, 9, 1, tzinfo=UTC), ["together-2023", "winter-2026"]),
        (datetime(2023, 10, 9, tzinfo=UTC), ["together-2023", "winter-2026"]),
        (datetime(2026, 11, 1, tzinfo=UTC), ["winter-2026", "together-2023"]),
        (datetime(2027, 1, 1, tzinfo=UTC), ["winter-2026", "together-2023"]),
    ],
)
def test_campaigns_are_told_running_coming_past(
    get: Get, visit: Visit, monkeypatch: pytest.MonkeyPatch, now: Any, slugs: list[str]
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert [one["slug"] for one in get("/api/v1/campaigns/?lang=en").json()["results"]] == slugs
    ways = [
        way for way in visit("/en/campaigns/").ways_on if way.startswith("/en/campaigns/together") or "winter" in way
    ]
    assert ways == [f"/en/campaigns/{slug}/" for slug in slugs]


def test_a_campaign_is_found_by_any_of_its_hashtags(get: Get) -> None:
    found = get("/api/v1/search/?q=%23Together&lang=en").json()["results"]["campaigns"]["items"]
    assert [one["slug"] for one in found] == ["together-2023"]


def test_the_day_of_a_partners_part_is_written_as_people_write_it(visit: Visit) -> None:
    assert "10 October 2023" in visit("/en/partners/umeed-trust/").text
    urdu = visit("/ur/partners/umeed-trust/").text
    assert "10 اکتوبر 2023" in urdu
    assert "2023-10-10" not in urdu
