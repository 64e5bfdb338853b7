"""Where moments stand: in the `now` of a record and of its parts, and how they come into its JSON.

Moments are a patch of the same shape as the document, holding nothing but its `now`s:
`{"contacts": [{"now": …}, {"now": …}], "now": …}`. The JSON of a document is made once, with a gap for each of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any

import orjson

from hub.editions.contract import Document

Moments = Mapping[str, Any]

# No JSON holds a NUL, so this is found nowhere but where we have put it.
GAP = re.compile(rb',"now":\0(\d+)\0')


def with_moments(document: Any, moments: Any) -> Any:
    """The document with every `now` in its place: the last key of what it belongs to."""
    if isinstance(moments, list):
        return [with_moments(inner, patch) for inner, patch in zip(document, moments, strict=True)]
    if not isinstance(moments, dict):
        return moments
    inner = {key: with_moments(document[key], patch) for key, patch in moments.items() if key in document}
    return document | inner | {key: now for key, now in moments.items() if key not in document}


def nows(moments: Any) -> Iterator[Any]:
    """Every `now`, in the order of the document."""
    for key, inner in moments.items():
        if key == "now":
            yield inner
        else:
            yield from chain.from_iterable(map(nows, inner))


def numbered(moments: Any, numbers: Iterator[int]) -> Any:
    """The same patch with a numbered gap for every `now`."""
    if isinstance(moments, list):
        return [numbered(inner, numbers) for inner in moments]
    return {
        key: orjson.Fragment(b"\0%d\0" % next(numbers)) if key == "now" else numbered(inner, numbers)
        for key, inner in moments.items()
    }


def pieces(document: Document, moments: Moments) -> list[bytes]:
    """The document's JSON, cut where a `now` belongs; joined as they are, they are the document without moments."""
    parts = GAP.split(orjson.dumps(with_moments(document, numbered(moments, count()))))
    assert [int(number) for number in parts[1::2]] == list(range(len(parts) // 2)), "nows() tells another order"
    return parts[::2]


def fillings(moments: Moments) -> tuple[bytes, ...]:
    """What goes into the gaps."""
    return tuple(b',"now":' + orjson.dumps(now) for now in nows(moments))


def filled(parts: Sequence[memoryview], gaps: Sequence[bytes]) -> bytes:
    return b"".join(chain.from_iterable(zip(parts, (*gaps, b""), strict=True)))
