"""Some functions of WeasyPrint 70.0 and pydyf 0.13.0 in quicker forms that give the same bytes (docs/arkitektur.md).

A price list asks the same few questions a hundred thousand times: what does this style make of its margins, is this box
in the flow, how wide is this text. The forms here remember the answer, where the answer depends on the style alone, or
skip what a common case does not need; every other case goes to the engine's own function. A test compares the bytes of
documents typeset with and without them. They are bound to one version of the engine: in any other they are not used.
"""

from __future__ import annotations

import functools
import sys
from types import FunctionType

import pydyf
import weasyprint

from rammeaftale.engine.speed import backgrounds, drawing, flow, layouts, lines, percentages, styles, writing

ENGINE = ("70.0", "0.13.0")
"""The versions of weasyprint and pydyf that these forms were written for."""

FORMS = (percentages, flow, backgrounds, styles, layouts, lines, drawing, writing)


@functools.cache
def install() -> bool:
    """Put the quicker forms in the place of the engine's own, once in a process; False for an unknown engine."""
    if (weasyprint.__version__, pydyf.__version__) != ENGINE:
        return False
    for form in FORMS:
        for original, quicker in form.FUNCTIONS:
            _replace(original, quicker)
        for holder, name, quicker in form.MEMBERS:
            setattr(holder, name, quicker)
    return True


def _replace(original: FunctionType, quicker: FunctionType) -> None:
    """Every module of the engine that has the function under a name of its own gets the quicker one."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("weasyprint", "pydyf"):
            for key, value in list(vars(module).items()):
                if value is original:
                    setattr(module, key, quicker)
