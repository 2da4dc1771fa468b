"""Takes the facts that are stated and the recipes of those that are computed, gives the computed ones.

Pure arithmetic on Decimals, unrounded in between; a figure is rounded when it is printed. Nothing is evaluated but the
operations below, and their operands are names of facts or plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, localcontext
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType

from rammeaftale.base import calculate
from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Refused, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.model.facts import Fact, FactKind
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.read.yaml.nodes import Scalar

_PRECISION = Context(prec=40)
_COUNTED = (FactKind.NUMBER, FactKind.PERCENT, FactKind.KRONER)

Numbers = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: what it does, how many operands it takes at most, whether they must be of one kind, and at least.

    `operands` names them, for messages, where their order matters.
    """

    compute: Callable[[Numbers], Decimal]
    most: int
    same_kind: bool
    least: int = 2
    operands: str = ""


def _formula(compute: Callable[..., Decimal], operands: str) -> Operation:
    """One of the agreement's own formulas (calculate.py): as many operands as it names, in their order."""
    count = operands.count(",") + 1
    return Operation(lambda numbers: compute(*numbers), count, same_kind=False, least=count, operands=operands)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A fact that is to be computed; `place` is that of the operation's name."""

    name: str
    kind: FactKind
    operation: str
    operands: tuple[Scalar, ...]
    decimals: int
    source: str
    span: TextSpan
    place: TextSpan


def _product(numbers: Numbers) -> Decimal:
    result = Decimal(1)
    for number in numbers:
        result *= number
    return result


def _sum(numbers: Numbers) -> Decimal:
    return sum(numbers, Decimal(0))


_ANY_NUMBER = 1_000
_OUTCOME = "indtægter, omkostninger, budget, grænse"

OPERATIONS = MappingProxyType(
    {
        "sum": Operation(_sum, _ANY_NUMBER, same_kind=True),
        "forskel": Operation(lambda n: n[0] - n[1], 2, same_kind=True),
        "produkt": Operation(_product, _ANY_NUMBER, same_kind=False),
        "kvotient": Operation(lambda n: n[0] / n[1], 2, same_kind=False),
        "andel": Operation(lambda n: n[0] * n[1] / 100, 2, same_kind=False),
        "mindste": Operation(min, _ANY_NUMBER, same_kind=True),
        "største": Operation(max, _ANY_NUMBER, same_kind=True),
        "gennemsnit": Operation(lambda n: _sum(n) / len(n), _ANY_NUMBER, same_kind=True),
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
    stated: Mapping[str, Fact], recipes: Mapping[str, Recipe], failed: frozenset[str]
) -> Checked[dict[str, Fact]]:
    """The computed facts. `failed` names facts that stand in the file but could not be read: not reported twice."""
    findings = Findings()
    order = findings.take(_order(recipes))
    facts = dict(stated)
    missing = set(failed) | (set(recipes) - set(order))
    for name in order:
        fact = findings.take(_compute(recipes[name], facts, missing | set(recipes)))
        if fact is None:
            missing.add(name)
        else:
            facts[name] = fact
    return Checked({name: facts[name] for name in order if name in facts}, findings.all)


def _order(recipes: Mapping[str, Recipe]) -> Checked[tuple[str, ...]]:
    """The recipes so that each comes after those it uses; those that go round in a ring are left out and reported."""
    findings = Findings()
    left = dict(recipes)
    while True:
        uses = {name: {o.value for o in recipe.operands if o.value in left} for name, recipe in left.items()}
        try:
            return Checked(tuple(TopologicalSorter(uses).static_order()), findings.all)
        except CycleError as problem:
            ring = sorted(set(problem.args[1]), key=lambda name: left[name].span)
            chain = " → ".join((*ring, ring[0]))
            message = f"beregningen går i ring: {chain}"
            findings.add(error("beregning-ring", message, left[ring[0]].place, "lad mindst én af dem have en »værdi«"))
            left = {name: recipe for name, recipe in left.items() if name not in ring}


def _compute(recipe: Recipe, facts: Mapping[str, Fact], silent: set[str]) -> Checked[Fact | None]:
    findings = Findings()
    operands = [findings.take(_operand(scalar, facts, silent)) for scalar in recipe.operands]
    known = [operand for operand in operands if operand is not None]
    if len(known) < len(operands):
        return Checked(None, findings.all)
    operation = OPERATIONS[recipe.operation]
    kinds = {kind for _, kind in known} - {FactKind.NUMBER}
    if operation.same_kind and len(kinds) > 1:
        message = f"»{recipe.operation}« kan ikke regne på kroner og procent under ét"
        hint = "brug »andel: [procent, beløb]« for at tage procent af et beløb"
        return Checked(None, (*findings.all, error("beregning-blanding", message, recipe.place, hint)))
    value = findings.take(_calculate(recipe, operation, [number for number, _ in known]))
    if value is None:
        return Checked(None, findings.all)
    fact = Fact(recipe.name, recipe.kind, value, recipe.decimals, recipe.source, recipe.span)
    return Checked(fact, findings.all)


def _calculate(recipe: Recipe, operation: Operation, numbers: Numbers) -> Checked[Decimal | None]:
    try:
        with localcontext(_PRECISION):
            return Checked(operation.compute(numbers))
    except DecimalException:
        by_zero = recipe.operation not in ("sum", "produkt") and 0 in numbers[1:]
        message = "der kan ikke deles med nul" if by_zero else "resultatet kan ikke regnes ud; tallene er for store"
        place = recipe.operands[-1].span if by_zero else recipe.place
        return Checked(None, (error("beregning-umulig", message, place, "se tallene i beregningen efter"),))


def _operand(scalar: Scalar, facts: Mapping[str, Fact], silent: set[str]) -> Checked[tuple[Decimal, FactKind] | None]:
    fact = facts.get(scalar.value)
    if fact is not None:
        if isinstance(fact.value, Decimal) and fact.kind in _COUNTED:
            return Checked((fact.value, fact.kind))
        message = f"»{fact.name}« er af arten »{fact.kind.value}« og kan ikke indgå i en beregning"
        return Checked(None, (error("beregning-blanding", message, scalar.span, "brug kun tal, procent og kroner"),))
    if scalar.value in silent:
        return Checked(None)
    if scalar.value[:1].isdigit() or scalar.value[:1] == "-":
        return _literal(scalar)
    message = f"oplysningen »{scalar.value}« findes ikke"
    hints = suggestion(scalar.value, {*facts, *silent}) or ("skriv navnet med alle led: gruppe.navn",)
    return Checked(None, (error("beregning-ukendt", message, scalar.span, *hints),))


def _literal(scalar: Scalar) -> Checked[tuple[Decimal, FactKind] | None]:
    try:
        return Checked((parse_number(scalar.value), FactKind.NUMBER))
    except Refused as problem:
        return Checked(None, (problem.at(scalar.span),))
