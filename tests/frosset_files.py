"""The senders' files of the frozen edition, made of what they are meant to say: python -m tests.frosset_files.

tests/frosset/hensigt/ has one table for each year, a line for each takst with every field as the register must have it.
Every shape of file that a driftsherre has been seen to send is used in one of the two years.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from rammeaftale.base.danish import ascii_slug
from rammeaftale.model.takst_columns import BY_FIELD, Form
from tools.eksempel import shapes_layout as layout
from tools.eksempel import shapes_numbers as numbers
from tools.eksempel import shapes_other as other
from tools.eksempel import shapes_plain as plain
from tools.eksempel.cells import Sender
from tools.eksempel.figures import Row, Value
from tools.eksempel.files import Shape

FROZEN = Path(__file__).parent / "frosset"
INTENDED = FROZEN / "hensigt"
FOLDER = "content/takster/indberetninger"
YEARS = (2030, 2031)
SHAPES = {
    2030: {
        "871": Shape("xlsx", numbers.numbers_as_text),
        "872": Shape("xlsx", layout.merged_tilbud),
        "873": Shape("csv", other.csv_utf8),
        "874": Shape("xlsx", numbers.shares),
        "875": Shape("csv", other.csv_told),
        "876": Shape("xlsx", layout.with_cover),
        "877": Shape("xlsx", layout.other_names),
        "878": Shape("txt", other.csv_utf16),
        "879": Shape("xls", other.old_excel),
        "880": Shape("csv", other.csv_quoted),
        "881": Shape("ods", other.libreoffice),
        "1090": Shape("xlsx", plain.with_totals),
    },
    2031: {
        "871": Shape("xlsx", plain.clean),
        "872": Shape("xlsx", plain.with_totals),
        "873": Shape("csv", other.csv_quoted),
        "874": Shape("xls", other.old_excel),
        "875": Shape("csv", other.csv_windows),
        "876": Shape("xlsx", layout.no_driftsherre),
        "877": Shape("xlsx", plain.two_heading_rows),
        "878": Shape("xlsx", plain.hidden_parts),
        "879": Shape("ods", other.libreoffice),
        "880": Shape("xlsx", numbers.formulas),
        "881": Shape("xlsx", numbers.percent_text),
        "1090": Shape("xlsx", layout.repeated_headings),
    },
}


@cache
def intended(year: int) -> tuple[Row, ...]:
    """The year's lines, grouped by driftsherre, in the order of its file. Not to be changed."""
    with (INTENDED / f"takster-{year}.csv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter=";")
        return tuple({name: _value(name, text) for name, text in row.items() if text} for row in rows)


def _value(name: str, text: str) -> Value:
    return text if BY_FIELD[name].form is Form.TEXT else Decimal(text)


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of both years: its path in the frozen edition, and its bytes."""
    for year in YEARS:
        for code, shape in SHAPES[year].items():
            own = [row for row in intended(year) if row["driftsherre_code"] == code]
            name = str(own[0]["driftsherre"])
            made = shape.make(Sender(code, name, year, own, year != YEARS[0]))
            yield f"{FOLDER}/{year}/{code}-{ascii_slug(name)}.{shape.suffix}", made


if __name__ == "__main__":
    for path, data in files():
        (FROZEN / path).parent.mkdir(parents=True, exist_ok=True)
        (FROZEN / path).write_bytes(data)
