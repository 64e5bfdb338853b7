"""The desk's queue of lines to verify."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from helplines.models import DIALABLE, Claim, ContactMethod, Helpline, HelplineVerification, Report
from helplines.verifying import (
    ORDER,
    Line,
    to_verify,
)
from hub.curation.models import WRONG, Outcome, State
from hub.curation.standing import found_wrong, since_confirmed, wrong_words
from hub.desk.pages import page
from hub.desk.screens import Screen
from hub.editions.collecting import collecting_nothing
from hub.editions.reader import Snapshot, reader
from hub.editions.verified import next_edition_at

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
TONES = {"wrong": "bad", "unverified": "bad", "overdue": "bad", "due": "due", "verified": "good"}


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


SCREENS = (Screen(route="verify/", name="verify", view=queue, permission=SEE, menu=gettext_lazy("To verify")),)
