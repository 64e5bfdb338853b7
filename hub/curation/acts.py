"""Acts of curators that no form tells, such as proposals and withdrawals. Kept in Django's own log, for good."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from hub.curation.models import Entry, Method, Outcome


def note_act(user: Any, kind: str, key: str, name: str, words: str) -> None:
    """Writes down what somebody did to the record of a kind with this id, in words."""
    write_down(user, content_type_of(kind), key, name, words)


def write_down(user: Any, content_type: ContentType | None, key: str, name: str, words: str) -> None:
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=content_type,
        object_id=key,
        object_repr=name[:200],
        action_flag=CHANGE,
        change_message=words,
    )


def checked(method: str, outcome: str) -> str:
    """What a verification says, in words."""
    return _("Checked: {outcome} ({method})").format(outcome=Outcome(outcome).label, method=Method(method).label)


def content_type_of(kind: str) -> ContentType | None:
    """A kind is named after its model; None where there is no such record on the desk."""
    found = (one for one in ContentType.objects.filter(model=kind) if issubclass(one.model_class() or object, Entry))
    return next(found, None)
