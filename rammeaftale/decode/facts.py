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
from rammeaftale.decode.schema import is_left_empty, read_mapping
from rammeaftale.model.agreement import Kommune
from rammeaftale.model.extent import Extent
from rammeaftale.model.facts import Fact, FactKind, Facts
from rammeaftale.model.keys import Name
from rammeaftale.model.region import Region
from rammeaftale.read.tables.danish_values import is_two_sided, parse_date, parse_number, parse_year
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode, entry_row

_NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*")
_LEAF_KEYS = frozenset({"værdi", "beregnes", "kilde", "art"})
PARTIES = frozenset({"kommuner.antal", "parter.antal"})
"""Facts that decode/registers.py counts; those that resolve/edition.py fills in are known only when all is decoded."""
_BUILT_IN = frozenset(
    {"udgave.titel", "udgave.periode", "bilag.antal"}
    | PARTIES
    | {f"takstregister.{name}" for name in ("år", "takster", "pladser", "driftsherrer")}
)

_Leaf = tuple[str, Scalar, Mapping]
_Places = tuple[Extent | None, Extent | None]


def decode_facts(tree: YamlNode, parties: Facts = MappingProxyType({})) -> Checked[Facts]:
    """Every fact that could be read or computed, and those of `parties`, which others may be computed from.

    One of PARTIES that is not there could not be counted, which was reported.
    """
    findings = Findings()
    stated: dict[str, Fact] = {}
    recipes: dict[str, Recipe] = {}
    failed = set(PARTIES - parties.keys())
    places: dict[str, _Places] = {}
    for name, key, node in findings.take(_leaves(tree)):
        places[name] = _places(key, node)
        match findings.take(_decode_leaf(name, key, node)):
            case Fact() as fact:
                stated[name] = fact
            case Recipe() as recipe:
                recipes[name] = recipe
            case None:
                failed.add(name)
    computed = findings.take(compute_facts({**parties, **stated}, recipes, frozenset(failed)))
    own = {name: _placed(fact, places[name]) for name, fact in {**stated, **computed}.items()}
    return Checked(MappingProxyType({**parties, **own}), findings.all)


def party_facts(kommuner: tuple[Kommune, ...], region: Region | None) -> Facts:
    """How many kommuner and parties there are, as facts; without those that cannot be counted."""
    if not kommuner:
        return {}
    count, where = Decimal(len(kommuner)), kommuner[0].span
    facts = [Fact("kommuner.antal", FactKind.NUMBER, count, 0, "kommuner.yaml", where)]
    if region is not None:
        facts.append(Fact("parter.antal", FactKind.NUMBER, count + 1, 0, "kommuner.yaml og omraade.yaml", where))
    return {fact.name: fact for fact in facts}


def _placed(fact: Fact, places: _Places) -> Fact:
    return replace(fact, extent=places[0], inner=places[1])


def _places(key: Scalar, node: Mapping) -> _Places:
    """The extents of a whole fact from its name on, and of its value or what it is computed from."""
    value = node.get("værdi") or node.get("beregnes")
    return entry_row(key, node), value.inner if value else None


def _leaves(tree: YamlNode) -> Checked[tuple[_Leaf, ...]]:
    """Every leaf with its full name, and the faults of names and groups."""
    leaves: list[_Leaf] = []
    faults: list[Diagnostic] = []
    for found in _walk(tree, ""):
        if isinstance(found, Diagnostic):
            faults.append(found)
        else:
            leaves.append(found)
    return Checked(tuple(leaves), tuple(faults))


def _walk(group: YamlNode, prefix: str) -> Iterator[_Leaf | Diagnostic]:
    if not isinstance(group, Mapping):
        yield error("vaerdi-type", "her ventes nøgler med værdier", group.span, "begynd med en gruppe: »pladser:«")
        return
    for key, node in group.entries:
        name = prefix + key.value
        if not _NAME.fullmatch(key.value) or name in _BUILT_IN:
            yield _bad_name(key, name)
        elif isinstance(node, Mapping) and not _is_leaf(node):
            yield from _walk(node, name + ".")
        elif isinstance(node, Mapping):
            yield name, key, node
        elif not is_left_empty(node):
            hint = f"skriv »værdi:« og »kilde:« på hver sin linje under »{key.value}:«"
            yield error("vaerdi-type", f"oplysningen »{name}« mangler sin kilde", node.span, hint)


def _is_leaf(node: Mapping) -> bool:
    """A leaf is known by its keys, or by holding no group, when its only key is misspelt."""
    keys = {key.value for key, _ in node.entries}
    return bool(keys & _LEAF_KEYS) or not any(isinstance(value, Mapping) for _, value in node.entries)


def _bad_name(key: Scalar, name: str) -> Diagnostic:
    if name in _BUILT_IN:
        message = f"oplysningen »{name}« laves af sig selv og kan ikke stå i fakta.yaml"
        return error("fakta-navn", message, key.span, "slet den, eller giv den et andet navn")
    hint = "brug små bogstaver, tal og _ , og begynd med et bogstav: pladser_i_alt"
    return error("fakta-navn", f"»{key.value}« kan ikke være navn på en oplysning", key.span, hint)


