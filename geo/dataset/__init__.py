"""What a dataset is made of and how it is read: files, tables, cells, settings."""

import os

import pyarrow as pa

if "ARROW_DEFAULT_MEMORY_POOL" not in os.environ:
    # Arrow's own allocator keeps what is given back in huge pages: columns that live for a moment then take a third
    # more memory, and the system half a second to fill it with zeros.
    pa.set_memory_pool(pa.system_memory_pool())
