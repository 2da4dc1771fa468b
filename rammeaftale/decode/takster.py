"""Workbook → Takstfil: columns found by their headings, every cell checked, all findings at once with sheet and cell.

The columns are those of fagligt-grundlag 3.1 that bilag 7 and 8 print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from rammeaftale.danish import suggestion
from rammeaftale.decode.findings import Findings
from rammeaftale.diagnostics import CellSpan, Checked, FileSpan, error, warning
from rammeaftale.model.takster import Takst, Takstfil
from rammeaftale.read.danish_values import ValueRefused, parse_date, parse_number
from rammeaftale.read.sheet import Cell, Sheet, Workbook

DATA_SHEET = "Takster"
ABOUT_SHEET = "Om filen"
EXAMPLE = "Eksempeldata"
STATES = (EXAMPLE, "Gældende")
UNITS = ("døgn", "dag", "time", "måned", "år")
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
HEADER_ROWS = 10
MAX_FINDINGS = 50
_OPTIONAL = {"afdeling", "previous"}
_TOTAL_WORDS = ("i alt", "ialt", "sum", "total", "samlet")

Row = Mapping[str, Cell]


def decode_takstfil(workbook: Workbook) -> Checked[Takstfil | None]:
    """The takstfil, or None when a sheet or a column is missing or a cell cannot be used."""
    findings = Findings()
    about = _about(workbook, findings)
    sheet = workbook.sheet(DATA_SHEET)
    if sheet is None:
        names = [one.name for one in workbook.sheets]
        hints = suggestion(DATA_SHEET, names) or (f"filen har arkene {', '.join(names)}",)
        findings.add(error("ark-mangler", f"arket »{DATA_SHEET}« mangler", FileSpan(workbook.path), *hints))
        return Checked(None, findings.all)
    takster = _takster(sheet, findings)
    found = _limited(Checked(None, findings.all), workbook.path)
    if about is None or not found.ok:
        return Checked(None, found.diagnostics)
    valid_from, state, source = about
    return Checked(Takstfil(workbook.path, valid_from, state == EXAMPLE, source, takster), found.diagnostics)


def _limited(checked: Checked[None], path: str) -> Checked[None]:
    """At most MAX_FINDINGS findings, so that one wrong column does not drown the rest."""
    left = len(checked.diagnostics) - MAX_FINDINGS
    if left <= 0:
        return checked
    more = error("takst-flere-fejl", f"og {left} fund mere i samme fil", FileSpan(path))
    return Checked(None, (*checked.diagnostics[:MAX_FINDINGS], more))


def _about(workbook: Workbook, findings: Findings) -> tuple[date, str, str] | None:
    """What the sheet "Om filen" says: from when the takster hold, whether they are example data, and the source."""
    sheet = workbook.sheet(ABOUT_SHEET)
    if sheet is None:
        hint = "tilføj arket med rækkerne Datastatus, Gyldig fra og Kilde"
        findings.add(error("ark-mangler", f"arket »{ABOUT_SHEET}« mangler", FileSpan(workbook.path), hint))
        return None
    cells = {str(row[0].value): row[1] for row in sheet.rows if len(row) > 1 and row[0].value}
    missing = [key for key in ("Datastatus", "Gyldig fra", "Kilde") if key not in cells or cells[key].value is None]
    for key in missing:
        findings.add(error("om-filen-mangler", f"»{key}« er ikke udfyldt", _at(sheet)))
    if missing:
        return None
    state, source = str(cells["Datastatus"].value), str(cells["Kilde"].value)
    if state not in STATES:
        message = f"Datastatus er »{state}«; der skal stå »{STATES[0]}« eller »{STATES[1]}«"
        findings.add(error("om-filen-status", message, cells["Datastatus"].span))
    day = _day(cells["Gyldig fra"], findings)
    return None if day is None else (day, state, source)


def _at(sheet: Sheet) -> CellSpan | FileSpan:
    return sheet.rows[0][0].span if sheet.rows else FileSpan(sheet.name)


def _takster(sheet: Sheet, findings: Findings) -> tuple[Takst, ...]:
    header = next((i for i, row in enumerate(sheet.rows[:HEADER_ROWS]) if _is_header(row)), None)
    if header is None:
        message = f"overskrifterne findes ikke i de første {HEADER_ROWS} rækker"
        findings.add(error("takst-overskrifter", message, _at(sheet), f"der skal stå: {', '.join(COLUMNS)}"))
        return ()
    places = _columns(sheet.rows[header], findings)
    if places is None:
        return ()
    takster = []
    for cells in sheet.rows[header + 1 :]:
        if all(cell.value is None for cell in cells):
            continue
        takst = _takst({field: cells[place] for field, place in places.items()}, findings)
        if takst is not None:
            takster.append(takst)
    return tuple(takster)


def _is_header(row: Iterable[Cell]) -> bool:
    return sum(cell.value in COLUMNS for cell in row) >= len(COLUMNS) // 2


def _columns(row: tuple[Cell, ...], findings: Findings) -> Mapping[str, int] | None:
    """Where each field's column is; a heading that we do not know is a warning, one that is missing an error."""
    places: dict[str, int] = {}
    for place, cell in enumerate(row):
        heading = str(cell.value or "")
        if heading in COLUMNS and COLUMNS[heading] in places:
            findings.add(error("takst-kolonne-dobbelt", f"kolonnen »{heading}« står to gange", cell.span))
        elif heading in COLUMNS:
            places[COLUMNS[heading]] = place
        elif heading:
            hints = suggestion(heading, COLUMNS)
            findings.add(warning("takst-kolonne-ukendt", f"kolonnen »{heading}« bliver ikke brugt", cell.span, *hints))
    missing = [heading for heading, field in COLUMNS.items() if field not in places]
    for heading in missing:
        findings.add(error("takst-kolonne-mangler", f"kolonnen »{heading}« mangler", row[0].span))
    return None if missing else places


