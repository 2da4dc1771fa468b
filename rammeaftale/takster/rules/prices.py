"""The rules of prices: takststop, reduction, deduction, unusual changes, the parts of a takst (T1-T3, T6, T17, T18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rammeaftale.base.calculate import ORE, change, required_reduction
from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import Takst, TakstBasis, Takstregister
from rammeaftale.takster.accounts import exact_change
from rammeaftale.takster.groups import by_code, grouped, paragraph_of
from rammeaftale.takster.rules.finding import (
    apart,
    doubt,
    grade,
    kroner,
    on_driftsherre,
    on_line,
    percent,
    period,
    pl_factor,
    pl_hint,
    pl_wanted,
    plain,
)
from rammeaftale.takster.rules.rule import Rule, needs
from rammeaftale.takster.sameness import tilbud_key
from rammeaftale.takster.year_before import compared_with, with_takst_before

_UNSURE = (
    "hvordan reduktionen måles, er ikke bekræftet; her er hver taksts ændring i pct. vægtet med pladserne, som i"
    " ledelsesinformationen"
)


@needs("takststop")
def _check_stop(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T1: no takst rises more than pris- og lønfremskrivningen in the agreement's years. Kr. per unit.

    Without the year's PL-sats it is measured in running prices, and is a warning that says so.
    """
    year = basis.register.year
    if not basis.aftale.first_year <= year <= basis.aftale.last_year:
        return
    factor = pl_factor(basis, year - 1, year)
    severity = Severity.WARNING if factor is None else grade(limit, Severity.ERROR)
    beyond = "fra året før, målt i løbende priser" if factor is None else "ud over pris- og lønfremskrivningen"
    measured = pl_hint(basis, year - 1, year)
    ours = (*pl_wanted(basis, year - 1, year), *doubt(basis, limit))
    for takst, previous, line in with_takst_before(basis):
        before = previous * (factor or 1)
        if takst.amount > before + before * limit.value / 100 + ORE:
            rise = percent(change(before, takst.amount))
            message = (
                f"taksten for »{takst.name}« stiger {rise} {beyond}, fra {kroner(previous)} til {kroner(takst.amount)}"
                f" Aftalen siger, at taksterne ikke kan stige i {period(basis)}"
            )
            hint = "ret taksten, eller skriv en begrundelse, som sekretariatet kan tage stilling til"
            other = line, "taksten året før"
            yield on_line(severity, "t1-takststop", message, takst, "amount", hint, measured, other=other, ours=ours)


@needs("mindste_reduktion")
def _check_reduction(basis: TakstBasis, least: Limit) -> Iterator[Diagnostic]:
    """T2: a driftsherre reduces its takster by at least so many pct. over the whole period.

    Judged in the period's last year; before it a note says how far the driftsherre has come. Measured from the earliest
    register of the period or the year before it, in fixed prices where all PL-satser are known.
    """
    registers = _registers_of_period(basis)
    if len(registers) < 2:
        return
    first, last = registers[0].year, registers[-1].year
    factor = pl_factor(basis, first, last)
    measured = pl_hint(basis, first, last)
    ours = (*pl_wanted(basis, first, last), *doubt(basis, least), _UNSURE)
    before = {takst.id: takst for takst in registers[0].takster}
    for code, own in by_code(_in_all(registers)).items():
        reduction = _reduction(own, before, factor or Decimal(1))
        required = _required(basis, code, least.value)
        if reduction >= required:
            continue
        shown, least_shown = apart(reduction, required, 1)
        done = f"reduceret taksterne {shown} pct." if reduction >= 0 else f"hævet taksterne {percent(-reduction)}"
        message = f"{own[0].driftsherre} har samlet {done} fra {first} til {last}. Kravet er mindst {least_shown} pct."
        span = FileSpan(own[0].where.path)
        if last == basis.aftale.last_year:
            message = f"{message} i {period(basis)}"
            yield on_driftsherre(Severity.WARNING, "t2-reduktion", message, code, span, measured, ours=ours)
        else:
            message = f"{message} ved udgangen af {basis.aftale.last_year}"
            yield on_driftsherre(Severity.NOTE, "t2-undervejs", message, code, span, measured, ours=ours)


def _registers_of_period(basis: TakstBasis) -> tuple[Takstregister, ...]:
    """Those from the year before the period to this year, oldest first; none when this year is outside the period."""
    first, last = basis.aftale.first_year, basis.aftale.last_year
    if not first <= basis.register.year <= last:
        return ()
    earlier = (register for register in basis.earlier if first - 1 <= register.year < basis.register.year)
    return (*sorted(earlier, key=lambda register: register.year), basis.register)