def _decode_leaf(name: str, key: Scalar, node: Mapping) -> Checked[Fact | Recipe | None]:
    findings = Findings()
    entry = findings.take(read_mapping(FactEntry, node))
    if entry is None:
        return Checked(None, findings.all)
    computed = entry.computed
    if (entry.value is None) == (computed is None):
        return Checked(None, (_either_or(name, key, both=computed is not None),))
    decimals = findings.take(_decimals(entry.decimals, node))
    leaf: Fact | Recipe | None
    if computed is not None:
        leaf = findings.take(_decode_recipe(name, key, entry, computed, decimals or 0))
    else:
        leaf = findings.take(_decode_value(name, key, entry, decimals))
    return Checked(leaf, findings.all)


def _either_or(name: str, key: Scalar, both: bool) -> Diagnostic:
    if both:
        message = f"oplysningen »{name}« har både en »værdi« og en beregning"
        return error("fakta-vaerdi", message, key.span, "behold enten »værdi« eller »beregnes«")
    message = f"oplysningen »{name}« har ingen værdi"
    return error("fakta-vaerdi", message, key.span, "tilføj en linje med »værdi: …« eller »beregnes: …«")


def _decimals(written: Decimal | None, node: Mapping) -> Checked[int | None]:
    """`decimaler:` as a whole number from 0 to what can be printed."""
    if written is None or (0 <= written <= MAX_DECIMALS and written == written.to_integral_value()):
        return Checked(None if written is None else int(written))
    place = node.get("decimaler") or node
    message = f"antallet af decimaler skal være et helt tal fra 0 til {MAX_DECIMALS}"
    return Checked(None, (error("tal-forkert", message, place.span, "skriv fx »decimaler: 2«"),))


def _decode_value(name: str, key: Scalar, entry: FactEntry, decimals: int | None) -> Checked[Fact | None]:
    written, kind = entry.value, entry.kind or FactKind.NUMBER
    if written is None:
        return Checked(None)
    try:
        value = _value(kind, written.value)
    except Refused as problem:
        hints = (*problem.hints, *_kind_hint(entry.kind, written.value))
        return Checked(None, (error(problem.kind, problem.message, written.span, *hints),))
    if isinstance(value, Decimal) and decimals is None:
        decimals = max(0, -int(value.as_tuple().exponent))
        if decimals > MAX_DECIMALS:
            message = f"tallet har mere end {MAX_DECIMALS} decimaler"
            return Checked(None, (error("tal-forkert", message, written.span, "skriv færre decimaler"),))
    fact = Fact(name, kind, value, decimals or 0, entry.source, key.span)
    return Checked(fact, tuple(_doubts(entry, written)))


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


def _doubts(entry: FactEntry, written: Name) -> Iterator[Diagnostic]:
    if entry.kind is None and is_two_sided(written.value):
        read = written.value.replace(".", "")
        message = f"»{written.value}« er læst som {read}"
        decimal = written.value.replace(".", ",")
        hints = ("tilføj »art: tal«, hvis det er rigtigt", f"er det et decimaltal, så skriv »{decimal}«")
        yield warning("tal-tvetydigt", message, written.span, *hints)


def _decode_recipe(name: str, key: Scalar, entry: FactEntry, node: YamlNode, decimals: int) -> Checked[Recipe | None]:
    """`beregnes: {sum: [a, b]}`: exactly one operation with as many operands as it takes."""
    kind = entry.kind or FactKind.NUMBER
    if kind not in (FactKind.NUMBER, FactKind.PERCENT, FactKind.KRONER):
        return Checked(None, (_bad_recipe(f"en beregning kan ikke give arten »{kind.value}«", node),))
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return Checked(None, (_bad_recipe("en beregning skal have netop én regneart", node),))
    (operation, operands), *_ = node.entries
    if operation.value not in OPERATIONS:
        hints = (*suggestion(operation.value, OPERATIONS), f"regnearterne er {listing(OPERATIONS)}")
        message = f"regnearten »{operation.value}« findes ikke"
        return Checked(None, (error("beregning-ukendt", message, operation.span, *hints),))
    names = _operands(operands)
    known = OPERATIONS[operation.value]
    if names is None or not known.least <= len(names) <= known.most:
        count = f"{number_word(Decimal(known.least))} led" if known.most == known.least else "mindst to led"
        order = f": {known.operands}" if known.operands else ""
        return Checked(None, (_bad_recipe(f"»{operation.value}« skal have {count}{order}", operands),))
    recipe = Recipe(name, kind, operation.value, names, decimals, entry.source, key.span, operation.span)
    return Checked(recipe)


def _operands(node: YamlNode) -> tuple[Scalar, ...] | None:
    if not isinstance(node, Sequence):
        return None
    names = tuple(item for item in node.items if isinstance(item, Scalar))
    return names if len(names) == len(node.items) else None


def _bad_recipe(message: str, node: YamlNode) -> Diagnostic:
    return error("beregning-form", message, node.span, "skriv fx »beregnes: {sum: [pladser.a, pladser.b]}«")
