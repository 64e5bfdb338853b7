"""What has changed since an earlier edition, told by digests of what was served. Pure: facts in, facts out.

The same number may have been served with different withdrawals, here and on other machines. So whatever a withdrawal
has ever touched counts as changed: it is sent once more, rather than left as somebody may hold it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

import orjson

from hub.editions.bake import Content
from hub.editions.canonical import canonical, sha256
from hub.editions.contract import kinds
from hub.editions.state import served_of
from hub.editions.withdrawals import Withdrawn

# Of a sha256 in hex: two texts of one record that share so much of it are not to be feared.
DIGITS = 16


@dataclass(frozen=True)
class History:
    """What an edition says of every record in its lists, in all languages: id -> type, slug and digest."""

    records: Mapping[str, list[str]]
    rest: str
    """The digest of all else in the feeds: vocabulary, templates."""


@dataclass(frozen=True)
class Changes:
    """What a client that holds some edition lacks: ids of records, and those it must drop."""

    added: list[str]
    changed: list[str]
    removed: list[dict[str, str]]
    rest: bool


def history_of(content: Content, withdrawn: Iterable[Withdrawn] = ()) -> History:
    said: dict[str, list[str]] = {}
    rest = []
    for one in served_of(content, withdrawn).values():
        served = dict(one.feed)
        for kind in kinds():
            for document in served.pop(kind.plural):
                texts = said.setdefault(document["id"], [document["type"], document["slug"]])
                texts.append(sha256(canonical(document)))
        served.pop("superseded")
        rest.append(served)
    records = {key: [kind, slug, short("".join(texts).encode())] for key, (kind, slug, *texts) in said.items()}
    return History(records, short(canonical(rest)))


def short(data: bytes) -> str:
    return sha256(data)[:DIGITS]


def touched(content: Content, history: History, ever: list[Withdrawn]) -> set[str]:
    """The ids of the records that read otherwise where any of these is withdrawn."""
    least = history_of(content, ever).records if ever else history.records
    return {key for key, record in history.records.items() if least.get(key) != record}


def changes(then: History, now: History, present: Iterable[str], uncertain: set[str]) -> Changes:
    """Between two editions, with the ids that are served now, and those of which a client may hold another form."""
    here = set(present)
    differs = uncertain | {key for key in here if then.records.get(key) != now.records[key]}
    return Changes(
        added=in_order(now, here - then.records.keys()),
        changed=in_order(now, here & then.records.keys() & differs),
        removed=[named(key, then.records[key]) for key in in_order(then, then.records.keys() - here)],
        rest=then.rest != now.rest,
    )


def in_order(history: History, ids: Iterable[str]) -> list[str]:
    """By type and slug."""
    return sorted(ids, key=history.records.__getitem__)


def named(key: str, record: list[str]) -> dict[str, str]:
    return {"type": record[0], "id": key, "slug": record[1]}


def history_bytes(history: History) -> bytes:
    return canonical(asdict(history))


def history_from(data: bytes) -> History:
    return History(**orjson.loads(data))


def changes_bytes(changes: Mapping[int, Changes]) -> bytes:
    return canonical({str(number): asdict(one) for number, one in changes.items()})


def changes_from(data: bytes) -> dict[int, Changes]:
    return {int(number): Changes(**one) for number, one in orjson.loads(data).items()}
