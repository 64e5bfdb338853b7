"""Pages of masks in an order, and the JSON of documents with their moments, against the plain way to make them."""

from datetime import timedelta
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as some

from hub.editions.contract import Kind
from hub.editions.gathering import SOME_DAY, gather
from hub.editions.moments import filled, fillings, nows, pieces, with_moments
from hub.editions.orders import RUN, Order, mask_of, places_of
from hub.editions.shelves import Shelf

sets_of_places = some.sets(some.integers(0, 3 * RUN))


@given(sets_of_places)
def test_a_mask_holds_its_places(places: set[int]) -> None:
    mask = mask_of(places, 3 * RUN + 1)
    assert set(places_of(mask)) == places
    assert mask.bit_count() == len(places)


@given(
    order=some.permutations(range(RUN + 40)),
    groups=some.lists(some.sets(some.integers(0, RUN + 39)), max_size=4),
    first=some.integers(0, 200),
    size=some.integers(1, 100),
)
def test_a_page_is_a_slice_of_the_groups_one_after_the_other(
    order: list[int], groups: list[set[int]], first: int, size: int
) -> None:
    masks = [mask_of(group, len(order)) for group in groups]
    plainly = [place for group in groups for place in order if place in group]
    assert Order(order).page(masks, first, size) == plainly[first : first + size]


texts = some.text(max_size=8)
some_now = some.dictionaries(texts, some.one_of(some.none(), some.booleans(), texts), max_size=3)
contacts = some.dictionaries(some.sampled_from("ab\0,"), texts, min_size=1)
documents = some.builds(
    lambda head, contacts, now, inner: (
        head | {"contacts": [contact for contact, _ in contacts], "tail": 1},
        {"contacts": [{"now": one} for _, one in contacts], "now": now} if inner else {},
    ),
    head=some.dictionaries(texts.filter(lambda key: key not in {"contacts", "now", "tail"}), texts, max_size=3),
    contacts=some.lists(
        some.tuples(some.dictionaries(some.sampled_from("ab\0,"), texts, min_size=1), some_now), max_size=3
    ),
    now=some_now,
    inner=some.booleans(),
)


@given(documents)
def test_json_in_pieces_is_that_of_the_document_with_its_moments(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    document, moments = pair
    parts = pieces(document, moments)
    assert orjson.loads(b"".join(parts)) == document
    assert filled(parts, fillings(moments)) == orjson.dumps(with_moments(document, moments))
    assert len(list(nows(moments))) == len(parts) - 1


def test_documents_with_equal_clocks_share_what_is_told() -> None:
    asked = []

    class Clock:
        def __init__(self, hour: int) -> None:
            self.hour = hour

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Clock) and other.hour == self.hour

        def __hash__(self) -> int:
            return hash(self.hour)

        def __call__(self, instant: Any) -> dict[str, Any]:
            asked.append(self.hour)
            return {"now": {"open": instant.hour >= self.hour}}

    kind = Kind(kind="x", plural="xs", documents=lambda *_: (), schema={}, moments=lambda one, _: Clock(one["hour"]))
    documents = [
        {"slug": str(place), "id": str(place), "old_slugs": [], "position": 1, "name": "x", "hour": hour}
        for place, hour in enumerate((9, 17, 9, 9))
    ]
    gathered = gather(kind, map(orjson.dumps, documents), {})
    assert sorted(asked) == [9, 17]
    asked.clear()
    clocks = Shelf(kind, gathered, {}).clocks
    told = clocks.at(SOME_DAY + timedelta(hours=12))
    assert sorted(asked) == [9, 17]
    assert [one.moments["now"]["open"] for one in told] == [True, False, True, True]
    assert told[0] is told[2] is told[3]
    asked.clear()

    def tell(clock: Any, instant: Any) -> str:
        return str(clock(instant)["now"]["open"])

    for _ in range(2):
        assert clocks.index(SOME_DAY, tell) == {"False": 0b1111}
    assert sorted(asked) == [9, 17]
