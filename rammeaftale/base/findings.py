"""A notebook for one stage: values are taken out of `Checked`, what was said of them stays."""

from __future__ import annotations

from typing import TypeVar

from rammeaftale.base.diagnostics import Checked, Diagnostic

T = TypeVar("T")


class Findings:
    """Gathers diagnostics while a stage puts its value together; used within one stage only."""

    def __init__(self) -> None:
        self._noted: list[Diagnostic] = []

    def take(self, checked: Checked[T]) -> T:
        """The value; its diagnostics are noted."""
        self._noted.extend(checked.diagnostics)
        return checked.value

    def add(self, *diagnostics: Diagnostic) -> None:
        """Note findings."""
        self._noted.extend(diagnostics)

    @property
    def count(self) -> int:
        """How many are noted so far."""
        return len(self._noted)

    @property
    def ok(self) -> bool:
        """True when no finding is an error."""
        return Checked(None, self.all).ok

    def checked(self, value: T) -> Checked[T]:
        """The stage's value with all that was noted."""
        return Checked(value, self.all)

    @property
    def all(self) -> tuple[Diagnostic, ...]:
        """Everything noted so far."""
        return tuple(self._noted)
