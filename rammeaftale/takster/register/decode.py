"""Bytes of a register's CSV file → Takstregister. It may be edited by hand: all that is wrong is told at its cell.

The file is made by `takster/register/encode.py` and read in every build; places are only worked out for what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS, Form
from rammeaftale.model.takster import Origin, Takst, Takstregister
from rammeaftale.read.tables.sheet import CellValue
from rammeaftale.read.text_file import decode_text
from rammeaftale.takster.register.quick import FIELDS, quick_takst
from rammeaftale.takster.register.rows import SEPARATOR, CsvRow, cell_span, csv_rows
from rammeaftale.takster.row import decode_row
from rammeaftale.world import Source

ORIGIN_HEADINGS = ("Kilde, fil", "Kilde, ark", "Kilde, række")
HEADINGS = (*(column.heading for column in COLUMNS), *ORIGIN_HEADINGS)
TO_GUARD = re.compile("'*[=+\\-@＝＋－＠]")
"""How a text begins that Excel may take for a formula; in the file it has one apostrophe more in front."""
MAX_FINDINGS = 50
MAX_HEADINGS = 200

_GUARDED = re.compile("'+[=+\\-@＝＋－＠]")
_NUMBERS = {
    Form.AMOUNT: re.compile("-?(?:0|[1-9][0-9]*)(?:,[0-9]{1,2})?"),
    Form.PERCENT: re.compile("-?(?:0|[1-9][0-9]*)(?:,[0-9]+)?"),
    Form.COUNT: re.compile("-?(?:0|[1-9][0-9]*)(?:,[0-9]+)?"),
}
"""Numbers as the file has them. Others are read as a sender's, which refuses what could mean two things (1,250)."""
_FORMS = tuple(column.form for column in COLUMNS)
_ROW_NUMBER = re.compile("[1-9][0-9]{0,6}")
_NO_ORIGIN = Origin("", "", 1)
_NO_TEXT = ("tegnsaet-forkert", "fil-ikke-tekst")


def decode_register(source: Source, about: Takstregister) -> Checked[Takstregister | None]:
    """The register that `about` has no takster of yet, or None when anything in the file is wrong."""
    findings = Findings()
    text = findings.take(decode_text(source))
    if any(found.kind in _NO_TEXT for found in findings.all):
        return Checked(None, findings.all)
    rows = findings.take(csv_rows(source.path, text))
    takster = _Reading(source.path, text, findings).takster(rows)
    checked = _limited(findings, source.path)
    if not checked.ok:
        return checked
    return Checked(replace(about, takster=takster, digest=source.digest), checked.diagnostics)


def _limited(findings: Findings, path: str) -> Checked[Takstregister | None]:
    """At most MAX_FINDINGS findings, so that one wrong column does not drown the rest."""
    left = len(findings.all) - MAX_FINDINGS
    if left <= 0:
        return Checked(None, findings.all)
    more = error("register-flere-fund", f"og {left} fund mere i samme fil", FileSpan(path))
    return Checked(None, (*findings.all[:MAX_FINDINGS], more))


