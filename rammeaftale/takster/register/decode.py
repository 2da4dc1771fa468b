"""Bytes of a register's CSV file → Takstregister. It may be edited by hand: all that is wrong is reported at its cell.

The file is made by `takster/register/encode.py` and read in every build. A number that stands as it was written is
taken as it stands; any other cell is read as a sender's, since Excel may have saved the file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, FileSpan, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS, Column, Form
from rammeaftale.model.takster import Origin, Takst, Takstregister
from rammeaftale.read.text_file import decode_text
from rammeaftale.takster.register.rows import SEPARATOR, CsvRow, cell_span, csv_rows
from rammeaftale.takster.row import LIMITS, READERS, Reader, decode_row
from rammeaftale.world import Source

_ORIGIN_HEADINGS = ("Kilde, fil", "Kilde, ark", "Kilde, række")
HEADINGS = (*(column.heading for column in COLUMNS), *_ORIGIN_HEADINGS)
_FIRST_THESE = "ret dem, der er vist, først; tit er det én kolonne, der er forkert"
MAX_FINDINGS = 50
_MAX_HEADINGS = 200
"""A line with more is no line of headings, and is not looked up heading by heading."""
_MANY = 4096
"""Different texts in a column of a region's register: many stand in hundreds of lines."""
_TO_GUARD = re.compile("'*[=+\\-@＝＋－＠]")
_NUMBERS = {
    Form.AMOUNT: re.compile("-?(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,2})?"),
    Form.PERCENT: re.compile("-?(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,2})?"),
    Form.COUNT: re.compile("-?(?:0|[1-9][0-9]{0,11})(?:,[0-9]{1,6})?"),
}
"""Numbers as the file has them: nothing about them needs rounding, and `1,250` places are one and a quarter."""
_FIELDS = tuple(column.field for column in COLUMNS)
_SHOWN = 120
"""Characters of a file's and a sheet's name that a hint shows: more than sheets may have, and nearly all files."""
_AGAIN = "hent filen igen fra git, eller læs mappen ind igen; registret bliver ikke rettet i hånden"
_ROW_NUMBER = re.compile("[1-9][0-9]{0,6}")
_NO_TEXT = ("tegnsaet-forkert", "fil-ikke-tekst")


def _reader(column: Column) -> Reader:
    """Reads a cell of the column as it stands in the file. Hardly any amount stands there twice, most others do."""
    as_a_sender, limit = READERS[column.field], LIMITS.get(column.field)
    read: Reader = lru_cache(_MANY)(lambda text: as_a_sender(_unguarded(text)))
    if limit is None:
        return read
    is_exact = _NUMBERS[column.form].fullmatch

    def number(text: str) -> str | Decimal | None:
        return limit(Decimal(text.replace(",", "."))) if is_exact(text) else read(text)

    return number if column.form is Form.AMOUNT else lru_cache(_MANY)(number)


_READERS = {column.field: _reader(column) for column in COLUMNS}


def decode_register(source: Source, about: Takstregister) -> Checked[Takstregister | None]:
    """The register that `about` has no takster of yet, or None when anything in the file is wrong."""
    findings = Findings()
    text = findings.take(decode_text(source))
    if any(finding.kind in _NO_TEXT for finding in findings.all):
        return Checked(None, findings.all)
    rows = findings.take(csv_rows(source.path, text))
    takster = tuple(_File(source.path, text, findings).takster(rows))
    left = findings.count - MAX_FINDINGS
    if left > 0:  # one wrong column must not drown the rest
        more = error("register-flere-fund", f"og {left} fund mere i samme fil", FileSpan(source.path), _FIRST_THESE)
        return Checked(None, (*findings.all[:MAX_FINDINGS], more))
    if not Checked(None, findings.all).ok:
        return Checked(None, findings.all)
    return Checked(replace(about, path=source.path, takster=takster, digest=source.digest), findings.all)


