"""How lists of partners are filtered and ordered."""

from hub.api.filters import CodesFilter, EditionFilterSet
from hub.api.ordering import Order, by_name, by_position, newest_first
from hub.filters import codes


class PartnerFilterSet(EditionFilterSet):
    kind = CodesFilter(lambda partner: (partner["kind"],), codes("partner_kind"))
    campaign_role = CodesFilter(
        lambda partner: [role["kind"] for role in partner["campaign_roles"]], codes("campaign_role")
    )

    def orderings(self) -> dict[str, Order]:
        return {"position": by_position, "name": by_name, "-updated_on": newest_first}
