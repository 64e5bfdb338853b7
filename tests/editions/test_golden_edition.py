"""The cast bakes to the bytes that are committed, on every database."""

import os
from typing import Any

import pytest

from hub.editions.bake import Content, bake
from tests.cast import make_cast
from tests.goldens import EDITION, edition_files


@pytest.mark.django_db
def test_the_cast_bakes_to_the_committed_bytes() -> None:
    make_cast()
    files = dict(bake().files)
    if os.environ.get("WRITE_GOLDEN"):
        for language, data in files.items():
            (EDITION / f"{language}.json").write_bytes(data)
    assert files == edition_files(), "If this is meant: python -m tests.goldens"
    assert bake().digest == Content(edition_files()).digest


@pytest.mark.django_db
def test_what_was_baked_is_what_its_files_say() -> None:
    """A publication goes on with it; every other reader has the files."""
    make_cast()
    baked = bake()
    assert baked.languages == Content(baked.files).languages
    assert same_types(baked.languages, Content(baked.files).languages)


def same_types(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return type(one) is type(other) and all(same_types(one[key], other[key]) for key in other)
    if isinstance(one, list):
        return type(one) is type(other) and all(map(same_types, one, other))
    return type(one) is type(other)
