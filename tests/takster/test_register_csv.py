"""The register's CSV file: what is written is read back the same, and what was edited wrongly is told at its cell."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import Counter
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Severity, TextSpan
from rammeaftale.model.extent import Extent
from rammeaftale.model.takst_columns import COLUMNS, Column, Form
from rammeaftale.model.takster import Origin, Takstregister
from rammeaftale.takster.register.decode import HEADINGS, MAX_FINDINGS, decode_register
from rammeaftale.takster.register.encode import cell_text, register_csv
from rammeaftale.takster.register.rows import cell_extents, cell_span, csv_rows
from rammeaftale.takster.row import decode_row
from rammeaftale.world import Source
from tests.takster.register_lines import ABOUT, LINE, PATH, any_register, line, register


def _read(data: bytes) -> Checked[Takstregister | None]:
    return decode_register(Source(PATH, data), ABOUT)


def _text(*takster: object) -> str:
    return register_csv(register(*(takster or (LINE,)))).decode("utf-8-sig")  # type: ignore[arg-type]


def _found(text: str) -> list[tuple[str, str]]:
    """The kind of each finding with the very letters that its place underlines."""
    checked = _read(text.encode("utf-8-sig"))
    assert checked.value is None
    return [(found.kind, _marked(text, found)) for found in checked.diagnostics]


def _marked(text: str, found: Diagnostic) -> str:
    assert isinstance(found.span, TextSpan)
    row = text.split("\n")[found.span.line - 1]
    return row[found.span.column - 1 :][: found.span.length]


@settings(max_examples=60)
@given(any_register())
def test_any_register_is_read_back_the_same(written: Takstregister) -> None:
    data = register_csv(written)
    checked = _read(data)
    assert [found for found in checked.diagnostics if found.severity is Severity.ERROR] == []
    assert checked.value == written
    assert register_csv(written) == data


_TRICKY = (
    "", "0", "00", "-0", "1,234", "12,5", "12,345", "0,1234567", "100", "100,01", "-5", "0,5", "2019", "1999",
    "1234567890123", "123456789012,34", "1e5", "\u0661", "1_0", "§ 107", "§107", "§ 20, stk. 3", "døgn", "Døgn", "uge",
    "–", "a  b", " a", "a ", "_", "'=1", "''@x", "x" * 501, "615-0002", "615-2", "751", "a\nb",
)  # fmt: skip


@given(st.sampled_from(COLUMNS), st.sampled_from(_TRICKY))
def test_a_cell_is_read_as_a_senders_cell_of_that_value(column: Column, text: str) -> None:
    """A number that stands as the file writes numbers is that number, though a sender may mean a thousand by 1,234."""
    cells = dict(zip(HEADINGS, next(csv.reader(io.StringIO(_text().split("\n")[1]), delimiter=";")), strict=True))
    cells[column.heading] = text
    row = io.StringIO()
    csv.writer(row, delimiter=";", lineterminator="\n").writerows((cells.keys(), cells.values()))
    read = _read(row.getvalue().encode())
    values = {one.field: _meant(cells[one.heading], one.form) for one in COLUMNS}
    wanted = decode_row(values, lambda _: FileSpan(PATH), FileSpan(PATH), LINE.origin, {})
    assert [found.kind for found in read.diagnostics if not found.kind.startswith("register-")] == [
        found.kind for found in wanted.diagnostics
    ]
    assert read.value is None or read.value.takster == (wanted.value,)


def _meant(text: str, form: Form) -> str | Decimal:
    decimals = {Form.AMOUNT: "{1,2}", Form.PERCENT: "+", Form.COUNT: "+"}.get(form)
    if decimals and re.fullmatch(f"-?(0|[1-9][0-9]*)(,[0-9]{decimals})?", text):
        return Decimal(text.replace(",", "."))
    return text[1:] if re.match("'+[=@]", text) else text


@given(st.text(st.characters(), max_size=20))
def test_no_text_begins_what_excel_takes_for_a_formula(tilbud: str) -> None:
    data = register_csv(register(line(tilbud=tilbud)))
    row = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1]
    assert row[3][:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert visible(visible(tilbud)) == visible(tilbud)


@pytest.mark.parametrize(
    "tilbud", ["=1+1", "+1", "-2+3", "@x", "'=1", "''@x", "'s-Hertogenbosch", "a;b", 'a "b" c', '"']
)
def test_a_tricky_name_is_read_back(tilbud: str) -> None:
    checked = _read(register_csv(register(line(tilbud=tilbud))))
    assert checked.value is not None
    assert checked.value.takster[0].tilbud == tilbud


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.50", "1234,5"), ("-0.00", "0"), ("1E+3", "1000"), ("0.000001", "0,000001"), ("-17.25", "-17,25")],
)
def test_numbers_are_written_shortest(value: str, text: str) -> None:
    assert cell_text(Decimal(value)) == text


def test_the_file_is_what_a_danish_excel_opens() -> None:
    data = register_csv(register(LINE))
    assert data.startswith(b"\xef\xbb\xbfR\xc3\xa6kke-id;Driftsherrekode;")
    assert data.endswith(b";horsens.xlsx;Takster;5\n")
    assert b"\r" not in data


def test_excel_may_save_it_again() -> None:
    """Other line ends, needless quotes, a blank line, columns moved, thousands with points."""
    text = _text().replace("1234,5", "1.234,50").replace("Nord", '"Nord"').replace("\n", "\r\n") + ";" * 36 + "\r\n\r\n"
    assert _read(text.encode("utf-8-sig")).value == register(LINE)
    assert _read(_text().replace("615-0001;615;", " 615-0001 ;615 ;").encode("utf-8-sig")).value == register(LINE)
    moved = "\n".join(";".join(reversed(row.split(";"))) for row in _text().split("\n"))
    assert _read(moved.encode("utf-8")).value == register(LINE)


def test_every_wrong_cell_is_told_at_once_and_underlined() -> None:
    first = _text(line(1, tilbud="Bir;ken")).replace(";12;", ";12 stk;").replace("1234,5", "1,234.50")
    text = first + _text(line(1, unit="uge")).split("\n")[1] + "\n"
    assert _found(text) == [
        ("p11-tal", "12 stk"),
        ("p11-tal", "1,234.50"),
        ("takst-enhed", "uge"),
        ("register-id-dobbelt", "615-0001"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Målgruppe", "Målgr.", [("register-overskrift-ukendt", "Målgr."), ("register-overskrift-mangler", ";")]),
        ("Afdeling", "Tilbud", [("register-overskrift-dobbelt", "Tilbud"), ("register-overskrift-mangler", ";")]),
        ("615-0001", "751-0001", [("register-id-fremmed", "751-0001")]),
        ("615-0001", "", [("register-id-mangler", ";")]),
        ("615-0001", "7", [("raekke-id", "7"), ("register-id-fremmed", "7")]),
        ("Takster;5", "Takster;fem", [("register-kilde", "fem")]),
        ("Nord;", "", [("register-antal-celler", "5")]),
        ("Nord;", "Nord;;", [("register-antal-celler", "Takster")]),
        ("Nord", '"Nord', [("register-citat", '"Nord;SEL')]),
        ("Nord", '"No"rd', [("register-citat", '"No"rd')]),
        ("1234,5;", "1,234;", [("p11-tal", "1,234")]),
        ("døgn;", ";", [("t4-takst-mangler", ";")]),
    ],
)  # fmt: skip
def test_a_wrong_edit_is_told_at_its_cell(old: str, new: str, found: list[tuple[str, str]]) -> None:
    text = _text().replace(old, new, 1)
    told = _found(text)
    assert [kind for kind, _ in told] == [kind for kind, _ in found]
    assert all(marked.startswith(cell) or cell == ";" for (_, marked), (_, cell) in zip(told, found, strict=True)), told


def test_a_misspelt_heading_gets_the_right_one() -> None:
    checked = _read(_text().replace("Målgruppe", "Målgrupe").encode("utf-8-sig"))
    assert checked.diagnostics[0].hints == ("mente du »Målgruppe«?",)


@settings(max_examples=80)
@given(st.lists(st.lists(st.text('a;"\n', max_size=4), min_size=1, max_size=4), min_size=1, max_size=3), st.booleans())
def test_every_cell_is_found_where_it_stands(table: list[list[str]], all_quoted: bool) -> None:
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=";", lineterminator="\n", quoting=quoting).writerows(table)
    checked = csv_rows(PATH, text.getvalue())
    assert [list(row.cells) for row in checked.value] == [row for row in table if any(row)]
    lines = text.getvalue().split("\n")
    for row in checked.value:
        extents = cell_extents(text.getvalue(), row)
        assert [_unquoted(_between(lines, extent)) for extent in extents] == list(row.cells)
        spans = [cell_span(text.getvalue(), row, index) for index in range(len(row.cells))]
        assert [(span.line, span.column) for span in spans] == [extent[1:3] for extent in extents]
        assert _between(lines, row.extent) == ";".join(_between(lines, extent) for extent in extents)


def _between(lines: list[str], extent: Extent) -> str:
    _, first, start, last, end = extent
    text = lines[first - 1 : last]
    text[-1] = text[-1][:end]
    return "\n".join((text[0][start - 1 :], *text[1:]))


def _unquoted(cell: str) -> str:
    return cell[1:-1].replace('""', '"') if cell.startswith('"') else cell


def test_a_cell_without_end_is_told_with_its_row() -> None:
    text = _text().replace("Nord", "x" * 140_000)
    (found,) = _read(text.encode()).diagnostics
    assert found.message == "rækken kan ikke læses; resten af filen er ikke læst"
    assert _marked(text, found) == text.split("\n")[1]


def test_a_fault_behind_a_cell_of_two_lines_is_placed_right() -> None:
    text = _text(line(1, note="slut")).replace("Nord", '"No\nrd; ""x"""').replace("1234,5", "abc")
    assert _found(text) == [("p11-tal", "abc")]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "register-tom"),
        (b"\n\n", "register-tom"),
        (_text().replace(";", ",").encode(), "register-skilletegn"),
        (_text().encode("cp1252"), "tegnsaet-forkert"),
        (_text().encode("utf-16"), "tegnsaet-forkert"),
        (b"PK\x03\x04", "fil-ikke-tekst"),
        (_text().replace("Nord", "No\tr\u00a0d").encode(), "tabulator usynligt-tegn"),
    ],
)
def test_a_file_of_another_kind_is_refused(data: bytes, kind: str) -> None:
    checked = _read(data)
    assert checked.value is None
    assert " ".join(found.kind for found in checked.diagnostics) == kind


