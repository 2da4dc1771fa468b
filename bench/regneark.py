"""Changed workbooks through the whole of `takster ind`: never may a register be another than the sheet.

    python -m bench.regneark [antal] [--frø 1] [--vis]

The files of the frozen edition, each with one change (bench/regneark_fejl.py). What a
person sees is what python-calamine reads, cell by cell. A register that says something else without a finding is a
fault of ours, and so are an exception and a takst that is gone without a word. The exit status is 1 when there is one.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from random import Random

from python_calamine import CalamineWorkbook

from bench.regneark_fejl import changed
from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.intake import Received
from rammeaftale.model.takst_columns import BY_FIELD, Form
from rammeaftale.read.tables.values import column_number
from rammeaftale.shell.takst_pipeline import Reception, take_in
from rammeaftale.world import Source
from tests import frozen
from tests.memory_world import MemoryWorld

_SHOWN_EACH = 200
PLACE = f"{frozen.SENT}/2031"
_EXPECTED = {"p2-indberetning-mangler"}
"""The others have sent nothing."""
_ALIKE = ("tilbud", "afdeling", "maalgruppe", "udligningsgruppe", "tilbudstype", "law")
"""Texts that are taken as they stand."""
_NONE = ("", "-", "–", "—")
_TWO_VALUES = "to værdier"
"""Of a cell with `v` and `is` its type says which counts (ECMA-376 part 1, 18.18.11); python-calamine takes `is`."""

Rows = Sequence[Sequence[object]]


def main() -> int:
    """Try, count, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.regneark")
    parser.add_argument("antal", nargs="?", type=int, default=600)
    parser.add_argument("--frø", dest="seed", type=int, default=1)
    parser.add_argument("--vis", dest="shows", action="store_true", help="vis hver forskel, også dem der er sagt")
    options = parser.parse_args()
    files = {path: data for path, data in frozen.files().items() if path.startswith(f"{PLACE}/")}
    books = sorted((path, data) for path, data in files.items() if path.endswith((".xlsx", ".xls", ".ods")))
    world = MemoryWorld(frozen.files())
    usual = {path: _kinds(world, path, data) for path, data in books}
    counts: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(options.antal):
        path, good = books[number % len(books)]
        what, data = changed(good, Random(f"{options.seed}-{number}"))
        try:
            result, told = _outcome(world, path, data, usual[path])
            if told and what == _TWO_VALUES:
                result = "læst: som standarden siger, og ikke som den anden læser"
        except Exception:
            result, told = "FEJL", [traceback.format_exc(limit=-3)]
        counts[result] += 1
        if number % _SHOWN_EACH == _SHOWN_EACH - 1:
            sys.stderr.write(f"{number + 1}: {dict(counts)}\n")
        if told and (options.shows or result.isupper()):
            sys.stdout.write(f"{options.seed}-{number} {path.rpartition('/')[2]} {what}: {result}\n    {told[0]}\n")
    for result, count in counts.most_common():
        sys.stdout.write(f"{count:8} {result}\n")
    sys.stdout.write(f"{options.antal} regneark, frø {options.seed}, {time.monotonic() - began:.0f} sekunder\n")
    return int(any(result.isupper() for result in counts))


def _kinds(world: MemoryWorld, path: str, data: bytes) -> Counter[str]:
    """What is found in a file before it is changed."""
    checked = take_in(world, frozen.EDITION, [Source(path, data)], PLACE, 2031)
    return Counter(finding.kind for finding in checked.diagnostics)


