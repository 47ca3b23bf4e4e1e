"""Python's search for rubbish, kept away from what is known to stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

# So many new objects between two searches among the newest, where Python takes 700: less than one batch of texts makes.
SELDOM = 10_000
# Somebody settled it. Python itself could be asked only by its counting all that is settled, which takes up to a tenth of a second.
settled = Event()


def settle() -> None:
    """For a process that has all it needs: what is in memory now is not looked through again. Each search cost as much as a thousand texts."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)
    settled.set()


@contextmanager
def settled_heap() -> Iterator[None]:
    """What is in memory now stays until the end of this block, so it is not looked through for rubbish again and again.

    Bringing in a big report makes new objects by the thousand: the searches that sets off cost a third of the time, and each makes whoever
    waits for the database wait up to a quarter of a second more. Rubbish made inside the block is still found.
    """
    if settled.is_set():
        # Whoever settled it before wants it to stay so.
        yield
        return
    settled.set()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        settled.clear()
