"""Draft edition → edition with every number, name and reference in its place (`resolve_edition`)."""

from rammeaftale.resolve.edition import resolve_edition

__all__ = ["resolve_edition"]
