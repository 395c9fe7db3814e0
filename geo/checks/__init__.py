"""The checks of a dataset, by subject; `geo.checks.validate` lists them."""
