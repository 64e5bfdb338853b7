"""Whether a campaign is coming, running or past: by the days of Karachi, told when it is asked."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.conftest import Get, cast_on_disk, get, served

__all__ = ["cast_on_disk", "get", "served"]
WINTER = "/api/v1/campaigns/winter-2026/"


@pytest.mark.parametrize(
    ("instant", "phase"),
    [
        (datetime(2026, 11, 30, 18, 59, tzinfo=UTC), "coming"),
        (datetime(2026, 11, 30, 19, 0, tzinfo=UTC), "running"),
        (datetime(2026, 12, 31, 18, 59, tzinfo=UTC), "running"),
        (datetime(2026, 12, 31, 19, 0, tzinfo=UTC), "past"),
    ],
)
def test_it_changes_at_midnight_in_karachi(
    get: Get, monkeypatch: pytest.MonkeyPatch, instant: datetime, phase: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
    assert get(WINTER).json()["now"]["phase"] == phase
    found = get(f"/api/v1/campaigns/?phase={phase}").json()["results"]
    assert "winter-2026" in [one["slug"] for one in found]


@pytest.mark.parametrize(("language", "words"), [("en", "From 1 December 2026"), ("ur", "1 دسمبر 2026 سے")])
def test_it_is_said_in_words(get: Get, language: str, words: str) -> None:
    assert get(f"{WINTER}?lang={language}").json()["now"]["words"] == words


def test_nothing_of_it_is_baked(served: Any) -> None:
    assert b'"phase":{' in b"".join(served.content.files.values())  # The labels, in the vocabulary.
    for campaign in served.content.languages["en"]["campaigns"]:
        assert "now" not in campaign
