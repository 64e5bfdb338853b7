"""Imports point one way: hub.content -> helplines -> partners -> the kernel; and reads never reach a model."""

import ast
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from importlib.util import resolve_name
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The assembly may name every app, and nobody imports it.
ASSEMBLY = {"hub.settings", "hub.urls", "hub.wsgi"}
# From the top down: a room may use those after it.
FLOORS = ("hub.content", "helplines", "partners", "hub")
EDITIONS = "contract bake gate store reader state references tokens withdrawals canonical news"
READ_SIDE = {f"hub.editions.{name}" for name in EDITIONS.split()}
READERS = ("hub.api", "hub.atom", "hub.feeds", "hub.news", "hub.pages")
WRITE_SIDE = {
    "hub.editions.publishing",
    "hub.editions.syncing",
    "hub.editions.naming",
    "hub.editions.keeper",
    "hub.editions.admin",
}

Imports = Callable[[str], Set[str]]


@cache
def modules() -> dict[str, Path]:
    """Every module of ours, by name."""
    paths = (path for top in ("hub", "helplines", "partners") for path in (ROOT / top).rglob("*.py"))
    return {name_of(path): path for path in paths if "migrations" not in path.parts}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of ours that a module imports anywhere in it, inside functions as well."""
    return frozenset(name for name in imported(module) if name in modules())


def imported(module: str) -> Iterator[str]:
    path = modules()[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module or ""
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def floor(module: str) -> int:
    return next(place for place, package in enumerate(FLOORS) if within(module, package))


def public_rooms() -> list[str]:
    return [name for name in modules() if within(name, *READERS)]


def reached(module: str) -> set[str]:
    """Everything that comes along when a module is imported."""
    found, waiting = set[str](), [module]
    while waiting:
        for name in imports(waiting.pop()) - found:
            found.add(name)
            waiting.append(name)
    return found


def breaches(rooms: Iterable[str], forbidden: Callable[[str, str], bool], *, by: Imports = imports) -> list[str]:
    return sorted(f"{room} imports {name}" for room in rooms for name in by(room) if forbidden(room, name))


def is_above(room: str, name: str) -> bool:
    return floor(name) < floor(room)


def is_of_the_desk(room: str, name: str) -> bool:
    return name.rpartition(".")[2] == "models" or name in WRITE_SIDE


def test_our_modules_are_found() -> None:
    assert {"hub.api.views", "helplines.models", "partners", *READ_SIDE, *WRITE_SIDE} <= modules().keys()
    assert "hub.editions.reader" in imports("hub.api.question")
    assert "hub.models" in reached("helplines.documents")


def test_nothing_is_imported_from_a_floor_above() -> None:
    assert breaches(modules().keys() - ASSEMBLY, is_above) == []


def test_nobody_imports_the_assembly() -> None:
    assert breaches(modules().keys() - ASSEMBLY, lambda room, name: name in ASSEMBLY) == []


def test_what_an_edition_is_made_and_read_with_knows_no_model() -> None:
    assert breaches(READ_SIDE, is_of_the_desk) == []


def test_public_answers_come_from_the_reader_alone() -> None:
    assert breaches(public_rooms(), is_of_the_desk) == []


def test_no_model_comes_along_by_a_detour() -> None:
    assert breaches([*READ_SIDE, *public_rooms()], is_of_the_desk, by=reached) == []
