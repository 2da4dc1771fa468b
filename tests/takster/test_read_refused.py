"""Files that cannot be used, each with one reason; and that no bytes at all raise an exception."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.read.tables import parts as sheet_parts
from rammeaftale.read.tables.ole import Container
from tests.takster.read_files import (
    MAIN_SHEET,
    ROWS,
    VALUES,
    compound,
    deflated,
    kinds,
    ods,
    read,
    values_of,
    xls,
    xlsx,
)
from tests.takster.zips import pack, unpack

XLSX, XLS, ODS = xlsx(ROWS), xls(ROWS), ods(ROWS)
CSV = 'Tilbud;Takst\r\n"Birkegården; Ærø";1.234,50\r\n'.encode("cp1252")
DOCX = pack({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
BOOK = Container(XLS).stream("Workbook")


def _with(data: bytes, name: str, part: bytes) -> bytes:
    return pack({**unpack(data), name: part})


def _locked_zip() -> bytes:
    """The bit that says that a part is encrypted, set in both places."""
    data = bytearray(XLSX)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark)
        data[place + offset] |= 1
    return bytes(data)


def _locked_xls() -> bytes:
    end = 4 + struct.unpack_from("<H", BOOK, 2)[0]
    return compound(BOOK[:end] + struct.pack("<HHH", 0x2F, 2, 0) + BOOK[end:])


REFUSED: dict[str, tuple[bytes, str]] = {
    "tom": (b"", "fil-tom"),
    "kun mellemrum": (b" \r\n", "fil-tom"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "fil-ikke-regneark"),
    "jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "fil-ikke-regneark"),
    "png": (b"\x89PNG\r\n\x1a\n", "fil-ikke-regneark"),
    "word": (DOCX, "fil-ikke-regneark"),
    "zip": (pack({"x.csv": CSV}), "fil-ikke-regneark"),
    "xlsb": (pack({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "fil-ikke-regneark"),
    "odt": (pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "fil-ikke-regneark"),
    "html": (b"\n<HTML><table><tr><td>1</td></tr></table>", "fil-ikke-regneark"),
    "xml": (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "fil-ikke-regneark"),
    "andre bytes": (bytes(range(256)), "fil-ikke-regneark"),
    "gammel word": (compound(BOOK, "WordDocument"), "fil-ikke-regneark"),
    "anden ole": (compound(BOOK, "Andet"), "excel-ulaeselig"),
    "halv xlsx": (XLSX[:2000], "excel-ulaeselig"),
    "halv xls": (XLS[:3000], "excel-ulaeselig"),
    "halv ods": (ODS[:-300], "excel-ulaeselig"),
    "zip uden projektmappe": (pack({"[Content_Types].xml": b"<x/>"}), "excel-ulaeselig"),
    "ods uden indhold": (pack({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "excel-ulaeselig"),
    "entiteter": (
        _with(XLSX, MAIN_SHEET, b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
        "excel-ulaeselig",
    ),
    "entiteter i utf-16": (
        _with(XLSX, MAIN_SHEET, '\ufeff<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'.encode("utf-16-le")),
        "excel-ulaeselig",
    ),
    "ods med entiteter": (_with(ODS, "content.xml", b"<!DOCTYPE x><x/>"), "excel-ulaeselig"),
    "excel 95": (compound(BOOK.replace(b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x10\x00\x00\x05")), "excel-gammel"),
    "excel 95 uden ny strøm": (compound(BOOK, "Book"), "excel-gammel"),
    "excel 4": (b"\x09\x04\x06\x00\0\0\x10\0", "excel-gammel"),
    "låst xlsx": (compound(BOOK, "EncryptedPackage"), "excel-laast"),
    "låst zip": (_locked_zip(), "excel-laast"),
    "låst xls": (_locked_xls(), "excel-laast"),
    "låst ods": (_with(ODS, "META-INF/manifest.xml", b"<m:manifest><m:encryption-data/></m:manifest>"), "excel-laast"),
    "helt låst ods": (_with(ODS, "encrypted-package", b"x"), "excel-laast"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_table_has_one_reason(what: str) -> None:
    data, kind = REFUSED[what]
    checked = read(data)
    assert checked.value is None
    (found,) = checked.diagnostics
    assert (found.kind, str(found.span)) == (kind, "ind/fil.xlsx")
    assert found.hints


def _xls_with_macros() -> bytes:
    """A folder of programs in the entry after that of the stream."""
    data, name = bytearray(compound(BOOK)), "_VBA_PROJECT_CUR".encode("utf-16-le")
    entry = data.rindex("Workbook".encode("utf-16-le")) + 128
    data[entry : entry + 67] = name.ljust(64, b"\0") + struct.pack("<HB", len(name) + 2, 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_with(XLSX, "xl/vbaProject.bin", b"x"), "a.xlsm"),
        (_with(XLSX, "XL\\VBAPROJECT.BIN", b"x"), "a.xlsx"),
        (_xls_with_macros(), "a.xls"),
        (_with(ODS, "Basic/Standard/Module1.xml", b"<x/>"), "a.ods"),
    ],
)
def test_a_file_with_macros_is_told_and_its_cells_are_read(data: bytes, name: str) -> None:
    assert kinds(data, name) == [("fejl", "excel-makro")]
    assert values_of(data, name) == VALUES


@pytest.mark.parametrize(
    ("data", "name"), [(XLSX, "a.xls"), (XLS, "a.xlsx"), (ODS, "a.xlsx"), (CSV, "a.XLSX"), (CSV, "a")]
)
def test_a_file_with_a_wrong_name_is_read_with_a_warning(data: bytes, name: str) -> None:
    assert kinds(data, name) == [("advarsel", "fil-endelse")]
    assert values_of(data, name)


@pytest.mark.parametrize("name", ["a.csv", "a.TXT", "a.tsv"])
def test_the_names_of_text_files(name: str) -> None:
    assert kinds(CSV, name) == []


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = deflated({**unpack(XLSX), "xl/media/x": b"0" * 6_000_000})
    assert kinds(bomb) == [("fejl", "excel-for-stor")]
    monkeypatch.setattr(sheet_parts, "MAX_UNPACKED", 1000)
    assert kinds(XLSX) == [("fejl", "excel-for-stor")]


def test_a_part_that_is_larger_than_it_says_is_not_unpacked_to_its_end() -> None:
    """The size in the zip's table is what limits the reading; the check sum then fails."""
    sheet = unpack(XLSX)[MAIN_SHEET]
    huge = deflated({**unpack(XLSX), MAIN_SHEET: sheet + b" " * 3_000_000})
    lying = huge.replace(struct.pack("<I", len(sheet) + 3_000_000), struct.pack("<I", 300))
    assert lying != huge
    assert kinds(lying) == [("fejl", "excel-ulaeselig")]


