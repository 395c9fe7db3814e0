"""Pages that need no scripts to be read: one for each record in each language, as files or as the app serves them."""
