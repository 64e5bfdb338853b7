"""Python looks through all objects for circles whenever many have been made, and finds none in a directory.

Making some hundred thousand objects at once takes half as long without that.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_nothing() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
