"""Sheets as plain data, between the shapes (which lay them out) and the writers (which write them)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from rammeaftale.model.takst_columns import BY_FIELD, Form
from tools.eksempel.figures import Row

NBSP = "\u00a0"
OWNER = ("driftsherre_code", "driftsherre")
WITH_ORE = ("amount", "previous", "base_amount", "service_amount")


@dataclass(frozen=True)
class Cell:
    """A value and how it looks: `kr`, `kr0`, `pct`, `year`, `share` (0,95 shown as 95 %), `bold` or nothing.

    `formula` is written with the value as its stored result.
    """

    value: str | Decimal | None = None
    look: str = ""
    formula: str = ""


@dataclass
class Sheet:
    """Rows of cells; merged areas as first row, first column, last row, last column, from 0."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


Show = Callable[[Decimal], Cell]
Heading = tuple[str, str]
"""The field, or nothing for a column of the sender's own, and the heading."""


@dataclass(frozen=True)
class Sender:
    """Whose file of which year, and its lines."""

    code: str
    name: str
    year: int
    rows: Sequence[Row]
    has_ids: bool = True
    """Whether the register has come back to the driftsherre, as it has in every year but the first."""

    @property
    def title(self) -> str:
        """`Herning Kommune`."""
        return self.name if self.name.startswith("Region") else f"{self.name} Kommune"


def headings(sender: Sender, with_id: bool = False, other: Mapping[str, str] | None = None) -> list[Heading]:
    """The canonical columns that this driftsherre fills, some under other names; {0} is the year, {1} the year before.

    The column Række-id is there where the shape has it and the driftsherre knows the ids.
    """
    used = set().union(*sender.rows)
    if not (with_id and sender.has_ids):
        used.discard("id")
    years = [sender.year - back for back in range(6)]
    shown = {name: column.heading for name, column in BY_FIELD.items()} | dict(other or {})
    return [(name, shown[name].format(*years)) for name in BY_FIELD if name in used]


def heading_row(columns: Sequence[Heading]) -> list[Cell]:
    """The row of headings."""
    return [Cell(heading, "bold") for _, heading in columns]


def number(value: Decimal, name: str) -> Cell:
    """A number as most write it: takster to the øre, other amounts in whole kr."""
    looks = {Form.AMOUNT: "kr" if name in WITH_ORE else "kr0", Form.PERCENT: "pct", Form.YEAR: "year"}
    return Cell(value, looks.get(BY_FIELD[name].form, ""))


def line(
    row: Row, columns: Sequence[Heading], shows: Mapping[Form, Show] | None = None, **texts: Callable[[str], str]
) -> list[Cell]:
    """A line's cells: numbers as `shows` says by their form, texts as `texts` says by their field."""
    made = []
    for name, _ in columns:
        value, form = row.get(name), BY_FIELD[name].form if name else Form.TEXT
        if isinstance(value, Decimal):
            made.append((shows or {}).get(form, partial(number, name=name))(value))
        else:
            made.append(Cell(texts[name](value) if value and name in texts else value))
    return made


def about(sender: Sender) -> Sheet:
    """The sheet "Om filen"."""
    facts = (
        ("Datastatus", "Eksempeldata"),
        ("Driftsherre", sender.title),
        ("Gyldig fra", f"1. januar {sender.year}"),
        ("Kilde", "Opdigtede eksempeldata. Ingen af tilbuddene findes."),
    )
    return Sheet("Om filen", [[Cell(key, "bold"), Cell(text)] for key, text in facts])


def title_rows(sender: Sender) -> list[list[Cell]]:
    """What stands above the table where there is no sheet "Om filen"."""
    return [
        [Cell(f"Takster {sender.year} for {sender.title}", "bold")],
        [Cell("Datastatus: Eksempeldata. Tilbud, pladser og takster er opdigtede.")],
    ]


def danish(value: Decimal, decimals: int = 0, point: str = ".") -> str:
    """`1.234,50`: at least so many decimals, more when the number has them."""
    own = max(-int(value.normalize().as_tuple().exponent), 0)
    text = f"{value:,.{max(decimals, own)}f}"
    return text.replace(",", "_").replace(".", ",").replace("_", point)
