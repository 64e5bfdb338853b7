"""The cast bakes to the bytes that are committed, on every database."""

import os

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
