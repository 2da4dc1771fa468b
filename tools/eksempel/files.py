"""Which driftsherre writes which shape of file, and the files of the two years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rammeaftale.base.danish import ascii_slug
from tools.eksempel import shapes_layout as layout
from tools.eksempel import shapes_numbers as numbers
from tools.eksempel import shapes_other as other
from tools.eksempel import shapes_plain as plain
from tools.eksempel.cells import Sender
from tools.eksempel.names import DRIFTSHERRER
from tools.eksempel.plans import LAST_YEAR, THIS_YEAR
from tools.eksempel.register import of_driftsherre

FOLDER = "content/takster/indberetninger"


@dataclass(frozen=True)
class Shape:
    """The kind of file and what makes it; each driftsherre keeps its shape from year to year."""

    suffix: str
    make: Callable[[Sender], bytes]


SHAPES = {
    "615": Shape("xlsx", plain.clean),
    "657": Shape("xlsx", plain.with_totals),
    "661": Shape("xlsx", plain.two_heading_rows),
    "665": Shape("xlsx", plain.hidden_parts),
    "671": Shape("xlsx", numbers.numbers_as_text),
    "706": Shape("xlsx", numbers.shares),
    "707": Shape("xlsx", numbers.percent_text),
    "710": Shape("xlsx", numbers.formulas),
    "727": Shape("xlsx", layout.merged_tilbud),
    "730": Shape("ods", other.libreoffice),
    "740": Shape("xls", other.old_excel),
    "741": Shape("csv", other.csv_windows),
    "746": Shape("csv", other.csv_utf8),
    "751": Shape("csv", other.csv_quoted),
    "756": Shape("txt", other.csv_utf16),
    "760": Shape("csv", other.csv_told),
    "766": Shape("xlsx", layout.other_names),
    "779": Shape("xlsx", layout.with_cover),
    "791": Shape("xlsx", layout.no_driftsherre),
    "1082": Shape("xlsx", layout.repeated_headings),
}


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of both years: its path from the project's root, and its bytes."""
    for year in (LAST_YEAR, THIS_YEAR):
        for code, name, _ in DRIFTSHERRER:
            shape = SHAPES[code]
            made = shape.make(Sender(code, name, year, of_driftsherre(year, code), year != LAST_YEAR))
            yield f"{FOLDER}/{year}/{file_name(code, name)}", made


def file_name(code: str, name: str) -> str:
    """`760-ringkoebing-skjern.csv`."""
    return f"{code}-{ascii_slug(name)}.{SHAPES[code].suffix}"
