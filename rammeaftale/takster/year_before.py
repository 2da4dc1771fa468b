"""What the lines of a register were the year before: the line with the same id in the register of that year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from rammeaftale.base.danish import format_kroner
from rammeaftale.base.diagnostics import Diagnostic, warning
from rammeaftale.model.takster import Takst, TakstBasis, Takstregister


def with_previous(register: Takstregister, earlier: Iterable[Takstregister]) -> Takstregister:
    """The register with each line's takst of the year before as it was then, for all that is judged and printed.

    What the line itself says counts only where the year before has no such line. Takster of different units are never
    compared, so a line whose unit is another has none.
    """
    before = _by_id(_just_before(register, earlier))
    return replace(register, takster=tuple(_settled(takst, before.get(takst.id)) for takst in register.takster))


def with_missing_previous(register: Takstregister, earlier: Iterable[Takstregister]) -> Takstregister:
    """The register with the same in the lines that say nothing of it: what was sent stays as it was sent."""
    settled = zip(register.takster, with_previous(register, earlier).takster, strict=True)
    return replace(register, takster=tuple(known if takst.previous is None else takst for takst, known in settled))


def _settled(takst: Takst, before: Takst | None) -> Takst:
    previous = takst.previous if before is None else before.amount if before.unit == takst.unit else None
    return takst if previous == takst.previous else replace(takst, previous=previous)


def disagreements(register: Takstregister, earlier: Iterable[Takstregister]) -> Iterator[Diagnostic]:
    """Where a line says another takst of the year before than the register of that year, in the same unit."""
    before = _by_id(_just_before(register, earlier))
    for takst in register.takster:
        line = before.get(takst.id)
        if line is None or line.unit != takst.unit or takst.previous is None:
            continue
        if takst.previous == line.amount:
            continue
        given, known = format_kroner(takst.previous, 2), format_kroner(line.amount, 2)
        message = f"taksten året før er {given} i filen, men {known} i registret for {register.year - 1}"
        hint = f"se efter, hvad der er rigtigt for {takst.id} »{takst.name}«"
        yield warning("takst-aaret-foer", message, takst.span_of("previous"), hint)


def lines_before(basis: TakstBasis) -> tuple[Takst, ...]:
    """The lines of the year before; none without its register."""
    return _just_before(basis.register, basis.earlier)


def with_takst_before(basis: TakstBasis) -> Iterator[tuple[Takst, Decimal, Takst | None]]:
    """Each line that had a takst the year before, that takst in kr., and that year's line where a register has it."""
    before = _by_id(lines_before(basis))
    for takst in basis.register.takster:
        if takst.previous:
            yield takst, takst.previous, before.get(takst.id)


def _just_before(register: Takstregister, earlier: Iterable[Takstregister]) -> tuple[Takst, ...]:
    return next((other.takster for other in earlier if other.year == register.year - 1), ())


def _by_id(takster: Iterable[Takst]) -> dict[str, Takst]:
    return {takst.id: takst for takst in takster}