class _File:
    """One file while its rows are read."""

    def __init__(self, path: str, text: str, findings: Findings) -> None:
        self._path = path
        self._text = text
        self._findings = findings
        self._first_with: dict[str, CsvRow] = {}

    def takster(self, rows: Sequence[CsvRow]) -> Iterator[Takst]:
        """The takster of the rows that can be used."""
        if not rows:
            message, hint = (
                "filen er tom; der skal være overskrifter",
                f"hent den igen fra git med »git restore {self._path}«",
            )
            self._findings.add(error("register-tom", message, FileSpan(self._path), hint))
            return
        header, *lines = rows
        order = self._order(header)
        if order is None:
            return
        in_order = itemgetter(*order.values())
        for row in lines:
            if len(row.cells) != len(header.cells):
                message = f"rækken har {len(row.cells)} celler; overskrifterne er {len(header.cells)}"
                hint = f"er der et »{SEPARATOR}« for meget eller for lidt?"
                last = min(len(row.cells), len(header.cells)) - 1
                self._fault("register-antal-celler", message, row, last, hint)
            elif takst := self._takst(row, in_order(row.cells), order):
                yield takst

    def _order(self, header: CsvRow) -> Mapping[str, int] | None:
        """Where each heading's column is; None when one is wrong, missing or there twice."""
        headings = [cell.strip() for cell in header.cells]
        if len(headings) == 1:
            hint = "gem filen som »CSV UTF-8« med dansk opsætning i Excel, eller hent den igen fra git"
            self._fault("register-skilletegn", f"overskrifterne er ikke skilt af »{SEPARATOR}«", header, 0, hint)
            return None
        if len(headings) > _MAX_HEADINGS:
            message = f"der er {len(headings)} overskrifter; takstregistret har {len(HEADINGS)}"
            hint = "hent filen igen fra git, eller læs takstfilerne ind igen"
            span = TextSpan(self._path, header.extent.first_line)
            self._findings.add(error("register-overskrift-ukendt", message, span, hint))
            return None
        before = self._findings.count
        missing = [heading for heading in HEADINGS if heading not in headings]
        for index, heading in enumerate(headings):
            if heading not in HEADINGS:
                message = f"overskriften »{heading}« kendes ikke" if heading else "kolonnen har ingen overskrift"
                hints = suggestion(heading, missing or HEADINGS)
                self._fault("register-overskrift-ukendt", message, header, index, *hints)
            elif headings.index(heading) < index:
                message = f"overskriften »{heading}« står to gange"
                self._fault(
                    "register-overskrift-dobbelt", message, header, index, "ret den ene til det, den plejer at hedde"
                )
        for heading in missing:
            hints = suggestion(heading, set(headings) - set(HEADINGS)) or (f"skriv overskriften »{heading}« igen",)
            message = f"kolonnen »{heading}« mangler"
            self._fault("register-overskrift-mangler", message, header, len(headings), *hints)
        if self._findings.count > before:
            return None
        return {heading: headings.index(heading) for heading in HEADINGS}

    def _takst(self, row: CsvRow, cells: Sequence[str], order: Mapping[str, int]) -> Takst | None:
        """The takst of a row, its cells by HEADINGS; None when any is wrong, after all of them have been looked at."""
        file, sheet, number = cells[len(COLUMNS) :]
        if not _ROW_NUMBER.fullmatch(number):
            hint = "her står, hvilken række i driftsherrens fil linjen kommer fra"
            self._fault("register-kilde", f"»{number}« er ikke nummeret på en række", row, order[HEADINGS[-1]], hint)
            number = "1"
        origin = Origin(_unguarded(file), _unguarded(sheet), int(number))
        values = dict(zip(_FIELDS, cells, strict=False))
        where = TextSpan(self._path, row.extent.first_line)

        def span_of(field: str) -> TextSpan:
            return self._span(row, order[BY_FIELD[field].heading])

        read = decode_row(values, span_of, where, origin, {}, row.extent, _READERS)
        takst, at_its_source = read.value, _at_its_source(origin) if read.diagnostics else ""
        self._findings.add(*(replace(found, own_hints=(*found.own_hints, at_its_source)) for found in read.diagnostics))
        row_id, code = (
            (takst.id, takst.driftsherre_code) if takst else (values["id"].strip(), values["driftsherre_code"].strip())
        )
        self._check_id(row, order[BY_FIELD["id"].heading], row_id, code)
        return takst

    def _check_id(self, row: CsvRow, column: int, row_id: str, code: str) -> None:
        """In the register every line has an id, no other has it, and it begins with the driftsherre's code."""
        if not row_id:
            hint = f"et nyt Række-id består af koden og et nummer, som ingen anden har haft, fx {code or '751'}-0007"
            self._fault("register-id-mangler", "linjen har intet Række-id", row, column, hint, _AGAIN)
            return
        if code and row_id.rpartition("-")[0] != code:
            message = f"Række-id »{row_id}« hører ikke til driftsherrekoden {code}"
            self._fault("register-id-fremmed", message, row, column, "ret id'et eller driftsherrekoden", _AGAIN)
        first = self._first_with.setdefault(row_id, row)
        if first is not row:
            message = f"Række-id »{row_id}« står to gange; hver takst har sit eget"
            hint = "giv den nye linje et nyt nummer"
            double = error("register-id-dobbelt", message, self._span(row, column), hint, _AGAIN)
            self._findings.add(replace(double, related=((self._span(first, column), "det første sted"),)))

    def _fault(self, kind: str, message: str, row: CsvRow, column: int, *hints: str) -> None:
        self._findings.add(error(kind, message, self._span(row, column), *hints))

    def _span(self, row: CsvRow, column: int) -> TextSpan:
        if self._findings.count > MAX_FINDINGS:  # only their number is told, and finding a place is expensive
            return TextSpan(self._path, row.extent.first_line)
        return cell_span(self._text, row, column)


def _at_its_source(origin: Origin) -> str:
    """Where a line is to be mended: what is mended in the register is gone when the folder is read the next time."""
    sheet = f", arket »{origin.sheet[:_SHOWN]}«" if origin.sheet else ""
    read = f"linjen er læst fra {origin.file[:_SHOWN]}{sheet}, række {origin.row}"
    return f"{read}: ret dér og ikke her (eller bed driftsherren om en ny fil), og læs mappen ind igen"


def guarded(text: str) -> str:
    """A text as the file has it: one that Excel may take for a formula has an apostrophe more in front."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and _TO_GUARD.match(text[1:]) else text
