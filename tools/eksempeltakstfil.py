"""Make the takstfil of example data: invented tilbud, places and takster in the shape of a real takstfil.

The same seed gives the same bytes. Nothing in it is a real tilbud or takst; the sheet "Om filen" says so, and every
page that is made from the file prints "Eksempeldata". The number of places follows the kommuner's size in 2013
(fagligt-grundlag 3.3) and sums to about 10.000.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import xlsxwriter

TARGET = Path(__file__).parent.parent / "bilag/2021-22/tilbudsviften/takstfil.xlsx"
SEED = 20210101
LINES = 1500
PLACES = 9_987

HEADINGS = (
    ("Driftsherrekode", 15),
    ("Driftsherre", 20),
    ("Tilbud", 22),
    ("Afdeling", 20),
    ("Lov", 8),
    ("Paragraf", 10),
    ("Tilbudstype", 16),
    ("Målgruppe", 34),
    ("Normerede pladser", 18),
    ("Forudsat belægning, pct.", 22),
    ("Takst, kr.", 14),
    ("Enhed", 10),
    ("Takst året før, kr.", 18),
)
ABOUT = (
    ("Datastatus", "Eksempeldata"),
    ("Gyldig fra", "1. januar 2021"),
    ("Kilde", "opdigtede eksempeldata, lavet af tools/eksempeltakstfil.py"),
    ("Bemærkning", "Tilbud, pladser og takster er opdigtede. Ingen af dem findes."),
)

# Code, name and weight: inhabitants in thousands, 2013; the region runs the most tilbud of all.
DRIFTSHERRER = (
    ("615", "Horsens", 85), ("657", "Herning", 87), ("661", "Holstebro", 57), ("665", "Lemvig", 21),
    ("671", "Struer", 22), ("706", "Syddjurs", 42), ("707", "Norddjurs", 38), ("710", "Favrskov", 47),
    ("727", "Odder", 22), ("730", "Randers", 96), ("740", "Silkeborg", 89), ("741", "Samsø", 4),
    ("746", "Skanderborg", 58), ("751", "Aarhus", 220), ("756", "Ikast-Brande", 40),
    ("760", "Ringkøbing-Skjern", 57), ("766", "Hedensted", 46), ("779", "Skive", 47), ("791", "Viborg", 94),
    ("1082", "Region Midtjylland", 190),
)  # fmt: skip

FIRST = (
    "Birke", "Bøge", "Elle", "Fyrre", "Gran", "Hassel", "Hyben", "Kaprifolie", "Kastanje", "Kløver", "Lærke", "Lind",
    "Mirabelle", "Mose", "Pile", "Porse", "Rønne", "Skov", "Slåen", "Solsikke", "Stjerne", "Svale", "Tjørne", "Vibe",
    "Viol", "Æble", "Ørne", "Åkande", "Enebær", "Hedelyng", "Kornblomst", "Mælkebøtte",
)  # fmt: skip
LAST = ("gården", "huset", "haven", "bakken", "lunden", "engen", "vangen", "kilden", "toften", "hegnet")
DEPARTMENTS = ("Nord", "Syd", "Øst", "Vest", "Afdeling A", "Afdeling B", "Afdeling C", "Stueetagen", "1. sal", "2. sal")


@dataclass(frozen=True)
class Kind:
    """A kind of tilbud: paragraph, type, unit, the takst's usual span in kr. and how often it occurs."""

    paragraph: str
    tilbudstype: str
    unit: str
    lowest: int
    highest: int
    weight: int
    child: bool = False


