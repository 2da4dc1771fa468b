"""The rules of what a takst is calculated from: the formula and the overhead (T5, T7)."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.calculate import HUNDRED, change, takst_per_day
from rammeaftale.base.danish import told_apart
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.rules.finding import apart, doubt, on_line, percent, plain
from rammeaftale.takster.rules.rule import Rule, needs


@needs("dage_pr_aar", "takst_mod_grundlag")
def _check_formula(basis: TakstBasis, days: Limit, tolerance: Limit) -> Iterator[Diagnostic]:
    """T5: takst pr. døgn = takstgrundlag / (pladser × dage × belægning), within a tolerance in pct.

    Only lines per døgn: the days of the other units are not known.
    """
    for takst in basis.register.takster:
        if takst.unit != "døgn" or not takst.cost_basis or not days.value:
            continue
        expected = takst_per_day(takst.cost_basis, takst.places, days.value, takst.occupancy)
        moved = change(expected, takst.amount)
        if abs(moved) > tolerance.value:
            amount, reckoned = told_apart(takst.amount, expected, (2, 2))
            message = (
                f"taksten for »{takst.name}« er {amount} kr., men takstgrundlag / (pladser ×"
                f" {plain(days.value)} × belægning) giver {reckoned} kr. Forskellen er {percent(abs(moved))}"
            )
            beside = {"cost_basis": "takstgrundlaget", "places": "pladserne", "occupancy": "belægningen"}
            hint, doubts = (
                "regn taksten efter, eller ret grundlag, pladser eller belægning",
                doubt(basis, days, tolerance),
            )
            yield on_line(Severity.WARNING, "t5-grundlag", message, takst, "amount", hint, beside=beside, ours=doubts)


@needs("overhead")
def _check_overhead(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T7: indirect costs are at most so many pct. of the direct ones."""
    for takst in basis.register.takster:
        if not takst.direct_costs or takst.indirect_costs is None:
            continue
        overhead = takst.indirect_costs * HUNDRED / takst.direct_costs
        if overhead > limit.value:
            share, most = apart(overhead, limit.value, 1)
            message = f"overhead for »{takst.name}« er {share} pct. Den aftalte grænse er {most} pct."
            hint, beside = (
                "se de indirekte omkostninger efter, eller begrund dem",
                {"direct_costs": "de direkte omkostninger"},
            )
            position, doubts = (takst, "indirect_costs"), doubt(basis, limit)
            yield on_line(Severity.WARNING, "t7-overhead", message, *position, hint, beside=beside, ours=doubts)


RULES: tuple[Rule, ...] = (_check_formula, _check_overhead)
