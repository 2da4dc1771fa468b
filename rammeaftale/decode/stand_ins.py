"""What stands in the place of a value that a file does not say, so that the rest of the file can still be used.

Nothing is ever told of a stand-in: what rests on one is left out of the findings (`check/unsettled.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, get_origin, get_type_hints

from rammeaftale.decode.scalars import unpacked
from rammeaftale.model.keys import Name

NOTHING = object()
"""What has no stand-in: a name, a year, a place. Whatever cannot do without one is left out itself."""
_PLAIN: Mapping[Any, object] = {str: "", bool: False, date: date.min, Decimal: Decimal(0)}


def stand_in(hint: Any) -> Any:
    """A value of the type of a field that means nothing; NOTHING where there is none."""
    kind, _ = unpacked(hint)
    if get_origin(kind) is tuple:
        return ()
    if get_origin(kind) is Mapping:
        return {}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind) and isinstance(kind, type) and kind is not Name:
        return _of_nothing(kind)
    return _PLAIN.get(kind, NOTHING)


def _of_nothing(form: type) -> Any:
    """A dataclass of stand-ins, with its defaults where it has them."""
    hints = get_type_hints(form, include_extras=True)
    needed = [entry for entry in fields(form) if entry.default is MISSING and entry.default_factory is MISSING]
    values = {entry.name: stand_in(hints[entry.name]) for entry in needed}
    return NOTHING if NOTHING in values.values() else form(**values)
