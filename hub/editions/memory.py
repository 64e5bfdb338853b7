"""The memory of a process that loads an edition now and then, and serves it for weeks."""

import ctypes
import gc

# glibc's; elsewhere they are not there, and memory is only kept for later.
LIBC = ctypes.CDLL(None)
# Of malloc.h.
MMAP_THRESHOLD, ARENA_MAX = -3, -8
LARGE = 256 * 1024


def prepare() -> None:
    """What is large goes back to the system as soon as it is let go; threads share what is small, and its holes."""
    if hasattr(LIBC, "mallopt"):
        LIBC.mallopt(ARENA_MAX, 1)
        LIBC.mallopt(MMAP_THRESHOLD, LARGE)


def settle() -> None:
    """After loading: what was loaded stays, and what was needed only to load it goes."""
    gc.unfreeze()  # The edition before this one goes as well.
    gc.collect()
    gc.freeze()  # So that Python never looks through the edition for garbage while somebody waits for an answer.
    trim()


def trim() -> None:
    if hasattr(LIBC, "malloc_trim"):
        LIBC.malloc_trim(0)
