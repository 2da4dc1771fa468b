"""Shapes of .xlsx files that differ in columns and sheets: merged cells, other names, covers, serial dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby

from tools.eksempel.cells import OWNER, Cell, Heading, Sender, Sheet, about, heading_row, headings, line, title_rows
from tools.eksempel.shapes_plain import total
from tools.eksempel.write_xlsx import xlsx


def merged_tilbud(sender: Sender) -> bytes:
    """The driftsherre and the tilbud stand once, in cells merged over their lines."""
    columns = headings(sender)
    names = [name for name, _ in columns]
    rows, merged = [*title_rows(sender), heading_row(columns)], []
    for _, own in groupby(sender.rows, key=lambda row: row["tilbud"]):
        lines = [line(row, columns) for row in own]
        for name in ("driftsherre_code", "driftsherre", "tilbud", "law", "paragraph", "tilbudstype", "maalgruppe"):
            where = names.index(name)
            for other in lines[1:]:
                other[where] = Cell()
            if len(lines) > 1:
                merged.append((len(rows), where, len(rows) + len(lines) - 1, where))
        rows += lines
    return xlsx((Sheet("Takster", rows, merged),))


OTHER_NAMES = {
    "driftsherre_code": "Komnr.",
    "driftsherre": "Kommune",
    "tilbud": "Tilbuddets navn",
    "afdeling": "Afdeling/takst",
    "law": "Lovgrundlag",
    "paragraph": "§",
    "tilbudstype": "Type",
    "maalgruppe": "Primær målgruppe",
    "places": "Antal normerede pladser",
    "occupancy": "Budgetteret belægningsprocent",
    "amount": "Vejledende takst {0}",
    "unit": "Takst pr.",
    "previous": "Vejledende takst {1}",
    "cost_basis": "Samlet takstgrundlag",
    "direct_costs": "Direkte udgifter",
    "indirect_costs": "Indirekte udgifter",
    "buyers": "Antal køberkommuner",
    "note": "Kommentar",
}


def other_names(sender: Sender) -> bytes:
    """Columns spelled differently, in another order, with columns of the sender's own between them."""
    columns: list[Heading] = headings(sender, other=OTHER_NAMES)
    columns = [
        *columns[2:5],
        *columns[:2],
        ("", "Beliggenhed"),
        *columns[9:14],
        *columns[5:9],
        *columns[14:],
        ("", "EAN"),
    ]
    rows = [heading_row(columns)]
    for row in sender.rows:
        cells = line(row, columns)
        cells[5], cells[-1] = Cell("I kommunen"), Cell("5790000000000")
        rows.append(cells)
    return xlsx((Sheet("Takstoversigt", rows), about(sender)))


def with_cover(sender: Sender) -> bytes:
    """A cover, the table with line breaks in its headings, a list of words; this year with Række-id."""
    broken = {"places": "Normerede\npladser", "occupancy": "Forudsat belæg-\nning (pct.)", "note": "Bemærk-\nninger"}
    columns = headings(sender, with_id=True, other=broken)
    cover = Sheet(
        "Forside",
        [
            *title_rows(sender),
            [],
            [Cell("Taksterne står i arket »Takster og pladser«.")],
            [Cell("Antal takster"), Cell(Decimal(len(sender.rows)))],
        ],
    )
    table = Sheet("Takster og pladser", [heading_row(columns), *(line(row, columns) for row in sender.rows)])
    words = Sheet(
        "Ordforklaring", [[Cell("Ord", "bold"), Cell("Betydning", "bold")], [Cell("Takst"), Cell("Pris pr. enhed")]]
    )
    return xlsx((cover, table, words))


def no_driftsherre(sender: Sender) -> bytes:
    """No columns with the driftsherre: the title row and the file's name say whose it is. A dash is nothing."""
    columns = [heading for heading in headings(sender) if heading[0] not in OWNER]
    lines = ([Cell("-") if cell.value is None else cell for cell in line(row, columns)] for row in sender.rows)
    return xlsx((Sheet("Takster", [*title_rows(sender), [], heading_row(columns), *lines]),))


def repeated_headings(sender: Sender) -> bytes:
    """Headings again for each paragraf, subtotals, and the day in "Gyldig fra" as a serial number; with Række-id."""
    columns = [*headings(sender, with_id=True), ("", "Gyldig fra")]
    day = Cell(Decimal((date(sender.year, 1, 1) - date(1899, 12, 30)).days))
    rows = title_rows(sender)
    for paragraph, own in groupby(sender.rows, key=lambda row: str(row["paragraph"])):
        lines = list(own)
        rows += [[], heading_row(columns), *([*line(row, columns)[:-1], day] for row in lines)]
        rows.append(total(columns, lines, f"Subtotal {paragraph}", under="driftsherre"))
    rows += [[], total(columns, sender.rows, "Total", under="driftsherre")]
    return xlsx((Sheet("Takstfil", rows),))
