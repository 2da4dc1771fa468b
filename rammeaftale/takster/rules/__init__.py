"""Takst basis → what breaks the rules T1-T20 and P1-P15 of docs/regler.md, each reported where it stands.

A rule is a pure function, listed in the `RULES` of its file. Found elsewhere, and not here: T4 (takst
or unit missing), T8 (belægning over 100) and T11 (belægning missing), which takster/row.py refuses since a `Takst`
cannot be without them; P11 (number misread) and P12 (wrong encoding), which reading a sender's file finds; P5 and P13,
which compare the texts (takster/rules/text.py). P1 and P2 are found at the intake too; here they guard the register,
which can be edited by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.takstaftale import Accepted
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.rules import accounts, costs, halves, moved, objective, occupancy, places, prices, tilbud
from rammeaftale.takster.rules.accept import gathered, needless, needless_or_unknown, with_accepted
from rammeaftale.takster.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *prices.RULES,
    *costs.RULES,
    *occupancy.RULES,
    *accounts.RULES,
    *halves.RULES,
    *objective.RULES,
    *tilbud.RULES,
    *moved.RULES,
    *places.RULES,
)


def each_finding(basis: TakstBasis) -> tuple[Diagnostic, ...]:
    """Everything that any rule finds, line by line, with the accepted deviations: what a driftsherre is answered."""
    return _judged(basis, needless)


def run_rules(basis: TakstBasis) -> tuple[Diagnostic, ...]:
    """The same, with many findings of one kind for one driftsherre as one: what the build reports."""
    return tuple(gathered(_judged(basis, partial(needless_or_unknown, basis)), basis.driftsherrer))


def _judged(basis: TakstBasis, of_unused: Callable[[Accepted], Diagnostic]) -> tuple[Diagnostic, ...]:
    findings = (finding for rule in RULES for finding in rule(basis))
    return tuple(with_accepted(findings, basis.aftale.accepted, of_unused))
