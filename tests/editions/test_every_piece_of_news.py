"""Whatever editions follow one another, their news are those that a person would write down who compares them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.editions import news
from hub.editions.bake import Content, content_of
from hub.editions.news import Item, news_of

A, C, U, D, S = "active", "temporarily-closed", "uncertain", "possibly-discontinued", "superseded"
# What a line was -> what it is -> what that is called. Whatever is not here is no news.
TURNS = {
    A: {C: "closed", D: "doubtful", S: "replaced"},
    U: {C: "closed", D: "doubtful", S: "replaced"},
    C: {A: "back", U: "perhaps-back", D: "doubtful", S: "replaced"},
    D: {A: "back", U: "perhaps-back", C: "closed", S: "replaced"},
    S: {A: "back", U: "perhaps-back", C: "closed", D: "doubtful"},
}
MOST = 6


@dataclass(frozen=True)
class Line:
    status: str
    numbers: Mapping[str, str]
    """Id of a contact -> its number."""
    successor: str | None = None


@dataclass(frozen=True)
class World:
    """An edition: the lines by slug, and of each partner whether it has a part in the campaign."""

    lines: Mapping[str, Line]
    partners: Mapping[str, bool]

    def content(self) -> Content:
        helplines = [helpline(slug, line) for slug, line in sorted(self.lines.items())]
        partners = [partner(slug, has_part) for slug, has_part in sorted(self.partners.items())]
        return content_of({language: {"helplines": helplines, "partners": partners} for language in ("en", "ur")})


def helpline(slug: str, line: Line) -> dict[str, Any]:
    return {
        "id": f"id-of-{slug}",
        "slug": slug,
        "type": "helpline",
        "name": slug,
        "operating_status": line.status,
        "superseded_by": {"slug": line.successor, "name": "x"} if line.successor else None,
        "contacts": [{"id": key, "kind": "phone", "value": value} for key, value in line.numbers.items()],
    }


def partner(slug: str, has_part: bool) -> dict[str, Any]:
    roles = [{"kind": "lead"}] if has_part else []
    return {"id": f"id-of-{slug}", "slug": slug, "type": "partner", "name": slug, "campaign_roles": roles}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    slugs = draw(st.sets(st.sampled_from(["one", "two", "three"])))
    lines = {slug: draw(line(slug, sorted(slugs - {slug}))) for slug in slugs}
    return World(lines, draw(st.dictionaries(st.sampled_from(["trust", "society"]), st.booleans())))


@st.composite
def line(draw: st.DrawFn, slug: str, others: list[str]) -> Line:
    status = draw(st.sampled_from([A, A, C, U, D, *([S] if others else [])]))
    contacts = draw(st.sets(st.sampled_from([f"{slug}-1", f"{slug}-2"])))
    numbers = {key: draw(st.sampled_from(["1098", "1139", "1166"])) for key in sorted(contacts)}
    return Line(status, numbers, draw(st.sampled_from(others)) if status == S else None)


# By hand


@dataclass(frozen=True)
class Note:
    edition: int
    slug: str
    what: str
    contacts: frozenset[str] = frozenset()
    successor: str | None = None

    def is_of(self, world: World) -> bool:
        if self.slug in world.partners:
            return True
        if self.slug not in world.lines or (self.successor and self.successor not in world.lines):
            return False
        return not self.contacts or bool(self.contacts & world.lines[self.slug].numbers.keys())


def compare(edition: int, was: World, now: World) -> Iterator[Note]:
    for slug, one in sorted(now.lines.items()):
        before = was.lines.get(slug)
        yield from compare_line(edition, slug, before, one) if before else begin(edition, slug, one)
    for slug, has_part in sorted(now.partners.items()):
        if has_part and not was.partners.get(slug):
            yield Note(edition, slug, "new")


def begin(edition: int, slug: str, now: Line) -> Iterator[Note]:
    if now.status in (A, U):
        yield Note(edition, slug, "new")


def compare_line(edition: int, slug: str, was: Line, now: Line) -> Iterator[Note]:
    is_replaced_otherwise = was.status == now.status == S and was.successor != now.successor
    if what := "replaced" if is_replaced_otherwise else TURNS[was.status].get(now.status):
        yield Note(edition, slug, what, successor=now.successor)
    contacts = frozenset(key for key, number in now.numbers.items() if number not in was.numbers.values())
    if contacts and now.status in (A, U):
        yield Note(edition, slug, "number", contacts)


def written_down(history: list[World]) -> list[Note]:
    notes: list[Note] = []
    for edition, (was, now) in enumerate(pairwise(history), start=2):
        notes = [*compare(edition, was, now), *(note for note in notes if note.is_of(now))][:MOST]
    return notes


def noted(item: Item) -> Note:
    successor = item.other.removeprefix("id-of-") if item.other else None
    return Note(item.number, item.record.removeprefix("id-of-"), item.what, frozenset(item.contacts), successor)


def told(history: list[World]) -> list[Item]:
    items: list[Item] = []
    before = None
    with patch.object(news, "MOST", MOST):
        for edition, world in enumerate(history, start=1):
            content = world.content()
            items = news_of(before, content, edition, f"2026-11-{edition:02}T21:00:00+05:00", items)
            before = content
    return items


@given(st.lists(worlds(), min_size=1, max_size=8))
@settings(deadline=None, max_examples=300)
def test_the_news_are_exactly_what_has_happened(history: list[World]) -> None:
    items = told(history)
    assert [noted(item) for item in items] == written_down(history)
    assert len({item.id for item in items}) == len(items)
    assert items == told(history)


@given(worlds())
@settings(deadline=None)
def test_where_nothing_changes_nothing_is_news(world: World) -> None:
    assert told([world, world]) == []