def _in_all(registers: Sequence[Takstregister]) -> Iterator[Takst]:
    """The lines of the last register that stand in all of them as the same takst in the same unit."""
    known = [compared_with(registers[-1], register) for register in registers[:-1]]
    for takst in registers[-1].takster:
        if all(before.comparable(takst) for before in known):
            yield takst


def _reduction(own: Sequence[Takst], before: dict[str, Takst], factor: Decimal) -> Decimal:
    """Pct.: how much the takster have fallen, in prices of the last year, as the ledelsesinformation measures it."""
    return -(exact_change((takst, before[takst.id].amount * factor) for takst in own) or Decimal(0))


def _required(basis: TakstBasis, code: str, least: Decimal) -> Decimal:
    """Pct.: the requirement, less what the driftsherre deducts; one that says nothing deducts all that it may."""
    threshold = basis.aftale.limits.get("fradragsgraense")
    if threshold is None:
        return least
    earlier = basis.aftale.earlier.get(code)
    required = required_reduction(least, earlier.reduction if earlier else Decimal(0), threshold.value)
    return required if earlier is None or earlier.deduction is None else max(required, least - earlier.deduction)


@needs("fradragsgraense")
def _check_deduction(basis: TakstBasis, threshold: Limit) -> Iterator[Diagnostic]:
    """T3: only the part of the former period's reduction above the threshold may be deducted. Percentage points."""
    for code, earlier in basis.aftale.earlier.items():
        allowed = max(Decimal(0), earlier.reduction - threshold.value)
        if earlier.deduction is not None and earlier.deduction > allowed:
            deducted, most = apart(earlier.deduction, allowed)
            message = (
                f"{basis.driftsherrer.get(code, code)} fratrækker {deducted} procentpoint. Der kan kun"
                f" fratrækkes den del, der lå over {plain(threshold.value)} pct. i forrige periode ({most}"
                " procentpoint)"
            )
            hint = "ret »fradrag« eller »reduktion« under »forrige_periode«"
            source = f"reduktionen på {plain(earlier.reduction)} pct. er fra: {earlier.source}"
            ours = (hint, source, *doubt(basis, threshold))
            yield on_driftsherre(Severity.WARNING, "t3-fradrag", message, code, earlier.span, ours=ours)


@needs("usaedvanlig_aendring")
def _check_unusual(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T6: a takst that changes by more than so many pct. in a year may be a slip or another unit. Running prices."""
    for takst, previous, line in with_takst_before(basis):
        moved = change(previous, takst.amount)
        if abs(moved) > limit.value:
            way = "steget" if moved > 0 else "faldet"
            message = (
                f"taksten for »{takst.name}« er {way} {percent(abs(moved))} på et år, fra {kroner(previous)} til"
                f" {kroner(takst.amount)}"
            )
            hint = "er det rigtigt, eller er det en slåfejl eller en anden enhed?"
            other = line, "taksten året før"
            yield on_line(Severity.WARNING, "t6-aendring", message, takst, "amount", hint, other=other)


def _check_parts(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T17: basistakst + ydelsestakst is the takst, to the øre."""
    for takst in basis.register.takster:
        if takst.base_amount is None or takst.service_amount is None:
            continue
        parts = takst.base_amount + takst.service_amount
        if abs(parts - takst.amount) > ORE:
            message = (
                f"basistakst + ydelsestakst for »{takst.name}« er {kroner(parts)}, men taksten er"
                f" {kroner(takst.amount)}"
            )
            beside = {"base_amount": "basistaksten", "service_amount": "ydelsestaksten"}
            hint = "ret det af de tre beløb, der er forkert"
            yield on_line(Severity.WARNING, "t17-basis-ydelse", message, takst, "amount", hint, beside=beside)


def _check_levels(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T18: several takster in a tilbud for the same paragraph and unit need an udligningsgruppe."""
    alike = grouped(basis.register.takster, lambda takst: (*tilbud_key(takst), paragraph_of(takst), takst.unit))
    for lines in alike.values():
        levels = len({takst.amount for takst in lines})
        first = next((takst for takst in lines if not takst.udligningsgruppe), None)
        if levels > 1 and first:
            message = (
                f"»{first.tilbud}« har {levels} takstniveauer pr. {first.unit}, men det er ikke angivet, hvilke takster"
                " der hører sammen"
            )
            hint, field = (
                "skriv samme navn i »Udligningsgruppe« ved de takster, der udlignes mod hinanden",
                "udligningsgruppe",
            )
            yield on_line(Severity.WARNING, "t18-udligningsgruppe", message, first, field, hint)


RULES: tuple[Rule, ...] = (_check_stop, _check_reduction, _check_deduction, _check_unusual, _check_parts, _check_levels)
