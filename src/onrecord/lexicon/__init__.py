"""Words and names as data."""
