"""What stands on the first page of the desk: blocks, each with its template, its facts and who may see it.

Who has blocks lists them in a tuple; `settings.DESK_BLOCKS` names the tuples, in the order of the page.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, kw_only=True)
class Block:
    title: Any
    template: str
    facts: Callable[[Any], dict[str, Any]]
    """For who looks at the page."""
    permission: str


@dataclass(frozen=True)
class Task:
    """What needs somebody today, and where it is done. `settings.DESK_TASKS` names who tells them, for a user."""

    what: str
    name: str
    address: str
    until: str = ""


def tasks_for(user: Any) -> Iterator[Task]:
    return (task for path in settings.DESK_TASKS for task in import_string(path)(user))


@cache
def blocks() -> tuple[Block, ...]:
    return tuple(block for path in settings.DESK_BLOCKS for block in import_string(path))


def blocks_for(user: Any) -> Iterator[dict[str, Any]]:
    """Ready to be shown."""
    for block in blocks():
        if user.has_perm(block.permission):
            yield {"title": block.title, "template": f"desk/blocks/{block.template}.html"} | block.facts(user)
