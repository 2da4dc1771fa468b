"""What hangs on the style alone is worked out once for each style."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from weasyprint.css import Style

T = TypeVar("T")


def of_style(work: Callable[[Style], T]) -> Callable[[Style], T]:
    """The function with its answers kept on the styles: they go with a style, and a copy of it has none.

    Styles are changed while boxes are built, and later only on a fresh copy.
    """
    name = f"{work.__module__}.{work.__name__}"

    def answer(style: Style) -> T:
        known = style.__dict__
        try:
            return known[name]  # type: ignore[no-any-return]
        except KeyError:
            known[name] = value = work(style)
            return value

    return answer
