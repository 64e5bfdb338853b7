"""Hours and moments in words. The templates are baked into the feed, so that an app without a network says the same.

A client fills `{time}`, `{date}`, `{day}` and `{before}` (the day before it) from the other templates: the words of a
language are all here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache

from django.utils.dates import MONTHS
from django.utils.translation import override, pgettext

from helplines.hours import DAY, DAYS, KARACHI, State, Week

Templates = Mapping[str, str]


@cache
def templates(language: str) -> dict[str, str]:
    """Every sentence about time in a language, with {placeholders}."""
    with override(language):
        return {
            "open_always": pgettext("now", "Open 24 hours"),
            "open_until": pgettext("now", "Open until {time}"),
            "open_until_tomorrow": pgettext("now", "Open until {time} tomorrow"),
            "open_until_day": pgettext("now", "Open until {time} on {day}"),
            "open_until_night": pgettext("now", "Open until {time} in the night from {before} to {day}"),
            "open_until_date": pgettext("now", "Open until {time} on {day} {date}"),
            "closed": pgettext("now", "Closed now"),
            "closed_opens_today": pgettext("now", "Closed now, opens today {time}"),
            "closed_opens_tonight": pgettext("now", "Closed now, opens tonight {time}"),
            "closed_opens_tomorrow": pgettext("now", "Closed now, opens tomorrow {time}"),
            "closed_opens_day": pgettext("now", "Closed now, opens {day} {time}"),
            "closed_opens_night": pgettext("now", "Closed now, opens {time} in the night from {before} to {day}"),
            "closed_opens_date": pgettext("now", "Closed now, opens {day} {date}, {time}"),
            "hours_not_known": pgettext("now", "Hours not known"),
            "temporarily_closed": pgettext("now", "Temporarily closed"),
            "status_uncertain": pgettext("now", "Not certain to be in operation"),
            "status_discontinued": pgettext("now", "Possibly discontinued"),
            "week_always": pgettext("week", "Open 24 hours, every day"),
            "week_every_day": pgettext("week", "Every day {hours}"),
            "week_days": pgettext("week", "{days} {hours}"),
            "week_separator": pgettext("week", "; "),
            "days_range": pgettext("week", "{first}–{last}"),
            "days_separator": pgettext("week", ", "),
            "hours_all_day": pgettext("week", "24 hours"),
            "hours_range": pgettext("week", "{opens} – {closes}"),
            "hours_separator": pgettext("week", " and "),
            "reported": pgettext("week", "Reported as: {week}. Not certain."),
            "time": pgettext("time", "{clock} {part}"),
            "date": pgettext("date", "{number} {month}"),
            **{f"month_{number:02}": str(name) for number, name in MONTHS.items()},
            **parts_of_day(),
            **day_names(),
        }


def parts_of_day() -> dict[str, str]:
    """`part_HH` is what the hour HH is called: am and pm in English, morning to night in Urdu."""
    night = pgettext("hours 0 to 3", "am")
    morning = pgettext("hours 4 to 11", "am")
    noon = pgettext("hours 12 to 15", "pm")
    evening = pgettext("hours 16 to 18", "pm")
    late = pgettext("hours 19 to 23", "pm")
    hours = [night] * 4 + [morning] * 8 + [noon] * 4 + [evening] * 3 + [late] * 5
    return {f"part_{hour:02}": part for hour, part in enumerate(hours)}


def day_names() -> dict[str, str]:
    short = (
        pgettext("short day", "Mon"),
        pgettext("short day", "Tue"),
        pgettext("short day", "Wed"),
        pgettext("short day", "Thu"),
        pgettext("short day", "Fri"),
        pgettext("short day", "Sat"),
        pgettext("short day", "Sun"),
    )
    return {f"day_{day}": name for day, name in zip(DAYS, short, strict=True)}


def time_words(minutes: int, words: Templates) -> str:
    """A minute of the day, 0 to 1440, as people say it: 9:30 am, 11 pm, 12 am for midnight."""
    hour, minute = divmod(minutes % DAY, 60)
    clock = f"{hour % 12 or 12}:{minute:02}" if minute else f"{hour % 12 or 12}"
    return words["time"].format(clock=clock, part=words[f"part_{hour:02}"])


def now_words(state: State, instant: datetime, words: Templates) -> str:
    if state.open is None:
        return words["hours_not_known"]
    if state.open:
        if not state.closes_at:
            return words["open_always"]
        return relative("open_until", "open_until", state.closes_at, instant, words)
    if not state.opens_at:
        return words["closed"]
    return relative("closed_opens", "closed_opens_today", state.opens_at, instant, words)


def relative(name: str, today: str, moment: datetime, instant: datetime, words: Templates) -> str:
    """A sentence with a time today, tomorrow, or on a day. The small hours still belong to the night before."""
    minute = moment.hour * 60 + moment.minute
    day, before = (words[f"day_{DAYS[weekday % 7]}"] for weekday in (moment.weekday(), moment.weekday() - 1))
    template = words[sentence(name, today, moment, instant.astimezone(KARACHI))]
    return template.format(time=time_words(minute, words), date=date_words(moment, words), day=day, before=before)


def sentence(name: str, today: str, moment: datetime, instant: datetime) -> str:
    """The template for a moment some days away: "Saturday 12 am", and more so its Urdu, is heard a whole day late.

    A weekday alone is heard as the next one, so a week away and further needs the date; and "until 2 am" as the next
    2 am, so just after midnight it is no longer said of the night to come.
    """
    away = (moment.date() - instant.date()).days
    minute = moment.hour * 60 + moment.minute
    is_soon = away == 1 and moment - instant < timedelta(days=1)
    if away == 0 or (name == "open_until" and is_soon and minute <= SMALL_HOURS):
        return today
    if away >= len(DAYS):
        return f"{name}_date"
    if minute < SMALL_HOURS:
        return f"{name}_tonight" if is_soon else f"{name}_night"
    return f"{name}_tomorrow" if away == 1 else f"{name}_day"


def date_words(moment: datetime, words: Templates) -> str:
    return words["date"].format(number=moment.day, month=words[f"month_{moment.month:02}"])


SMALL_HOURS = 4 * 60


def week_words(week: Week | None, words: Templates) -> str:
    """A week in a line: days with the same hours stand together."""
    if week is None:
        return words["hours_not_known"]
    if week.always_open:
        return words["week_always"]
    return words["week_separator"].join(line(days, spans, words) for days, spans in alike(week))


def low_confidence(week: Week, words: Templates) -> str:
    """Hours that somebody has reported and nobody is sure of."""
    return words["reported"].format(week=week_words(week, words))


Spans = tuple[tuple[int, int], ...]


def alike(week: Week) -> list[tuple[list[int], Spans]]:
    """(weekdays, their spans) for every set of days that open alike, in the order of their first day."""
    groups: dict[Spans, list[int]] = {}
    for day, spans in enumerate(week.days):
        if spans:
            groups.setdefault(spans, []).append(day)
    return [(days, spans) for spans, days in groups.items()]


def line(days: list[int], spans: Spans, words: Templates) -> str:
    hours = words["hours_separator"].join(span_words(start, end, words) for start, end in spans)
    if len(days) == len(DAYS):
        return words["week_every_day"].format(hours=hours)
    return words["week_days"].format(days=days_words(days, words), hours=hours)


def span_words(start: int, end: int, words: Templates) -> str:
    if (start, end) == (0, DAY):
        return words["hours_all_day"]
    return words["hours_range"].format(opens=time_words(start, words), closes=time_words(end, words))


def days_words(days: list[int], words: Templates) -> str:
    """Mon–Fri, or Mon, Wed, or Mon–Wed, Sat."""
    return words["days_separator"].join(run_words(run, words) for run in runs(days))


def run_words(run: list[int], words: Templates) -> str:
    names = [words[f"day_{DAYS[day]}"] for day in run]
    if len(run) <= 2:
        return words["days_separator"].join(names)
    return words["days_range"].format(first=names[0], last=names[-1])


def runs(days: Iterable[int]) -> list[list[int]]:
    """Days in a row, together."""
    found: list[list[int]] = []
    for day in days:
        if found and day == found[-1][-1] + 1:
            found[-1].append(day)
        else:
            found.append([day])
    return found
