"""The screen of the desk on which one line is checked, and what follows from it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from helplines.claiming import NotTaken, Taken, claim, give_back, record, report, standing_claim
from helplines.documents import dated_holidays, helpline_document, whole
from helplines.models import Cost, Helpline, Staff
from helplines.moments import LIVE_KINDS
from helplines.queue import SEE, STATES, TONES, VERIFY, first_number, is_wrong, open_reports, unconfirmed
from helplines.timetable import readable_week
from helplines.verifying import (
    Line,
    MethodRefused,
    best_week,
    check_method,
    is_emergency,
    methods,
    subject,
    why_first,
)
from helplines.words import templates, week_words
from hub.curation.models import Method, Outcome
from hub.desk.pages import page
from hub.desk.screens import Screen
from hub.editions.gate import EditionRefused
from hub.editions.publishing import NotHere, NotPublished
from hub.editions.verified import TooSoon, publish_verified
from hub.languages import LANGUAGES

WAYS = {
    Method.CALL: gettext_lazy("A test call"),
    Method.PROVIDER: gettext_lazy("Ask the provider's office"),
    Method.OFFICIAL: gettext_lazy("Ask the operator's office, or read its official page"),
    Method.WEBSITE: gettext_lazy("Read the provider's website"),
}


class CheckForm(forms.Form):
    """What somebody has found out. Which methods there are depends on the line."""

    method = forms.ChoiceField(label=gettext_lazy("How did you check?"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        widget=forms.RadioSelect,
        choices=[
            (Outcome.CONFIRMED, gettext_lazy("It answers, and all of it is right")),
            (Outcome.CHANGED, gettext_lazy("It answers, but something has changed")),
            (Outcome.NO_ANSWER, gettext_lazy("Nobody answers")),
            (Outcome.DEAD, gettext_lazy("The number is dead")),
            (Outcome.CLOSED_DOWN, gettext_lazy("The service has closed down")),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the team"),
        help_text=gettext_lazy("Never public. Leave out whoever answered."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, helpline: Helpline, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject(helpline)
        self.offered = methods(self.subject, timezone.localdate())
        # All are known to the form, so that one which is not allowed is refused with its reason.
        self.method_field.choices = Method.choices
        self.method_field.widget.choices = [(one.value, one.label) for one in self.offered]

    @property
    def method_field(self) -> Any:
        return self.fields["method"]

    def clean_method(self) -> str:
        method = str(self.cleaned_data["method"])
        try:
            check_method(self.subject, method, timezone.localdate())
        except MethodRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return method


def whole_or_404(pk: UUID) -> Helpline:
    found = whole(Helpline.objects.filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def line(request: HttpRequest, pk: UUID) -> HttpResponse:
    helpline = whole_or_404(pk)
    if request.method != "POST":
        return line_page(request, helpline, CheckForm(helpline))
    must_verify(request)
    form = CheckForm(helpline, request.POST)
    try:
        if not form.is_valid():
            return line_page(request, helpline, form, status=422)
        record(helpline, request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except Taken as taken:
        return taken_page(request, helpline, form, taken)
    except NotTaken:
        form.add_error(None, _("Take the line first, or again if your 30 minutes are over. Your notes are kept."))
        return line_page(request, helpline, form, status=409)
    except MethodRefused as refusal:  # Somebody has rung it since the form was checked.
        form.add_error("method", str(refusal))
        return line_page(request, helpline, form, status=422)
    return after_record(request, helpline, form.cleaned_data["outcome"])


def line_page(request: HttpRequest, helpline: Helpline, form: CheckForm, *, status: int = 200) -> HttpResponse:
    today, held = timezone.localdate(), standing_claim(helpline)
    standing = standing_of(helpline, today)
    return page(
        request,
        "verify_line",
        title=_("Check a line"),
        status=status,
        helpline=helpline,
        state=STATES[standing],
        tone=TONES[standing],
        told=[(LANGUAGES[language], told(helpline, language)) for language in LANGUAGES],
        checks=helpline.verifications.select_related("by"),
        claim=held,
        has_taken=held is not None and held.by == request.user,
        reports=open_reports().filter(helpline=helpline).select_related("noted_by"),
        form=form,
        live_kinds=LIVE_KINDS,
        first=WAYS[form.offered[0]],
        why=str(why_first(form.subject, today)).format(date=date_format(form.subject.next_call() or today)),
        never_called=is_emergency(helpline),
        calls=Method.CALL in form.offered,
        next_on=today + helpline.verification_interval(),
        may_verify=request.user.has_perm(VERIFY),
    )


def standing_of(helpline: Helpline, today: date) -> str:
    wrong = is_wrong(unconfirmed(helpline).get(helpline.pk, []))
    return Line(helpline.pk, helpline.slug, helpline.crisis, helpline.verify_by, found_wrong=wrong).standing(today)


def told(helpline: Helpline, language: str) -> dict[str, Any]:
    """What we claim, in a language, and the script in which to ask for it."""
    with override(language):
        document = helpline_document(helpline, language, {}, dated_holidays())
    return {
        "document": document,
        "cost": label(Cost, document["cost"], language),
        "staff": label(Staff, helpline.staffed_by, language),
        "best": best_hours(helpline, language),
        "script": script(helpline, document, language),
    }


def hours_question(hours: str) -> str:
    if not hours:
        return _("We do not know your hours. On which days, and from when to when, do you answer?")
    return _("We tell people these hours: {hours}. Is that right?").format(hours=hours)


def label(choices: type[TextChoices], code: str | None, language: str) -> str:
    """Empty: not known."""
    with override(language):
        return str(choices(code).label) if code else _("Not known")


def script(helpline: Helpline, document: dict[str, Any], language: str) -> list[str]:
    """What to say on a test call: who we are, that nobody is in need, two questions, thanks."""
    number = first_number(helpline)
    told = (one["hours"] for one in document["contacts"] if number and one["id"] == str(number.pk))
    hours = next((one["words"] for one in told if one["known"]), "")
    with override(language):
        return [
            _("Assalam-o-alaikum. I am calling from the Mental Health Hub, a public list of helplines in Pakistan."),
            _("Nobody is in danger, and I need no help myself. If you are busy, I will ring off at once."),
            _("Is this {name}, and is {number} still the right number?").format(
                name=document["name"], number=f"\u2066{number.display}\u2069" if number else "…"
            ),
            hours_question(hours),
            _("Is there anything else that people should know? Thank you for your time and for your work."),
        ]


def best_hours(helpline: Helpline, language: str) -> str | None:
    """None: not known."""
    number = first_number(helpline)
    best = best_week(readable_week(number.hours) if number else None)
    return week_words(best, templates(language)) if best else None


def after_record(request: HttpRequest, helpline: Helpline, outcome: str) -> HttpResponse:
    if outcome == Outcome.CONFIRMED:
        messages.success(
            request, _("Recorded: {line} stands verified as of today.").format(line=helpline.name or helpline.slug)
        )
        tell_public(request)
        return HttpResponseRedirect(reverse("admin:verify"))
    if outcome == Outcome.NO_ANSWER:
        messages.info(
            request,
            _("Recorded: nobody answered at {line}. It comes up again tomorrow.").format(
                line=helpline.name or helpline.slug
            ),
        )
        return HttpResponseRedirect(reverse("admin:verify"))
    tell_public(request)
    return page(
        request, "verify_found", title=_("Recorded. It does not stand verified."), helpline=helpline, outcome=outcome
    )


def tell_public(request: HttpRequest) -> None:
    """Makes public what is verified or found wrong, and says what has come of it."""
    try:
        edition = publish_verified(request.user)  # type: ignore[arg-type]
    except TooSoon as wait:
        at = date_format(timezone.localtime(wait.next_at), "H:i")
        messages.info(request, _("It can become public from {time} on, with all others that wait.").format(time=at))
    except (EditionRefused, NotPublished) as refusal:
        messages.error(request, _("It is not public yet: {reason}").format(reason=refusal))
    except NotHere as error:
        messages.warning(request, str(error))
    else:
        tell_edition(request, edition)


def tell_edition(request: HttpRequest, edition: Any) -> None:
    if edition:
        messages.success(request, _("It is public now: edition {number}.").format(number=edition.number))
    else:
        waits = _("Nothing new became public: what is a draft, edited or withdrawn waits for its own publication.")
        messages.info(request, waits)


# Claims, and publishing by a button


@require_POST
def claim_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    must_verify(request)
    helpline = whole_or_404(pk)
    form = CheckForm(helpline, request.POST) if "note" in request.POST else None
    try:
        claim(helpline, request.user)  # type: ignore[arg-type]
    except Taken as taken:
        return taken_page(request, helpline, form, taken)
    if form:  # What was written before the claim ran out.
        return line_page(request, helpline, form)
    return HttpResponseRedirect(reverse("admin:verify_line", args=[pk]))


@require_POST
def give_line_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    must_verify(request)
    give_back(get_object_or_404(Helpline, pk=pk), request.user)  # type: ignore[arg-type]
    messages.info(request, _("Given back: somebody else may check it now."))
    return HttpResponseRedirect(reverse("admin:verify"))


@require_POST
def report_line(request: HttpRequest, pk: UUID) -> HttpResponse:
    must_verify(request)
    helpline = get_object_or_404(Helpline, pk=pk)
    try:
        report(helpline, request.user, request.POST.get("words", ""))  # type: ignore[arg-type]
        messages.success(request, _("Noted: the line is among the first to be checked."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return HttpResponseRedirect(reverse("admin:verify_line", args=[pk]))


@require_POST
def make_public(request: HttpRequest) -> HttpResponse:
    must_verify(request)
    tell_public(request)
    return HttpResponseRedirect(reverse("admin:verify"))


def taken_page(request: HttpRequest, helpline: Helpline, form: CheckForm | None, taken: Taken) -> HttpResponse:
    """What was written is shown again, so that nothing is lost."""
    written = form.data.get("note", "") if form else ""
    title = _("Somebody else is checking this line")
    return page(request, "verify_taken", title=title, status=409, helpline=helpline, taken=taken, written=written)


def must_verify(request: HttpRequest) -> None:
    if not request.user.has_perm(VERIFY):
        raise PermissionDenied


SCREENS = (
    Screen(route="verify/publish/", name="verify_publish", view=make_public, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/", name="verify_line", view=line, permission=SEE),
    Screen(route="verify/<uuid:pk>/claim/", name="verify_claim", view=claim_line, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/report/", name="verify_report", view=report_line, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/give-back/", name="verify_give_back", view=give_line_back, permission=VERIFY),
)
