"""One change in a workbook as people and programs make them: a row hidden, a number typed over, a cell moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from bench.laesere_fejl import faulty
from tests.takster.zips import pack, unpack

_SHEET = re.compile(r"xl/worksheets/sheet[0-9]+\.xml")
_STYLES, _STRINGS, _WORKBOOK = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_ROW = re.compile(r'<row r="([0-9]+)"[^>]*?>.*?</row>', re.DOTALL)
_CELL = re.compile(r"<c r=\"[A-Z]+[0-9]+\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_NUMBER = re.compile(r"(<c r=\"[A-Z]+[0-9]+\"(?: s=\"[0-9]+\")?)><v>([0-9.]+)</v></c>")
_INDEX = re.compile(r'(t="s"><v>)([0-9]+)(</v>)')

Change = Callable[[str, Random], str]


def changed(data: bytes, random: Random) -> tuple[str, bytes]:
    """What was done, and the workbook; half of the time it is a fault in the bytes or the XML."""
    parts = unpack(data) if data.startswith(b"PK\3\4") else {}
    if random.random() < 0.3 or _WORKBOOK not in parts:
        return "småfejl", faulty(data, random)
    name = random.choice(list(_CHANGES))
    part, change = _CHANGES[name]
    wanted = random.choice(sorted(filter(_SHEET.fullmatch, parts))) if part == "ark" else part
    if wanted not in parts:
        return "uændret", data
    parts[wanted] = change(parts[wanted].decode(), random).encode()
    return name, pack(parts)


def _one(pattern: re.Pattern[str], text: str, random: Random, new: Callable[[re.Match[str]], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = random.choice(found)
    return text[: match.start()] + new(match) + text[match.end() :]


def _in_row(attribute: str) -> Change:
    return lambda text, random: _one(_ROW, text, random, lambda row: row[0].replace("<row ", f"<row {attribute} ", 1))


def _typed(text: str, random: Random) -> str:
    written = random.choice(
        ("0", "-5", "980", "1E+3", "1e-7", "12.345", "99999999999999", "0.95", "44197", "1", "7.25")
    )
    return _one(_NUMBER, text, random, lambda cell: f"{cell[1]}><v>{written}</v></c>")


def _worded(text: str, random: Random) -> str:
    words = random.choice(
        ("1.234,50", "1.234", "12,345", "kr. 1.500,-", "95 %", "ca. 12", "-", "§ 107", "_xD801_", "døgn")
    )
    return _one(_NUMBER, text, random, lambda cell: f'{cell[1]} t="inlineStr"><is><t>{words}</t></is></c>')


def _doubled(text: str, random: Random) -> str:
    kind = random.choice(("", ' t="inlineStr"', ' t="str"'))
    return _one(_NUMBER, text, random, lambda cell: f"{cell[1]}{kind}><v>{cell[2]}</v><is><t>77</t></is></c>")


def _formula(text: str, random: Random) -> str:
    result = random.choice(("", "<v></v>", "<v>0</v>"))
    return _one(_NUMBER, text, random, lambda cell: f"{cell[1]}><f>A1+1</f>{result}</c>")


def _other_word(text: str, random: Random) -> str:
    return _one(_INDEX, text, random, lambda index: f"{index[1]}{random.randrange(60)}{index[3]}")


def _swapped(text: str, random: Random) -> str:
    """Two neighbouring cells of a row change places."""

    def swap(row: re.Match[str]) -> str:
        cells = list(_CELL.finditer(row[0]))
        if len(cells) < 2:
            return row[0]
        at = random.randrange(len(cells) - 1)
        names = [re.search(r'r="([A-Z]+[0-9]+)"', cells[index][0]) for index in (at, at + 1)]
        first, second = (name[1] if name else "" for name in names)
        moved = cells[at + 1][0].replace(f'r="{second}"', f'r="{first}"'), cells[at][0].replace(first, second)
        return row[0][: cells[at].start()] + "".join(moved) + row[0][cells[at + 1].end() :]

    return _one(_ROW, text, random, swap)


def _again(text: str, random: Random) -> str:
    """A row stands once more below the others."""
    rows = list(_ROW.finditer(text))
    if not rows:
        return text
    number = int(rows[-1][1]) + 1
    row = random.choice(rows)
    copy = re.sub(rf'(r="[A-Z]*){row[1]}"', rf'\g<1>{number}"', row[0])
    return text.replace("</sheetData>", f"{copy}</sheetData>")


def _merged(text: str, random: Random) -> str:
    row, column = random.randint(2, 12), random.choice("ABCDEFGHIJKLM")
    area = f'<mergeCells count="1"><mergeCell ref="{column}{row}:{column}{row + random.randint(1, 3)}"/></mergeCells>'
    return text.replace("</sheetData>", f"</sheetData>{area}")


def _column(text: str, random: Random) -> str:
    at = random.randint(1, 16)
    hidden = f'<cols><col min="{at}" max="{at}" width="9" hidden="1"/></cols>'
    return re.sub(r"(<cols>.*?</cols>)?<sheetData>", f"{hidden}<sheetData>", text, count=1, flags=re.DOTALL)


def _format(text: str, random: Random) -> str:
    number = random.choice(("9", "14", "10", "49", "0"))
    return _one(re.compile(r'<xf numFmtId="[0-9]+"'), text, random, lambda _: f'<xf numFmtId="{number}"')


_CHANGES: dict[str, tuple[str, Change]] = {
    "skjult række": ("ark", _in_row('hidden="1"')),
    "lav række": ("ark", _in_row('ht="1.5" customHeight="1"')),
    "række væk": ("ark", lambda text, random: _one(_ROW, text, random, lambda _: "")),
    "række to gange": ("ark", _again),
    "celle væk": ("ark", lambda text, random: _one(_CELL, text, random, lambda _: "")),
    "celler byttet": ("ark", _swapped),
    "andet tal": ("ark", _typed),
    "tal som tekst": ("ark", _worded),
    "to værdier": ("ark", _doubled),
    "formel": ("ark", _formula),
    "andet ord": ("ark", _other_word),
    "flettet": ("ark", _merged),
    "skjult kolonne": ("ark", _column),
    "talformat": (_STYLES, _format),
    "overstreget": (
        _STYLES,
        lambda text, random: _one(re.compile("<font>"), text, random, lambda _: "<font><strike/>"),
    ),
    "tekst rettet": (
        _STRINGS,
        lambda text, random: _one(re.compile(r">([^<>]{3,})</t>"), text, random, lambda words: f">{words[1][1:]}</t>"),
    ),
    "1904": (_WORKBOOK, lambda text, _: text.replace("<workbookPr ", '<workbookPr date1904="1" ', 1)),
    "skjult ark": (_WORKBOOK, lambda text, _: text.replace("<sheet ", '<sheet state="hidden" ', 1)),
}
"""What is done, to which part."""
