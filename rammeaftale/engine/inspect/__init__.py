"""Looks at a finished PDF from outside: its tag tree, what a screen reader says, and whether anything is missing."""
