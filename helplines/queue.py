"""The desk's queue of lines to verify, and the screen on which one of them is checked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_POST

from helplines.claiming import NotTaken, Taken, claim, give_back, record, report, standing_claim
from helplines.documents import GATHERED, RELATED, dated_holidays, helpline_document
from helplines.models import DIALABLE, Claim, ContactMethod, Cost, Helpline, HelplineVerification, Report, Staff
from helplines.moments import LIVE_KINDS
from helplines.timetable import readable_week
from helplines.verifying import (
    ORDER,
    Line,
    MethodRefused,
    best_week,
    check_method,
    is_emergency,
    methods,
    subject,
    to_verify,
    why_first,
)
from helplines.words import templates, week_words
from hub.curation.models import WRONG, Method, Outcome, State
from hub.curation.standing import found_wrong, since_confirmed, wrong_words
from hub.desk.pages import page
from hub.desk.screens import Screen
from hub.documents import gathered
from hub.editions.collecting import collecting_nothing
from hub.editions.gate import EditionRefused
from hub.editions.publishing import NotHere, NotPublished
from hub.editions.reader import Snapshot, reader
from hub.editions.verified import TooSoon, next_edition_at, publish_verified
from hub.languages import LANGUAGES

SEE = "helplines.view_helplineverification"
VERIFY = "helplines.add_helplineverification"
PAGE = 50

STATES = {
    "wrong": gettext_lazy("Found wrong"),
    "unverified": gettext_lazy("Never verified"),
    "overdue": gettext_lazy("Overdue"),
    "due": gettext_lazy("Due soon"),
    "verified": gettext_lazy("Verified"),
}
WAYS = {
    Method.CALL: gettext_lazy("A test call"),
    Method.PROVIDER: gettext_lazy("Ask the provider's office"),
    Method.OFFICIAL: gettext_lazy("Ask the operator's office, or read its official page"),
    Method.WEBSITE: gettext_lazy("Read the provider's website"),
}
TONES = {"wrong": "bad", "unverified": "bad", "overdue": "bad", "due": "due", "verified": "good"}


# The queue


@dataclass(frozen=True)
class Filter:
    code: str
    name: Any
    keeps: Callable[[Line, date], bool]


def in_state(state: str) -> Callable[[Line, date], bool]:
    return lambda line, today: line.standing(today) == state


FILTERS = (
    Filter("all", gettext_lazy("All of them"), lambda line, today: True),
    Filter("reported", gettext_lazy("Reported"), lambda line, today: line.reported),
    Filter("crisis", gettext_lazy("Crisis and emergency"), lambda line, today: line.urgent),
    *(Filter(state, STATES[state], in_state(state)) for state in ORDER),
)


def queue(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    drafts = request.GET.get("show") == "drafts"
    with collecting_nothing():
        waiting = waiting_lines(today)
    # A draft may be somebody's number all the same: one that is reported stands among the live ones.
    lines = [line for line in waiting if line.reported or not line.is_draft]
    draft_lines = [line for line in waiting if line.is_draft]
    chosen = next((one for one in FILTERS if one.code == request.GET.get("show")), FILTERS[0])
    shown = draft_lines if drafts else [line for line in lines if chosen.keeps(line, today)]
    here = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    tabs = [(one.code, one.name, sum(one.keeps(line, today) for line in lines)) for one in FILTERS]
    return page(
        request,
        "verify",
        title=_("To verify"),
        tabs=[*tabs, ("drafts", _("Drafts"), len(draft_lines))],
        show="drafts" if drafts else chosen.code,
        rows=rows(list(here), today),
        here=here,
        claims=Claim.objects.filter(until__gt=timezone.now()).select_related("by", "helpline"),
        not_public=not_public_yet(),
        next_at=next_edition_at(),
        may_verify=request.user.has_perm(VERIFY),
    )


def waiting_lines(today: date) -> list[Line]:
    # A plain query set: that of a translated model looks for texts in every row.
    found: QuerySet[Any, Any] = QuerySet(Helpline).order_by()
    facts = found.values_list("pk", "slug", "crisis", "emergency", "verify_by", "state")
    reported, open_checks = set(open_reports().values_list("helpline", flat=True)), unconfirmed()
    lines = (
        Line(
            pk,
            slug,
            crisis or emergency,
            by,
            no_answer_on=unanswered(open_checks.get(pk, [])),
            reported=pk in reported,
            found_wrong=is_wrong(open_checks.get(pk, [])),
            is_draft=state == State.DRAFT,
        )
        for pk, slug, crisis, emergency, by, state in facts
    )
    return to_verify(lines, today)


def open_reports() -> QuerySet[Report]:
    return Report.objects.filter(settled_by=None)


Checks = list[tuple[str, date]]
"""Outcomes with their days, in order."""


def unconfirmed(helpline: Helpline | None = None) -> dict[UUID, Checks]:
    """Helpline -> its checks since it was last found right."""
    acts = HelplineVerification.objects.all() if helpline is None else helpline.verifications.all()
    checks: dict[UUID, Checks] = {}
    for pk, outcome, on in since_confirmed(acts, "helpline").values_list("helpline_id", "outcome", "on"):
        checks.setdefault(pk, []).append((outcome, on))
    return checks


def unanswered(checks: Checks) -> date | None:
    """The day of the last check, if nobody answered it."""
    outcome, on = checks[-1] if checks else ("", None)
    return on if outcome == Outcome.NO_ANSWER else None


def is_wrong(checks: Checks) -> bool:
    return any(outcome in WRONG for outcome, _on in checks)


def rows(lines: list[Line], today: date) -> list[dict[str, Any]]:
    pks = [line.id for line in lines]
    helplines = Helpline.objects.select_related("partner").prefetch_related("contacts").in_bulk(pks)
    claims = {one.helpline_id: one for one in Claim.objects.filter(until__gt=timezone.now()).select_related("by")}
    acts = HelplineVerification.objects.filter(helpline__in=pks).select_related("by").order_by("on", "pk")
    last = {act.helpline_id: act for act in acts}
    return [
        {
            "line": line,
            "helpline": helplines[line.id],
            "number": first_number(helplines[line.id]),
            "state": STATES[line.standing(today)],
            "tone": TONES[line.standing(today)],
            "claim": claims.get(line.id),
            "last": last.get(line.id),
        }
        for line in lines
    ]


def first_number(helpline: Helpline) -> ContactMethod | None:
    return next((one for one in helpline.contacts.all() if one.kind in DIALABLE), None)


def verified_in(snapshot: Snapshot) -> dict[str, dict[str, str | None]]:
    """Helpline -> how it stands verified. All of them are read once for what is served, and kept with it."""
    found: dict[str, dict[str, str | None]] | None = snapshot.found.get("verified")
    if found is None:
        shown = snapshot.feeds["en"].shelves["helplines"].documents
        found = snapshot.found["verified"] = {
            str(one["id"]): {name: one["verification"][name] for name in ("verified_on", "words")} for one in shown
        }
    return found


def not_public_yet() -> int:
    """How many public lines have been verified, or found wrong, since they were published."""
    snapshot = reader.current()
    if not snapshot:
        return 0
    published = verified_in(snapshot)
    verified = Helpline.objects.live().verified().values_list("pk", "verified_on")
    days = {str(pk): on.isoformat() for pk, on in verified}
    wrong = found_wrong(HelplineVerification.objects.all(), "helpline")
    with override("en"):
        words = {key: wrong_words(on) for key, on in wrong.items()}
    return sum(
        (one["verified_on"] or "") < days.get(key, "") or one["words"] != words.get(key, one["words"])
        for key, one in published.items()
    )


# One line


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
    whole = Helpline.objects.select_related(*RELATED).prefetch_related(*map(gathered, GATHERED))
    found: Helpline = get_object_or_404(whole, pk=pk)
    return found


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
    Screen(route="verify/", name="verify", view=queue, permission=SEE, menu=gettext_lazy("To verify")),
    Screen(route="verify/publish/", name="verify_publish", view=make_public, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/", name="verify_line", view=line, permission=SEE),
    Screen(route="verify/<uuid:pk>/claim/", name="verify_claim", view=claim_line, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/report/", name="verify_report", view=report_line, permission=VERIFY),
    Screen(route="verify/<uuid:pk>/give-back/", name="verify_give_back", view=give_line_back, permission=VERIFY),
)
