"""The rules of what a takst is calculated from: the formula and the overhead (T5, T7)."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.calculate import HUNDRED, change, takst_per_day
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.rules.finding import doubt, kroner, on_line, percent, plain


def check_formula(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T5: takst pr. døgn = takstgrundlag / (pladser × 365 × belægning), within a tolerance in pct.

    fagligt-grundlag 10 T5; W27, W25. Only lines per døgn: the days of the other units are not known.
    """
    days, tolerance = basis.aftale.limits.get("dage_pr_aar"), basis.aftale.limits.get("takst_mod_grundlag")
    if days is None or not days.value or tolerance is None:
        return
    for takst in basis.register.takster:
        if takst.unit != "døgn" or not takst.cost_basis or not takst.places or not takst.occupancy:
            continue
        expected = takst_per_day(takst.cost_basis, takst.places, days.value, takst.occupancy)
        apart = change(expected, takst.amount)
        if abs(apart) > tolerance.value:
            message = (
                f"taksten for »{takst.name}« er {kroner(takst.amount)}, men takstgrundlag / (pladser ×"
                f" {plain(days.value)} × belægning) giver {kroner(expected)} Forskellen er {percent(abs(apart))}"
            )
            fields = (("cost_basis", "takstgrundlaget"), ("places", "pladserne"), ("occupancy", "belægningen"))
            related = tuple((takst.place(field), words) for field, words in fields)
            hints = ("regn taksten efter, eller ret grundlag, pladser eller belægning", *doubt(basis, days, tolerance))
            yield on_line(Severity.WARNING, "t5-grundlag", message, takst, "amount", *hints, related=related)


def check_overhead(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T7: indirect costs are at most so many pct. of the direct ones (fagligt-grundlag 10 T7; W29, Hovedstaden)."""
    limit = basis.aftale.limits.get("overhead")
    if limit is None:
        return
    for takst in basis.register.takster:
        if not takst.direct_costs or takst.indirect_costs is None:
            continue
        overhead = takst.indirect_costs * HUNDRED / takst.direct_costs
        if overhead > limit.value:
            message = (
                f"overhead for »{takst.name}« er {percent(overhead)} Den aftalte grænse er {plain(limit.value)} pct."
            )
            related = ((takst.place("direct_costs"), "de direkte omkostninger"),)
            hints = ("se de indirekte omkostninger efter, eller begrund dem", *doubt(basis, limit))
            yield on_line(Severity.WARNING, "t7-overhead", message, takst, "indirect_costs", *hints, related=related)
