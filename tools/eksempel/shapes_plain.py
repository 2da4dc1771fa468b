"""Shapes of .xlsx files that differ in layout: clean, with totals, with two rows of headings, with hidden parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from tools.eksempel.cells import (
    Cell,
    Heading,
    Sender,
    Sheet,
    about,
    heading_row,
    headings,
    line,
    title_rows,
)
from tools.eksempel.figures import Row
from tools.eksempel.write_xlsx import xlsx


def clean(sender: Sender) -> bytes:
    """The canonical headings in the first row, nothing else in the sheet; this year with Række-id."""
    columns = headings(sender, with_id=True)
    return xlsx((Sheet("Takster", [heading_row(columns), *(line(row, columns) for row in sender.rows)]), about(sender)))


def total(columns: Sequence[Heading], rows: Iterable[Row], words: str, under: str = "tilbud") -> list[Cell]:
    """A row of totals: its words under a column, and the sums of places and takstgrundlag."""
    made = []
    own = list(rows)
    for name, _ in columns:
        if name == under:
            made.append(Cell(words, "bold"))
        elif name in ("places", "cost_basis"):
            numbers = [value for row in own if isinstance(value := row.get(name), Decimal)]
            made.append(Cell(sum(numbers, Decimal(0)), "kr0"))
        else:
            made.append(Cell())
    return made


def with_totals(sender: Sender) -> bytes:
    """Title rows and room for a logo above, a narrow empty column A, totals per paragraf, notes below."""
    columns = headings(sender)
    rows = [*title_rows(sender), [], [], [], heading_row(columns)]
    for paragraph, own in groupby(sender.rows, key=lambda row: str(row["paragraph"])):
        lines = list(own)
        rows += [
            line(row, columns, unit=lambda unit: f"pr. {unit}", driftsherre=lambda _: sender.title) for row in lines
        ]
        rows += [total(columns, lines, f"I alt SEL {paragraph}"), []]
    rows += [
        total(columns, sender.rows, "I alt"),
        [],
        [Cell("Noter:")],
        [Cell("1) Taksterne er vejledende og gælder fra 1. januar.")],
        [Cell("2) Pladser er normerede pladser. Spørgsmål rettes til socialforvaltningen.")],
    ]
    return xlsx((Sheet("Ark1", [[Cell(), *row] if row else [] for row in rows]),))


GROUPS = (
    ("Takst", ("amount", "previous"), ("{0}", "{1}")),
    ("Belægning", ("occupancy", "occupancy_3", "occupancy_2"), ("Forudsat", "Tre år før", "To år før")),
    (
        "Regnskab {2}",
        ("accounts_budget", "accounts_income", "accounts_costs", "accounts_extras", "accounts_places"),
        ("Budget", "Indtægter", "Omkostninger", "Tillægsydelser", "Belagte pladser"),
    ),
)


def two_heading_rows(sender: Sender) -> bytes:
    """Two rows of headings with merged cells: "Takst" over "2021" and "2020"; other headings are merged downwards."""
    years = [sender.year - back for back in range(5)]
    grouped = {name for _, names, _ in GROUPS for name in names}
    before = [heading for heading in headings(sender) if heading[0] not in grouped]
    columns, upper, lower, merged = list(before), [], [], []
    for number, (_, heading) in enumerate(before):
        upper.append(Cell(heading, "bold"))
        lower.append(Cell())
        merged.append((2, number, 3, number))
    for over, names, under in GROUPS:
        merged.append((2, len(upper), 2, len(upper) + len(names) - 1))
        upper += [Cell(over.format(*years), "bold"), *(Cell() for _ in names[1:])]
        lower += [Cell(text.format(*years), "bold") for text in under]
        columns += [(name, "") for name in names]
    rows = [*title_rows(sender), upper, lower, *(line(row, columns) for row in sender.rows)]
    return xlsx((Sheet("Takstberegning", rows, merged),))


def hidden_parts(sender: Sender) -> bytes:
    """A hidden sheet with old takster, a hidden column, a hidden row of zeros; the code is a number."""
    columns = headings(sender)
    with_hidden = [*columns[:4], ("", "Gl. kontonr."), *columns[4:]]
    rows = [heading_row(with_hidden)]
    for number, row in enumerate(sender.rows):
        cells = line(row, with_hidden)
        cells[0], cells[4] = Cell(Decimal(sender.code)), Cell(f"5.{number:03}")
        rows.append(cells)
        if number == 7:
            zeros = [
                Cell(Decimal(0)) if isinstance(row.get(name), Decimal) else Cell(row.get(name))
                for name, _ in with_hidden
            ]
            rows.append(zeros)
    old = [heading_row(columns)]
    old += [line({**row, "amount": Decimal(row["amount"]) + 100}, columns) for row in sender.rows]
    hidden = Sheet(f"Takster {sender.year - 2}", old, is_hidden=True)
    table = Sheet(f"Takster {sender.year}", rows, hidden_rows=frozenset((9,)), hidden_columns=frozenset((4,)))
    return xlsx((hidden, table, about(sender)))
