"""Rewrite legacy Python into code people can maintain, with evidence for every change."""

__version__ = "0.1.0"
