"""Which record an address means, and what is said of one that is not there any more."""

from django.utils.translation import gettext as _

from hub.api.errors import Problem
from hub.api.filters import nearest
from hub.api.question import Question
from hub.editions.contract import Kind
from hub.editions.reader import Gone


def place_of(question: Question, kind: Kind, key: str) -> int:
    """The place of the record with this slug, old slug or id. Raises Problem for one that is not there."""
    shelf = question.feed.shelves[kind.plural]
    place = shelf.find(key)
    if place is not None:
        return place
    if gone := question.snapshot.gone(question.language, kind.kind, key):
        raise answered_for(gone)
    detail = _("There is no {key} in this list.").format(key=key[:80])
    raise Problem(404, "not-found", detail, nearest=nearest(key, shelf.slugs))


def answered_for(gone: Gone) -> Problem:
    if gone.reason == "withdrawn":
        detail = _("It was taken out because something about it may be wrong. Please use one of these lines instead.")
        return Problem(410, "withdrawn", detail, replaced_by=None)
    detail = _("Please use the line that has replaced it.")
    if not gone.replaced_by:
        detail = _("What replaced it is not in our list now. Please use one of these lines instead.")
    return Problem(410, "superseded", detail, replaced_by=gone.replaced_by)
