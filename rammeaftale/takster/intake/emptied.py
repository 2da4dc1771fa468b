"""A driftsherre's file of this year and its takster of the last → a warning when a whole column is empty now.

A column that could not be used the first time is empty in our answer: sent back untouched, it would be lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, FileSpan, RegisterPosition, warning
from rammeaftale.model.intake import Received
from rammeaftale.model.takst_columns import COLUMNS, Column
from rammeaftale.model.takster import Takst, Takstregister

_MAY_BE_EMPTY = ("id", "previous", "reserved", "reserved_year", "note")
"""What our answer fills itself, and what is of one year only."""
_FEW = 3
"""So many columns are told one by one, each at its heading; of more, the file has another form than last year's."""
_ASKED = tuple(column for column in COLUMNS if not column.is_required and column.field not in _MAY_BE_EMPTY)


def emptied(file: Received, takster: Sequence[Takst], earlier: Sequence[Takstregister]) -> Iterator[Diagnostic]:
    """A warning for each column that half the driftsherre's takster had in the latest earlier register, and none has.

    `takster` are the file's. A file with faulty lines is asked when they are mended; nothing is said of a column that
    is refused, for that is said already.
    """
    if not earlier or not takster or any(line.takst is None for line in file.lines):
        return
    latest = earlier[0]
    before = [takst for takst in latest.takster if takst.driftsherre_code == file.driftsherre_code]
    refused = {field for line in file.lines for field in line.refused}
    empty = [
        column
        for column in _ASKED
        if column.field not in refused
        and before
        and 2 * _filled(before, column) >= len(before)
        and not _filled(takster, column)
    ]
    if len(empty) > _FEW:
        names = listing(f"»{column.heading}«" for column in empty)
        message = f"kolonnerne {names} var udfyldt i {latest.year}, men er tomme i alle filens rækker"
        hint = "udfyld dem igen; skal de være tomme i år, så gør ikke noget"
        yield warning("takst-kolonne-tom", message, FileSpan(file.path), hint)
    else:
        yield from (_alone(file, column, latest.year) for column in empty)


def _alone(file: Received, column: Column, year: int) -> Diagnostic:
    """The warning at the column's heading; at the file where it has no such column."""
    message = f"kolonnen »{column.heading}« var udfyldt i {year}, men er tom i alle filens rækker"
    letter = next((match.letter for match in file.columns if match.field == column.field), "")
    span = CellSpan(file.path, file.sheet, f"{letter}{file.header_rows[-1]}") if letter else FileSpan(file.path)
    hint = "udfyld den igen; skal den være tom i år, så gør ikke noget"
    told = warning("takst-kolonne-tom", message, span, hint)
    return replace(told, in_register=RegisterPosition(column=column.field))


def _filled(takster: Sequence[Takst], column: Column) -> int:
    return sum(getattr(takst, column.field) not in (None, "") for takst in takster)
