"""Execute code before and after a change, and tell whether a difference can be seen."""
