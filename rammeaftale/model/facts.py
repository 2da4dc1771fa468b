"""The register of facts: each number, date and name that more than one place states, stated once with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Located


class FactKind(Enum):
    """What a fact is; the value is the word written after `art:` in fakta.yaml."""

    NUMBER = "tal"
    PERCENT = "procent"
    KRONER = "kroner"
    DATE = "dato"
    YEAR = "årstal"
    TEXT = "tekst"


NUMBERS = (FactKind.NUMBER, FactKind.PERCENT, FactKind.KRONER)
"""The kinds whose value is a Decimal."""


@dataclass(frozen=True, slots=True)
class Fact(Located):
    """One value. Decimal for numbers, pct. and kr.; `date` for dates; text for years and names.

    `decimals` is how many decimals are printed: as many as the source wrote, or as `decimaler:` says for a sum.
    """

    name: str
    kind: FactKind
    value: Decimal | date | str
    decimals: int
    source: str
    span: TextSpan = field(compare=False)


Facts = Mapping[str, Fact]
