"""The rules of belægning that need more than the cell itself: the span, two years' average, capacity (T9, T10, P14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.base.calculate import HUNDRED, two_year_average
from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.groups import paragraph_of
from rammeaftale.takster.rules.finding import apart, doubt, on_line, plain
from rammeaftale.takster.rules.rule import Rule, needs

_SPAN_UNITS = frozenset({"døgn", "dag"})
_SHORT_STAYS = re.compile(r"akut|aflastning|korte? forløb|korttids|midlertidigt ophold", re.IGNORECASE)


@needs("belaegning_mindst", "belaegning_hoejst", "belaegning_mindst_korte_forloeb")
def _check_span(basis: TakstBasis, least: Limit, most: Limit, short: Limit) -> Iterator[Diagnostic]:
    """T9: belægningen of dag- and døgntilbud lies in a span; short stays may lie lower. Pct.

    Above 100 is T8, which is found while the cell is read.
    """
    for takst in basis.register.takster:
        limit = short if _is_short(takst, basis.region.short_stays) else least
        if takst.unit in _SPAN_UNITS and takst.occupancy < limit.value:
            used, bound = apart(takst.occupancy, limit.value)
            low, low_short = (bound if limit is other else plain(other.value) for other in (least, short))
            message = (
                f"belægningen for »{takst.name}« er {used} pct. Normalt bruges {low}-"
                f"{plain(most.value)} pct. (mindst {low_short} pct. ved akut og aflastning)"
            )
            hint, doubts = "ret belægningen, eller få afvigelsen godkendt i styregruppen", doubt(basis, limit)
            yield on_line(Severity.WARNING, "t9-belaegning", message, takst, "occupancy", hint, ours=doubts)


def _is_short(takst: Takst, paragraphs: frozenset[str]) -> bool:
    """By its paragraph, or by a name that says so."""
    names = f"{takst.tilbud} {takst.afdeling} {takst.tilbudstype}"
    return paragraph_of(takst) in paragraphs or _SHORT_STAYS.search(names) is not None


@needs("belaegning_gennemsnit")
def _check_average(basis: TakstBasis, limit: Limit) -> Iterator[Diagnostic]:
    """T10: belægningen is the average of the years three and two before; a note when it is not. Percentage points."""
    year = basis.register.year
    for takst in basis.register.takster:
        if takst.occupancy_3 is None or takst.occupancy_2 is None:
            continue
        average = min(two_year_average(takst.occupancy_3, takst.occupancy_2), HUNDRED)
        if abs(takst.occupancy - average) > limit.value:
            mean, used = apart(average, takst.occupancy)
            message = (
                f"den gennemsnitlige belægning for »{takst.name}« i {year - 3} og {year - 2} er {mean} pct.,"
                f" men der er brugt {used} pct."
            )
            doubts, beside = doubt(basis, limit), {"occupancy_3": str(year - 3), "occupancy_2": str(year - 2)}
            yield on_line(Severity.NOTE, "t10-gennemsnit", message, takst, "occupancy", beside=beside, ours=doubts)


def _check_capacity(basis: TakstBasis) -> Iterator[Diagnostic]:
    """P14: no more places are used than there are."""
    for takst in basis.register.takster:
        if takst.accounts_places is not None and takst.accounts_places > takst.places > 0:
            used, places = apart(takst.accounts_places, takst.places)
            message = f"»{takst.name}«: {used} belagte pladser ud af {places}"
            hint, beside = "er det overbelægning eller en fejl?", {"places": "de normerede pladser"}
            yield on_line(Severity.WARNING, "p14-belaegning", message, takst, "accounts_places", hint, beside=beside)


RULES: tuple[Rule, ...] = (_check_span, _check_average, _check_capacity)
