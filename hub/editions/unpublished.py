"""What would be live if everything were published now: for curators to look at, in memory only."""

from django.utils import timezone

from hub.editions import state
from hub.editions.bake import bake
from hub.editions.prepared import prepare
from hub.editions.reader import Feed, Snapshot
from hub.editions.store import Pointer
from hub.editions.syncing import withdrawn_now


def unpublished() -> Snapshot:
    """Not through the gate: it is there to see what is wrong, too."""
    served = state.make(bake(), withdrawn_now())
    return Snapshot(
        pointer=Pointer(0, ""),
        manifest={"state": served.name, "withdrawn": [], "gone": served.gone, "lost": served.lost},
        feeds={language: Feed({}, prepare(data)) for language, data in served.feeds.items()},
        archive={},
        changes={},
        news={},
        loaded_at=timezone.now(),
    )
