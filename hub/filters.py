"""How lists of topics and audiences are filtered and ordered."""

from django.utils.translation import gettext_lazy as _

from hub.api.filters import Choices, CodesFilter, EditionFilterSet, YesNoFilter
from hub.api.ordering import BY_NAME, NEWEST_FIRST
from hub.editions.orders import BY_POSITION


def codes(field: str) -> Choices:
    """The codes of a field of the edition's vocabulary."""
    return Choices(
        codes=lambda feed: {code: code for code in feed.vocabulary.get(field, {})},
        labels=lambda feed: feed.vocabulary.get(field, {}),
    )


def slugs(plural: str) -> Choices:
    """The slugs of a kind, old ones included."""
    return Choices(codes=lambda feed: feed.shelves[plural].slugs, labels=lambda feed: feed.shelves[plural].names)


class AudienceFilterSet(EditionFilterSet):
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}


class TopicFilterSet(EditionFilterSet):
    group = CodesFilter(_("Group"), lambda topic: (topic["group"],), codes("group"))
    crisis = YesNoFilter(_("In crisis now"), lambda topic: topic["crisis"])
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}
