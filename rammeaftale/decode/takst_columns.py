"""Sheet → where each field of the takstfil has its column: found by headings, in any order, below any title rows.

The columns are those of fagligt-grundlag 3.1 that bilag 7 and 8 print.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from rammeaftale.danish import suggestion
from rammeaftale.decode.findings import Findings
from rammeaftale.diagnostics import CellSpan, Diagnostic, error, warning
from rammeaftale.read.sheet import Cell, Sheet

COLUMNS = {
    "Driftsherrekode": "driftsherre_code",
    "Driftsherre": "driftsherre",
    "Tilbud": "tilbud",
    "Afdeling": "afdeling",
    "Lov": "law",
    "Paragraf": "paragraph",
    "Tilbudstype": "tilbudstype",
    "Målgruppe": "maalgruppe",
    "Normerede pladser": "places",
    "Forudsat belægning, pct.": "occupancy",
    "Takst, kr.": "amount",
    "Enhed": "unit",
    "Takst året før, kr.": "previous",
}
HEADING = {field: heading for heading, field in COLUMNS.items()}
HEADER_ROWS = 10

# Other words for the same column, seen or likely in the files of driftsherrer.
_ALIASES = {
    "Driftsherre kode": "driftsherre_code",
    "Kommunekode": "driftsherre_code",
    "Tilbudsnavn": "tilbud",
    "Tilbuddets navn": "tilbud",
    "Afdeling/takst": "afdeling",
    "§": "paragraph",
    "Hovedmålgruppe": "maalgruppe",
    "Pladser": "places",
    "Antal pladser": "places",
    "Pladser, normeret": "places",
    "Belægning, pct.": "occupancy",
    "Belægning i pct.": "occupancy",
    "Forudsat belægning i pct.": "occupancy",
    "Forudsat belægningsprocent": "occupancy",
    "Belægningsprocent": "occupancy",
    "Takst": "amount",
    "Takst i kr.": "amount",
    "Takst i år, kr.": "amount",
    "Takstenhed": "unit",
    "Takst forrige år, kr.": "previous",
    "Takst sidste år, kr.": "previous",
    "Takst året før": "previous",
}


def _folded(heading: object) -> str:
    """A heading without what the eye does not see: line breaks, double spaces, capitals, a last dot."""
    return " ".join(unicodedata.normalize("NFC", str(heading)).casefold().split()).rstrip(".:*")


_FIELDS = {_folded(heading): field for heading, field in (COLUMNS | _ALIASES).items()}


def header_row(sheet: Sheet) -> int | None:
    """The index of the first row that has at least half of the headings."""
    for index, row in enumerate(sheet.rows[:HEADER_ROWS]):
        if len({_FIELDS[_folded(cell.value)] for cell in row if _folded(cell.value) in _FIELDS}) >= len(COLUMNS) // 2:
            return index
    return None


def find_columns(row: tuple[Cell, ...], findings: Findings) -> Mapping[str, int] | None:
    """Where each field's column is; a heading that we do not know is a warning, one that is missing an error."""
    places: dict[str, int] = {}
    unknown: dict[str, CellSpan] = {}
    for place, cell in enumerate(row):
        field = _FIELDS.get(_folded(cell.value))
        if field is None and cell.value is not None:
            unknown[str(cell.value)] = cell.span
        elif field in places:
            findings.add(_double(HEADING[field], row[places[field]], cell))
        elif field is not None:
            places[field] = place
    missing = [heading for heading, field in COLUMNS.items() if field not in places]
    for name, span in unknown.items():
        hints = suggestion(name, missing or COLUMNS)
        findings.add(warning("takst-kolonne-ukendt", f"kolonnen »{name}« bliver ikke brugt", span, *hints))
    for heading in missing:
        hints = suggestion(heading, unknown)
        findings.add(error("takst-kolonne-mangler", f"kolonnen »{heading}« mangler", row[0].span, *hints))
    return None if missing else places


def _double(heading: str, first: Cell, second: Cell) -> Diagnostic:
    message = f"kolonnen »{heading}« står to gange, her og i {first.span.cell}"
    return error("takst-kolonne-dobbelt", message, second.span, "slet den ene")
