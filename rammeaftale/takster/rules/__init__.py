"""Takst basis → what breaks the rules T1-T18 and P1-P14 of fagligt-grundlag 10, each told where it stands.

A rule is a pure function whose docstring states it, and one line in `RULES`. Found elsewhere, and not here: T4 (takst
or unit missing), T8 (belægning over 100) and T11 (belægning missing), which takster/row.py refuses since a `Takst`
cannot be without them; P11 (number misread) and P12 (wrong encoding), which reading a sender's file finds; P5 and P13,
which compare the texts (takster/rules/text.py). P1 and P2 are found at the intake too; here they guard the register,
which can be edited by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.takster import Accepted, TakstBasis
from rammeaftale.takster.rules.accept import gathered, needless, needless_or_unknown, with_accepted
from rammeaftale.takster.rules.accounts import check_imbalance, check_outcome, check_reserves
from rammeaftale.takster.rules.basis import check_formula, check_overhead
from rammeaftale.takster.rules.objective import check_boernehus, check_distribution
from rammeaftale.takster.rules.occupancy import check_average, check_capacity, check_span
from rammeaftale.takster.rules.places import check_needless_plans, check_overview, check_plans
from rammeaftale.takster.rules.prices import (
    check_deduction,
    check_levels,
    check_parts,
    check_reduction,
    check_stop,
    check_unusual,
)
from rammeaftale.takster.rules.tilbud import (
    check_buyers,
    check_changes,
    check_doubles,
    check_driftsherrer,
    check_paragraphs,
    check_received,
)

TakstRule = Callable[[TakstBasis], Iterator[Diagnostic]]

RULES: tuple[TakstRule, ...] = (
    check_stop,
    check_reduction,
    check_deduction,
    check_formula,
    check_unusual,
    check_overhead,
    check_span,
    check_average,
    check_outcome,
    check_reserves,
    check_imbalance,
    check_distribution,
    check_boernehus,
    check_parts,
    check_levels,
    check_driftsherrer,
    check_received,
    check_paragraphs,
    check_doubles,
    check_overview,
    check_plans,
    check_needless_plans,
    check_changes,
    check_buyers,
    check_capacity,
)


def each_finding(basis: TakstBasis) -> tuple[Diagnostic, ...]:
    """Everything that any rule finds, line by line, with the accepted deviations: what a driftsherre is answered."""
    return _judged(basis, needless)


def run_rules(basis: TakstBasis) -> tuple[Diagnostic, ...]:
    """The same, with many findings of one kind for one driftsherre told as one: what the build reports."""
    return tuple(gathered(_judged(basis, partial(needless_or_unknown, basis)), basis.driftsherrer))


def _judged(basis: TakstBasis, of_unused: Callable[[Accepted], Diagnostic]) -> tuple[Diagnostic, ...]:
    findings = (finding for rule in RULES for finding in rule(basis))
    return tuple(with_accepted(findings, basis.aftale.accepted, of_unused))
