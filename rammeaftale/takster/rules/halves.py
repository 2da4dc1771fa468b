"""The rule of figures that only say something together, where one of them is missing or cannot be (T20)."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.danish import listing
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takst_columns import BY_FIELD
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.accounts import ACCOUNTS
from rammeaftale.takster.rules.finding import on_line
from rammeaftale.takster.rules.rule import Rule

_TOGETHER = (
    ACCOUNTS,
    ("reserved", "reserved_year"),
    ("base_amount", "service_amount"),
    ("direct_costs", "indirect_costs"),
)
"""Fields of which a line gives all or none: T12, T13, T17 and T7 pass over a line that lacks one."""


def _check_halves(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T20: what a line gives in part, or what cannot be, is told; else the rules that need it would say nothing."""
    for takst in basis.register.takster:
        for fields in _TOGETHER:
            yield from _half_given(takst, fields)
        yield from _impossible(takst, basis.register.year)


def _half_given(takst: Takst, fields: tuple[str, ...]) -> Iterator[Diagnostic]:
    given = [field for field in fields if getattr(takst, field) is not None]
    absent = [field for field in fields if getattr(takst, field) is None]
    if not given or not absent or not any(getattr(takst, field) for field in given):
        return
    wanted, there = (listing(f"»{BY_FIELD[field].heading}«" for field in some) for some in (absent, given))
    message = f"{wanted} mangler for »{takst.name}«, som har {there}. Det halve kan ikke kontrolleres"
    hint = "skriv det, der mangler, eller lad alle cellerne være tomme"
    yield on_line(Severity.WARNING, "t20-halvt", message, takst, absent[0], hint)


def _impossible(takst: Takst, year: int) -> Iterator[Diagnostic]:
    if takst.reserved and takst.reserved_year is not None and takst.reserved_year >= year:
        message = f"overskuddet ved »{takst.name}« er hensat fra {takst.reserved_year:f}, som endnu ikke er gjort op"
        yield on_line(Severity.WARNING, "t20-halvt", message, takst, "reserved_year", "ret året")
    if takst.accounts_places == 0 and takst.accounts_costs:
        message = f"»{takst.name}« har omkostninger i regnskabet, men 0 belagte pladser"
        hint = "skriv, hvor mange pladser der var i brug, eller lad cellen være tom"
        yield on_line(Severity.WARNING, "t20-halvt", message, takst, "accounts_places", hint)
    if takst.accounts_budget == 0 and (takst.accounts_costs or takst.accounts_income):
        message = f"»{takst.name}« har et regnskab, men et budget på 0 kr."
        yield on_line(Severity.WARNING, "t20-halvt", message, takst, "accounts_budget", "skriv regnskabsårets budget")


RULES: tuple[Rule, ...] = (_check_halves,)
