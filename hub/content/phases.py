"""What is true of a campaign at an instant: coming, running or past, by the days of Karachi."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import override, pgettext

from hub.editions.contract import Document, Templates
from hub.editions.reader import KARACHI


@cache
def names(language: str) -> dict[str, str]:
    with override(language):
        return {
            "coming": pgettext("campaign", "Coming"),
            "running": pgettext("campaign", "Running"),
            "past": pgettext("campaign", "Past"),
        }


@cache
def templates(language: str) -> dict[str, str]:
    """Every sentence about a campaign's days, with {placeholders}; the months are spelt by other templates."""
    with override(language):
        return {
            "campaign_coming": pgettext("campaign", "From {date}"),
            "campaign_running": pgettext("campaign", "Until {date}"),
            "campaign_past": pgettext("campaign", "It ended on {date}"),
            "date_of_year": pgettext("date", "{number} {month} {year}"),
            **{f"month_{number:02}": str(name) for number, name in MONTHS.items()},
        }


@dataclass(frozen=True)
class Clock:
    first: date
    last: date
    words: Templates = field(compare=False)

    def __call__(self, instant: datetime) -> dict[str, Any]:
        today = instant.astimezone(KARACHI).date()
        phase = "coming" if today < self.first else "past" if today > self.last else "running"
        day = self.first if phase == "coming" else self.last
        words = self.words[f"campaign_{phase}"].format(date=date_words(day, self.words))
        return {"now": {"phase": phase, "words": words}}


def moments(document: Document, templates: Templates) -> Clock:
    first, last = (date.fromisoformat(document[name]) for name in ("starts_on", "ends_on"))
    return Clock(first, last, templates)


def date_words(day: date, words: Templates) -> str:
    return words["date_of_year"].format(number=day.day, month=words[f"month_{day.month:02}"], year=day.year)
