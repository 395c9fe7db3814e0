"""The verbs of the command line, one module each: `NAME`, `TEXT`, `add` for its options, `run`; and `telling`."""
