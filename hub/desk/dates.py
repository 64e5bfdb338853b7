"""A holiday announced at night, on the desk: the dates that wait, and one person who makes them live at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hub.curation.acts import note_act
from hub.desk.cards import called
from hub.desk.differing import rows
from hub.desk.pages import DeskRequest, page
from hub.desk.refusals import Refused, told_plainly
from hub.desk.screens import Screen
from hub.editions.dated import dates_to_announce, publish_dates


@require_http_methods(["GET", "HEAD", "POST"])
def announcing(request: DeskRequest) -> HttpResponse:
    waiting = dates_to_announce()
    if request.method == "POST":
        try:
            with told_plainly(request):
                edition = publish_dates(by=request.user, reason=request.POST.get("reason", ""))
                words = _("Dates announced, live with edition {number}").format(number=edition.number)
                for one in waiting:
                    note_act(request.user, one.kind, one.document["id"], called(one.after), words)
                messages.success(request, _("{edition} is live.").format(edition=edition))
            return redirect("admin:public")
        except Refused:
            pass
    return page(
        request,
        "announcing",
        title=_("Announce dates at once"),
        status=422 if request.method == "POST" else 200,
        records=[{"name": called(one.after), "rows": rows(one.before, one.after)} for one in waiting],
        reason=request.POST.get("reason", ""),
    )


SCREENS = (Screen(route="announce/", name="announce", view=announcing, permission="editions.add_correction"),)
