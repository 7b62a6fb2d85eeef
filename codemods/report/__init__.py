"""Say what was found and done: as text, as a diff, as data."""
