"""What several tests share and is no test itself."""
