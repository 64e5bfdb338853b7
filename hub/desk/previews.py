"""A record as the app will get it: its card and its JSON in both languages, by the code that bakes and serves."""

import json
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hub.curation.acts import content_type_of
from hub.desk.cards import card
from hub.desk.pages import DeskRequest, page
from hub.desk.refusals import Refused, told_plainly
from hub.desk.screens import Screen
from hub.editions.contract import kind_named
from hub.editions.preview import preview


@require_safe
def of_record(request: DeskRequest, kind: str, key: UUID) -> HttpResponse:
    known, found = kind_named(kind), content_type_of(kind)
    if not known or not found:
        raise Http404
    if not request.user.has_perm(f"{found.app_label}.view_{found.model}"):
        raise PermissionDenied
    record = {}
    try:
        with told_plainly(request):
            record = preview(known, key, timezone.now())
    except Refused:
        pass
    return page(
        request,
        "preview",
        title=_("As the app will get it"),
        cards=[(card(language, one), as_json(one)) for language, one in record.items()],
        status=200 if record else 404,
    )


def as_json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)


SCREENS = (
    Screen(route="preview/<str:kind>/<uuid:key>/", name="preview", view=of_record, permission="editions.view_edition"),
)
