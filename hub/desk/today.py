"""What needs somebody today, and what has gone live of late."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.desk.blocks import Block
from hub.editions.models import Correction, Edition, Proposal, Standing

RECENT = 5


def waiting() -> dict[str, Any]:
    proposals = Proposal.objects.filter(standing=Standing.OPEN).defer("content", "records")
    return {
        "proposals": proposals.select_related("proposed_by"),
        "corrections": Correction.objects.unsettled().select_related("by").order_by("at"),
    }


def editions() -> dict[str, Any]:
    found = Edition.objects.defer("content", "history", "news").select_related("proposed_by", "approved_by")
    return {"editions": found[:RECENT]}


WAITING = (
    Block(title=_("Waits for a second person"), template="waiting", facts=waiting, permission="editions.view_proposal"),
)
EDITIONS = (Block(title=_("Last editions"), template="editions", facts=editions, permission="editions.view_edition"),)