class _Reading:
    """Reads the rows of one file; lives as long as that takes."""

    def __init__(self, path: str, text: str, findings: Findings) -> None:
        self._path = path
        self._text = text
        self._findings = findings
        self._first_with: dict[str, CsvRow] = {}
        self._is_own_order = False

    def takster(self, rows: Sequence[CsvRow]) -> tuple[Takst, ...]:
        """The takster of the rows that can be used."""
        if not rows:
            self._findings.add(error("register-tom", "filen er tom; der skal være overskrifter", FileSpan(self._path)))
            return ()
        header, *lines = rows
        order = self._order(header)
        if order is None:
            return ()
        self._is_own_order = header.cells == HEADINGS
        takster = [self._takst(row, order, len(header.cells)) for row in lines]
        return tuple(takst for takst in takster if takst is not None)

    def _order(self, header: CsvRow) -> Mapping[str, int] | None:
        """Where each heading's column is; None when one is wrong, missing or there twice."""
        headings = [cell.strip() for cell in header.cells]
        if len(headings) == 1:
            self._findings.add(self._wrong_separator(header))
            return None
        if len(headings) > MAX_HEADINGS:
            message = f"der er {len(headings)} overskrifter; takstregistret har {len(HEADINGS)}"
            hint = "hent filen igen fra git, eller læs takstfilerne ind igen"
            span = TextSpan(self._path, header.line)
            self._findings.add(error("register-overskrift-ukendt", message, span, hint))
            return None
        before = self._findings.count
        missing = [heading for heading in HEADINGS if heading not in headings]
        for index, heading in enumerate(headings):
            if heading not in HEADINGS:
                message = f"overskriften »{heading}« kendes ikke" if heading else "kolonnen har ingen overskrift"
                hints = suggestion(heading, missing or HEADINGS)
                self._findings.add(error("register-overskrift-ukendt", message, self._span(header, index), *hints))
            elif headings.index(heading) < index:
                message = f"overskriften »{heading}« står to gange"
                self._findings.add(error("register-overskrift-dobbelt", message, self._span(header, index)))
        for heading in missing:
            message = f"kolonnen »{heading}« mangler"
            hints = suggestion(heading, set(headings) - set(HEADINGS))
            self._findings.add(error("register-overskrift-mangler", message, self._span(header, len(headings)), *hints))
        if self._findings.count > before:
            return None
        return {heading: headings.index(heading) for heading in HEADINGS}

    def _wrong_separator(self, header: CsvRow) -> Diagnostic:
        span = TextSpan(self._path, header.line, 1, len(header.cells[0].split("\n")[0]))
        hint = "gem filen som »CSV UTF-8« med dansk opsætning i Excel, eller hent den igen fra git"
        message = f"overskrifterne er ikke skilt af »{SEPARATOR}«"
        return error("register-skilletegn", message, span, hint)

    def _takst(self, row: CsvRow, order: Mapping[str, int], width: int) -> Takst | None:
        """The takst of a row; None when any of its cells is wrong, after all of them have been looked at."""
        cells = row.cells
        if len(cells) != width:
            message = f"rækken har {len(cells)} celler; overskrifterne er {width}"
            hint = f"er der et »{SEPARATOR}« for meget eller for lidt?"
            span = self._span(row, min(len(cells), width) - 1)
            self._findings.add(error("register-antal-celler", message, span, hint))
            return None
        shown = cells if self._is_own_order else [cells[index] for index in order.values()]
        where = TextSpan(self._path, row.line)
        takst = quick_takst(shown, where, row.extent)
        if takst is None:
            return self._slow_takst(row, order, shown, where)
        self._id_faults(row, order["Række-id"], takst.id, takst.driftsherre_code)
        return takst

    def _slow_takst(self, row: CsvRow, order: Mapping[str, int], shown: Sequence[str], where: TextSpan) -> Takst | None:
        """The takst of a row that does not stand as it was written, or whose values need a closer look."""
        values = dict(zip(FIELDS, map(_value, shown, _FORMS), strict=False))
        origin = _origin(shown)
        if origin is None:
            message = f"»{shown[-1]}« er ikke nummeret på en række"
            hint = "her står, hvilken række i driftsherrens fil linjen kommer fra"
            self._findings.add(error("register-kilde", message, self._span(row, order[ORIGIN_HEADINGS[-1]]), hint))

        def place(field: str) -> TextSpan:
            return self._span(row, order[BY_FIELD[field].heading])

        takst = self._findings.take(decode_row(values, place, where, origin or _NO_ORIGIN, {}))
        row_id, code = (str(values[field] or "").strip() for field in ("id", "driftsherre_code"))
        self._id_faults(row, order["Række-id"], row_id, code)
        return replace(takst, extent=row.extent, inner=row.extent) if takst else None

    def _id_faults(self, row: CsvRow, column: int, row_id: str, code: str) -> None:
        """In the register every line has an id, no other has it, and it begins with the driftsherre's code."""
        if not row_id:
            hint = f"et nyt Række-id består af koden og et nummer, som ingen anden har haft, fx {code or '751'}-0007"
            self._findings.add(error("register-id-mangler", "linjen har intet Række-id", self._span(row, column), hint))
            return
        if code and row_id.rpartition("-")[0] != code:
            message = f"Række-id »{row_id}« hører ikke til driftsherrekoden {code}"
            hint = "ret id'et eller driftsherrekoden"
            self._findings.add(error("register-id-fremmed", message, self._span(row, column), hint))
        first = self._first_with.setdefault(row_id, row)
        if first is not row:
            message = f"Række-id »{row_id}« står to gange; hver takst har sit eget"
            found = error("register-id-dobbelt", message, self._span(row, column), "giv den nye linje et nyt nummer")
            self._findings.add(replace(found, related=((self._span(first, column), "det første sted"),)))

    def _span(self, row: CsvRow, column: int) -> TextSpan:
        if self._findings.count > MAX_FINDINGS:  # told by their number only, and a place is dear
            return TextSpan(self._path, row.line)
        return cell_span(self._path, self._text, row, column)


def _value(text: str, form: Form) -> CellValue:
    """The cell's exact number where it stands as the file has it, else its words."""
    if not text:
        return None
    pattern = _NUMBERS.get(form)
    if pattern is not None and pattern.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return _unguarded(text)


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def _origin(cells: Sequence[str]) -> Origin | None:
    """Where the driftsherre wrote the line, from the last three cells; None when the row's number is none."""
    file, sheet, row = cells[-len(ORIGIN_HEADINGS) :]
    return Origin(_unguarded(file), _unguarded(sheet), int(row)) if _ROW_NUMBER.fullmatch(row) else None