def _takst(row: Row, findings: Findings) -> Takst | None:
    """One line; None when any of its cells is wrong, after all of them have been looked at."""
    first = str(row["driftsherre_code"].value or row["driftsherre"].value or row["tilbud"].value or "").lower()
    if first.startswith(_TOTAL_WORDS):
        hint = "slet rækken; summer bliver regnet ud, når bilaget laves"
        findings.add(error("takst-sumraekke", "rækken er en sum og ikke en takst", row["driftsherre_code"].span, hint))
        return None
    before = len(findings.all)
    missing = [field for field, cell in row.items() if cell.value is None and field not in _OPTIONAL]
    for field in missing:
        findings.add(error("takst-celle-tom", f"»{_heading(field)}« mangler", row[field].span))
    texts = {field: _text(row[field]) for field in _TEXT_FIELDS}
    numbers = {field: _number(row[field], findings) for field in _NUMBER_FIELDS if row[field].value is not None}
    _check_row(texts, numbers, row, findings)
    if len(findings.all) > before:
        return None
    previous = numbers.get("previous")
    return Takst(
        **texts,
        places=_known(numbers["places"]),
        occupancy=_known(numbers["occupancy"]),
        amount=_known(numbers["amount"]),
        previous=previous,
        span=row["amount"].span,
    )


_NUMBER_FIELDS = ("places", "occupancy", "amount", "previous")
_TEXT_FIELDS = tuple(field for field in COLUMNS.values() if field not in _NUMBER_FIELDS)


def _check_row(texts: Mapping[str, str], numbers: Mapping[str, Decimal | None], row: Row, findings: Findings) -> None:
    """T4, T8, P1 (the form of the code) and P11 of fagligt-grundlag 10."""
    limits: tuple[tuple[str, Callable[[Decimal], bool], str], ...] = (
        ("places", lambda n: n > 0, "normerede pladser skal være mere end 0"),
        ("occupancy", lambda n: 0 < n <= 100, "den budgetterede belægning kan ikke være over 100 pct. eller 0"),
        ("amount", lambda n: n > 0, "taksten er 0 kr.; er det en formel, der ikke er regnet ud?"),
        ("previous", lambda n: n > 0, "taksten året før er 0 kr.; lad cellen være tom, hvis taksten er ny"),
    )
    for field, fits, message in limits:
        number = numbers.get(field)
        if number is not None and not fits(number):
            findings.add(error("takst-tal-umuligt", message, row[field].span))
    if texts["unit"] and texts["unit"] not in UNITS:
        hints = suggestion(texts["unit"], UNITS) or (f"skriv en af disse: {', '.join(UNITS)}",)
        findings.add(error("takst-enhed", f"enheden »{texts['unit']}« kendes ikke", row["unit"].span, *hints))
    code = texts["driftsherre_code"]
    if code and not (code.isdigit() and len(code) in (3, 4)):
        message = f"driftsherrekoden »{code}« skal være tre eller fire cifre"
        findings.add(error("takst-kode", message, row["driftsherre_code"].span))


def _known(number: Decimal | None) -> Decimal:
    """A number that is there, since a missing one has been told."""
    if number is None:
        raise TypeError("a row with a missing number must not come this far")
    return number


def _text(cell: Cell) -> str:
    return f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value or "")


def _number(cell: Cell, findings: Findings) -> Decimal | None:
    if isinstance(cell.value, Decimal):
        return cell.value
    try:
        return parse_number(str(cell.value))
    except ValueRefused as refused:
        findings.add(error("takst-tal", refused.message, cell.span, refused.hint))
        return None


def _day(cell: Cell, findings: Findings) -> date | None:
    if isinstance(cell.value, date):
        return cell.value
    try:
        return parse_date(str(cell.value))
    except ValueRefused as refused:
        findings.add(error("om-filen-dato", refused.message, cell.span, refused.hint))
        return None


def _heading(field: str) -> str:
    return next(heading for heading, name in COLUMNS.items() if name == field)
