"""What a dataset is made of and how it is read: files, tables, cells, settings."""
