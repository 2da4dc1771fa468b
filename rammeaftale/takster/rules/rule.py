"""What a rule is, and that a period without one of its limits does not have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.takstaftale import LimitName
from rammeaftale.model.takster import TakstBasis

Rule = Callable[[TakstBasis], Iterator[Diagnostic]]
"""Gives what breaks it. Its docstring begins with its number in docs/regler.md, where text, limits and source stand."""


def needs(*names: LimitName) -> Callable[[Callable[..., Iterator[Diagnostic]]], Rule]:
    """A rule with these limits of the agreement, which it is given after the basis; it finds nothing without them."""

    def with_limits(check: Callable[..., Iterator[Diagnostic]]) -> Rule:
        @wraps(check)
        def rule(basis: TakstBasis) -> Iterator[Diagnostic]:
            limits = [basis.aftale.limits[name] for name in names if name in basis.aftale.limits]
            return check(basis, *limits) if len(limits) == len(names) else iter(())

        return rule

    return with_limits
