"""Takes the trees of takstaftale.yaml, afvigelser.yaml and objektiv-finansiering.yaml, gives what the rules rest on.

A threshold that stands in fakta.yaml is named, not repeated: `værdi: gruppe.navn`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, ClassVar

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.rows import first_of_each, node_at, whole
from rammeaftale.decode.schema import read_list, read_mapping
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Key, Must, Name
from rammeaftale.model.takstaftale import (
    Accepted,
    EarlierPeriod,
    Limit,
    LimitName,
    ObjectiveTable,
    Plan,
    PlRate,
    ReplacedParagraph,
    Takstaftale,
    ValidParagraph,
    is_printable,
)
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.read.yaml.nodes import YamlNode

_MOST: Mapping[str, int] = {
    **dict.fromkeys(("mindste_reduktion", "fradragsgraense", "overhead", "boernehus_objektiv", "over_underskud"), 100),
    "belaegning_mindst": 100,
    "belaegning_mindst_korte_forloeb": 100,
    "pladser_tolerance": 100,
    "dage_pr_aar": 366,
}
"""The largest that a limit can be: parts of a whole in pct., and the days of a year. Occupancy at most may be more."""


@dataclass(frozen=True, slots=True)
class _Period:
    """The agreement's years."""

    MUST: ClassVar = Must(
        "periode-forkert",
        lambda period: period.first <= period.last,
        "takstaftalen slutter, før den begynder",
        "se »fra« og »til« efter",
    )
    first: Annotated[int, Key("fra")]
    last: Annotated[int, Key("til")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    """A threshold as it is written: a number, or the name of a fact, which brings its own source."""

    value: Annotated[Name, Key("værdi")]
    source: Annotated[str, Key("kilde")] = ""
    is_confirmed: Annotated[bool, Key("bekræftet")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Takstaftale:
    """takstaftale.yaml."""

    period: Annotated[_Period, Key("periode")]
    limits: Annotated[Mapping[LimitName, _Limit], Key("grænser")]
    pl: Annotated[tuple[PlRate, ...], Key("pl_satser")] = ()
    earlier: Annotated[tuple[EarlierPeriod, ...], Key("forrige_periode")] = ()
    paragraphs: Annotated[tuple[ValidParagraph, ...], Key("paragraffer")]
    replaced: Annotated[tuple[ReplacedParagraph, ...], Key("erstattet")] = ()
    plans: Annotated[tuple[Plan, ...], Key("udviklingsplaner")] = ()


def decode_takstaftale(tree: YamlNode, facts: Facts) -> Checked[Takstaftale | None]:
    """The agreement's years, thresholds and paragraphs; None when the file cannot be used. Accepted comes apart."""
    findings = Findings()
    written = findings.take(read_mapping(_Takstaftale, tree))
    if written is None:
        return Checked(None, findings.all)
    limits: dict[str, Limit] = {}
    for name, limit in written.limits.items():
        try:
            limits[name] = _limit(name, limit, facts)
        except Refused as problem:
            findings.add(replace(problem.at(limit.value.span), missing=limit.value.value))
    findings.add(*_crossed(limits))
    rates = (Name(str(row.year), node_at(tree, "pl_satser", at).span) for at, row in enumerate(written.pl))
    findings.add(*first_of_each(rates, "PL-satsen for"), *_valid_after_all(written, tree))
    aftale = Takstaftale(
        first_year=written.period.first,
        last_year=written.period.last,
        limits=limits,
        pl={rate.year: rate for rate in written.pl},
        earlier={period.driftsherre_code: period for period in written.earlier},
        paragraphs={valid.paragraph: valid for valid in written.paragraphs},
        replaced={replaced.old: replaced for replaced in written.replaced},
        plans=written.plans,
        objective=(),
        accepted=(),
        span=tree.span,
    )
    return Checked(aftale, findings.all)


def _limit(called: str, written: _Limit, facts: Facts) -> Limit:
    """A number with its source, or a fact's number with the fact's. Raises Refused."""
    name, source = written.value, written.source
    fact = facts.get(name.value)
    if fact is None:
        value = _number(name.value, facts)
        if not source:
            hint = "tilføj en linje med »kilde: …«, eller skriv navnet på en oplysning i fakta.yaml som værdi"
            raise Refused("graense-kilde", "grænsen mangler sin kilde", hint)
    elif isinstance(fact.value, Decimal):
        value, source = fact.value, source or fact.source
    else:
        message = f"oplysningen »{fact.name}« er ikke et tal"
        raise Refused("graense-vaerdi", message, "vælg en oplysning, der er et tal")
    if value < 0 or not is_printable(value):
        hint = "en grænse er et tal fra 0 og op med højst seks decimaler"
        raise Refused("tal-umuligt", "tallet kan ikke være en grænse", hint)
    if value > (most := _MOST.get(called, value)):
        raise Refused("tal-umuligt", f"{called} kan højst være {most}", "er det en slåfejl?")
    return Limit(value, source, written.is_confirmed, name.span, fact.name if fact else "")


def _crossed(limits: Mapping[str, Limit]) -> Iterator[Diagnostic]:
    """The lowest occupancy is not above the highest."""
    highest = limits.get("belaegning_hoejst")
    for name in ("belaegning_mindst", "belaegning_mindst_korte_forloeb"):
        lowest = limits.get(name)
        if lowest and highest and lowest.value > highest.value:
            message = f"{name} er større end belaegning_hoejst"
            yield error("tal-umuligt", message, lowest.span, "ret det ene af de to tal")


def _number(written: str, facts: Facts) -> Decimal:
    try:
        return parse_number(written)
    except Refused:
        if not written[:1].isalpha():
            raise
    numbers = [known for known, fact in facts.items() if isinstance(fact.value, Decimal)]
    hints = suggestion(written, numbers) or ("skriv et tal, eller navnet på en oplysning i fakta.yaml",)
    raise Refused("graense-vaerdi", f"oplysningen »{written}« findes ikke", *hints)


def _valid_after_all(written: _Takstaftale, tree: YamlNode) -> Iterator[Diagnostic]:
    """What stands both as valid and as replaced."""
    valid = {row.paragraph for row in written.paragraphs}
    for at, row in enumerate(written.replaced):
        if row.old in valid:
            span = node_at(tree, "erstattet", at, "gammel").span
            message = f"»{row.old}« står både som gældende og som erstattet"
            yield error("paragraf-erstattet", message, span, "slet den ene linje")


def decode_accepted(tree: YamlNode) -> Checked[tuple[Accepted, ...]]:
    """The deviations that somebody answers for, in the file's order."""
    checked = whole(read_list(Accepted, "afvigelser", tree, may_be_empty=True))
    keys = (Name(f"{deviation.rule} {deviation.target}", deviation.span) for deviation in checked.value)
    return Checked(checked.value, (*checked.diagnostics, *first_of_each(keys, "afvigelsen")))


def decode_objective(tree: YamlNode) -> Checked[tuple[ObjectiveTable, ...]]:
    """The tables of objective financing."""
    return whole(read_list(ObjectiveTable, "tabeller", tree, may_be_empty=True))
