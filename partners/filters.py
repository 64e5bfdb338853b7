"""How lists of partners are filtered and ordered."""

from django.utils.translation import gettext_lazy as _

from hub.api.filters import CodesFilter, EditionFilterSet
from hub.api.ordering import BY_NAME, NEWEST_FIRST
from hub.editions.orders import BY_POSITION
from hub.filters import codes


class PartnerFilterSet(EditionFilterSet):
    kind = CodesFilter(_("Kind of organisation"), lambda partner: (partner["kind"],), codes("partner_kind"))
    campaign_role = CodesFilter(
        _("Part in the campaign"),
        lambda partner: [role["kind"] for role in partner["campaign_roles"]],
        codes("campaign_role"),
    )
    ORDERINGS = {"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}
