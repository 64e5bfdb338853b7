"""Rows for `related` as Django itself reads them, for the conventional view."""

from django.db.models import Prefetch

from hub.rows import name_gathered


def gathered(relation: str) -> Prefetch:
    """A relation of a relation is `contacts__menu`, after `contacts`."""
    *way, last = relation.split("__")
    return Prefetch("__".join([*map(name_gathered, way), last]), to_attr=name_gathered(last))
