"""Filters over an edition in memory: every kind declares its own, this base carries the machinery.

Stock django-filter answers 200 to a filter it does not know; here every name and value is known or refused.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hub.api.selection import UNKNOWN, Selection
from hub.editions.contract import kinds
from hub.editions.orders import BY_POSITION, Facts, Lists, Ordering
from hub.editions.reader import KARACHI, Feed, minute
from hub.search.lexicon import folded
from hub.text import clean


@dataclass(frozen=True)
class Choices:
    """What may be asked for in a feed."""

    codes: Callable[[Feed], Mapping[str, str]]
    """Value as written -> the code it means (an old slug means its record)."""
    labels: Callable[[Feed], Mapping[str, str]]
    """Code -> label, in the order to show them."""


@dataclass(frozen=True)
class Option:
    """A value of a filter that a person can choose; `cleaned` is what the filter takes."""

    value: str
    label: str
    cleaned: Any


# Below this two words have letters in common and no more.
ALIKE = 0.6
# How much of a value we compare with the right ones, and repeat in an answer.
SHOWN = 80
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def nearest(value: str, allowed: Iterable[str]) -> list[str]:
    """The right words nearest to a wrong one: those that it stands for (`lahore` is a word for PK-PB), else those
    spelt like it. None rather than one that means something else."""
    words = {word.casefold(): word for word in sorted(allowed)}
    asked = value[:SHOWN].casefold()
    meant = [code for code in codes_said().get(folded(asked), ()) if code in words.values()]
    return meant or [words[one] for one in difflib.get_close_matches(asked, words, n=3, cutoff=ALIKE)]


@cache
def codes_said() -> dict[tuple[str, ...], list[str]]:
    """Words for the values of filters, as people type them -> those values."""
    said: dict[tuple[str, ...], list[str]] = {}
    for kind in kinds():
        for _parameter, value, words in kind.filter_words():
            said.setdefault(folded(words), []).append(value)
    return said


class Refused(ValidationError):
    """A value that cannot be used; carries what the problem document says of it."""

    def __init__(self, message: str, value: str, near: Iterable[str] = ()) -> None:
        super().__init__(message, code="invalid", params={"value": value[:SHOWN], "nearest": list(near)})


def too_many(values: Iterable[str]) -> Refused:
    return Refused(_("This parameter takes one value."), ",".join(values))


class ListOfText(forms.Widget):
    """Every value of a repeated parameter, and of its comma lists."""

    def value_from_datadict(self, data: QueryDict, files: Any, name: str) -> list[str] | None:  # type: ignore[override]
        if name not in data:
            return None
        return [item for value in data.getlist(name) for item in value.split(",")]


class CodesField(forms.Field):
    """A list of codes, each of them known."""

    widget = ListOfText

    def __init__(self, *, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choices = choices

    def clean(self, value: list[str] | None) -> list[str]:
        return [self.code(item) for item in value or ()]

    def code(self, item: str) -> str:
        if item not in self.choices:
            raise Refused(_("This value is not known."), item, nearest(item, self.choices))
        return self.choices[item]


class EditionFilter(django_filters.Filter):
    """A filter over a selection. What depends on the edition, such as its choices, comes from the feed."""

    unknown = False
    """Whether `unknown` can be asked for: the fact may be unstated."""
    facts: Facts | None = None
    """What the index of the filter is made of; None where it has none of its own."""
    moment = False
    """Whether the facts are those of the minute."""
    several = False
    """Whether several values can be given, of which any may hold."""

    def field_for(self, feed: Feed) -> forms.Field:
        raise NotImplementedError(f"{type(self).__name__} must say how its value is read.")

    def filter(self, selection: Selection, value: Any) -> Selection:
        raise NotImplementedError(f"{type(self).__name__} must narrow a selection.")

    def options(self, whole: Selection) -> list[Option]:
        """The values to choose from; none where any time, say, can be asked for."""
        return []


class CodesFilter(EditionFilter):
    """Values inside one filter are ORed. With `unknown`, an unstated fact can be asked for."""

    several = True

    def __init__(
        self, label: str | Promise, facts: Facts, choices: Choices, *, unknown: bool = False, moment: bool = False
    ) -> None:
        super().__init__(label=label)
        self.facts = facts
        self.choices = choices
        self.unknown = unknown
        self.moment = moment

    def field_for(self, feed: Feed) -> forms.Field:
        choices = dict(self.choices.codes(feed))
        return CodesField(choices=choices | {UNKNOWN: UNKNOWN} if self.unknown else choices, required=False)

    def filter(self, selection: Selection, value: list[str]) -> Selection:
        return selection.with_any(self.field_name, value)

    def options(self, whole: Selection) -> list[Option]:
        labels = {**self.choices.labels(whole.feed), **({UNKNOWN: _("Not known")} if self.unknown else {})}
        return [Option(code, label, [code]) for code, label in labels.items()]


class YesNoFilter(CodesFilter):
    """`true` or `false`, exactly; with `unknown` for a fact that may be unstated."""

    def __init__(
        self,
        label: str | Promise,
        facts: Callable[[Any], bool | None],
        *,
        unknown: bool = False,
        moment: bool = False,
    ) -> None:
        super().__init__(label, lambda document: (yes_no(facts(document)),), YES_OR_NO, unknown=unknown, moment=moment)


YES_OR_NO = Choices(
    codes=lambda feed: {"true": "true", "false": "false"}, labels=lambda feed: {"true": _("Yes"), "false": _("No")}
)


def yes_no(fact: bool | None) -> str:
    return UNKNOWN if fact is None else "true" if fact else "false"


class OneField(forms.Field):
    """A single value, given once."""

    widget = ListOfText

    def clean(self, value: list[str] | None) -> Any:
        if value is None:
            return None
        if len(value) != 1:
            raise too_many(value)
        return self.read(value[0])

    def read(self, value: str) -> Any:
        raise NotImplementedError


class WholeNumberField(OneField):
    """A whole number in ASCII digits within bounds."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.least = least
        self.most = most

    def read(self, value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,19}", value) or not self.least <= int(value) <= self.most:
            text = _("Write a whole number from {least} to {most}.").format(least=self.least, most=self.most)
            raise Refused(text, value)
        return int(value)


