"""A change taken back from the history of its record."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub.curation.texts import owner
from hub.curation.undoing import undo
from hub.desk.names import models_of_ours
from hub.desk.pages import DeskRequest
from hub.desk.screens import Screen


@require_POST
def undoing(request: DeskRequest, label: str, history_id: int) -> HttpResponse:
    model = model_with_history(label)
    if not request.user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"):
        raise PermissionDenied
    try:
        row = undo(model, history_id)
        messages.success(request, _("It is as it was before. Nothing is published by this."))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except ValidationError as refusal:
        row = model.history.get(history_id=history_id).instance
        messages.error(request, _("It can no longer be as it was: {why}").format(why=" ".join(refusal.messages)))
    except IntegrityError:
        row = model.history.get(history_id=history_id).instance
        messages.error(request, _("It can no longer be as it was: other records have changed since."))
    record = owner(row)
    return redirect(f"admin:{record._meta.app_label}_{record._meta.model_name}_history", record.pk)


def model_with_history(label: str) -> Any:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as unknown:
        raise Http404 from unknown
    if model not in models_of_ours() or not hasattr(model, "history"):
        raise Http404
    return model


SCREENS = (
    Screen(
        route="history/<str:label>/<int:history_id>/undo/",
        name="undo",
        view=undoing,
        permission="editions.add_proposal",
    ),
)
