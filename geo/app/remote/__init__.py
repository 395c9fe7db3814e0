"""What the map page asks of an engine, and is answered."""
