"""The one byte form of content: the same facts give the same bytes and the same digest everywhere."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import orjson


def canonical(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of an edition's content: of every language's file, in order."""
    return sha256(canonical({name: sha256(data) for name, data in files.items()}))


def state_of(digest: str, withdrawn: Iterable[str]) -> str:
    """The name of what is served: an edition minus what is withdrawn."""
    return sha256("\n".join([digest, *sorted(withdrawn)]).encode())
