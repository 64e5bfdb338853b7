"""What readers would call news of a partner."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from hub.editions.contract import Document, Happening, News


def happened(before: Document | None, after: Document) -> Iterator[Happening]:
    """A part in the campaign, once; an organisation behind a helpline comes along with that."""
    if after["campaign_roles"] and not (before and before["campaign_roles"]):
        yield Happening("new")


NEWS = News(words={"new": gettext_noop("New partner of the campaign: {name}")}, happened=happened)
