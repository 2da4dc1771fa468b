"""Shapes that are no .xlsx: .ods, .xls and CSV files as different programs write them."""

from __future__ import annotations

from functools import partial
from unicodedata import normalize

from tools.eksempel.cells import OWNER, Cell, Sender, Sheet, about, heading_row, headings, line, title_rows
from tools.eksempel.write_csv import Dialect, text_table
from tools.eksempel.write_old import ods, xls

BOM = "\ufeff"


def libreoffice(sender: Sender) -> bytes:
    """An .ods file with title rows; letters with their accents apart (Å as A and a ring), as a Mac may write them."""
    columns = headings(sender)
    lines = (line(row, columns, tilbud=partial(normalize, "NFD")) for row in sender.rows)
    rows = [*title_rows(sender), [], heading_row(columns), *lines]
    return ods((Sheet("Takster", rows), about(sender)))


def old_excel(sender: Sender) -> bytes:
    """An .xls file as Excel 97-2003 wrote it; this year with Række-id."""
    columns = headings(sender, with_id=True)
    return xls((about(sender), Sheet("Takster", [heading_row(columns), *(line(row, columns) for row in sender.rows)])))


def _csv(sender: Sender, dialect: Dialect, with_id: bool = False) -> bytes:
    columns = headings(sender, with_id=with_id)
    rows = [*title_rows(sender), heading_row(columns), *(line(row, columns) for row in sender.rows)]
    return text_table(Sheet("", rows), dialect)


def csv_windows(sender: Sender) -> bytes:
    """Semicolons and cp1252, as Danish Excel saves "CSV (semikolonsepareret)"."""
    columns = [heading for heading in headings(sender) if heading[0] not in OWNER]
    rows = [title_rows(sender)[1], heading_row(columns), *(line(row, columns) for row in sender.rows)]
    return text_table(Sheet("", rows), Dialect(encoding="cp1252"))


def csv_utf8(sender: Sender) -> bytes:
    """Semicolons and UTF-8 with its mark, as Danish Excel saves "CSV UTF-8"; with thousands points."""
    return _csv(sender, Dialect(encoding="utf-8-sig", point="."))


def csv_quoted(sender: Sender) -> bytes:
    """Commas, everything in quotes, decimal commas inside them; this year with Række-id."""
    return _csv(sender, Dialect(separator=",", is_quoted=True), with_id=True)


def csv_utf16(sender: Sender) -> bytes:
    """Tabs and UTF-16, as Excel saves "Unicode-tekst"."""
    return _csv(sender, Dialect(separator="\t", encoding="utf-16-le", before=BOM))


def csv_told(sender: Sender) -> bytes:
    """`sep=;` as the first line, UTF-8 without a mark, a note below the table."""
    columns = headings(sender)
    rows = [heading_row(columns), *(line(row, columns) for row in sender.rows)]
    rows += [[], [Cell("Eksempeldata. Tilbud, pladser og takster er opdigtede.")]]
    return text_table(Sheet("", rows), Dialect(before="sep=;\r\n"))
