"""Values as people write them: dates, numbers, degrees, names."""