def test_one_wrong_column_does_not_drown_the_rest() -> None:
    lines = [line(number) for number in range(1, 200)]
    checked = _read(_text(*lines).replace("døgn", "uge").encode())
    assert len(checked.diagnostics) == MAX_FINDINGS + 1
    assert checked.diagnostics[-1].message == f"og {199 - MAX_FINDINGS} fund mere i samme fil"


def test_headings_are_all_columns_and_the_source() -> None:
    assert HEADINGS[0] == "Række-id"
    assert HEADINGS[-4:] == ("Bemærkning", "Kilde, fil", "Kilde, ark", "Kilde, række")


def test_reading_takes_as_many_steps_as_there_are_lines() -> None:
    """Steps are counted, not seconds: the machine may be busy. What is done once for a file makes it less than tenfold.

    The first reading fills what is kept of cells.
    """
    _, few, many = (_steps(count) for count in (300, 30, 300))
    assert few < many < 10 * few


def _steps(count: int) -> int:
    """How many functions are called to read a register of so many lines."""
    lines = [line(number, origin=Origin("a.xlsx", "T", number)) for number in range(1, count + 1)]
    data, calls = register_csv(register(*lines)), Counter[str]()
    sys.setprofile(lambda frame, event, argument: calls.update((event,)))
    try:
        checked = _read(data)
    finally:
        sys.setprofile(None)
    assert checked.ok
    return calls["call"] + calls["c_call"]


def test_what_is_wrong_in_a_line_is_told_with_where_the_line_was_read_from() -> None:
    """The register is not edited by hand: the hint is for those who have the senders' files, and is in no mail."""
    written = _text(LINE).replace(f";{cell_text(LINE.amount)};", ";1.2.3;")
    (found,) = _read(written.encode("utf-8-sig")).diagnostics
    read = f"linjen er læst fra {LINE.origin.file}, arket »{LINE.origin.sheet}«, række {LINE.origin.row}: "
    again = "ret dér og ikke her (eller bed driftsherren om en ny fil), og læs mappen ind igen"
    assert (found.kind, found.own_hints) == ("p11-tal", (read + again,))
    (found,) = _read(written.replace(f";{LINE.origin.sheet};", ";;").encode("utf-8-sig")).diagnostics
    assert found.own_hints == (read.replace(f", arket »{LINE.origin.sheet}«", "") + again,)
