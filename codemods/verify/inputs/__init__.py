"""Make up the calls on which two versions are compared."""