class ChoiceField(OneField):
    def __init__(self, *, choices: Iterable[str], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.choices = list(choices)

    def read(self, value: str) -> str:
        if value not in self.choices:
            raise Refused(_("This value is not known."), value, nearest(value, self.choices))
        return value


class WordsField(forms.Field):
    """What somebody is looking for, in their own words; commas and all."""

    LONGEST = 2000

    def clean(self, value: list[str] | None) -> str | None:
        if value is None and not self.required:
            return None
        given = ",".join(value or ())
        words = clean(given)
        if not words or max(len(given), len(words)) > self.LONGEST:  # What cannot be seen counts, as in the schema.
            text = _("Write what you are looking for, in at most {most} letters.").format(most=self.LONGEST)
            raise Refused(text, words)
        return words

    widget = ListOfText


def read_instant(value: str) -> datetime:
    """An ISO 8601 time; one without an offset is Karachi's. An offset's `+` may have arrived as a space."""
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", value)
    if not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        raise Refused(_("Write a time such as 2026-11-22T22:00 or 2026-11-22T22:00:00+05:00."), value)
    try:
        instant = datetime.fromisoformat(text)
        instant = instant if instant.tzinfo else instant.replace(tzinfo=KARACHI)
        if EARLIEST <= instant < LATEST:
            return instant.astimezone(KARACHI)
    except (ValueError, OverflowError):
        pass
    raise Refused(_("This is not a time we can answer for."), value)


class InstantField(OneField):
    def read(self, value: str) -> datetime:
        return read_instant(value)


class PageMinuteField(OneField):
    """The minute a page is pinned to, so that paging does not reshuffle: of the last hour only, or the next one, where
    another machine's clock is ahead of ours."""

    LEAST, MOST = timedelta(minutes=-1), timedelta(hours=1)

    def read(self, value: str) -> datetime:
        instant = read_instant(value)
        if instant != minute(instant) or not self.LEAST <= minute(timezone.now()) - instant <= self.MOST:
            raise Refused(_("This link to a page has expired. Start again at the first page."), value)
        return instant


@dataclass(frozen=True)
class Asked:
    """What a query asks for, cleaned: the filters given, by name, and how to order and cut what is found."""

    filters: dict[str, Any]
    ordering: str
    page: int
    page_size: int
    as_of: datetime | None
    words: str | None
    """What is looked for, where the list can be searched."""


class EditionFilterSet(django_filters.FilterSet):
    """Filters, ordering and paging of a list. A subject declares its filters and its orderings.

    One is made for each list of a feed, and asked by every request: a form of a request's own would cost more than
    all the rest of its answer.
    """

    ORDERINGS: Mapping[str, Ordering] = {}
    """Name -> order; the first is the default."""
    PAGE_SIZE, MOST = 20, 100
    SEARCHED = False
    """Whether `q` is asked of the list, too."""

    def __init__(self, feed: Feed, plural: str) -> None:
        self.feed = feed
        self.plural = plural
        self.filters: dict[str, EditionFilter] = dict(self.base_filters)
        self.fields = {name: one.field_for(feed) for name, one in self.filters.items()} | self.controls()

    @classmethod
    def lists(cls) -> Lists:
        """What the shelves prepare for these lists."""
        facts = {name: one for name, one in cls.base_filters.items() if one.facts}
        return Lists(
            facts={name: one.facts for name, one in facts.items() if not one.moment},
            moments={name: one.facts for name, one in facts.items() if one.moment},
            orderings={"position": BY_POSITION, **cls.ORDERINGS},
        )

    def controls(self) -> dict[str, forms.Field]:
        return {
            "ordering": ChoiceField(choices=self.ORDERINGS),
            "page": WholeNumberField(least=1, most=10**18),
            "page_size": WholeNumberField(least=1, most=self.MOST),
            "as_of": PageMinuteField(),
            **({"q": WordsField(required=False)} if self.SEARCHED else {}),
        }

    @property
    def parameters(self) -> set[str]:
        return {"lang", *self.fields}

    def read(self, parameters: QueryDict) -> Asked:
        """Raises ValidationError with every value that cannot be used, by parameter."""
        cleaned, errors = {}, {}
        for name, field in self.fields.items():
            if name not in parameters:
                continue
            try:
                cleaned[name] = field.clean(field.widget.value_from_datadict(parameters, {}, name))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        return Asked(
            filters={name: cleaned[name] for name in self.filters if name in cleaned},
            ordering=cleaned.get("ordering") or next(iter(self.ORDERINGS)),
            page=cleaned.get("page") or 1,
            page_size=cleaned.get("page_size") or self.PAGE_SIZE,
            as_of=cleaned.get("as_of"),
            words=cleaned.get("q"),
        )

    def whole(self, instant: datetime) -> Selection:
        return Selection.whole(self.feed, self.plural, instant)

    def narrowed(self, selection: Selection, filters: Mapping[str, Any]) -> Selection:
        for name, value in filters.items():
            selection = self.filters[name].filter(selection, value)
        return selection

    def widened(self, filters: Mapping[str, Any]) -> dict[str, Any]:
        """The filters given that leave out documents only because a fact of theirs is unstated, with `unknown`."""
        return {
            name: [*values, UNKNOWN]
            for name, values in filters.items()
            if self.filters[name].unknown and UNKNOWN not in values
        }

    def groups(self, found: Selection, filters: Mapping[str, Any], ordering: str) -> Iterable[int]:
        """The found in groups that come one after the other, whatever the order within them."""
        return [found.mask]
