"""What is public: the editions, and what is withdrawn from them. Rolls back, withdraws and restores, with a reason."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.curation.acts import note_act
from hub.desk.cards import called
from hub.desk.differing import rows
from hub.desk.pages import DeskRequest, page
from hub.desk.refusals import Refused, told_plainly
from hub.desk.screens import Screen
from hub.editions.ahead import Ahead, ahead
from hub.editions.bake import Content
from hub.editions.contract import Document, Fault, kind_named
from hub.editions.gate import lacking
from hub.editions.laying import record_in
from hub.editions.models import Edition, Withdrawal
from hub.editions.naming import live_content
from hub.editions.publishing import NotPublished, Signature, given, restore, rollback, withdraw
from hub.editions.state import remaining
from hub.editions.syncing import withdrawn_now
from hub.editions.withdrawals import Withdrawn
from hub.languages import DEFAULT

SHOWN = 30


@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    editions = Edition.objects.defer("content", "history", "news").select_related("proposed_by", "approved_by")[:SHOWN]
    return page(
        request,
        "public",
        title=_("What is public"),
        editions=editions,
        withdrawn=[standing_as_told(one) for one in withdrawn_now()],
        may_roll_back=request.user.has_perm("editions.rollback_edition"),
        may_restore=request.user.has_perm("editions.restore_withdrawal"),
    )


def standing_as_told(one: Withdrawn) -> dict[str, Any]:
    last = Withdrawal.objects.filter(record=one.id, contact=one.contact).order_by("-at").first()
    return {"key": one.key, "withdrawn": one, "last": last}


@require_http_methods(["POST"])
def rolling_back(request: DeskRequest, number: int) -> HttpResponse:
    """The first time it shows what would change; who then says that they are sure does it."""
    try:
        with told_plainly(request):
            reason = given(request.POST.get("reason", ""))
            what = ahead(number)
            if "sure" not in request.POST or request.POST.get("live") != str(what.live.number):
                return rolling_back_page(request, what, reason)
            signed = Signature(request.user, alone_reason=f"Rolled back: {reason}"[:200])
            edition = rollback(number, note=reason, signed=signed, sure=True)
            messages.success(request, _("{edition} is live.").format(edition=edition))
    except Refused:
        pass
    return redirect("admin:public")


def rolling_back_page(request: DeskRequest, what: Ahead, reason: str) -> HttpResponse:
    """What would change, before anything does; again where another edition has gone live meanwhile."""
    if "sure" in request.POST:
        messages.warning(request, _("Another edition has gone live meanwhile: look again at what would change."))
    return page(
        request,
        "rolling_back",
        title=_("Roll back to edition {number}").format(number=what.target.number),
        what=what,
        urgent=[
            {
                "name": called(one.after or one.before),
                "rows": rows(one.before, one.after),
                "is_new": not one.before,
                "is_gone": not one.after,
            }
            for one in what.urgent
        ],
        others=[called(one.after or one.before) for one in what.others],
        reason=reason,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdrawing(request: DeskRequest, kind: str, key: UUID) -> HttpResponse:
    """Takes a record, or one of its contacts, out at once; asks twice where help would be thin without it."""
    document = live_document(kind, str(key))
    if not document:
        return page(request, "withdrawing", title=_("Withdraw from the public"), status=404)
    out = Withdrawn(kind, document["id"], document["slug"], request.POST.get("contact") or None)
    warnings: list[str] = []
    if request.method == "POST":
        try:
            with told_plainly(request):
                check_contact(document, out.contact)
                warnings = what_would_lack(out)
                if not warnings or "sure" in request.POST:
                    withdrawn(request, out, document)
                    return redirect("admin:public")
        except Refused:
            pass
    return page(
        request,
        "withdrawing",
        title=_("Withdraw from the public"),
        status=422 if request.method == "POST" else 200,
        document=document,
        contacts=document.get("contacts", ()),
        chosen=out.contact,
        reason=request.POST.get("reason", ""),
        warnings=warnings,
    )


def live_document(kind: str, key: str) -> Document | None:
    known = kind_named(kind)
    try:
        found = record_in(live_content(), known, key) if known else {}
    except NotPublished:
        return None
    return found.get(get_language() or DEFAULT) or next(iter(found.values()), None)


def check_contact(document: Document, contact: str | None) -> None:
    if contact and contact not in [one["id"] for one in document.get("contacts", ())]:
        raise NotPublished(_("There is no such contact."))


def what_would_lack(out: Withdrawn) -> list[str]:
    """What the gate would refuse of an edition without it and does not refuse now: regions without a line to ring."""
    content, standing = live_content(), withdrawn_now()
    faults = lacking(remaining(content, [*standing, out]), remaining(content, standing))
    return list(dict.fromkeys(as_told(fault, content) for fault in faults))


def as_told(fault: Fault, content: Content) -> str:
    """Of a record by its name: no curator reads its code."""
    type_, _slash, slug = fault.record.partition("/")
    known, lists = kind_named(type_), content.directory[get_language() or DEFAULT]
    names = {one["slug"]: one["name"] for one in lists[known.plural]} if known else {}
    return f"\u2068{names.get(slug, fault.record)}\u2069: {fault.reason}"


def withdrawn(request: DeskRequest, out: Withdrawn, document: Document) -> None:
    reason = given(request.POST.get("reason", ""))
    told = withdraw(out, reason=reason)
    note_act(request.user, out.type, out.id, document["name"], _("Withdrawn: {reason}").format(reason=reason))
    if told:
        messages.success(request, _("It is out. Neither publishing nor rolling back brings it back."))
    else:
        messages.warning(request, _("It is out on this machine. The database does not answer: tell every machine."))


@require_http_methods(["POST"])
def restoring(request: DeskRequest) -> HttpResponse:
    one = next((one for one in withdrawn_now() if one.key == request.POST.get("key")), None)
    if not one:
        raise Http404
    try:
        with told_plainly(request):
            reason = given(request.POST.get("reason", ""))
            restore(one, reason=reason)
    except Refused:
        return redirect("admin:public")
    note_act(request.user, one.type, one.id, one.slug, _("Restored: {reason}").format(reason=reason))
    messages.success(request, _("It is served again."))
    return redirect("admin:public")


SCREENS = (
    Screen(
        route="public/",
        name="public",
        view=overview,
        permission="editions.view_edition",
        menu=gettext_lazy("What is public"),
    ),
    Screen(
        route="public/roll-back/<int:number>/",
        name="roll-back",
        view=rolling_back,
        permission="editions.rollback_edition",
    ),
    Screen(
        route="withdraw/<str:kind>/<uuid:key>/",
        name="withdraw",
        view=withdrawing,
        permission="editions.add_withdrawal",
    ),
    Screen(route="restore/", name="restore", view=restoring, permission="editions.restore_withdrawal"),
)
