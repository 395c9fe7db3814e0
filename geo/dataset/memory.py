"""Where columns get their memory from, in a process that is all ours: a command, or the app."""

from __future__ import annotations

import os

import pyarrow as pa


def from_system() -> None:
    """Let Arrow ask the system, unless the one who started the process has chosen otherwise.

    Its own allocator keeps what is given back in huge pages: columns that live for a moment then take a third more
    memory, and the system half a second to fill it with zeros. Who uses `geo` in a program keeps their own choice.
    """
    if "ARROW_DEFAULT_MEMORY_POOL" not in os.environ:
        pa.set_memory_pool(pa.system_memory_pool())
