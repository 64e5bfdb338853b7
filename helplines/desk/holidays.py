"""The holidays of the whole directory: their dates of this year and the next, expected until somebody confirms them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from helplines.documents import dated_holidays
from helplines.hours import expand
from helplines.models import Holiday, HolidayDate, HoursException
from hub.curation.models import State
from hub.desk.pages import DeskRequest, page
from hub.documents import translated
from hub.languages import DEFAULT
from hub.rows import related

DAY = {"type": "date", "dir": "ltr"}


class DateForm(forms.ModelForm):
    """Confirmed or not is said by the button."""

    class Meta:
        model = HolidayDate
        fields = ("holiday", "first", "last", "confirmed")
        labels = {"first": _("First day"), "last": _("Last day")}
        widgets = {
            "holiday": forms.HiddenInput,
            "first": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
            "last": forms.DateInput(format="%Y-%m-%d", attrs=DAY),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first."))
        return data


@dataclass(frozen=True)
class Dated:
    """A date of a holiday, and the form that corrects it."""

    day: HolidayDate
    form: DateForm

    @property
    def uncertain(self) -> tuple[date, date] | None:
        """While it is only expected, the days on which the bake calls a contact that closes not certain."""
        spread = expand(self.day.first, self.day.last, self.day.confirmed, "closed", always_open=False)
        return (spread.first, spread.last) if spread and spread.treatment == "unknown" else None


@dataclass(frozen=True)
class Listed:
    holiday: Holiday
    name: str
    dates: list[Dated]
    addition: DateForm
    contacts: Counter[str]
    """Treatment -> how many contacts of live lines have said so."""


def holidays(request: DeskRequest) -> HttpResponse:
    tried = written(request) if request.method == "POST" else None
    if tried and tried.is_valid():
        tried.save()
        messages.success(
            request, _("Saved. It becomes public with the next edition, or at once where you announce it.")
        )
        return redirect("admin:holidays")
    this_year = timezone.localdate().year
    shown = list(listed((this_year, this_year + 1), tried))
    expected = sum(not dated.day.confirmed for one in shown for dated in one.dates)
    return page(
        request,
        "holidays",
        title=_("Holidays"),
        status=400 if tried else 200,
        holidays=shown,
        expected=expected,
        this_year=this_year,
        next_year=this_year + 1,
        may_announce=request.user.has_perm("editions.add_correction"),
    )


def written(request: DeskRequest) -> DateForm:
    """The form that was sent: of a date that is there, or of a new one."""
    pk = request.POST.get("date", "")
    if not pk:
        return date_form(HolidayDate(), request.POST)
    return date_form(get_object_or_404(HolidayDate, pk=int(pk) if pk.isascii() and pk.isdecimal() else 0), request.POST)


def date_form(day: HolidayDate, data: Any = None) -> DateForm:
    name = f"date-{day.pk}" if day.pk else f"new-{data.get('holiday', '') if data else day.holiday_id}"
    return DateForm(data, instance=day, auto_id=f"{name}-%s")


def listed(years: tuple[int, int], tried: DateForm | None) -> Iterator[Listed]:
    counts = contacts_by_holiday()
    for holiday in dated_holidays():
        dates = [day for day in related(holiday, "dates") if years[0] <= day.last.year and day.first.year <= years[1]]
        name = translated(holiday, "name", get_language() or DEFAULT)[0] or holiday.slug
        addition = unless_tried(HolidayDate(holiday=holiday), tried)
        dated = [Dated(day, unless_tried(day, tried)) for day in dates]
        yield Listed(holiday, name, dated, addition, counts.get(holiday.pk, Counter()))


def unless_tried(day: HolidayDate, tried: DateForm | None) -> DateForm:
    """The form of this date; the one that was refused, with what was written in it, where that is this."""
    form = date_form(day)
    return tried if tried and tried.auto_id == form.auto_id else form


def contacts_by_holiday() -> dict[Any, Counter[str]]:
    counts: dict[Any, Counter[str]] = {}
    live = HoursException.objects.filter(holiday__isnull=False, contact__helpline__state=State.LIVE)
    for holiday, treatment, count in live.values_list("holiday", "treatment").annotate(Count("pk")).order_by():
        counts.setdefault(holiday, Counter())[treatment] = count
    return counts
