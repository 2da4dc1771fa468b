"""A pile of senders' files with most that can be wrong in them: all that is understood, found and answered, as text.

The stored text, `modtaget.txt`, is for reading: what the secretariat sees of `takster ind --vis`, and what the senders
get from `takster svar`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rammeaftale.shell.takst_pipeline import Reception, answers, register_files, take_in
from rammeaftale.takster.intake.shown import understood
from rammeaftale.takster.workbooks.changes import register_summary
from rammeaftale.world import Source
from tests import frozen
from tests.facit import agrees, findings_text
from tests.memory_world import MemoryWorld
from tests.takster.example_register import FROZEN
from tests.takster.example_register import reception as example
from tests.takster.intake_help import FIELDS, HEADINGS, Formula, Page, Rows, csv, xlsx
from tests.takster.register_opened import comments, rows, sheets

STORED = Path(__file__).parent / "modtaget.txt"
YEAR = 2031
LINE: tuple[object, ...] = (
    None, None, "Rosenhuset", "Nord", "SEL", "§ 107", "Døgntilbud", "Voksne med autisme", 12, 95, 1234.5, "døgn", 1250,
)  # fmt: skip
OWN = HEADINGS[2:]
LONG = "Se i øvrigt takstaftalen, som gælder for alle taksterne i denne tabel og i de følgende"


def line(**cells: object) -> tuple[object, ...]:
    return tuple(cells.get(field, value) for field, value in zip(FIELDS, LINE, strict=True))


def own(**cells: object) -> tuple[object, ...]:
    """A line without the columns of whose it is."""
    return line(**cells)[2:]


@dataclass(frozen=True)
class Sent:
    """A file by its name, and what is wrong in it."""

    name: str
    wrong: str
    data: bytes


def _id(*lines: tuple[object, ...]) -> Rows:
    return [(*OWN, "Række-id"), *lines]


FILES = (
    Sent(
        "871-askehoej.xlsx",
        "celler, der ikke kan bruges",
        xlsx(
            Takster=[
                OWN,
                own(previous=1100),
                own(afdeling="Syd", places="12,345", amount="1.234.5", unit="uge", occupancy="101"),
                own(afdeling="Øst", places=-1, amount=0, unit=None, occupancy=None, previous="-5"),
                own(afdeling="Vest", places="tolv", amount="1,234.50", paragraph="servicelov", previous="12.5"),
                own(afdeling=True, places=date(2031, 1, 2), amount=10**13, law=None, unit="døgen"),
                own(afdeling="Langhuset", tilbud=None, amount=None, maalgruppe=12, places=1.005),
                own(afdeling="Midt", amount="kr. 1.500,-", unit="kr. pr. dag", occupancy="94,5 %", previous="−"),
            ]
        ),
    ),
    Sent(
        "872-birkesund.xlsx",
        "rækker, der ikke er takster",
        xlsx(
            Takster_2031=Page(
                [
                    ("Takster for Birkesund",),
                    (),
                    OWN,
                    tuple(range(1, len(OWN) + 1)),
                    ("Botilbud",),
                    own(),
                    own(tilbud=None, afdeling="Syd"),
                    own(afdeling="Skjult"),
                    own(afdeling="Skjult igen"),
                    ("Rosenhuset i alt", None, None, None, None, None, 24),
                    (LONG,),
                    (),
                    OWN,
                    own(tilbud="Lukket", places=0, occupancy=0, amount=0, previous=0),
                    own(tilbud="Sumhuset"),
                    own(tilbud="Elmely", places=None),
                    own(tilbud="Elmely", afdeling="Syd", places=7),
                    ("Sum", None, None, None, None, None, 36, None, 100),
                    (),
                    ("Takster er vejledende", "Se bilag"),
                    ("x" * 70,),
                ],
                hidden=(8, 9),
                merges=(("A6:A7", "Rosenhuset"), ("G16:G17", 14)),
            ),
            Noter=[("Intet",)],
        ),
    ),
    Sent(
        "873-egemose.csv",
        "andre navne, gamle og ukendte kolonner",
        csv(
            (
                "Institution", "Afd.", "Lov", "§", "Type", "Målgrupp", "Pladser", "Belægning",
                "Takst 2031", "Takst 2030", "Takst 2028", "Enhed", "Beliggenhed", "EAN",
            ),
            (
                "Rosenhuset", "Nord", "SEL", "107", "Døgn", "Voksne", 12, 95,
                "1.234,50", "1.200", "1.100", "døgn", "x", 1,
            ),
        ),
    ),
    Sent("874-granvig.xlsx", "kolonner mangler og står to gange", xlsx(T=[
        ("Tilbud", "Lov", "Paragraf", "Tilbudstyper", "Målgruppe", "Normerede pladser", "Takst, kr.", "Takst", "Enhed"),
        ("Rosenhuset", "SEL", "§ 107", "Døgntilbud", "Voksne", 12, 1000, 1000, "døgn"),
    ])),
    Sent("875-hasseloe.xlsx", "ingen overskrifter", xlsx(Ark1=[("Kære sekretariat",), ("Vi sender senere",)])),
    Sent("876-klint-sandby.xlsx", "ingen takster", xlsx(Takster=[OWN, ("I alt",)])),
    Sent("takster-ny.xlsx", "ingens", xlsx(Takster=[OWN, own()])),
    Sent("877-lyngholt.xlsx", "en andens navn i kolonnerne", xlsx(Takster=[
        HEADINGS,
        line(driftsherre_code=878, driftsherre="Pilemark"),
        line(driftsherre_code=878, driftsherre="Pilemark", afdeling="Syd"),
    ])),
    Sent("879-raevsdal.xlsx", "flere driftsherrer", xlsx(Takster=[
        HEADINGS,
        line(driftsherre_code=879, driftsherre="Rævsdal"),
        line(driftsherre_code=879, driftsherre="Rævsdal", afdeling="Syd"),
        line(driftsherre_code=880, driftsherre="Ørenæs"),
        line(driftsherre_code=999, driftsherre="Andeby"),
        line(driftsherre_code=881, driftsherre="Rævsdal"),
        line(driftsherre="Raevsdahl"),
    ])),
    Sent("880-881.xlsx", "to navne i filens navn og over tabellen", xlsx(Takster=[
        ("Takster for Ørenæs og Åkær Kommune",), OWN, own(),
    ])),
    Sent("ind.xlsx", "navn over tabellen", xlsx(
        Takster=[("Takster i Ørenæs Kommune",), OWN, own(), own(afdeling="Syd", tilbud="Elmely")],
        Gammelt=[OWN, own()][:1],
    )),
    Sent("1090-region-fjordmark.xlsx", "id, der ikke kan bruges", xlsx(Takster=_id(
        (*own(), "1090-0001"),
        (*own(afdeling="Syd"), "1090-0001"),
        (*own(afdeling="Øst"), "871-0001"),
        (*own(afdeling="Vest"), "1090-0999"),
        (*own(afdeling="Midt"), "nr. 7"),
    ))),
    Sent("1090-igen.xlsx", "den samme driftsherre igen", xlsx(Takster=[OWN, own()])),
    Sent("aakaer.xls", "ikke et regneark", b"Det er en tekst"),
    Sent("881-aakaer.xlsx", "formler, blandede procenter og en hel side i en celle", xlsx(Takster=[
        OWN,
        own(occupancy=0.95, amount=Formula("#REF!"), unit=Formula("")),
        own(afdeling="Syd", occupancy=96, maalgruppe="Voksne " * 80),
        own(afdeling="Øst", occupancy=97, places=Formula("#DIV/0!")),
    ])),
    Sent("875-hasseloe-ny.xlsx", "den samme slags fund mange gange", xlsx(Takster=[
        (*OWN, "Takstgrundlag, kr."), *((*own(afdeling=f"Hus {number}"), 4_000_000) for number in range(1, 8)),
    ])),
    Sent("878-pilemark-2030.xlsx", "sidste års fil", xlsx(Takster=[(*OWN[:8], "Takst 2030", *OWN[9:]), own()])),
)  # fmt: skip


@cache
def pile() -> tuple[Reception, str]:
    """The pile as received, and all that is found in it."""
    sources = [Source(f"ind/{sent.name}", sent.data) for sent in FILES]
    checked = take_in(MemoryWorld(frozen.files()), frozen.EDITION, sources, "ind", YEAR)
    assert checked.value is not None
    return checked.value, findings_text(checked.diagnostics)


def _told() -> Iterator[str]:
    reception, findings = pile()
    yield f"== Fund\n{findings}"
    wrong = {f"ind/{sent.name}": sent.wrong for sent in FILES}
    for received in reception.received:
        yield f"== {wrong[received.path]}\n{understood(received, details=True)}\n"
    yield f"== Ikke læst\n{chr(10).join(reception.unread)}\n"
    assert reception.register is not None
    yield f"== Registret\n{register_summary(reception.register, reception.before)}\n"
    for name, data in answers(reception):
        yield f"== {name}\n" + ("\n".join(_workbook(data)) if name.endswith("xlsx") else data.decode())


def _workbook(data: bytes) -> Iterator[str]:
    for sheet in sheets(data):
        yield f"-- {sheet}"
        yield from (_row(row) for row in rows(data, sheet))
    yield from (f"note i {cell}: {text}" for cell, text in comments(data).items())


def _row(cells: Sequence[object]) -> str:
    return ";".join(str(cell) for cell in cells).rstrip(";")


def test_all_that_is_said_of_a_pile_of_files(accept: bool) -> None:
    agrees(STORED, "\n".join(_told()), accept=accept)


@pytest.mark.parametrize("year", FROZEN.years)
def test_the_files_of_the_frozen_edition_give_the_register_that_lies_there(year: int) -> None:
    received = example("frosne", year).value
    assert received is not None
    made = register_files(received)
    assert dict(made) == {path: frozen.files()[path] for path in made}
    assert len(made) == 2
