"""Takes the facts that are stated and the recipes of those that are computed, gives the computed ones.

Pure arithmetic on Decimals, unrounded in between; a figure is rounded when it is printed. Nothing is evaluated but the
operations below, and their operands are names of facts or plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Context, Decimal, DecimalException, localcontext
from graphlib import CycleError, TopologicalSorter
from math import prod
from types import MappingProxyType

from rammeaftale.base import calculate
from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error
from rammeaftale.base.findings import Findings
from rammeaftale.model.facts import Fact, FactKind
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.read.yaml.nodes import Scalar

_PRECISION = Context(prec=40)
"""So many digits that rounding is left to who prints the figure: six decimals at most."""
_ANY_NUMBER = 1_000
"""As many operands as anybody would write."""
_OUTCOME = "indtægter, omkostninger, budget, grænse"
_Numbers = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class _Operation:
    """An operation: what it does, how many operands it takes at most, whether they must be of one kind, and at least.

    `operands` names them, for messages, where their order matters.
    """

    compute: Callable[[_Numbers], Decimal]
    most: int
    same_kind: bool
    least: int = 2
    operands: str = ""


def _formula(compute: Callable[..., Decimal], operands: str) -> _Operation:
    """One of the agreement's own formulas (calculate.py): as many operands as it names, in their order."""
    count = operands.count(",") + 1
    return _Operation(lambda numbers: compute(*numbers), count, same_kind=False, least=count, operands=operands)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A fact that is to be computed, without its value; the operation, and names of facts or numbers."""

    fact: Fact
    operation: Scalar
    operands: tuple[Scalar, ...]


OPERATIONS = MappingProxyType(
    {
        "sum": _Operation(lambda n: sum(n, Decimal(0)), _ANY_NUMBER, same_kind=True),
        "forskel": _Operation(lambda n: n[0] - n[1], 2, same_kind=True),
        "produkt": _Operation(lambda n: prod(n, start=Decimal(1)), _ANY_NUMBER, same_kind=False),
        "kvotient": _Operation(lambda n: n[0] / n[1], 2, same_kind=False),
        "andel": _Operation(lambda n: n[0] * n[1] / 100, 2, same_kind=False),
        "mindste": _Operation(min, _ANY_NUMBER, same_kind=True),
        "største": _Operation(max, _ANY_NUMBER, same_kind=True),
        "gennemsnit": _Operation(lambda n: sum(n, Decimal(0)) / len(n), _ANY_NUMBER, same_kind=True),
        "takst_pr_døgn": _formula(calculate.takst_per_day, "takstgrundlag, pladser, dage, belægning"),
        "belægning": _formula(calculate.occupancy_of_year, "belagte døgn, pladser, dage"),
        "toårsbelægning": _formula(calculate.two_year_average, "belægning tre år før, belægning to år før"),
        "hensat": _formula(lambda *n: calculate.outcome(*n).carried, _OUTCOME),
        "indregnet": _formula(lambda *n: calculate.outcome(*n).settled, _OUTCOME),
        "objektivt_bidrag": _formula(
            calculate.objective_amount, "budget, objektiv andel, kommunens antal, antal i alt"
        ),
        "takstkrav": _formula(calculate.required_reduction, "mindste reduktion, forrige reduktion, fradragsgrænse"),
    }
)


def compute_facts(
    stated: Mapping[str, Fact], recipes: Mapping[str, Recipe], failed: Iterable[str]
) -> Checked[dict[str, Fact]]:
    """The computed facts. `failed` names facts that stand in the file but could not be read: not reported twice."""
    findings = Findings()
    order = _order(recipes, findings)
    facts = dict(stated)
    for name in order:
        silent = (recipes.keys() | set(failed)) - facts.keys()
        fact = _compute(recipes[name], facts, silent, findings)
        if fact is not None:
            facts[name] = fact
    return Checked({name: facts[name] for name in order if name in facts}, findings.all)


def _order(recipes: Mapping[str, Recipe], findings: Findings) -> tuple[str, ...]:
    """The recipes so that each comes after those it uses; those that go round in a ring are left out and reported."""
    left = dict(recipes)
    while True:
        uses = {name: {o.value for o in recipe.operands if o.value in left} for name, recipe in left.items()}
        try:
            return tuple(TopologicalSorter(uses).static_order())
        except CycleError as problem:
            ring = sorted(set(problem.args[1]), key=lambda name: left[name].fact.span)
            message = f"beregningen går i ring: {' → '.join((*ring, ring[0]))}"
            span, hint = left[ring[0]].operation.span, "lad mindst én af dem have en »værdi«"
            findings.add(error("beregning-ring", message, span, hint))
            left = {name: recipe for name, recipe in left.items() if name not in ring}


def _compute(recipe: Recipe, facts: Mapping[str, Fact], silent: Set[str], findings: Findings) -> Fact | None:
    numbers: list[tuple[Decimal, FactKind]] = []
    for scalar in recipe.operands:
        try:
            numbers += _operand(scalar.value, facts, silent)
        except Refused as problem:
            findings.add(problem.at(scalar.span))
    if len(numbers) < len(recipe.operands):
        return None
    value = _calculated(recipe, numbers)
    if isinstance(value, Diagnostic):
        findings.add(value)
        return None
    return replace(recipe.fact, value=value)


def _calculated(recipe: Recipe, operands: Sequence[tuple[Decimal, FactKind]]) -> Decimal | Diagnostic:
    name, numbers = recipe.operation.value, [number for number, _ in operands]
    if OPERATIONS[name].same_kind and len({kind for _, kind in operands} - {FactKind.NUMBER}) > 1:
        message = f"»{name}« kan ikke regne på kroner og procent under ét"
        hint = "brug »andel: [procent, beløb]« for at tage procent af et beløb"
        return error("beregning-blanding", message, recipe.operation.span, hint)
    try:
        with localcontext(_PRECISION):
            return OPERATIONS[name].compute(numbers)
    except DecimalException:
        by_zero = name not in ("sum", "produkt") and 0 in numbers[1:]
        message = "der kan ikke deles med nul" if by_zero else "resultatet kan ikke regnes ud; tallene er for store"
        span = recipe.operands[-1].span if by_zero else recipe.operation.span
        return error("beregning-umulig", message, span, "se tallene i beregningen efter")


def _operand(name: str, facts: Mapping[str, Fact], silent: Set[str]) -> Iterator[tuple[Decimal, FactKind]]:
    """The number that an operand names or is; none for a fact that was reported where it stands. Raises Refused."""
    fact = facts.get(name)
    if fact is not None:
        if not isinstance(fact.value, Decimal):
            message = f"»{fact.name}« er af arten »{fact.kind.value}« og kan ikke indgå i en beregning"
            raise Refused("beregning-blanding", message, "brug kun tal, procent og kroner")
        yield fact.value, fact.kind
    elif name not in silent:
        if not (name[:1].isdigit() or name[:1] == "-"):
            hints = suggestion(name, {*facts, *silent}) or ("skriv navnet med alle led: gruppe.navn",)
            raise Refused("beregning-ukendt", f"oplysningen »{name}« findes ikke", *hints)
        yield parse_number(name), FactKind.NUMBER
