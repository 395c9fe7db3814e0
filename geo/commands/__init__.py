"""The commands, one module each: `NAME`, `TEXT`, `add` for its options, `run`; and `output`."""
