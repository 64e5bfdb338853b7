"""Urgent corrections on the desk: made by one person with a reason, settled by a second one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hub.curation.acts import note_act
from hub.desk.cards import called, cards
from hub.desk.differing import rows
from hub.desk.pages import DeskRequest, page
from hub.desk.refusals import Refused, told_plainly
from hub.desk.screens import Screen
from hub.editions.contract import Kind, kind_named
from hub.editions.corrections import (
    close,
    confirm,
    correct,
    live_form,
    needed,
    revert,
    still_stands,
    taken_back,
    urgent_form,
)
from hub.editions.laying import record_in
from hub.editions.models import Correction, Outcome
from hub.editions.publishing import latest

RECENT = 20


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    corrections = Correction.objects.select_related("by", "settled_by")
    return page(
        request,
        "corrections",
        title=_("Urgent corrections"),
        open=corrections.unsettled().order_by("at"),
        settled=corrections.exclude(outcome="")[:RECENT],
    )


def urgent_kind(name: str) -> Kind:
    kind = kind_named(name)
    if not kind or not kind.urgent:
        raise Http404
    return kind


@require_http_methods(["GET", "HEAD", "POST"])
def correcting(request: DeskRequest, kind: str, key: UUID) -> HttpResponse:
    """What of a record one person may make live at once, and why."""
    known = urgent_kind(kind)
    if request.method == "POST":
        try:
            with told_plainly(request):
                corrected(request, known, key)
            return redirect("admin:corrections")
        except Refused:
            pass
    context: dict[str, Any] = {}
    try:
        with told_plainly(request):
            before = record_in(needed(latest()).unpacked(), known, str(key))
            after = urgent_form(known, key, before)
            context = {"rows": rows(before, after), "cards": cards(kind, after), "name": called(after)}
    except Refused:
        pass
    return page(
        request,
        "correcting",
        title=_("Urgent correction"),
        status=422 if request.method == "POST" else 200,
        reason=request.POST.get("reason", ""),
        hours=int(Correction.WITHIN.total_seconds() // 3600),
        **context,
    )


def corrected(request: DeskRequest, kind: Kind, key: UUID) -> None:
    correction = correct(kind, key, by=request.user, reason=request.POST.get("reason", ""))
    words = _("Urgent correction, live with edition {number}: {reason}")
    words = words.format(number=correction.edition, reason=correction.reason)
    note_act(request.user, kind.kind, str(key), called(correction.after), words)
    messages.success(request, _("It is live. A second person confirms it within three days."))


@require_safe
def one(request: DeskRequest, key: int) -> HttpResponse:
    correction = get_object_or_404(Correction.objects.select_related("by", "settled_by"), pk=key)
    now = {} if correction.outcome else live_form(correction)
    stands = still_stands(correction, now)
    return page(
        request,
        "correction",
        title=_("Urgent correction"),
        correction=correction,
        name=called(correction.after),
        rows=rows(correction.before, correction.after),
        cards=cards(correction.type, correction.after),
        stands=stands,
        since=rows(correction.after, now),
        back=rows(now, taken_back(correction, now)) if stands else [],
        is_mine=correction.by_id == request.user.pk,
        may_settle=request.user.has_perm("editions.settle_correction"),
    )


@require_http_methods(["POST"])
def settling(request: DeskRequest, key: int) -> HttpResponse:
    """Confirms a correction, takes it back, or closes one that is not live any more."""
    correction = get_object_or_404(Correction, pk=key)
    outcome = request.POST.get("outcome")
    if outcome not in Outcome.values:
        return HttpResponse(status=400)
    reason = request.POST.get("reason", "") if outcome == Outcome.REVERTED else ""
    try:
        with told_plainly(request):
            settled(correction, outcome, by=request.user, reason=reason)
    except Refused:
        return redirect("admin:correction", key)
    words = _("The urgent correction of edition {number}: {outcome}")
    words = words.format(number=correction.edition, outcome=correction.get_outcome_display())
    told = f"{words}: {reason}" if reason else words
    note_act(request.user, correction.type, str(correction.record), called(correction.after), told)
    messages.success(request, words)
    return redirect("admin:corrections")


def settled(correction: Correction, outcome: str, *, by: User, reason: str) -> None:
    if outcome == Outcome.REVERTED:
        revert(correction, by=by, reason=reason)
    elif outcome == Outcome.CONFIRMED:
        confirm(correction, by=by)
    else:
        close(correction, by=by)


SEE, ADD, SETTLE = "editions.view_correction", "editions.add_correction", "editions.settle_correction"
SCREENS = (
    Screen(route="corrections/", name="corrections", view=listing, permission=SEE, menu=gettext_lazy("Corrections")),
    Screen(route="correct/<str:kind>/<uuid:key>/", name="correct", view=correcting, permission=ADD),
    Screen(route="corrections/<int:key>/", name="correction", view=one, permission=SEE),
    Screen(route="corrections/<int:key>/settle/", name="correction-settle", view=settling, permission=SETTLE),
)
