"""What a client lacks that holds an earlier edition, so that it need not fetch the whole directory again."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hub.api.errors import parameter_error
from hub.api.filters import Refused, WholeNumberField
from hub.api.lists import edition_block
from hub.api.question import Question, invalid, unknown_parameters
from hub.editions.changes import Changes
from hub.editions.contract import kinds
from hub.editions.reader import Feed

SINCE = WholeNumberField(least=0, most=10**9)


def answer_changes(question: Question) -> bytes:
    since = read_since(question)
    changes = question.snapshot.changes.get(since)
    found = changes or everything(question.feed)
    return orjson.dumps(
        {
            "edition": edition_block(question),
            "language": question.language,
            "from": since,
            "to": question.snapshot.number,
            "full": changes is None,
            "added": list(records(question.feed, found.added)),
            "changed": list(records(question.feed, found.changed)),
            "removed": found.removed,
            "withdrawn": question.snapshot.withdrawn,
            "parts": parts(question.feed, found),
            "lists": {kind.kind: kind.plural for kind in kinds()},
            "sha256": question.snapshot.sha256(question.language),
        }
    )


def read_since(question: Question) -> int:
    """Raises Problem without a number of an edition."""
    errors = [*unknown_parameters(question, {"since", "lang"})]
    try:
        since = SINCE.clean(question.parameters.getlist("since") or None)
        if since is None:
            raise Refused(_("Write the number of the edition you hold."), "")
    except ValidationError as refused:
        errors.append(parameter_error("since", refused))
    if errors:
        raise invalid(*errors)
    return int(since)


def everything(feed: Feed) -> Changes:
    """For a client whose edition we do not keep: it begins anew."""
    ids = [shelf.documents[place]["id"] for shelf in feed.shelves.values() for place in range(len(shelf))]
    return Changes(added=ids, changed=[], removed=[], rest=True)


def records(feed: Feed, ids: Iterable[str]) -> Iterator[orjson.Fragment]:
    """Whole, as in the feed: without what is true only now."""
    for key in ids:
        shelf, place = next((shelf, place) for shelf in feed.shelves.values() if (place := shelf.find(key)) is not None)
        yield orjson.Fragment(shelf.documents.json(place))


def parts(feed: Feed, found: Changes) -> dict[str, Any]:
    """What else of the feed is to be replaced, by its key."""
    return {key: value for key, value in feed.rest.items() if found.rest or key in ALWAYS}


# These depend on what is withdrawn, too.
ALWAYS = {"state", "superseded"}
