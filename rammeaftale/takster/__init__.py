"""Everything about takster but their types."""
