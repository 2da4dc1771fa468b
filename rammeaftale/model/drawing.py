"""A figure drawn from data, ready for the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its name as `::: figur` writes it, the SVG, its alternative text in Danish, and its width in mm.

    `of_register` says that it is drawn from the takst register, whose data may be examples.
    """

    name: str
    svg: str
    alt: str
    width_mm: float
    of_register: bool = False
