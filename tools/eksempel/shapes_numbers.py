"""Shapes of .xlsx files that differ in how numbers are written: as text, as shares, as formulas."""

from __future__ import annotations

from decimal import Decimal

from rammeaftale.model.takst_columns import Form
from tools.eksempel.cells import (
    NBSP,
    Cell,
    Heading,
    Sender,
    Sheet,
    about,
    danish,
    heading_row,
    headings,
    line,
    title_rows,
)
from tools.eksempel.figures import Row
from tools.eksempel.write_xlsx import xlsx


def _amount_text(value: Decimal) -> Cell:
    """`kr. 1.705.337` with a no-break space when whole, else `1.234,50`."""
    return Cell(danish(value, 2) if value % 1 else f"kr.{NBSP}{danish(value)}")


def numbers_as_text(sender: Sender) -> bytes:
    """Every number is text: "kr. 1.705.337", "1.234,50", "95,5"; no-break spaces stand in names too."""
    columns = headings(sender, other={"amount": "Takst {0}", "previous": "Takst {1}", "note": "Bemærkninger"})
    shows = {Form.AMOUNT: _amount_text}
    shows |= dict.fromkeys((Form.PERCENT, Form.COUNT), lambda value: Cell(danish(value)))
    shows[Form.YEAR] = lambda value: Cell(str(value))
    texts = {"unit": lambda unit: f"kr. pr. {unit}", "afdeling": lambda words: words.replace(" ", NBSP)}
    rows = (line(row, columns, shows, **texts) for row in sender.rows)
    return xlsx((Sheet("Takster", [*title_rows(sender), [], heading_row(columns), *rows]),))


def shares(sender: Sender) -> bytes:
    """Percentages are 0,955 shown as 95,5 %."""
    columns = headings(sender)
    shows = {Form.PERCENT: lambda value: Cell(value / 100, "share")}
    return xlsx(
        (Sheet("Takster", [heading_row(columns), *(line(row, columns, shows) for row in sender.rows)]), about(sender))
    )


def percent_text(sender: Sender) -> bytes:
    """Percentages are text: "95,5 %", "95 pct."; the paragraf stands without its sign."""
    columns = headings(sender, other={"occupancy": "Belægningsprocent", "places": "Antal pladser"})

    def shown(value: Decimal) -> Cell:
        return Cell(f"{danish(value)} {'%' if value % 1 else 'pct.'}")

    rows = (line(row, columns, {Form.PERCENT: shown}, paragraph=lambda text: text[2:]) for row in sender.rows)
    return xlsx((Sheet("Takstfil", [*title_rows(sender), heading_row(columns), *rows]),))


def formulas(sender: Sender) -> bytes:
    """Sums, averages and takster are formulas with their stored values, as exact as Excel's: 1234.5600000000001."""
    columns = headings(sender)
    letters = {name: _letter(number) for number, (name, _) in enumerate(columns)}
    rows = [heading_row(columns)]
    for row in sender.rows:
        rows.append([_formula(row, column, letters, len(rows) + 1) for column in columns])
    last = len(rows)
    totals = [Cell("I alt", "bold") if name == "tilbud" else Cell() for name, _ in columns]
    for name in ("places", "cost_basis", "direct_costs", "indirect_costs", "overview_places"):
        where = [field for field, _ in columns].index(name)
        numbers = [value for row in sender.rows if isinstance(value := row.get(name), Decimal)]
        totals[where] = Cell(sum(numbers, Decimal(0)), "kr0", f"=SUM({letters[name]}2:{letters[name]}{last})")
    return xlsx((Sheet("Takster", [*rows, totals]), about(sender)))


def _letter(number: int) -> str:
    return chr(65 + number) if number < 26 else f"A{chr(39 + number)}"


def _formula(row: Row, column: Heading, letters: dict[str, str], number: int) -> Cell:
    """The cell, with a formula where people have one; a stored value is what a computer's sum comes to."""
    name, _ = column
    cell = line(row, [column])[0]
    at = {field: f"{letter}{number}" for field, letter in letters.items()}
    value = {field: float(given) for field, given in row.items() if isinstance(given, Decimal)}
    if name == "cost_basis":
        return Cell(cell.value, cell.look, f"={at['direct_costs']}+{at['indirect_costs']}")
    if name == "amount" and row["unit"] == "døgn":
        stored = value["cost_basis"] / (value["places"] * 365 * value["occupancy"] / 100)
        written = f"={at['cost_basis']}/({at['places']}*365*{at['occupancy']}/100)"
        return Cell(Decimal(stored), "kr", written)
    if name == "service_amount":
        stored = value["amount"] - value["base_amount"]
        return Cell(Decimal(stored), "kr", f"=ROUND({at['amount']},2)-{at['base_amount']}")
    if name == "occupancy":
        return Cell(cell.value, "pct", f"=ROUND(AVERAGE({at['occupancy_3']},{at['occupancy_2']}),1)")
    return cell
