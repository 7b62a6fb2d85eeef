"""Find, read and write files so that nothing is lost."""