def _outcome(world: MemoryWorld, path: str, data: bytes, usual: Counter[str]) -> tuple[str, list[str]]:
    """What becomes of a file, and where the register is another than the sheet."""
    checked = take_in(world, frozen.EDITION, [Source(path, data)], PLACE, 2031)
    errors = {one.kind for one in checked.diagnostics if one.severity is Severity.ERROR} - _EXPECTED
    if errors or checked.value is None or not checked.value.received:
        return "fejl: registret er urørt", []
    (received,) = checked.value.received
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(received.sheet)
        rows: Rows = sheet.to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:  # calamine's own classes, and Rust's panics, which are no Exception
        return "læst, men ikke af den anden læser", [repr(problem)]
    differences = list(_differences(received, checked.value, rows))
    is_told = bool(Counter(finding.kind for finding in checked.diagnostics) - usual)
    if not differences:
        return "læst: som i arket, med fund" if is_told else "læst: som i arket", []
    return ("læst: anderledes, og sagt" if is_told else "TAVST ANDERLEDES"), differences


def _differences(received: Received, reception: Reception, rows: Rows) -> Iterator[str]:
    """Cells of the register that are not those of the sheet, and takster that are in the sheet alone."""
    letters = {match.field: column_number(match.letter) - 1 for match in received.columns}
    in_register = {takst.origin.row for takst in reception.register.takster} if reception.register else set()
    for line in received.lines:
        if line.takst is None or line.row not in in_register:
            yield f"række {line.row} er ikke i registret"
            continue
        for field, column in letters.items():
            cells = rows[line.row - 1] if line.row <= len(rows) else []
            cell = cells[column] if column < len(cells) else ""
            said = getattr(line.takst, field)
            if not _is_same(field, cell, said) and not _is_seen_so(received, field, cell, said):
                yield f"række {line.row}, {BY_FIELD[field].heading}: {cell!r} i arket, {said!r} i registret"
    known = {line.row for line in received.lines} | {row.row for row in received.left_out}
    for number, cells in enumerate(rows, 1):
        if number > max(received.header_rows) and number not in known and _looks_like_a_takst(cells, letters):
            yield f"række {number} er i arket, men ingen steder"


def _is_seen_so(received: Received, field: str, cell: object, said: object) -> bool:
    """Whether a spreadsheet shows what the register says, though the other reader reads what is not shown.

    What stands in a cell below a merged one is covered by it, and what stands in a cell of an .ods outside its
    paragraphs is not shown (ODF 1.3, part 3, 9.1.4).
    """
    is_merged = any(match.field == field and "flettede" in match.remark for match in received.columns)
    return is_merged or (received.kind == "ods" and bool(said) and _words(cell).startswith(_words(said)))


def _looks_like_a_takst(cells: Sequence[object], letters: dict[str, int]) -> bool:
    wanted = [letters[field] for field in ("tilbud", "amount") if field in letters]
    return all(column < len(cells) and cells[column] not in ("", None) for column in wanted)


def _is_same(field: str, cell: object, said: object) -> bool:
    """Whether the register has what the cell says; of what is read by rules of its own only the number counts."""
    if isinstance(cell, bool) or field == "id":
        return True
    if cell is None or (isinstance(cell, str) and cell.strip() in _NONE):
        return said in (None, "") or field in (
            "driftsherre",
            "driftsherre_code",
            "previous",
            *_ALIKE,
        )  # merged, or known
    if BY_FIELD[field].form is Form.TEXT:
        return field not in _ALIKE or _words(cell) == _words(said)
    if isinstance(cell, datetime | date):
        return said == Decimal(cell.year)
    number = _number(cell)
    if number is None or not isinstance(said, Decimal):
        return False
    scales = (1, 100) if BY_FIELD[field].form is Form.PERCENT else (1,)
    return any(abs(number * scale - said) <= Decimal("0.005") for scale in scales)


def _words(value: object) -> str:
    text = str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
    return " ".join(re.sub("[\u00ad\u200b\ufeff]", "", text).split())


def _number(cell: object) -> Decimal | None:
    """A number, or a text that is one in Danish."""
    if isinstance(cell, int | float):
        return Decimal(repr(cell))
    text = re.sub(r"(?i)kr\.?|pct\.?|%|,-|\s", "", str(cell)).replace(".", "").replace(",", ".").replace("−", "-")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


if __name__ == "__main__":
    sys.exit(main())
