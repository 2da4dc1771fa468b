"""Resolved edition → what omraade.yaml names that the edition does not have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, error, warning
from rammeaftale.decode.paths import OMRAADE
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Name
from rammeaftale.takster.rules.text import row_names, tables_of

_CALLED = {Decimal: "et tal", date: "en dato", str: "en tekst"}
"""What the value of a fact is called, by its type."""


def check_names(edition: Edition) -> Iterator[Diagnostic]:
    """Facts, tables and rows that omraade.yaml names exist, and the facts are of the kind that is asked for.

    The file serves all editions: one that has neither the fact nor the table of a pair is left alone. So is a region
    that the program knew (decode/older): there is nothing to fix.
    """
    region, tables = edition.registers.region, tables_of(edition)
    if region.span.path != OMRAADE:
        return
    if region.places is not None:
        yield from _fact(region.places, edition.facts)
    if region.approved is not None and (edition.status is Status.FINAL or region.approved.value in edition.facts):
        yield from _fact(region.approved, edition.facts, date)  # a draft may be approved by nobody yet
    if region.aftale_period is not None and edition.takst_basis is not None:
        yield from _fact(region.aftale_period, edition.facts, str)
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


def _fact(name: Name, facts: Facts, kind: type = Decimal) -> Iterator[Diagnostic]:
    fact, called = facts.get(name.value), _CALLED[kind]
    if fact is None:
        others = [known for known, other in facts.items() if isinstance(other.value, kind)]
        hints = suggestion(name.value, others) or (f"skriv navnet på {called} i fakta.yaml",)
        problem = error("omraade-oplysning", f"oplysningen »{name.value}« findes ikke", name.span, *hints)
        yield replace(problem, missing=name.value)
    elif not isinstance(fact.value, kind):
        message = f"oplysningen »{name.value}« er ikke {called}"
        yield error("omraade-oplysning", message, name.span, f"vælg en oplysning, der er {called}")
