"""Whole answers in both languages, as the tests saw them: `python -m tests.goldens` writes them."""

from pathlib import Path
from typing import Any

import orjson

from hub.languages import LANGUAGES

FOLDER = Path(__file__).resolve().parent.parent / "examples"


def examples(name: str) -> dict[str, Any]:
    """Of an answer; of a kind whose records have none, nothing."""
    return {
        f"In {language.name}": {"value": orjson.loads(path.read_bytes())}
        for code, language in LANGUAGES.items()
        if (path := example_path(name, code)).exists()
    }


def example_path(name: str, language: str) -> Path:
    return FOLDER / f"{name}.{language}.json"
