"""What the filters of partners ask, in words for the schema."""

from hub.api.openapi.parameters import codes
from hub.parameters import ORDERING

PARAMETERS = {
    "kind": codes("Organisations of these kinds.", "partner_kind"),
    "campaign_role": codes("Organisations with any of these parts in the campaign.", "campaign_role"),
    **ORDERING,
}
