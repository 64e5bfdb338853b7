"""Propose and approve: the changed records, the open proposals, and what a reviewer looks at."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hub.curation.acts import content_type_of, note_act
from hub.desk.cards import called, cards
from hub.desk.changed import changed_now
from hub.desk.differing import rows
from hub.desk.pages import DeskRequest, page
from hub.desk.refusals import Refused, told_plainly
from hub.desk.screens import Screen
from hub.editions.models import Edition, Proposal, Standing
from hub.editions.proposals import Changed, approve, bake_anew, changed_records, propose, send_back, take_back
from hub.editions.publishing import NotPublished, given, publish

RECENT = 20


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    proposals = Proposal.objects.defer("content", "records").select_related("proposed_by", "decided_by")
    return page(
        request,
        "proposals",
        title=_("Proposals"),
        open=proposals.filter(standing=Standing.OPEN),
        decided=proposals.exclude(standing=Standing.OPEN)[:RECENT],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def choosing(request: DeskRequest) -> HttpResponse:
    """The records that are not live as they are here; those that are chosen become a proposal."""
    chosen = request.POST.getlist("record")
    if request.method == "POST":
        act = published_alone if "alone" in request.POST and settings.PUBLISH_ALONE else proposed
        target: tuple[Any, ...] = ("admin:proposals",)
        try:
            with told_plainly(request):
                target = act(request, [one.partition(":")[::2] for one in chosen])
            return redirect(*target)
        except Refused:
            pass
    kinds = groupby(changed_now(), key=lambda one: one.kind)
    return page(
        request,
        "choosing",
        title=_("Propose changes"),
        status=422 if request.method == "POST" else 200,
        kinds=[(name_of_kind(kind), [choice(one, chosen) for one in some]) for kind, some in kinds],
        note=request.POST.get("note", ""),
        alone=settings.PUBLISH_ALONE,
    )


def choice(one: Changed, chosen: list[str]) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": called(one.after or one.before),
        "slug": one.document["slug"],
        "is_new": not one.before,
        "is_gone": not one.after,
        "rows": rows(one.before, one.after),
        "is_chosen": one.key in chosen,
    }


def name_of_kind(kind: str) -> str:
    found = content_type_of(kind)
    model = found and found.model_class()
    return str(model._meta.verbose_name_plural) if model else kind


def proposed(request: DeskRequest, pairs: list[Any]) -> tuple[Any, ...]:
    """Where to go on."""
    note, shrinks = request.POST.get("note", ""), "allow_shrink" in request.POST
    proposal = propose(pairs, by=request.user, note=note, allow_shrink=shrinks)
    tell(request, proposal.records, _("Proposed: {note}").format(note=proposal.note))
    messages.success(request, _("It is proposed. Somebody else approves it."))
    return "admin:proposal", proposal.pk


def published_alone(request: DeskRequest, pairs: list[Any]) -> tuple[Any, ...]:
    """For a team of one person."""
    slugs = [(one.kind, one.document["slug"]) for one in changed_records() if one.key.partition(":")[::2] in pairs]
    if not slugs:
        raise NotPublished(_("Choose at least one record."))
    edition = publish(slugs, note=given(request.POST.get("note", "")), by=request.user)
    messages.success(request, _("{edition} is live.").format(edition=edition))
    return ("admin:proposals",)


def tell(request: DeskRequest, records: list[dict[str, Any]], words: str) -> None:
    """Into the history of each record."""
    for one in records:
        note_act(request.user, one["kind"], one["id"], name_in(one), words)


def name_in(record: dict[str, Any]) -> str:
    return called(record["after"] or record["before"])


@require_safe
def review(request: DeskRequest, key: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.defer("content").select_related("proposed_by", "decided_by"), pk=key)
    newest = Edition.objects.order_by("-number").values_list("number", flat=True).first()
    shown = [
        {
            "name": name_in(one),
            "kind": one["kind"],
            "id": one["id"],
            "rows": rows(one["before"], one["after"]),
            "cards": cards(one["kind"], one["after"]),
            "is_new": not one["before"],
            "is_gone": not one["after"],
        }
        for one in proposal.records
    ]
    return page(
        request,
        "review",
        title=proposal.note,
        proposal=proposal,
        records=shown,
        has_moved=proposal.is_open and newest != proposal.base_number,
        live_number=newest,
        is_mine=proposal.proposed_by_id == request.user.pk,
        may_approve=request.user.has_perm("editions.approve_proposal"),
        may_propose=request.user.has_perm("editions.add_proposal"),
    )


@require_http_methods(["POST"])
def approval(request: DeskRequest, key: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=key)
    try:
        with told_plainly(request):
            edition = approve(proposal, by=request.user)
            messages.success(request, _("{edition} is live.").format(edition=edition))
    except Refused:
        return redirect("admin:proposal", key)
    tell(
        request,
        proposal.records,
        _("Approved, live with edition {number}: {note}").format(number=proposal.edition, note=proposal.note),
    )
    return redirect("admin:proposal", key)


@require_http_methods(["POST"])
def sending_back(request: DeskRequest, key: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=key)
    try:
        with told_plainly(request):
            send_back(proposal, by=request.user, reason=request.POST.get("reason", ""))
    except Refused:
        return redirect("admin:proposal", key)
    tell(request, proposal.records, _("Sent back: {reason}").format(reason=proposal.reason))
    return redirect("admin:proposals")


@require_http_methods(["POST"])
def taking_back(request: DeskRequest, key: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=key)
    try:
        with told_plainly(request):
            take_back(proposal, by=request.user)
    except Refused:
        return redirect("admin:proposal", key)
    return redirect("admin:proposals")


@require_http_methods(["POST"])
def baking_anew(request: DeskRequest, key: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=key)
    try:
        with told_plainly(request):
            bake_anew(proposal, by=request.user)
            if proposal.anew:
                messages.warning(request, _("The records had changed: look at what is new, below."))
            else:
                messages.success(request, _("It stands on the live edition now. Its records are as they were."))
    except Refused:
        pass
    return redirect("admin:proposal", key)


SEE, ADD, APPROVE = "editions.view_proposal", "editions.add_proposal", "editions.approve_proposal"
SCREENS = (
    Screen(route="proposals/", name="proposals", view=listing, permission=SEE, menu=gettext_lazy("Proposals")),
    Screen(route="proposals/new/", name="proposal-new", view=choosing, permission=ADD),
    Screen(route="proposals/<int:key>/", name="proposal", view=review, permission=SEE),
    Screen(route="proposals/<int:key>/approve/", name="proposal-approve", view=approval, permission=APPROVE),
    Screen(route="proposals/<int:key>/send-back/", name="proposal-send-back", view=sending_back, permission=APPROVE),
    Screen(route="proposals/<int:key>/take-back/", name="proposal-take-back", view=taking_back, permission=ADD),
    Screen(route="proposals/<int:key>/anew/", name="proposal-anew", view=baking_anew, permission=ADD),
)
