"""Verbs: pure functions from nouns to a change. No file here imports another; a subpackage is one unit."""
