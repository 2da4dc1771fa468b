"""Resolved edition → what omraade.yaml names that the edition does not have."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, error, warning
from rammeaftale.decode.paths import OMRAADE
from rammeaftale.model.agreement import Edition
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Name
from rammeaftale.takster.rules.text import row_names, tables_of


def check_names(edition: Edition) -> Iterator[Diagnostic]:
    """Facts, tables and rows that omraade.yaml names exist, and the facts are numbers.

    The file serves all editions: one that has neither the fact nor the table of a pair is left alone. So is a region
    that the program knew (decode/older): there is nothing to fix.
    """
    region, tables = edition.registers.region, tables_of(edition)
    if region.span.path != OMRAADE:
        return
    if region.places is not None:
        yield from _fact(region.places, edition.facts)
    for count in region.counts:
        table = tables.get(count.table.value)
        if table is None and count.fact.value not in edition.facts:
            continue
        yield from _fact(count.fact, edition.facts)
        if table is None:
            hints = suggestion(count.table.value, tables) or ("skriv id'et på en tabel i udgavens tekster",)
            yield error("omraade-tabel", f"tabellen »{count.table.value}« findes ikke", count.table.span, *hints)
            continue
        rows = row_names(table)
        for name in count.uncertain:
            if not any(name.value in row for row in rows):
                hints = suggestion(name.value, rows) or ("ret navnet, eller slet linjen",)
                message = f"tabellen »{count.table.value}« har ingen række med »{name.value}«"
                yield warning("omraade-raekke", message, name.span, *hints)


def _fact(name: Name, facts: Facts) -> Iterator[Diagnostic]:
    fact = facts.get(name.value)
    if fact is None:
        numbers = [known for known, other in facts.items() if isinstance(other.value, Decimal)]
        hints = suggestion(name.value, numbers) or ("skriv navnet på et tal i fakta.yaml",)
        yield error("omraade-oplysning", f"oplysningen »{name.value}« findes ikke", name.span, *hints)
    elif not isinstance(fact.value, Decimal):
        message = f"oplysningen »{name.value}« er ikke et tal"
        yield error("omraade-oplysning", message, name.span, "vælg en oplysning, der er et tal")
