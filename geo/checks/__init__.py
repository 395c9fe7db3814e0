"""The checks of a dataset, by subject; `geo.validate` lists them."""
