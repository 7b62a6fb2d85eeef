"""Rewrite one file: find, judge, write, check."""
