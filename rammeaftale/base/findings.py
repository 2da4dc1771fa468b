"""A notebook for one stage: values are taken out of `Checked`, what they said stays."""

from __future__ import annotations

from typing import TypeVar

from rammeaftale.base.diagnostics import Checked, Diagnostic

T = TypeVar("T")


class Findings:
    """Gathers diagnostics while a stage puts its value together; lives no longer than the stage."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def take(self, checked: Checked[T]) -> T:
        """The value; its diagnostics are noted."""
        self._found.extend(checked.diagnostics)
        return checked.value

    def add(self, *diagnostics: Diagnostic) -> None:
        """Note findings."""
        self._found.extend(diagnostics)

    @property
    def count(self) -> int:
        """How many are noted so far."""
        return len(self._found)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything noted so far."""
        return tuple(self._found)
