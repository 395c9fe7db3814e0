"""Claims about the atlas, each seen to fail before it held."""
