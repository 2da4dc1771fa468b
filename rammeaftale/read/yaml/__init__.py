"""YAML → a tree."""