KINDS = (
    Kind("§ 107", "Døgntilbud", "døgn", 1100, 3900, 24),
    Kind("§ 108", "Døgntilbud", "døgn", 1300, 5200, 22),
    Kind("§ 104", "Dagtilbud", "dag", 320, 1150, 16),
    Kind("§ 103", "Dagtilbud", "dag", 250, 620, 9),
    Kind("§ 85", "Ambulant tilbud", "time", 380, 690, 5),
    Kind("§ 101", "Ambulant tilbud", "måned", 2900, 7400, 3),
    Kind("§ 109", "Døgntilbud", "døgn", 1250, 1900, 2),
    Kind("§ 110", "Døgntilbud", "døgn", 950, 1850, 4),
    Kind("§ 66", "Døgntilbud", "døgn", 2600, 6900, 9, child=True),
    Kind("§ 32", "Dagtilbud", "dag", 900, 2100, 4, child=True),
    Kind("§ 36", "Dagtilbud", "dag", 420, 980, 2, child=True),
)
ADULTS = (
    "Voksne med udviklingshæmning",
    "Voksne med autisme",
    "Voksne med psykiske vanskeligheder",
    "Voksne med erhvervet hjerneskade",
    "Voksne med sociale problemer",
)
CHILDREN = (
    "Børn og unge med autisme",
    "Børn og unge med nedsat funktionsevne",
    "Børn og unge med sociale problemer",
)
ADULTS_BY_PARAGRAPH = {
    "§ 101": "Voksne med stofmisbrug",
    "§ 109": "Voldsramte kvinder",
    "§ 110": "Hjemløse",
}

Row = tuple[str | float | None, ...]


@dataclass(frozen=True)
class Line:
    """A line without its driftsherre: the cells before and after the number of places."""

    before: tuple[str, ...]
    after: tuple[int, float, str, float | None]


def rows() -> Iterator[Row]:
    """The lines, grouped by driftsherre, in the order of the headings."""
    random = Random(SEED)
    weights = [weight for _, _, weight in DRIFTSHERRER]
    lines = _dealt(LINES, weights)
    for (code, name, _), number, places in zip(DRIFTSHERRER, lines, _dealt(PLACES, lines), strict=True):
        sizes = _dealt(places, [random.choice((2, 4, 5, 6, 8, 10, 12, 16)) for _ in range(number)])
        for line, size in zip(_lines(random, number), sizes, strict=True):
            yield (code, name, *line.before, max(size, 1), *line.after)


def _dealt(total: int, weights: list[int]) -> list[int]:
    """Whole numbers in proportion to the weights that sum to the total: largest remainders are rounded up."""
    whole = sum(weights)
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares


def _lines(random: Random, number: int) -> Iterator[Line]:
    """So many lines: each tilbud has one line, or one for each of two to five departments, all of one kind."""
    names = [first + last for first in FIRST for last in LAST]
    random.shuffle(names)
    made = 0
    for name in names:
        kind = random.choices(KINDS, [kind.weight for kind in KINDS])[0]
        group = ADULTS_BY_PARAGRAPH.get(kind.paragraph) or random.choice(CHILDREN if kind.child else ADULTS)
        level = random.triangular(kind.lowest, kind.highest)
        departments = sorted(random.sample(DEPARTMENTS, random.choice((0, 2, 3, 3, 4, 5))), key=DEPARTMENTS.index)
        for department in departments or [""]:
            if made == number:
                return
            made += 1
            yield Line((name, department, "SEL", kind.paragraph, kind.tilbudstype, group), _takst(random, kind, level))


def _takst(random: Random, kind: Kind, level: float) -> tuple[int, float, str, float | None]:
    """Occupancy, takst near the tilbud's level, unit, and last year's takst: never lower, and none for a new one."""
    occupancy = random.choice((90, 92, 94, 95, 95, 96, 97, 98, 98, 100))
    takst = round(min(max(level * random.uniform(0.85, 1.2), kind.lowest), kind.highest), 2)
    new = random.random() < 0.03
    before = None if new else round(takst / (1 - random.choice((0, 0.5, 1, 1, 1.5, 2, 2.5)) / 100), 2)
    return occupancy, takst, kind.unit, before


def workbook() -> bytes:
    """The file's bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties(
        {
            "title": "Takstfil – eksempeldata",
            "author": "",
            "created": datetime(2020, 9, 9, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    kroner, whole = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "#,##0"})
    sheet = book.add_worksheet("Takster")
    for column, (heading, width) in enumerate(HEADINGS):
        sheet.write_string(0, column, heading, bold)
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 3)
    for number, row in enumerate(rows(), 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                sheet.write_string(number, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value, whole if isinstance(value, int) else kroner)
    about = book.add_worksheet("Om filen")
    about.set_column(0, 1, 30)
    for number, (key, text) in enumerate(ABOUT):
        about.write_string(number, 0, key, bold)
        about.write_string(number, 1, text)
    book.close()
    return made.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(workbook())
