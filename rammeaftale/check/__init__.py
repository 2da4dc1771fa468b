"""Resolved edition → what is wrong with its content. Each check is a pure function whose docstring is the rule.

A new rule is a function and one line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rammeaftale.check.content import check_drawings, check_example_data, check_gaps, check_inserts, check_kommuner
from rammeaftale.check.takster import TAKST_CHECKS
from rammeaftale.check.wording import check_period, check_tilbud_phrase
from rammeaftale.diagnostics import Diagnostic
from rammeaftale.model.agreement import Edition

Check = Callable[[Edition], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    check_gaps,
    check_example_data,
    check_inserts,
    check_drawings,
    check_kommuner,
    check_tilbud_phrase,
    check_period,
    *TAKST_CHECKS,
)


def run_checks(edition: Edition) -> tuple[Diagnostic, ...]:
    """Everything that any check finds."""
    return tuple(diagnostic for check in CHECKS for diagnostic in check(edition))
