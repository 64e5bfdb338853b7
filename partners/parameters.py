"""What the filters of partners ask, in words for the schema."""

from hub.api.openapi.parameters import codes, ordering
from hub.parameters import BY_NAME, BY_POSITION, NEWEST_FIRST

PARAMETERS = {
    "kind": codes("Organisations of these kinds.", "partner_kind"),
    "campaign_role": codes("Organisations with any of these parts in the campaign.", "campaign_role"),
    "ordering": ordering({"position": BY_POSITION, "name": BY_NAME, "-updated_on": NEWEST_FIRST}),
}
