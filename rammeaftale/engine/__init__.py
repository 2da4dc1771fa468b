"""What knows the typesetting engine."""
