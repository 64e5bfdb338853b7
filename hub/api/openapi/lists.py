"""The pair of addresses that every kind has: its list, and one record of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hub.api.openapi.answers import ETAG, Answer, of_edition
from hub.api.openapi.examples import examples
from hub.api.openapi.operation import Operation
from hub.api.openapi.parameters import AS_OF, LANGUAGE, PAGE, Parameter, Q, key, page_size
from hub.api.openapi.records import record_list, served
from hub.editions.contract import Kind, kinds

UNAVAILABLE = 503


def operations() -> Iterator[Operation]:
    for kind in kinds():
        if kind.filterset:
            yield list_of(kind)
            yield record_of(kind)


def list_of(kind: Kind) -> Operation:
    return Operation(
        path=f"/api/v1/{kind.plural}/",
        name=f"list{kind.plural.title()}",
        tag=kind.plural,
        summary=f"The {kind.plural}, filtered and in order",
        words=(
            "Filters are ANDed; values within one are ORed, by comma or by repeating it. A filter that we do not know "
            "is refused, never ignored. Where nothing is found the answer is an empty list with numbers to ring."
        ),
        parameters=filters(kind) | searched(kind) | {"page": PAGE, "page_size": size(kind), "as_of": AS_OF} | LANGUAGE,
        answers=[untagged(one) if searched(kind) else one for one in answers(kind)],
        refuses=(404, UNAVAILABLE),
    )


def answers(kind: Kind) -> Iterable[Answer]:
    return of_edition("A page of the list.", record_list(kind))


def untagged(answer: Answer) -> Answer:
    """An answer to what somebody typed has no tag: it must not be kept."""
    tag = replace(ETAG, words=f"{ETAG.words} Not where `q` was asked.", always=False)
    return replace(answer, headers={**answer.headers, "ETag": tag}) if answer.status == 200 else answer


def filters(kind: Kind) -> dict[str, Parameter]:
    """Each filter that the kind declares, as its words tell it; then the ordering."""
    assert kind.filterset, kind.kind
    declared = kind.filterset.base_filters
    untold = {*declared, "ordering"} ^ kind.parameters.keys()
    assert not untold, f"{kind.kind}: `parameters` and the filters differ in {', '.join(sorted(untold))}."
    return {
        name: told.with_unknown() if getattr(declared.get(name), "unknown", False) else told
        for name, told in kind.parameters.items()
    }


def searched(kind: Kind) -> dict[str, Parameter]:
    """The list is searched as `/api/v1/search/` is; the filters narrow what was found."""
    return {"q": Q} if kind.filterset and kind.filterset.SEARCHED else {}


def size(kind: Kind) -> Parameter:
    assert kind.filterset, kind.kind
    return page_size(kind.filterset.PAGE_SIZE, kind.filterset.MOST)


def record_of(kind: Kind) -> Operation:
    return Operation(
        path=f"/api/v1/{kind.plural}/{{key}}/",
        name=f"get{kind.kind.title()}",
        tag=kind.plural,
        summary=f"One {kind.kind}",
        words="By its slug, an old slug, or its id. One that was withdrawn or replaced is answered for with 410.",
        parameters={"key": key(kind.plural)} | LANGUAGE,
        answers=[*of_edition(f"The {kind.kind}.", served(kind), examples(kind.kind))],
        refuses=(404, 410, UNAVAILABLE),
    )
