"""How lists of topics are filtered and ordered."""

from collections.abc import Mapping

from hub.api.filters import Choices, CodesFilter, EditionFilterSet, YesNoFilter
from hub.api.ordering import BY_NAME, BY_POSITION, NEWEST_FIRST
from hub.editions.reader import Feed


def codes(field: str) -> Choices:
    """The codes of a field of the edition's vocabulary."""

    def choices(feed: Feed) -> Mapping[str, str]:
        return {code: code for code in feed.vocabulary[field]}

    return choices


def slugs(plural: str) -> Choices:
    """The slugs of a kind, old ones included."""

    return lambda feed: feed.shelves[plural].slugs


class TopicFilterSet(EditionFilterSet):
    group = CodesFilter(lambda topic: (topic["group"],), codes("group"))
    crisis = YesNoFilter(lambda topic: topic["crisis"])
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}