def test_what_is_packed_in_another_way_is_not_unpacked() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        for name, part in unpack(XLSX).items():
            archive.writestr(name, part)
    assert kinds(made.getvalue()) == [("fejl", "excel-ulaeselig")]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_a_cell_that_is_too_long_is_told(kind: str) -> None:
    rows = [["Tilbud"], ["x" * 20_000]]
    files = {"xlsx": xlsx(rows), "xls": xls(rows), "ods": ods(rows), "csv": b"Tilbud\n" + b"x" * 1_000_000}
    (found,) = read(files[kind], f"a.{kind}").diagnostics
    assert found.kind == "celle-for-lang"
    assert str(found.span).endswith("celle A2")


def test_letters_encoded_twice_are_told_in_a_workbook_too() -> None:
    for data, name in ((xlsx([["GÃ¸r"]]), "a.xlsx"), (xls([["GÃ¸r"]]), "a.xls"), (ods([["GÃ¸r"]]), "a.ods")):
        assert kinds(data, name) == [("fejl", "p12-tegnsaet")]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"sep=;\n", b"\xff\xfe"]),
)
def test_no_bytes_can_raise(data: bytes, beginning: bytes) -> None:
    read(beginning + data)


@pytest.mark.parametrize("data", [XLSX, XLS, ODS, CSV], ids=["xlsx", "xls", "ods", "csv"])
def test_no_damage_can_raise(data: bytes) -> None:
    chance = random.Random(20210101)
    for _ in range(150):
        hurt = bytearray(data[: chance.choice((len(data), chance.randrange(len(data))))])
        for _ in range(chance.choice((0, 1, 1, 4, 20))):
            if hurt:
                hurt[chance.randrange(len(hurt))] = chance.choice((0, 255, chance.randrange(256)))
        read(bytes(hurt))


@pytest.mark.parametrize("data", [XLSX, ODS], ids=["xlsx", "ods"])
def test_no_damage_inside_a_part_can_raise(data: bytes) -> None:
    whole = unpack(data)
    chance = random.Random(20210101)
    bits: tuple[Any, ...] = (b"", b"9999999999", b"-1", b"AAAA1", b'"', b"<v>", b"nan", b"1e999")
    for _ in range(300):
        name = chance.choice([name for name in whole if name.endswith(("xml", "rels"))])
        hurt = bytearray(whole[name])
        start = chance.randrange(len(hurt))
        hurt[start : start + chance.randrange(12)] = chance.choice(bits)
        read(pack({**whole, name: bytes(hurt)}))


def test_no_damage_inside_the_stream_of_an_xls_can_raise() -> None:
    chance = random.Random(20210101)
    for _ in range(300):
        hurt = bytearray(BOOK)
        for _ in range(chance.randrange(1, 8)):
            hurt[chance.randrange(len(hurt))] = chance.choice((0, 1, 127, 255))
        read(compound(bytes(hurt)))


def test_the_files_that_are_damaged_here_are_whole() -> None:
    assert values_of(XLSX) == values_of(XLS) == values_of(ODS) == values_of(compound(BOOK)) == VALUES
