"""Document → the tables made from data as CSV, carried inside its PDF: programs can read what is printed too.

UTF-8 with a byte order mark, semicolons and decimal commas: what Danish Excel opens with a double click.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from rammeaftale.model.agreement import Document
from rammeaftale.model.product import DataFile
from rammeaftale.model.takster import Takst, Takstfil
from rammeaftale.model.text import Insert
from rammeaftale.model.walk import blocks_in

Columns = Mapping[str, Callable[[Takst], str | Decimal | None]]

_PLACES: Columns = {
    "Driftsherrekode": lambda takst: takst.driftsherre_code,
    "Driftsherre": lambda takst: takst.driftsherre,
    "Tilbud": lambda takst: takst.tilbud,
    "Afdeling": lambda takst: takst.afdeling,
    "Lov": lambda takst: takst.law,
    "Paragraf": lambda takst: takst.paragraph,
    "Tilbudstype": lambda takst: takst.tilbudstype,
    "Målgruppe": lambda takst: takst.maalgruppe,
    "Normerede pladser": lambda takst: takst.places,
}
_TAKSTER: Columns = {
    **_PLACES,
    "Forudsat belægning, pct.": lambda takst: takst.occupancy,
    "Takst, kr.": lambda takst: takst.amount,
    "Enhed": lambda takst: takst.unit,
    "Takst året før, kr.": lambda takst: takst.previous,
}
_FILES: Mapping[str, tuple[str, Columns]] = {
    "takster": ("Taksterne som data", _TAKSTER),
    "pladser": ("Pladserne som data", _PLACES),
}
_FORMULA = ("=", "+", "-", "@")


def data_files(document: Document) -> tuple[DataFile, ...]:
    """One CSV file for each table of the document that is made from its takstfil."""
    if document.takster is None:
        return ()
    blocks = (block for chapter in document.chapters for block in blocks_in(chapter.blocks))
    names = dict.fromkeys(block.name for block in blocks if isinstance(block, Insert) and block.name in _FILES)
    return tuple(_data_file(name, document.takster) for name in names)


def _data_file(name: str, takstfil: Takstfil) -> DataFile:
    words, columns = _FILES[name]
    state = " (eksempeldata)" if takstfil.is_example else ""
    return DataFile(f"{name}.csv", as_csv(takstfil.takster, columns), f"{words}{state}")


def as_csv(takster: Sequence[Takst], columns: Columns) -> bytes:
    """The lines in the workbook's order, with a heading row."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value(takst)) for value in columns.values()] for takst in takster)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: str | Decimal | None) -> str:
    """Numbers with decimal comma; a text that a spreadsheet would run as a formula is kept a text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return f"'{value}" if value.startswith(_FORMULA) else value
