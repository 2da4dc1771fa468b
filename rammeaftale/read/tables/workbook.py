"""Takes the bytes of a table file, gives its workbook: xlsx, xls, ods or csv, told by the content and not by the name.

What cannot be used is refused with one reason; a sheet that cannot be says so itself. No formula is run, no macro is
read, nothing outside the file is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, warning
from rammeaftale.read.tables import foreign
from rammeaftale.read.tables.cell_texts import tidy_texts
from rammeaftale.read.tables.csv_table import SEPARATORS, read_csv
from rammeaftale.read.tables.csv_text import csv_text
from rammeaftale.read.tables.grid import Grid, workbook_of
from rammeaftale.read.tables.ods import is_locked, read_ods
from rammeaftale.read.tables.ole import SIGNATURE, Container
from rammeaftale.read.tables.parts import HURT, SAVE, Parts, broken, locked, too_old, with_macros
from rammeaftale.read.tables.sheet import Workbook
from rammeaftale.read.tables.xls import read_xls
from rammeaftale.read.tables.xlsx import read_xlsx
from rammeaftale.world import Source

_KINDS = {
    "xlsx": ("Excel-fil (.xlsx)", (".xlsx", ".xlsm")),
    "xls": ("ældre Excel-fil (.xls)", (".xls",)),
    "ods": ("OpenDocument-fil (.ods)", (".ods",)),
    "csv": ("CSV-fil", (".csv", ".txt", ".tsv", ".tab")),
}
"""What each kind of file is called, and the endings that its name may have."""
_ZIP = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_NO_MACROS = ("script-lc.xml", "script-lb.xml")
"""Lists that LibreOffice writes of scripts also where there are none."""
_OLD_BEGINNINGS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""Excel 2 to 4, which had no container."""
_Read = tuple[str, str, list[Grid], tuple[Diagnostic, ...]]
"""Kind, remark, sheets, findings."""


def read_table(source: Source) -> Checked[Workbook | None]:
    """The workbook of any table file. None, with one reason, when the file cannot be used."""
    span = FileSpan(source.path)
    try:
        kind, remark, grids, findings = _reader(source.data)(source)
        refusals = [grid.refusal for grid in grids if not grid.is_hidden]
        if refusals and refusals[0] and all(refusals):
            raise refusals[0]
        texts = tidy_texts(source.path, grids)
        workbook = workbook_of(source.path, grids, kind, remark)
    except Refused as refusal:
        return Checked(None, (refusal.at(span),))
    except HURT:
        return Checked(None, (broken().at(span),))
    return Checked(workbook, (*_misnamed(source.path, kind), *findings, *texts))


def _misnamed(path: str, kind: str) -> tuple[Diagnostic, ...]:
    ending = PurePosixPath(path).suffix.lower()
    name, endings = _KINDS[kind]
    if ending in endings:
        return ()
    named = f"filen ender på »{ending}«" if ending else "filens navn har ingen endelse"
    message = f"{named}, men indholdet er en {name}, og sådan er den læst"
    hint = f"åbn filen i Excel, og {SAVE}, eller ret endelsen til »{endings[0]}«"
    return (warning("fil-endelse", message, FileSpan(path), hint),)


def _reader(data: bytes) -> Callable[[Source], _Read]:
    """Who reads a file with this beginning. Raises Refused."""
    if not data.strip():
        raise Refused("fil-tom", "filen er tom", "kontrollér, at den er gemt, og send den igen")
    if data.startswith(_ZIP):
        return _zipped
    if data.startswith(SIGNATURE):
        return _contained
    if data.startswith(_OLD_BEGINNINGS):
        raise too_old()
    if refusal := foreign.of_bytes(data):
        raise refusal
    return _text


def _zipped(source: Source) -> _Read:
    parts = Parts(source.data)
    if is_locked(parts):
        raise locked()
    macros = _macros(source.path) if any(map(_is_macro, parts)) else ()
    if parts.get("mimetype", b"").startswith(_ODS):
        return "ods", "", read_ods(parts), macros
    if refusal := foreign.of_parts(parts):
        raise refusal
    if "[Content_Types].xml" not in parts and "xl/workbook.xml" not in parts:
        raise foreign.zipped(parts)
    grids, lost = read_xlsx(parts)
    return "xlsx", "", grids, (*macros, *(refusal.at(FileSpan(source.path)) for refusal in lost))


def _is_macro(part: str) -> bool:
    """Whether a part of a zip is a program: VBA's in an .xlsx, Basic's or a script in an .ods."""
    is_script = part.startswith(("Basic/", "Scripts/")) and not part.endswith((*_NO_MACROS, "/"))
    return is_script or part.lower().endswith("vbaproject.bin")


def _macros(path: str) -> tuple[Diagnostic, ...]:
    return (with_macros().at(FileSpan(path)),)


def _contained(source: Source) -> _Read:
    container = Container(source.data)
    if "EncryptedPackage" in container:
        raise locked()
    if "WordDocument" in container:
        raise foreign.old_word()
    if "Workbook" not in container and "Book" in container:
        raise too_old()
    macros = _macros(source.path) if "_VBA_PROJECT_CUR" in container else ()
    return "xls", "", read_xls(container), macros


def _text(source: Source) -> _Read:
    decoded = csv_text(source.data)
    if decoded is None:
        raise foreign.unknown()
    grid, separator, findings = read_csv(source.path, decoded.text)
    if decoded.is_guess:
        message = f"filen ser ud til at være i et gammelt tegnsæt og er læst som {decoded.encoding}"
        hint = "se efter, at æ, ø og å er rigtige, eller gem den som »CSV UTF-8«"
        findings = (warning("csv-tegnsaet", message, FileSpan(source.path), hint), *findings)
    return "csv", f"skilletegn {SEPARATORS[separator]}, tegnsæt {decoded.encoding}", [grid], findings
