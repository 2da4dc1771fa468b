"""Document → the tables made from data as CSV, carried inside its PDF: programs can read what is printed too.

UTF-8 with a byte order mark, semicolons and decimal commas: what Danish Excel opens with a double click.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from rammeaftale.model.agreement import Document
from rammeaftale.model.product import DataFile
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.model.text import Insert
from rammeaftale.model.walk import blocks_of

_PLACES = (
    "id", "driftsherre_code", "driftsherre", "tilbud", "afdeling", "law", "paragraph", "tilbudstype", "maalgruppe",
    "unit", "places",
)  # fmt: skip
_TAKSTER = (*_PLACES, "occupancy", "amount", "previous")
_FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "takster": ("Taksterne som data", _TAKSTER),
    "pladser": ("Pladserne som data", _PLACES),
}
_FORMULA = ("=", "+", "-", "@")


def data_files(document: Document) -> tuple[DataFile, ...]:
    """One CSV file for each table of the document that is made from the takst register."""
    if document.takster is None:
        return ()
    names = dict.fromkeys(insert.name for insert in blocks_of(document, Insert) if insert.name in _FILES)
    return tuple(_data_file(name, document.takster) for name in names)


def _data_file(name: str, register: Takstregister) -> DataFile:
    words, fields = _FILES[name]
    state = " (eksempeldata)" if register.is_example else ""
    return DataFile(f"{name}.csv", as_csv(register.takster, fields), f"{words}{state}")


def as_csv(takster: Sequence[Takst], fields: Sequence[str]) -> bytes:
    """These fields of the lines in the register's order, below the headings of the register."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    writer.writerow(BY_FIELD[field].heading for field in fields)
    writer.writerows([_cell(getattr(takst, field)) for field in fields] for takst in takster)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: str | Decimal | None) -> str:
    """Numbers with decimal comma; a text that a spreadsheet would run as a formula is kept a text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return f"'{value}" if value.startswith(_FORMULA) else value
