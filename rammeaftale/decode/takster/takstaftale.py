"""Takes the trees of takstaftale.yaml, afvigelser.yaml and objektiv-finansiering.yaml, gives what the rules rest on.

A threshold that stands in fakta.yaml is named, not repeated: `værdi: gruppe.navn`.
"""

from __future__ import annotations

from decimal import Decimal

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.registers import first_of_each, words
from rammeaftale.decode.schema import validate
from rammeaftale.decode.takster.shapes import (
    LARGEST,
    AfvigelserShape,
    AfvigelseShape,
    GraenserShape,
    GraenseShape,
    ObjektivShape,
    TabelShape,
    TakstaftaleShape,
)
from rammeaftale.model.facts import Facts
from rammeaftale.model.takster import Accepted, Limit, ObjectiveShare, ObjectiveTable, Plan, Takstaftale
from rammeaftale.read.tables.danish_values import ValueRefused, parse_number
from rammeaftale.read.yaml.nodes import Scalar, YamlNode

LIMITS = tuple(name for name in GraenserShape.model_fields if name != "place")
"""The names of the thresholds that an agreement may have."""


def decode_takstaftale(tree: YamlNode, facts: Facts) -> Checked[Takstaftale | None]:
    """The agreement's years, thresholds and paragraphs; None when the file cannot be used. Accepted comes apart."""
    findings = Findings()
    shape = findings.take(validate(TakstaftaleShape, tree))
    if shape is None:
        return Checked(None, findings.all)
    limits = {}
    for name in LIMITS:
        written: GraenseShape | None = getattr(shape.limits, name)
        limit = findings.take(_limit(written, facts)) if written else None
        if limit is not None:
            limits[name] = limit
    findings.add(*_doubles(shape))
    aftale = Takstaftale(
        first_year=shape.period.first,
        last_year=shape.period.last,
        limits=limits,
        pl={row.year: row.rate for row in shape.pl},
        earlier_reduction={row.driftsherre.value: row.reduction for row in shape.earlier},
        deduction={row.driftsherre.value: row.deduction for row in shape.earlier if row.deduction is not None},
        paragraphs=frozenset(row.paragraph.value for row in shape.paragraphs),
        replaced={row.old.value: row.new.value for row in shape.replaced},
        plans=tuple(Plan(row.bilag.value, row.driftsherre.value, words(row.tilbud)) for row in shape.plans),
        objective=(),
        accepted=(),
        span=shape.span,
    )
    return Checked(aftale, findings.all)


def _limit(written: GraenseShape, facts: Facts) -> Checked[Limit | None]:
    """A number with its source, or a fact's number with the fact's; never negative."""
    checked = _number_of(written, facts)
    limit = checked.value
    if limit is not None and (not 0 <= limit.value < LARGEST or limit.value != round(limit.value, 6)):
        hint = "en grænse er et tal fra 0 og op med højst seks decimaler"
        return Checked(None, (error("tal-umuligt", "tallet kan ikke være en grænse", written.value.span, hint),))
    return checked


def _number_of(written: GraenseShape, facts: Facts) -> Checked[Limit | None]:
    scalar, fact = written.value, facts.get(written.value.value)
    if fact is not None:
        if not isinstance(fact.value, Decimal):
            message = f"oplysningen »{fact.name}« er ikke et tal"
            return Checked(None, (error("graense-vaerdi", message, scalar.span, "vælg en oplysning, der er et tal"),))
        source = words(written.source) or fact.source
        return Checked(Limit(fact.value, source, written.is_confirmed, scalar.span))
    try:
        value = parse_number(scalar.value)
    except ValueRefused as problem:
        return Checked(None, (_no_number(scalar, problem, facts),))
    if written.source is None:
        hint = "tilføj en linje med »kilde: …«, eller skriv navnet på en oplysning i fakta.yaml som værdi"
        return Checked(None, (error("graense-kilde", "grænsen mangler sin kilde", scalar.span, hint),))
    return Checked(Limit(value, written.source.value, written.is_confirmed, scalar.span))


def _no_number(scalar: Scalar, problem: ValueRefused, facts: Facts) -> Diagnostic:
    if not scalar.value[:1].isalpha():
        return error("tal-forkert", problem.message, scalar.span, problem.hint)
    numbers = [name for name, fact in facts.items() if isinstance(fact.value, Decimal)]
    hints = suggestion(scalar.value, numbers) or ("skriv et tal, eller navnet på en oplysning i fakta.yaml",)
    return error("graense-vaerdi", f"oplysningen »{scalar.value}« findes ikke", scalar.span, *hints)


def _doubles(shape: TakstaftaleShape) -> tuple[Diagnostic, ...]:
    """Everything that stands once: a year's PL-sats, a driftsherre's former period, a paragraph."""
    years = [Scalar(str(row.year), row.span) for row in shape.pl]
    return (
        *first_of_each(years, "PL-satsen for"),
        *first_of_each([row.driftsherre for row in shape.earlier], "driftsherren"),
        *first_of_each([row.paragraph for row in shape.paragraphs], "paragraffen"),
        *first_of_each([row.old for row in shape.replaced], "paragraffen"),
        *_both_valid_and_replaced(shape),
    )


def _both_valid_and_replaced(shape: TakstaftaleShape) -> tuple[Diagnostic, ...]:
    valid = {row.paragraph.value for row in shape.paragraphs}
    return tuple(
        error(
            "paragraf-erstattet",
            f"»{row.old.value}« står både som gældende og som erstattet",
            row.old.span,
            "slet den ene linje",
        )
        for row in shape.replaced
        if row.old.value in valid
    )


def decode_accepted(tree: YamlNode) -> Checked[tuple[Accepted, ...]]:
    """The deviations that somebody answers for, in the file's order."""
    findings = Findings()
    shape = findings.take(validate(AfvigelserShape, tree))
    rows = shape.accepted if shape else ()
    accepted = tuple(_accepted(row) for row in rows)
    keys = [Scalar(f"{one.rule} {one.target}", one.span) for one in accepted]
    findings.add(*first_of_each(keys, "afvigelsen"))
    return Checked(accepted, findings.all)


def _accepted(row: AfvigelseShape) -> Accepted:
    return Accepted(
        rule=row.rule.value,
        target=words(row.row) or words(row.driftsherre),
        who=row.who.value,
        when=row.when,
        why=row.why.value.rstrip("."),
        span=row.rule.span,
    )


def decode_objective(tree: YamlNode) -> Checked[tuple[ObjectiveTable, ...]]:
    """The tables of objective financing."""
    findings = Findings()
    shape = findings.take(validate(ObjektivShape, tree))
    rows = shape.tables if shape else ()
    findings.add(*first_of_each([row.title for row in rows], "titlen"))
    for row in rows:
        findings.add(*first_of_each([share.kommune for share in row.shares], "kommunen"))
    return Checked(tuple(_table(row) for row in rows), findings.all)


def _table(row: TabelShape) -> ObjectiveTable:
    return ObjectiveTable(
        title=row.title.value,
        budget=row.budget,
        objective_share=row.objective_share,
        is_boernehus=row.is_boernehus,
        shares=tuple(
            ObjectiveShare(one.kommune.value, one.counted, one.share, one.amount, one.kommune.span)
            for one in row.shares
        ),
        span=row.title.span,
    )
