"""The takstaftale: the years, thresholds, rates and paragraphs that takster are judged by, and what is accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from rammeaftale.base.calculate import HUNDRED
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.keys import IS_ID, Key, Must
from rammeaftale.model.region import Paragraph

_LARGEST = Decimal(10) ** 12


def is_printable(number: Decimal) -> bool:
    """Whether a number is not absurdly large and has the six decimals that can be printed at most."""
    return abs(number) < _LARGEST and number == round(number, 6)


def _is_percent(number: Decimal) -> bool:
    """Whether a percentage can be deducted from: by 100 pct. nothing is left."""
    return -HUNDRED < number <= HUNDRED and is_printable(number)


_Figure = Annotated[
    Decimal,
    Must("tal-umuligt", is_printable, "tallet er for stort eller har for mange decimaler", "er det en slåfejl?"),
]
_Percent = Annotated[
    Decimal,
    Must("tal-umuligt", _is_percent, "procenten skal ligge mellem -100 og 100", "skriv 2,5 for 2,5 pct."),
]
Driftsherre = Annotated[
    str,
    Must(
        "kommune-kode",
        re.compile(r"[1-9][0-9]{2,3}").fullmatch,
        "{} er ikke koden på en driftsherre",
        "en kommunekode har tre cifre: 615; regionens har fire og står i omraade.yaml",
    ),
]
_IS_RULE = Must(
    "afvigelse-regel",
    re.compile(r"[TP][1-9][0-9]?").fullmatch,
    "{} er ikke en regel",
    "skriv regelens nummer, som det står i meddelelsen: t9-belaegning er T9",
)
LimitName = Literal[
    "takststop",
    "mindste_reduktion",
    "fradragsgraense",
    "dage_pr_aar",
    "takst_mod_grundlag",
    "usaedvanlig_aendring",
    "overhead",
    "belaegning_hoejst",
    "belaegning_mindst",
    "belaegning_mindst_korte_forloeb",
    "belaegning_gennemsnit",
    "over_underskud",
    "indregnes_senest",
    "hensat_aar",
    "boernehus_objektiv",
    "udviklingsplan_pladser",
    "pladser_tolerance",
]
"""The thresholds that the rules know; a period that leaves one out does not have the rule."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of a rule. One that is not confirmed for the region makes the rule warn, and say its source.

    `fact` is the name of the fact that it is, empty when it is a number of its own.
    """

    value: Decimal
    source: str
    is_confirmed: bool
    span: TextSpan = field(compare=False)
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A deviation from a rule that somebody answers for: about one line, by its id, or all of a driftsherre's."""

    MUST: ClassVar = Must(
        "afvigelse-hvad",
        lambda deviation: bool(deviation.row) != bool(deviation.driftsherre_code),
        "en afvigelse gælder enten en række eller en driftsherre",
        "skriv enten »række: 615-0007« eller »driftsherre: 615«",
    )
    rule: Annotated[str, _IS_RULE, Key("regel")]
    row: Annotated[str, Key("række")] = ""
    driftsherre_code: Annotated[Driftsherre, Key("driftsherre")] = ""
    who: Annotated[str, Key("hvem")]
    when: Annotated[date, Key("dato")]
    why: Annotated[str, Key("begrundelse")]
    span: TextSpan = field(compare=False)

    @property
    def target(self) -> str:
        """The line's id or the driftsherre's code."""
        return self.row or self.driftsherre_code


_IS_ID_OF_BILAG = replace(IS_ID, hint="skriv det id, som bilaget har i udgave.yaml", meant=str)
"""What is written may be the bilag's title: which id that has stands in another file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The udviklingsplan of a large botilbud: the bilag's id, the driftsherre, the tilbud's name in the register."""

    bilag: Annotated[str, _IS_ID_OF_BILAG, Key("bilag")]
    driftsherre_code: Annotated[Driftsherre, Key("driftsherre")]
    tilbud: Annotated[str, Key("tilbud")] = ""
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class ObjectiveShare:
    """A kommune's line in a table of objective financing: inhabitants counted, share in pct., amount in kr."""

    kommune: Annotated[str, Key("kommune", once="kommunen")]
    counted: Annotated[_Figure, Key("antal")]
    share: Annotated[_Percent, Key("andel")]
    amount: Annotated[_Figure, Key("beløb")]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveTable:
    """A table of objective financing. `objective_share` is the objective part of the budget in pct.; budget in kr."""

    title: Annotated[str, Key("titel", once="titlen")]
    budget: Annotated[_Figure, Key("budget")]
    objective_share: Annotated[_Percent, Key("objektiv_andel")]
    is_boernehus: Annotated[bool, Key("børnehus")] = False
    source: Annotated[str, Key("kilde")]
    shares: Annotated[tuple[ObjectiveShare, ...], Key("fordeling")]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class PlRate:
    """The pris- og lønfremskrivning from the year before, in pct."""

    year: Annotated[int, Key("år")]
    rate: Annotated[_Percent, Key("sats")]
    source: Annotated[str, Key("kilde")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPeriod:
    """What a driftsherre reduced in the former period, and what it deducts now: pct."""

    driftsherre_code: Annotated[Driftsherre, Key("driftsherre", once="driftsherren")]
    reduction: Annotated[_Percent, Key("reduktion")]
    deduction: Annotated[_Percent | None, Key("fradrag")] = None
    source: Annotated[str, Key("kilde")]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class ValidParagraph:
    """A paragraph that holds in the period, and the kind of tilbud that it is for."""

    paragraph: Annotated[Paragraph, Key("paragraf", once="paragraffen")]
    tilbud: Annotated[str, Key("tilbud")]
    source: Annotated[str, Key("kilde")]


@dataclass(frozen=True, slots=True)
class ReplacedParagraph:
    """A paragraph that no longer holds, and what to use instead."""

    old: Annotated[Paragraph, Key("gammel", once="paragraffen")]
    new: Annotated[str, Key("ny")]
    source: Annotated[str, Key("kilde")]


@dataclass(frozen=True, slots=True)
class Takstaftale:
    """What an edition's takstaftale.yaml says: the agreement's years, and the thresholds of the rules by name.

    `pl` is by year, `earlier` by driftsherre code; `paragraphs` and `replaced` are by the paragraph: "SEL § 107".
    """

    first_year: int
    last_year: int
    limits: Mapping[str, Limit]
    pl: Mapping[int, PlRate]
    earlier: Mapping[str, EarlierPeriod]
    paragraphs: Mapping[str, ValidParagraph]
    replaced: Mapping[str, ReplacedParagraph]
    plans: tuple[Plan, ...]
    objective: tuple[ObjectiveTable, ...]
    accepted: tuple[Accepted, ...]
    span: TextSpan = field(compare=False)

    def pl_rate(self, year: int) -> Decimal | None:
        """The pris- og lønfremskrivning from the year before, in pct.; None when it is not written down."""
        return self.pl[year].rate if year in self.pl else None
