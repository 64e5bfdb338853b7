"""How far the directory is in both languages, what lacks a text, and what is said of the texts of a record."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from hub.curation.acts import content_type_of, note_act
from hub.curation.completeness import Completeness, completeness, lacking
from hub.curation.models import Entry, WordsOf
from hub.curation.text_notes import ReviewRefused, review, say_whose, still_fits
from hub.curation.texts import Text, Wording, family, owner, texts_of, translated_models, way_up
from hub.desk.blocks import Block
from hub.desk.pages import DeskRequest, page
from hub.desk.screens import Screen
from hub.languages import LANGUAGES

ROWS = 50
WHOSE = {"": gettext_lazy("Whose words they are is not noted."), **dict(WordsOf.choices)}


@require_safe
def listing(request: DeskRequest) -> HttpResponse:
    known = standing()
    asked = request.GET.get("of") or known["worst"]
    model = next((one for one in translated_models() if one._meta.label_lower == asked), None)
    if not model:
        raise Http404
    found = lacking(model)
    if way := way_up(model):
        found = found.select_related("__".join(way))
    here = Paginator(found, ROWS).get_page(request.GET.get("page"))
    return page(
        request,
        "translations",
        title=_("Translations"),
        **known,
        of=asked,
        of_name=model._meta.verbose_name_plural,
        rows=[listed(text) for text in texts_of(here) if text.lacks],
        here=here,
    )


def listed(text: Text) -> dict[str, Any]:
    record = owner(text.row)
    return {"text": text, "record": record, "kind": record._meta.model_name}


def standing(_user: Any = None) -> dict[str, Any]:
    found = completeness()
    models = list(found) or translated_models()
    worst = max(models, key=lambda model: sum(one.lacks for one in found.get(model, {}).values()))
    return {
        "worst": worst._meta.label_lower,
        "languages": LANGUAGES.values(),
        "models": [(model._meta, list(by_language.values())) for model, by_language in found.items()],
        "whole": [(language, sum_of([one[code] for one in found.values()])) for code, language in LANGUAGES.items()],
    }


def sum_of(parts: list[Completeness]) -> Completeness:
    return Completeness(*(sum(getattr(one, name) for one in parts) for name in Completeness.__dataclass_fields__))


@require_http_methods(["GET", "HEAD", "POST"])
def of_record(request: DeskRequest, kind: str, key: UUID) -> HttpResponse:
    found = content_type_of(kind)
    model = found.model_class() if found else None
    if not model or model not in translated_models():
        raise Http404
    record: Any = get_object_or_404(model, pk=key)
    may = request.user.has_perm("curation.change_textnote")
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        act(request, record)
        return redirect(request.path)
    return page(
        request,
        "texts",
        title=_("Texts of {name}").format(name=record),
        record=record,
        opts=record._meta,
        texts=[text for row in family(record) for text in texts_of([row])],
        whose=WHOSE.items(),
        may=may,
    )


@transaction.atomic
def act(request: DeskRequest, record: Entry) -> None:
    """What somebody says of one wording."""
    text, wording = named(record, request.POST.get("text", ""))
    try:
        said = say(request, text.row, wording.field)
    except ReviewRefused:
        messages.error(request, _("These are your own words: somebody else reviews them."))
        return
    said = f"{text.name} ({wording.language.name}): {said}"
    note_act(request.user, record._meta.model_name or "", str(record.pk), str(record), said)
    messages.success(request, said)


def named(record: Entry, key: str) -> tuple[Text, Wording]:
    found = ((text, one) for row in family(record) for text in texts_of([row]) for one in text.wordings)
    pair = next(((text, one) for text, one in found if one.key == key), None)
    if not pair:
        raise Http404
    return pair


def say(request: DeskRequest, row: Model, field: str) -> str:
    match request.POST.get("act"):
        case "fits":
            still_fits(row, field)
            return _("it still fits its source")
        case "review":
            review(row, field, request.user, alone=settings.PUBLISH_ALONE)
            return _("reviewed")
        case "whose" if (whose := request.POST.get("words_of", "")) in WHOSE:
            say_whose(row, field, whose)
            return str(WHOSE[whose])
    raise BadRequest


BLOCKS = (
    Block(
        title=gettext_lazy("How far both languages are"),
        template="translations",
        facts=standing,
        permission="curation.view_textnote",
    ),
)
SCREENS = (
    Screen(
        route="translations/",
        name="translations",
        view=listing,
        permission="curation.view_textnote",
        menu=gettext_lazy("Translations"),
    ),
    Screen(
        route="translations/<str:kind>/<uuid:key>/",
        name="texts",
        view=of_record,
        permission="curation.view_textnote",
    ),
)
