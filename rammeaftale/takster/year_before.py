"""What the lines of a register were the year before: the line with the same id in the register of that year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from rammeaftale.base.danish import format_kroner
from rammeaftale.base.diagnostics import Diagnostic, warning
from rammeaftale.model.takster import Takst, TakstBasis, Takstregister
from rammeaftale.takster.sameness import Key, name_key, tilbud_key


@dataclass(frozen=True)
class _YearBefore:
    """The lines of the year before by id, those of both years, and the names of tilbud and of types that each has.

    The names are gone through only when a line has another than before.
    """

    by_id: Mapping[str, Takst]
    then: tuple[Takst, ...]
    current: tuple[Takst, ...]

    @cached_property
    def names_then(self) -> frozenset[Key]:
        """The names of the year before."""
        return _names(self.then)

    @cached_property
    def names_now(self) -> frozenset[Key]:
        """The names of the register's own year."""
        return _names(self.current)

    def line_of(self, takst: Takst) -> Takst | None:
        """The line with the same id; None when the takst is new."""
        return self.by_id.get(takst.id)

    def comparable(self, takst: Takst) -> Takst | None:
        """The line of the year before that a takst may be compared with; None where it is new, or another thing."""
        line = self.line_of(takst)
        return line if line is not None and line.unit == takst.unit and not self.moved(takst) else None

    def moved(self, takst: Takst) -> tuple[str, ...]:
        """What the line was then, in Danish, where its id now stands at another tilbud, paragraph or type.

        A tilbud or type that has another name on all its lines has only been renamed, and a paragraph of another law
        came with the law.
        """
        line = self.line_of(takst)
        if line is None:
            return ()
        was = []
        if line.tilbud != takst.tilbud and self._is_other(tilbud_key(line), tilbud_key(takst)):
            was.append(f"tilbuddet »{line.tilbud}«")
        if line.paragraph != takst.paragraph and line.law == takst.law and _section(line) != _section(takst):
            was.append(f"{line.law} {line.paragraph}")
        if line.tilbudstype != takst.tilbudstype and self._is_other(_type_key(line), _type_key(takst)):
            was.append(f"tilbudstypen »{line.tilbudstype}«")
        return tuple(was)

    def _is_other(self, then: Key, now: Key) -> bool:
        return then != now and (then in self.names_now or now in self.names_then)


def year_before(register: Takstregister, earlier: Iterable[Takstregister]) -> _YearBefore:
    """What the lines of a register are compared with; nothing without the register of the year before."""
    return _known(register, _just_before(register, earlier))


def compared_with(register: Takstregister, other: Takstregister) -> _YearBefore:
    """The same of another register, which may be older."""
    return _known(register, other.takster)


def _known(register: Takstregister, then: Iterable[Takst]) -> _YearBefore:
    lines = tuple(then)
    return _YearBefore({takst.id: takst for takst in lines}, lines, register.takster)


def _names(takster: Iterable[Takst]) -> frozenset[Key]:
    return frozenset(key for takst in takster for key in (tilbud_key(takst), _type_key(takst)))


def _type_key(takst: Takst) -> Key:
    return takst.driftsherre_code, "type", name_key(takst.tilbudstype)


def _section(takst: Takst) -> str:
    """`§ 107` of `§ 107, stk. 2`."""
    return takst.paragraph.partition(",")[0].strip()


def with_previous(register: Takstregister, earlier: Iterable[Takstregister]) -> Takstregister:
    """The register with each line's takst of the year before as it was then, for all that is judged and printed.

    What the line itself says counts only where the year before has no such line. Takster of different units are never
    compared, nor those of a line that has moved to another tilbud, paragraph or type: such a line has none.
    """
    before = year_before(register, earlier)
    return replace(register, takster=tuple(_settled(takst, before) for takst in register.takster))


def with_missing_previous(register: Takstregister, earlier: Iterable[Takstregister]) -> Takstregister:
    """The register with the same in the lines that say nothing of it: what was sent stays as it was sent."""
    settled = zip(register.takster, with_previous(register, earlier).takster, strict=True)
    return replace(register, takster=tuple(known if takst.previous is None else takst for takst, known in settled))


def _settled(takst: Takst, before: _YearBefore) -> Takst:
    line = before.comparable(takst)
    is_known = before.line_of(takst) is not None
    previous = line.amount if line else None if is_known else takst.previous
    is_other = is_known and line is None
    if (previous, is_other) == (takst.previous, takst.is_other):
        return takst
    return replace(takst, previous=previous, is_other=is_other)


def disagreements(register: Takstregister, earlier: Iterable[Takstregister]) -> Iterator[Diagnostic]:
    """Where a line says another takst of the year before than the register of that year, of what can be compared."""
    before = year_before(register, earlier)
    for takst in register.takster:
        line = before.comparable(takst)
        if line is None or takst.previous is None or takst.previous == line.amount:
            continue
        given, known = format_kroner(takst.previous, 2), format_kroner(line.amount, 2)
        message = f"taksten året før er {given} i filen, men {known} i taksterne for {register.year - 1}"
        hint = f"se efter, hvad der er rigtigt for {takst.id} »{takst.name}«"
        used = f"{known} er brugt i reglerne, i bilag 7 og i ledelsesinformationen"
        yield warning("takst-aaret-foer", message, takst.span_of("previous"), used, hint)


def lines_before(basis: TakstBasis) -> tuple[Takst, ...]:
    """The lines of the year before; none without its register."""
    return _just_before(basis.register, basis.earlier)


def with_takst_before(basis: TakstBasis) -> Iterator[tuple[Takst, Decimal, Takst | None]]:
    """Each line that had a takst the year before, that takst in kr., and that year's line where a register has it."""
    before = year_before(basis.register, basis.earlier)
    for takst in basis.register.takster:
        if takst.previous:
            yield takst, takst.previous, before.comparable(takst)


def incomparable(basis: TakstBasis) -> Iterator[tuple[Takst, Takst, tuple[str, ...]]]:
    """Each line that is known from the year before and not compared with it, the line then, what it was if moved."""
    before = year_before(basis.register, basis.earlier)
    for takst in basis.register.takster:
        line = before.line_of(takst)
        if line is not None and before.comparable(takst) is None:
            yield takst, line, before.moved(takst)


def _just_before(register: Takstregister, earlier: Iterable[Takstregister]) -> tuple[Takst, ...]:
    return next((other.takster for other in earlier if other.year == register.year - 1), ())
