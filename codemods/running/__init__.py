"""Run over many files: in processes, with a cache, and with executed evidence."""
