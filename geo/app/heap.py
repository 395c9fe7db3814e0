"""Keeps Python's garbage collector away from what stays.

Streamlit collects after every run of the page, and each collection walks all that lives: most of a run's
time went into looking at a dataset in which there is nothing to free.
"""

from __future__ import annotations

import gc


def settle() -> None:
    """Take all that lives now out of later collections, garbage first.

    Called after a dataset has taken the place of another: what was set aside then comes back, so that the old
    one is freed.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def more() -> None:
    """Set aside also what was made since, where something is; only that is looked at."""
    if gc.get_freeze_count():
        gc.collect()
        gc.freeze()
