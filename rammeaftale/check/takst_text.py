"""Resolved edition → where the texts and the tables disagree about tilbud and places (P5, P13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rammeaftale.calculate import HUNDRED, total
from rammeaftale.danish import format_number
from rammeaftale.diagnostics import Diagnostic, error, warning
from rammeaftale.model.agreement import Edition
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Table
from rammeaftale.model.walk import blocks_in

PLACES_FACT = "pladser.i_alt"
TABLES = (
    ("tilbud.lands_og_landsdelsdaekkende", "tvaerregional-tabel-tilbud", "lands- og landsdelsdækkende tilbud"),
    ("tilbud.sikrede_afdelinger", "tvaerregional-tabel-sikrede", "tilbud med sikrede afdelinger"),
)
"""A fact, the table in bilag 2 that it counts, and the word for them."""
UNDECIDED = "Kofoedsminde"
"""The sources do not say whether it is one of the tilbud counted (fagligt-grundlag 12, question 6)."""


def check_places(edition: Edition) -> Iterator[Diagnostic]:
    """P5: the places of the register sum to what the text says, within a tolerance in pct. ("ca. 10.000").

    fagligt-grundlag 10 P5.
    """
    fact, basis = edition.facts.get(PLACES_FACT), edition.takst_basis
    tolerance = basis.aftale.limits.get("pladser_tolerance") if basis else None
    if fact is None or basis is None or tolerance is None or not isinstance(fact.value, Decimal):
        return
    places = total([takst.places for takst in basis.register.takster])
    if abs(places - fact.value) * HUNDRED > tolerance.value * fact.value:
        message = f"teksten siger ca. {format_number(fact.value)} pladser. Bilag 8 giver {format_number(places)}"
        yield warning("p5-pladser-sum", message, fact.span, "ret tallet, eller se pladserne i takstregistret efter")


def check_counts(edition: Edition) -> Iterator[Diagnostic]:
    """P13: bilag 2 lists as many tilbud as the text says (fagligt-grundlag 10 P13; [ra-2021-22]).

    While it is undecided whether Kofoedsminde is one of them, a table that lists it may count it or not.
    """
    tables = {block.id: block for block in _tables(edition)}
    for name, table_id, words in TABLES:
        fact, table = edition.facts.get(name), tables.get(table_id)
        if fact is None or table is None or not isinstance(fact.value, Decimal):
            continue
        names = [plain_text(row.cells[0].children) for row in table.rows]
        most = len(names)
        least = most - sum(UNDECIDED in one for one in names)
        if not least <= fact.value <= most:
            listed = format_number(Decimal(most)) + (f" ({least} uden {UNDECIDED})" if least < most else "")
            message = f"teksten siger {format_number(fact.value)} {words}. Tabellen har {listed}"
            hint = "ret tallet i fakta.yaml eller tabellen"
            yield replace(error("p13-antal", message, table.span, hint), related=((fact.span, "tallet"),))


def _tables(edition: Edition) -> Iterator[Table]:
    for document in edition.documents:
        for chapter in document.chapters:
            yield from (block for block in blocks_in(chapter.blocks) if isinstance(block, Table))
