"""Resolved edition → where the texts and the tables disagree about tilbud and places (P5, P13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.danish import format_number, listing, told_apart
from rammeaftale.base.diagnostics import Diagnostic, error, warning
from rammeaftale.model.agreement import Edition
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Table
from rammeaftale.model.walk import blocks_of
from rammeaftale.takster.groups import places_of


def check_places(edition: Edition) -> Iterator[Diagnostic]:
    """P5: the places of the register sum to what the text says, within a tolerance in pct. ("ca. 10.000")."""
    name, basis = edition.registers.region.places, edition.takst_basis
    fact = edition.facts.get(name.value) if name else None
    tolerance = basis.aftale.limits.get("pladser_tolerance") if basis else None
    if fact is None or basis is None or tolerance is None or not isinstance(fact.value, Decimal):
        return
    places = places_of(basis.register.takster)
    if abs(places - fact.value) * HUNDRED > tolerance.value * fact.value:
        said, counted = told_apart(fact.value, places, (0, 0))
        message = f"teksten siger ca. {said} pladser. Takstregistret har {counted}"
        yield warning("p5-pladser-sum", message, fact.span, "ret tallet, eller se pladserne i takstregistret efter")


def check_counts(edition: Edition) -> Iterator[Diagnostic]:
    """P13: a table has as many rows as the text says.

    While it is undecided whether a row is one of those counted, a table that has it may count it or not.
    """
    tables = tables_of(edition)
    for count in edition.registers.region.counts:
        fact, table = edition.facts.get(count.fact.value), tables.get(count.table.value)
        if fact is None or table is None or not isinstance(fact.value, Decimal):
            continue
        rows = row_names(table)
        uncertain = [name.value for name in count.uncertain if any(name.value in row for row in rows)]
        least = len(rows) - sum(any(name in row for name in uncertain) for row in rows)
        if not least <= fact.value <= len(rows):
            without = f" ({least} uden {listing(uncertain)})" if uncertain else ""
            message = f"teksten siger {format_number(fact.value)} {count.words}. Tabellen har {len(rows)}{without}"
            hint = "ret tallet i fakta.yaml eller tabellen"
            yield replace(error("p13-antal", message, table.span, hint), related=((fact.span, "tallet"),))


def tables_of(edition: Edition) -> Mapping[str, Table]:
    """The tables that have an id, by it."""
    tables = (table for document in edition.documents for table in blocks_of(document, Table))
    return {table.id: table for table in tables if table.id}


def row_names(table: Table) -> tuple[str, ...]:
    """What stands in the first cell of each row."""
    return tuple(plain_text(row.cells[0].children) for row in table.rows)
