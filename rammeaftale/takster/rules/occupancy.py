"""The rules of belægning that need more than the cell itself: the span, two years' average, capacity (T9, T10, P14)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rammeaftale.base.calculate import HUNDRED, two_year_average
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.groups import paragraph_of
from rammeaftale.takster.rules.finding import doubt, on_line, plain

SPAN_UNITS = frozenset({"døgn", "dag"})
_SHORT_STAYS = re.compile(r"akut|aflastning|korte? forløb|korttids|midlertidigt ophold", re.IGNORECASE)


def check_span(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T9: belægningen of dag- and døgntilbud lies in a span; short stays may lie lower. Pct.

    fagligt-grundlag 10 T9; W32 (Nordjylland: 95-100, and at least 90 for korte forløb, akut and aflastning).
    Kvindekrisecentre and forsorgshjem, where one comes without visitation, are held for short stays ([D]). Above 100 is
    T8, which is found while the cell is read.
    """
    limits = basis.aftale.limits
    least, most = limits.get("belaegning_mindst"), limits.get("belaegning_hoejst")
    short = limits.get("belaegning_mindst_korte_forloeb")
    if least is None or most is None or short is None:
        return
    for takst in basis.register.takster:
        limit = short if _is_short(takst, basis.region.short_stays) else least
        if takst.unit in SPAN_UNITS and takst.occupancy < limit.value:
            message = (
                f"belægningen for »{takst.name}« er {plain(takst.occupancy)} pct. Normalt bruges {plain(least.value)}-"
                f"{plain(most.value)} pct. (mindst {plain(short.value)} pct. ved akut og aflastning)"
            )
            hints = ("ret belægningen, eller få afvigelsen godkendt i styregruppen", *doubt(basis, limit))
            yield on_line(Severity.WARNING, "t9-belaegning", message, takst, "occupancy", *hints)


def _is_short(takst: Takst, paragraphs: frozenset[str]) -> bool:
    words = f"{takst.tilbud} {takst.afdeling} {takst.tilbudstype}"
    return paragraph_of(takst) in paragraphs or _SHORT_STAYS.search(words) is not None


def check_average(basis: TakstBasis) -> Iterator[Diagnostic]:
    """T10: belægningen is the average of the years three and two before; a note when it is not. Percentage points.

    fagligt-grundlag 10 T10 and 1.4, variants A and B; never over 100 (W31).
    """
    limit = basis.aftale.limits.get("belaegning_gennemsnit")
    if limit is None:
        return
    year = basis.register.year
    for takst in basis.register.takster:
        if takst.occupancy_3 is None or takst.occupancy_2 is None:
            continue
        average = min(two_year_average(takst.occupancy_3, takst.occupancy_2), HUNDRED)
        if abs(takst.occupancy - average) > limit.value:
            message = (
                f"den gennemsnitlige belægning for »{takst.name}« i {year - 3} og {year - 2} er {plain(average)} pct.,"
                f" men der er brugt {plain(takst.occupancy)} pct."
            )
            related = ((takst.place("occupancy_3"), str(year - 3)), (takst.place("occupancy_2"), str(year - 2)))
            yield on_line(
                Severity.NOTE, "t10-gennemsnit", message, takst, "occupancy", *doubt(basis, limit), related=related
            )


def check_capacity(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P14: no more places are used than there are (fagligt-grundlag 10 P14; W18, "midlertidig overbelægning")."""
    for takst in basis.register.takster:
        if takst.accounts_places is not None and takst.accounts_places > takst.places > Decimal(0):
            used, places = plain(takst.accounts_places), plain(takst.places)
            message = f"»{takst.name}«: {used} belagte pladser ud af {places}"
            related = ((takst.place("places"), "de normerede pladser"),)
            hint = "er det overbelægning eller en fejl?"
            column = "accounts_places"
            yield on_line(Severity.WARNING, "p14-belaegning", message, takst, column, hint, related=related)
