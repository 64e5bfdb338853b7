"""What needs somebody today, and what has gone live of late."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.desk.blocks import Block, tasks_for
from hub.editions.models import Correction, Edition, Proposal, Standing

RECENT = 5
# So long one is reminded of a proposal that came back.
REMINDED = timedelta(days=14)


def waiting(user: Any) -> dict[str, Any]:
    """What this person has to do, and what waits for others."""
    proposals = list(open_or_sent_back(user))
    sent_back = [one for one in proposals if not one.is_open]
    to_approve = [one for one in proposals if one.is_open and may_decide(user, "approve_proposal", one.proposed_by_id)]
    corrections = list(Correction.objects.unsettled().select_related("by").order_by("at"))
    to_settle = [one for one in corrections if may_decide(user, "settle_correction", one.by_id)]
    return {
        "tasks": list(tasks_for(user)),
        "sent_back": sent_back,
        "to_approve": to_approve,
        "to_settle": to_settle,
        "proposals": [one for one in proposals if one not in [*sent_back, *to_approve]],
        "corrections": [one for one in corrections if one not in to_settle],
    }


def open_or_sent_back(user: Any) -> Any:
    """Proposals that wait, and this person's own that came back of late."""
    back = Q(standing=Standing.SENT_BACK, proposed_by=user, decided_at__gt=timezone.now() - REMINDED)
    found = Proposal.objects.filter(Q(standing=Standing.OPEN) | back).defer("content", "records")
    return found.select_related("proposed_by", "decided_by")


def may_decide(user: Any, permission: str, made_by: int) -> bool:
    return user.pk != made_by and bool(user.has_perm(f"editions.{permission}"))


def editions(_user: Any = None) -> dict[str, Any]:
    found = Edition.objects.defer("content", "history", "news").select_related("proposed_by", "approved_by")
    return {"editions": found[:RECENT]}


WAITING = (
    Block(title=_("What needs you today"), template="waiting", facts=waiting, permission="editions.view_proposal"),
)
EDITIONS = (Block(title=_("Last editions"), template="editions", facts=editions, permission="editions.view_edition"),)
