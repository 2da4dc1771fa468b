"""Some functions of WeasyPrint 70.0 and pydyf 0.13.0 in quicker forms that give the same bytes (docs/arkitektur.md).

A price list asks the same few questions a hundred thousand times: what does this style make of its margins, is this box
in the flow, how wide is this text. The forms here remember the answer, where the answer depends on the style alone, or
skip what a common case does not need; every other case goes to the engine's own function. A test compares the bytes of
documents typeset with and without each of them. They are bound to one version of the engine, and so is a build
(`engine/versions.py`).
"""

from __future__ import annotations

import functools
import sys
from itertools import chain
from types import ModuleType

from rammeaftale.engine.speed import (
    backgrounds,
    drawing,
    flow,
    layouts,
    lines,
    percentages,
    source,
    styles,
    writing,
)

FORMS: dict[str, tuple[tuple[ModuleType | type, str, object], ...]] = {
    form.__name__.rpartition(".")[2]: form.REPLACED
    for form in (percentages, flow, backgrounds, styles, layouts, lines, drawing, writing, source)
}
"""Each form's replacements: the holder's member of that name gives way to the third. What a form saves is measured by
taking it out before the forms are installed (bench/hurtigere.py)."""


@functools.cache
def install() -> None:
    """Put the quicker forms in the place of the engine's own, once in a process."""
    for holder, name, quicker in chain.from_iterable(FORMS.values()):
        original = getattr(holder, name)
        setattr(holder, name, quicker)
        if isinstance(holder, ModuleType):
            _replace_imported(original, quicker)


def _replace_imported(original: object, quicker: object) -> None:
    """Every other module of the engine that has imported the function gets the quicker one."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("weasyprint", "pydyf"):
            for key, value in list(vars(module).items()):
                if value is original:
                    setattr(module, key, quicker)
