"""Bring data from elsewhere into a dataset folder of the atlas.

```
file -> sheet -> intake -> tables -> folder
```

A format is a small module that reads files into a `Sheet` (columns and records as written) and
says which column is which field; `mapping` makes an `Intake` of it, the one form that every format
ends in; `tables` makes the tables of the atlas of that, and `write` a folder of them. What cannot
be carried over is reported, never dropped in silence and never guessed.
"""
