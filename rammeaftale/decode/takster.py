"""Workbook → Takstfil: columns found by headings, every cell checked, all findings at once with sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from rammeaftale.danish import suggestion
from rammeaftale.decode.findings import Findings
from rammeaftale.decode.takst_columns import COLUMNS, HEADER_ROWS, HEADING, find_columns, header_row
from rammeaftale.diagnostics import CellSpan, Checked, Diagnostic, FileSpan, error
from rammeaftale.model.takster import Takst, Takstfil
from rammeaftale.read.danish_values import ValueRefused, parse_date, parse_number
from rammeaftale.read.sheet import Cell, CellFault, Sheet, Workbook

DATA_SHEET = "Takster"
ABOUT_SHEET = "Om filen"
ABOUT_KEYS = ("Datastatus", "Gyldig fra", "Kilde")
EXAMPLE = "Eksempeldata"
STATES = (EXAMPLE, "Gældende")
UNITS = ("døgn", "dag", "time", "måned", "år")
MAX_FINDINGS = 50
_OPTIONAL = {"afdeling", "previous"}
_NUMBER_FIELDS = ("places", "occupancy", "amount", "previous")
_NAME_FIELDS = ("driftsherre_code", "driftsherre", "tilbud", "afdeling")
_TEXT_FIELDS = tuple(field for field in COLUMNS.values() if field not in _NUMBER_FIELDS)
_TOTAL = re.compile(r"(?:i alt|ialt|subtotal|total|sum):?(?: .*)?|samlet:?|.* i alt", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:§+|paragraf)?\s*([0-9]+)\s*([a-zæøå]?)(?![a-zæøå0-9])(.*)", re.IGNORECASE)

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
    takster = _takster(workbook.path, sheet, findings)
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
        hint = f"tilføj arket med rækkerne {', '.join(ABOUT_KEYS)}"
        findings.add(error("ark-mangler", f"arket »{ABOUT_SHEET}« mangler", FileSpan(workbook.path), hint))
        return None
    cells = {str(row[0].value).rstrip(": "): row[1] for row in sheet.rows if len(row) > 1 and row[0].value}
    before = len(findings.all)
    for key in ABOUT_KEYS:
        if key not in cells or cells[key].value is None:
            place = cells[key].span if key in cells else _start(workbook.path, sheet)
            findings.add(error("om-filen-mangler", f"»{key}« er ikke udfyldt", place))
        elif (fault := _fault(cells[key])) is not None:
            findings.add(fault)
    if len(findings.all) > before:
        return None
    state, source = str(cells["Datastatus"].value), str(cells["Kilde"].value)
    if state not in STATES:
        message = f"Datastatus er »{state}«; der skal stå »{STATES[0]}« eller »{STATES[1]}«"
        findings.add(error("om-filen-status", message, cells["Datastatus"].span))
    day = _day(cells["Gyldig fra"], findings)
    return None if day is None else (day, state, source)


def _start(path: str, sheet: Sheet) -> CellSpan:
    return CellSpan(path, sheet.name, "A1")


def _takster(path: str, sheet: Sheet, findings: Findings) -> tuple[Takst, ...]:
    header = header_row(sheet)
    if header is None:
        message = f"overskrifterne findes ikke i de første {HEADER_ROWS} rækker"
        findings.add(error("takst-overskrifter", message, _start(path, sheet), f"der skal stå: {'; '.join(COLUMNS)}"))
        return ()
    places = find_columns(sheet.rows[header], findings)
    if places is None:
        return ()
    before = len(findings.all)
    lines = [{field: cells[place] for field, place in places.items()} for cells in sheet.rows[header + 1 :]]
    found = [_takst(row, findings) for row in lines if any(cell.value is not None for cell in row.values())]
    if not found and len(findings.all) == before:
        findings.add(error("takst-ingen-linjer", "der står ingen takster under overskrifterne", _start(path, sheet)))
    return tuple(takst for takst in found if takst is not None)


def _takst(row: Row, findings: Findings) -> Takst | None:
    """One line; None when any of its cells is wrong, after all of them have been looked at."""
    total = next((row[field] for field in _NAME_FIELDS if _TOTAL.fullmatch(_text(row[field]))), None)
    if total is not None:
        hint = "slet rækken; summer bliver regnet ud, når bilaget laves"
        findings.add(error("takst-sumraekke", "rækken er en sum og ikke en takst", total.span, hint))
        return None
    before = len(findings.all)
    for field, cell in row.items():
        if cell.value is None and field not in _OPTIONAL:
            findings.add(error("takst-celle-tom", f"»{HEADING[field]}« mangler", cell.span))
        elif (fault := _fault(cell) or _misread(field, cell)) is not None:
            findings.add(fault)
    texts = {field: _text(row[field]) for field in _TEXT_FIELDS}
    numbers = {field: _number(row[field], findings) for field in _NUMBER_FIELDS}
    _check_row(texts, numbers, row, findings)
    if len(findings.all) > before:
        return None
    return Takst(
        **{**texts, "paragraph": _paragraph(texts["paragraph"])},
        places=_known(numbers["places"]),
        occupancy=_known(numbers["occupancy"]),
        amount=_known(numbers["amount"]),
        previous=numbers["previous"],
        span=row["amount"].span,
    )


def _fault(cell: Cell) -> Diagnostic | None:
    """A cell that shows `#REF!`, or a formula whose result is not in the file; we calculate no formulas."""
    if not isinstance(cell.value, CellFault):
        return None
    if cell.value.shown:
        message, hint = f"cellen viser fejlen {cell.value.shown}", "ret formlen i Excel, eller skriv selve værdien"
    else:
        message, hint = "formlen er ikke regnet ud", "åbn filen i Excel, og gem den, eller skriv selve værdien"
    return error("takst-celle-fejl", message, cell.span, hint)


def _misread(field: str, cell: Cell) -> Diagnostic | None:
    """Excel makes a date of "1-2" and a truth of "SAND": neither is what somebody meant to write here."""
    if not isinstance(cell.value, date | bool):
        return None
    what = "en dato" if isinstance(cell.value, date) else "SAND eller FALSK"
    kind = "et tal" if field in _NUMBER_FIELDS else "tekst"
    hint = f"formatér cellen som {kind} i Excel, og skriv værdien igen"
    return error("takst-celle-art", f"cellen holder {what}; »{HEADING[field]}« skal være {kind}", cell.span, hint)


def _check_row(texts: Mapping[str, str], numbers: Mapping[str, Decimal | None], row: Row, findings: Findings) -> None:
    """T4, T8, P1 (the form of the code) and P11 of fagligt-grundlag 10."""
    limits: tuple[tuple[str, Callable[[Decimal], bool], str], ...] = (
        ("places", lambda n: n > 0, "normerede pladser skal være mere end 0"),
        (
            "places",
            lambda n: n == round(n, 2),
            "normerede pladser må højst have to decimaler, ellers går summen ikke op",
        ),
        ("occupancy", lambda n: 0 < n <= 100, "den budgetterede belægning kan ikke være over 100 pct. eller 0"),
        ("amount", lambda n: n > 0, "taksten skal være mere end 0 kr.; er det en formel, der ikke er regnet ud?"),
        ("previous", lambda n: n > 0, "taksten året før er ikke over 0 kr.; lad cellen være tom, hvis taksten er ny"),
    )
    for field, fits, message in limits:
        number = numbers[field]
        if number is not None and not fits(number):
            findings.add(error("takst-tal-umuligt", message, row[field].span))
    if texts["unit"] and texts["unit"] not in UNITS:
        hints = suggestion(texts["unit"], UNITS) or (f"skriv en af disse: {', '.join(UNITS)}",)
        findings.add(error("takst-enhed", f"enheden »{texts['unit']}« kendes ikke", row["unit"].span, *hints))
    code = texts["driftsherre_code"]
    if code and not (code.isdecimal() and code.isascii() and len(code) in (3, 4)):
        message = f"driftsherrekoden »{code}« skal være tre eller fire cifre"
        findings.add(error("takst-kode", message, row["driftsherre_code"].span))
    paragraph = texts["paragraph"]
    if paragraph and not _PARAGRAPH.fullmatch(paragraph):
        message = f"»{paragraph}« er ikke en paragraf"
        findings.add(error("takst-paragraf", message, row["paragraph"].span, "skriv den som § 107"))


def _paragraph(text: str) -> str:
    """`§107`, `107` and `§ 107` are one paragraph, and are summed as one."""
    match = _PARAGRAPH.fullmatch(text)
    if match is None:
        raise TypeError("a row with a wrong paragraph must not come this far")
    number, letter, rest = match.groups()
    return f"§ {number}{' ' if letter else ''}{letter.lower()}{rest.rstrip()}"


def _known(number: Decimal | None) -> Decimal:
    """A number that is there, since a missing one has been told."""
    if number is None:
        raise TypeError("a row with a missing number must not come this far")
    return number


def _text(cell: Cell) -> str:
    """The cell's words; empty when it is empty or holds what has been told as a fault."""
    if isinstance(cell.value, Decimal):
        return f"{cell.value:f}"
    return cell.value if isinstance(cell.value, str) else ""


def _number(cell: Cell, findings: Findings) -> Decimal | None:
    """The cell's number, also when it stands there as text the Danish way; None when it is empty or told as a fault."""
    if not isinstance(cell.value, str):
        return cell.value if isinstance(cell.value, Decimal) else None
    try:
        return parse_number(cell.value)
    except ValueRefused as refused:
        hint = "skriv kun tallet, fx 1.234,50, uden »kr.« og »pct.«; formatet i Excel viser dem"
        findings.add(error("takst-tal", refused.message, cell.span, hint))
        return None


def _day(cell: Cell, findings: Findings) -> date | None:
    if isinstance(cell.value, date):
        return cell.value
    try:
        return parse_date(str(cell.value))
    except ValueRefused as refused:
        findings.add(error("om-filen-dato", refused.message, cell.span, refused.hint))
        return None
