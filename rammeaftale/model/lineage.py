"""Lineage: which provisions of an earlier edition the provisions of this one come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import TextSpan


@dataclass(frozen=True, slots=True)
class Named:
    """An id as an editor wrote it, with its place."""

    id: str
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Descent:
    """One entry of afstamning.yaml: `new` of this edition is made of `old`, of any edition before it.

    `revision` is a commit or tag, which cannot change: there also derived ids may be named; None when there is none.
    """

    new: Named
    old: tuple[Named, ...]
    revision: Named | None = None
