"""Document → the tables made from data as CSV, carried inside its PDF: programs can read what is printed too."""

from __future__ import annotations

from collections.abc import Mapping

from rammeaftale.model.agreement import Document
from rammeaftale.model.product import DataFile
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.text import Insert
from rammeaftale.model.walk import blocks_of
from rammeaftale.takster.register.encode import cell_text, csv_bytes

_PLACES = (
    "id", "driftsherre_code", "driftsherre", "tilbud", "afdeling", "law", "paragraph", "tilbudstype", "maalgruppe",
    "unit", "places",
)  # fmt: skip
_TAKSTER = (*_PLACES, "occupancy", "amount", "previous")
_FILES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "takster": ("Taksterne som data", _TAKSTER),
    "pladser": ("Pladserne som data", _PLACES),
}


def data_files(document: Document) -> tuple[DataFile, ...]:
    """One CSV file for each table of the document that is made from the takst register."""
    if document.takster is None:
        return ()
    names = dict.fromkeys(insert.name for insert in blocks_of(document, Insert) if insert.name in _FILES)
    return tuple(_data_file(name, document.takster) for name in names)


def _data_file(name: str, register: Takstregister) -> DataFile:
    """The lines in the register's order, below its headings."""
    description, fields = _FILES[name]
    state = " (eksempeldata)" if register.is_example else ""
    headings = [BY_FIELD[field].heading for field in fields]
    cells = ([cell_text(getattr(takst, field)) for field in fields] for takst in register.takster)
    return DataFile(f"{name}.csv", csv_bytes((headings, *cells), "\r\n"), f"{description}{state}")
