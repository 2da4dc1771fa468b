"""Markdown → a tree."""
