"""Resolved edition → what is wrong with its content. Each check is a pure function whose docstring is the rule.

A new rule is a function and one line in `_CHECKS`. Apart stands `final.py`, which asks what the pages print as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.check.calendar import check_calendar
from rammeaftale.check.content import check_drawings, check_formulas, check_inserts, check_law_forms
from rammeaftale.check.leftovers import check_leftovers
from rammeaftale.check.lineage import check_lineage
from rammeaftale.check.region import check_names
from rammeaftale.check.wording import check_glued, check_period, check_tilbud_phrase
from rammeaftale.check.years import check_aftale_years, check_days, check_folder, check_register_years, check_titles
from rammeaftale.model.agreement import Edition
from rammeaftale.takster.rules import run_rules
from rammeaftale.takster.rules.text import check_counts, check_places

Check = Callable[[Edition], Iterable[Diagnostic]]


def _check_takster(edition: Edition) -> Iterator[Diagnostic]:
    """The rules of the takst register, T1-T20 and P1-P15 (takster/rules)."""
    if edition.takst_basis is not None:
        yield from run_rules(edition.takst_basis)


_CHECKS: tuple[Check, ...] = (
    check_inserts,
    check_drawings,
    check_formulas,
    check_law_forms,
    check_tilbud_phrase,
    check_period,
    check_glued,
    check_leftovers,
    check_calendar,
    check_folder,
    check_titles,
    check_days,
    check_register_years,
    check_aftale_years,
    _check_takster,
    check_names,
    check_places,
    check_counts,
    check_lineage,
)


def run_checks(edition: Edition) -> tuple[Diagnostic, ...]:
    """Everything that any check finds."""
    return tuple(diagnostic for check in _CHECKS for diagnostic in check(edition))
