"""The rules of lines that are not what they were the year before, so that their takster are not compared (T19, P15)."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.rules.finding import kroner, on_line
from rammeaftale.takster.rules.rule import Rule
from rammeaftale.takster.year_before import incomparable


def _check_units(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T19: a takst is for the same unit as the year before; else nobody can see whether it rose."""
    for takst, line, _ in incomparable(basis):
        if line.unit != takst.unit:
            message = (
                f"enheden for »{takst.name}« er ændret: {_priced(takst)}, men {_priced(line)} i"
                f" {basis.register.year - 1}. De to takster bliver ikke sammenlignet"
            )
            hints = (
                "er enheden rigtig, så skriv i bemærkningen, hvad taksten svarer til i den gamle enhed",
                f"er det en anden takst, så {_own_id(takst, basis)}",
            )
            other = line, "enheden året før"
            yield on_line(Severity.WARNING, "t19-enhed", message, takst, "unit", *hints, other=other)


def _priced(takst: Takst) -> str:
    return f"{kroner(takst.amount)} pr. {takst.unit}"


def _own_id(takst: Takst, basis: TakstBasis) -> str:
    """How a line gets an id that no other has had. An empty cell would get the old one again, by the tilbud's name."""
    code = takst.driftsherre_code
    registers = (basis.register, *basis.earlier)
    used = [line.id for register in registers for line in register.takster if line.driftsherre_code == code]
    number = max((int(id_.rpartition("-")[2]) for id_ in used if id_.rpartition("-")[2].isdecimal()), default=0) + 1
    is_without_column = bool(takst.cells) and "id" not in takst.cells
    column = "tilføj kolonnen »Række-id«, og " if is_without_column else ""
    return f"{column}giv den Række-id {code}-{number:04}, som ingen har haft"


def _check_moves(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P15: a Række-id stays with its tilbud, paragraph and type; a line that has moved is not compared."""
    for takst, line, was in incomparable(basis):
        if was:
            year = basis.register.year - 1
            message = (
                f"Række-id {takst.id} står nu ved »{takst.name}« ({takst.law} {takst.paragraph}, {takst.tilbudstype}),"
                f" men hørte i {year} til {listing(was)}. Taksten bliver ikke sammenlignet med {year}"
            )
            hint = f"er det en anden takst end før, så {_own_id(takst, basis)}"
            other = line, "linjen året før"
            yield on_line(Severity.WARNING, "p15-flyttet", message, takst, "id", hint, other=other)


RULES: tuple[Rule, ...] = (_check_units, _check_moves)
