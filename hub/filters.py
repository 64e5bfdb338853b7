"""How lists of topics are filtered and ordered."""

from collections.abc import Mapping

from hub.api.filters import Choices, CodesFilter, EditionFilterSet, YesNoFilter
from hub.api.ordering import Order, by_name, by_position, newest_first
from hub.editions.reader import Feed


def codes(field: str) -> Choices:
    """The codes of a field of the edition's vocabulary."""

    def choices(feed: Feed) -> Mapping[str, str]:
        return {code: code for code in feed.vocabulary[field]}

    return choices


def slugs(plural: str) -> Choices:
    """The slugs of a kind, old ones included."""

    def choices(feed: Feed) -> Mapping[str, str]:
        return {
            slug: document["slug"]
            for document in feed.shelves[plural].documents
            for slug in (*document["old_slugs"], document["slug"])
        }

    return choices


class TopicFilterSet(EditionFilterSet):
    group = CodesFilter(lambda topic: (topic["group"],), codes("group"))
    crisis = YesNoFilter(lambda topic: topic["crisis"])

    def orderings(self) -> dict[str, Order]:
        return {"position": by_position, "name": by_name, "-updated_on": newest_first}
