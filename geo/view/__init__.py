"""What is asked of the atlas, and the events that answer it."""
