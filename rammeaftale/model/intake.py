"""A sender's file as it was understood: nothing is guessed silently, so all of this is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import CellSpan
from rammeaftale.model.takster import Takst

ColumnNames = Mapping[str, str]
"""What senders call a column, folded (see takster/intake/columns.py), to the field of `Takst`."""

Raw = str | Decimal | None


class HiddenRows(Enum):
    """What a person has decided of a file's hidden rows; the value is what the list of received files says."""

    UNDECIDED = ""
    READ = "læst"
    SKIPPED = "sprunget over"


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column that was understood: the field, the heading as the sender wrote it, the column's letter.

    `remark` says in Danish how its values are read when they do not mean what they are ("0,95 læses som 95 pct.").
    `year` is the one in the heading, or 0.
    """

    field: str
    heading: str
    letter: str
    remark: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no takst, and why in a few Danish words ("sum", "skjult", "note under tabellen")."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is a takst: its number from 1, its cells as they stand by field, where each stands.

    `takst` is None when a cell cannot be used. Its `id` is the one the sender wrote, or empty, until the register is
    put together. `refused`: what stands in columns that are not used, by the field that they seem to be of, as
    `1.693 under »Takstgrundlag (1.000 kr.)«`.
    """

    row: int
    raw: Mapping[str, Raw]
    cells: Mapping[str, CellSpan]
    takst: Takst | None
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The line's id, empty when it has none yet."""
        return self.takst.id if self.takst else str(self.raw.get("id") or "")

    @property
    def name(self) -> str:
        """`Birkegården, Nord`."""
        if self.takst:
            return self.takst.name
        names = (self.raw.get(field) for field in ("tilbud", "afdeling"))
        return ", ".join(visible(str(name)) for name in names if name)


@dataclass(frozen=True, slots=True)
class Received:
    """One driftsherre's file. `identified_by` says in Danish how it is known whose it is ("filnavnet", "kolonnen …").

    `header_rows` are the rows of the headings, from 1; `unused` headings that no field answers to; `other_sheets` the
    sheets that are not read, as they are called in Danish. `hidden_rows` are those that may be takster, and `hidden`
    what was done with them.
    """

    path: str
    digest: str
    driftsherre_code: str
    driftsherre: str
    identified_by: str
    kind: str
    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ColumnMatch, ...]
    unused: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    other_sheets: tuple[str, ...]
    hidden_rows: tuple[int, ...] = ()
    hidden: HiddenRows = HiddenRows.UNDECIDED

    @property
    def usable(self) -> int:
        """How many lines are takster without fault."""
        return sum(line.takst is not None for line in self.lines)

    @property
    def faulty(self) -> int:
        """How many lines have a fault that must be mended first."""
        return len(self.lines) - self.usable


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file that the register was made from: name, sha256, whose, rows used and left out, what its hidden rows are."""

    file: str
    digest: str
    driftsherre_code: str
    used: int
    left_out: int
    hidden: HiddenRows = HiddenRows.UNDECIDED
