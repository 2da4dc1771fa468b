"""Measurements and long runs: README.md."""
