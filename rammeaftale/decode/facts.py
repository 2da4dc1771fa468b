"""Takes the tree of fakta.yaml, gives the register of facts: stated ones read, computed ones worked out.

Groups nest freely; a leaf has `værdi` or `beregnes`, and always `kilde`. Names join the groups' keys with points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from rammeaftale.base.danish import MAX_DECIMALS, listing, number_word, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.decode.computed_facts import OPERATIONS, Recipe, compute_facts
from rammeaftale.decode.forms import FactEntry
from rammeaftale.decode.schema import left_empty, read_mapping
from rammeaftale.model.agreement import Kommune
from rammeaftale.model.facts import NUMBERS, Fact, FactKind, Facts
from rammeaftale.model.region import Region
from rammeaftale.read.tables.danish_values import is_two_sided, parse_date, parse_number, parse_year
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode, entry_row

_NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_CALLED = re.compile(r"([a-zæøå_]+) ?\(([^()]*)\)")
_OPERAND = re.compile(r"[a-zæøå][a-zæøå0-9_.]*|[0-9]+")
_SIGNS = {"+": "sum", "-": "forskel", "*": "produkt", "/": "kvotient"}
"""How calculations are written elsewhere, with the operation that each sign is here."""
_LEAF_KEYS = frozenset({"værdi", "beregnes", "kilde", "art"})
PARTIES = frozenset({"kommuner.antal", "parter.antal"})
"""Facts that `party_facts` counts; those that resolve/edition.py fills in are known only when all is decoded."""
OF_REGISTER = frozenset(f"takstregister.{name}" for name in ("år", "takster", "pladser", "driftsherrer"))
"""Facts of the takst register, which an edition has that has one."""
_BUILT_IN = frozenset({"udgave.titel", "udgave.periode", "bilag.antal"}) | PARTIES | OF_REGISTER


def decode_facts(tree: YamlNode, parties: Facts = MappingProxyType({})) -> Checked[Facts]:
    """Every fact that could be read or computed, and those of `parties`, which others may be computed from.

    One of PARTIES that is not there could not be counted, which was reported.
    """
    findings = Findings()
    stated: dict[str, Fact] = {}
    recipes: dict[str, Recipe] = {}
    failed = set(PARTIES - parties.keys())
    for name, key, node in _leaves(tree, "", findings):
        entry = findings.take(read_mapping(FactEntry, node))
        match findings.take(_decoded(name, key, node, entry)) if entry else None:
            case Fact() as fact:
                stated[name] = fact
            case Recipe() as recipe:
                recipes[name] = recipe
            case None:
                failed.add(name)
    computed = findings.take(compute_facts({**parties, **stated}, recipes, failed))
    return Checked(MappingProxyType({**parties, **stated, **computed}), findings.all)


def party_facts(kommuner: tuple[Kommune, ...], region: Region | None) -> Facts:
    """How many kommuner and parties there are, as facts; without those that cannot be counted."""
    if not kommuner:
        return {}
    count, where = Decimal(len(kommuner)), kommuner[0].span
    facts = [Fact("kommuner.antal", FactKind.NUMBER, count, 0, "kommuner.yaml", where)]
    if region is not None:
        facts.append(Fact("parter.antal", FactKind.NUMBER, count + 1, 0, "kommuner.yaml og omraade.yaml", where))
    return {fact.name: fact for fact in facts}


def names_in(tree: YamlNode | None, prefix: str = "") -> frozenset[str]:
    """The full names of all facts that the file writes, whatever is wrong with them."""
    names: set[str] = set()
    for key, node in tree.entries if isinstance(tree, Mapping) else ():
        name = prefix + key.value
        is_group = isinstance(node, Mapping) and not _is_leaf(node)
        names |= names_in(node, f"{name}.") if is_group else {name}
    return frozenset(names)


def _leaves(group: YamlNode, prefix: str, findings: Findings) -> Iterator[tuple[str, Scalar, Mapping]]:
    """Every leaf with its full name; the faults of names and groups are noted."""
    if not isinstance(group, Mapping):
        hint = "begynd med en gruppe: »pladser:«"
        findings.add(error("vaerdi-type", "her ventes nøgler med værdier", group.span, hint))
        return
    for key, node in group.entries:
        name = prefix + key.value
        if not _NAME.fullmatch(key.value) or name in _BUILT_IN:
            findings.add(_bad_name(key, name))
        elif isinstance(node, Mapping) and not _is_leaf(node):
            yield from _leaves(node, name + ".", findings)
        elif isinstance(node, Mapping):
            yield name, key, node
        elif empty := left_empty(key, node):
            findings.add(empty)
        else:
            hint = f"skriv »værdi:« og »kilde:« på hver sin linje under »{key.value}:«"
            findings.add(error("vaerdi-type", f"oplysningen »{name}« mangler sin kilde", node.span, hint))


def _is_leaf(node: Mapping) -> bool:
    """A leaf is known by its keys, or by holding no group, when its only key is misspelt."""
    keys = {key.value for key, _ in node.entries}
    return bool(keys & _LEAF_KEYS) or not any(isinstance(value, Mapping) for _, value in node.entries)


def _bad_name(key: Scalar, name: str) -> Diagnostic:
    if name in _BUILT_IN:
        message = f"oplysningen »{name}« laves af sig selv og kan ikke stå i fakta.yaml"
        return error("fakta-navn", message, key.span, "slet den, eller giv den et andet navn")
    meant = re.sub(r"[ -]", "_", key.value.lower())
    hint = "brug små bogstaver, tal og _ , og begynd med et bogstav: pladser_i_alt"
    hint = f"skriv »{meant}«" if _NAME.fullmatch(meant) else hint
    return error("fakta-navn", f"»{key.value}« kan ikke være navn på en oplysning", key.span, hint)


def _decoded(name: str, key: Scalar, node: Mapping, entry: FactEntry) -> Checked[Fact | Recipe | None]:
    """A leaf as a fact, or as the recipe of one; what it becomes stands from its name to the end of its values."""
    value, recipe = entry.value, entry.computed
    if value is not None and recipe is not None:
        message = f"oplysningen »{name}« har både en »værdi« og en beregning"
        return _refused("fakta-vaerdi", message, key, "behold enten »værdi« eller »beregnes«")
    kind, decimals = entry.kind or FactKind.NUMBER, int(entry.decimals or 0)
    fact = Fact(name, kind, Decimal(0), decimals, entry.source, key.span, extent=entry_row(key, node))
    if recipe is not None:
        return _recipe(replace(fact, inner=recipe.inner), recipe)
    if value is not None:
        return _stated(replace(fact, inner=value.inner), value, entry)
    message = f"oplysningen »{name}« har ingen værdi"
    return _refused("fakta-vaerdi", message, key, "tilføj en linje med »værdi: …« eller »beregnes: …«")


def _stated(fact: Fact, written: Scalar, entry: FactEntry) -> Checked[Fact | Recipe | None]:
    """The fact with the value that is written, and as many decimals unless the entry says how many."""
    try:
        value = _value(fact.kind, written.value)
    except Refused as problem:
        return _refused(problem.kind, problem.message, written, *problem.hints, *_kind_hint(entry.kind, written.value))
    decimals = fact.decimals
    if isinstance(value, Decimal) and entry.decimals is None:
        decimals = max(0, -int(value.as_tuple().exponent))
    if decimals > MAX_DECIMALS:
        return _refused(
            "tal-forkert", f"tallet har mere end {MAX_DECIMALS} decimaler", written, "skriv færre decimaler"
        )
    return Checked(replace(fact, value=value, decimals=decimals), tuple(_doubts(entry, written)))


def _value(kind: FactKind, text: str) -> Decimal | date | str:
    match kind:
        case FactKind.NUMBER | FactKind.PERCENT | FactKind.KRONER:
            return parse_number(text)
        case FactKind.DATE:
            return parse_date(text)
        case FactKind.YEAR:
            return str(parse_year(text))
        case FactKind.TEXT:
            return text


def _kind_hint(kind: FactKind | None, text: str) -> tuple[str, ...]:
    """Nothing said of the kind means a number: say so when the value looks like something else."""
    if kind is not None:
        return ()
    try:
        parse_date(text)
    except Refused:
        return ("er det ikke et tal, så tilføj »art: tekst«",) if any(c.isalpha() for c in text) else ()
    return ("er det en dato, så tilføj »art: dato«",)


def _doubts(entry: FactEntry, written: Scalar) -> Iterator[Diagnostic]:
    if entry.kind is None and is_two_sided(written.value):
        message = f"»{written.value}« er læst som {written.value.replace('.', '')}"
        as_decimal = f"er det et decimaltal, så skriv »{written.value.replace('.', ',')}«"
        yield warning("tal-tvetydigt", message, written.span, "tilføj »art: tal«, hvis det er rigtigt", as_decimal)


def _recipe(fact: Fact, node: YamlNode) -> Checked[Fact | Recipe | None]:
    """`beregnes: {sum: [a, b]}`: exactly one operation with as many operands as it takes."""
    if fact.kind not in NUMBERS:
        return _bad_recipe(f"en beregning kan ikke give arten »{fact.kind.value}«", node)
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return _bad_recipe("en beregning skal have netop én regneart", node)
    ((operation, written),) = node.entries
    known = OPERATIONS.get(operation.value)
    if known is None:
        hints = (*suggestion(operation.value, OPERATIONS), f"regnearterne er {listing(OPERATIONS)}")
        return _refused("beregning-ukendt", f"regnearten »{operation.value}« findes ikke", operation, *hints)
    items = written.items if isinstance(written, Sequence) else ()
    operands = tuple(item for item in items if isinstance(item, Scalar))
    if len(operands) < len(items) or not known.least <= len(operands) <= known.most:
        count = f"{number_word(Decimal(known.least))} led" if known.most == known.least else "mindst to led"
        order = f": {known.operands}" if known.operands else ""
        return _bad_recipe(f"»{operation.value}« skal have {count}{order}", written)
    return Checked(Recipe(fact, operation, operands))


def _bad_recipe(message: str, node: YamlNode) -> Checked[Fact | Recipe | None]:
    meant = _meant_recipe(node.value) if isinstance(node, Scalar) else ""
    hint = f"skriv »beregnes: {meant}«" if meant else "skriv fx »beregnes: {sum: [pladser.a, pladser.b]}«"
    return _refused("beregning-form", message, node, hint)


def _meant_recipe(text: str) -> str:
    """`{sum: [a.b, c.d]}` of `sum(a.b, c.d)` and `a.b + c.d`; empty for anything else."""
    if (called := _CALLED.fullmatch(text)) and called[1] in OPERATIONS:
        return f"{{{called[1]}: [{called[2].strip()}]}}"
    for sign, operation in _SIGNS.items():
        operands = text.split(sign)
        if len(operands) > 1 and all(_OPERAND.fullmatch(operand.strip()) for operand in operands):
            return f"{{{operation}: [{', '.join(operand.strip() for operand in operands)}]}}"
    return ""


def _refused(kind: str, message: str, node: YamlNode, *hints: str) -> Checked[Fact | Recipe | None]:
    return Checked(None, (error(kind, message, node.span, *hints),))
