"""Takes the tree of omraade.yaml, gives the region that the agreement is for.

What the file names elsewhere, facts and tables, is looked up when the edition is whole (check/region.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import BeforeValidator, Field

from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.registers import first_of_each
from rammeaftale.decode.schema import Shape, Words, one_of, read_words, refusal, validate
from rammeaftale.decode.shapes import KommuneCode
from rammeaftale.decode.takster.shapes import Paragraph
from rammeaftale.model.agreement import Kommune
from rammeaftale.model.region import Name, Region, RegionOrder, TableCount
from rammeaftale.read.yaml.nodes import Scalar, YamlNode


def _region_code(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not re.fullmatch(r"[1-9][0-9]{3}", scalar.value):
        hint = "en regionskode har fire cifre; den står hos Danmarks Statistik"
        raise refusal("region-kode", f"»{scalar.value}« er ikke en regionskode", hint)
    return scalar


class RegionShape(Shape):
    """The region itself."""

    code: Annotated[Scalar, BeforeValidator(_region_code)] = Field(alias="kode")
    name: Words = Field(alias="navn")
    short: Words = Field(alias="kort")
    order: Annotated[RegionOrder, one_of(RegionOrder)] = Field(alias="rækkefølge")


class FremmedKommuneShape(Shape):
    """A kommune of another region."""

    code: KommuneCode = Field(alias="kode")
    region: Words = Field(alias="region")


class ParagrafferShape(Shape):
    """The paragraphs that rules about a kind of tilbud go by."""

    botilbud: tuple[Paragraph, ...] = Field(alias="botilbud", min_length=1)
    short_stays: tuple[Paragraph, ...] = Field(alias="korte_ophold", min_length=1)


class TabeltalShape(Shape):
    """A fact that counts the rows of a table."""

    fact: Words = Field(alias="oplysning")
    table: Words = Field(alias="tabel")
    words: Words = Field(alias="ord")
    uncertain: tuple[Words, ...] = Field(alias="kan_tælle_med", default=())


class OmraadeShape(Shape):
    """omraade.yaml."""

    region: RegionShape = Field(alias="region")
    foreign: tuple[FremmedKommuneShape, ...] = Field(alias="fremmede_kommuner", default=())
    paragraphs: ParagrafferShape = Field(alias="paragraffer")
    places: Words | None = Field(alias="pladstal", default=None)
    counts: tuple[TabeltalShape, ...] = Field(alias="tabeltal", default=())


def decode_region(tree: YamlNode, kommuner: Iterable[Kommune]) -> Checked[Region | None]:
    """The region; None when the file does not fit its schema."""
    findings = Findings()
    shape = findings.take(validate(OmraadeShape, tree))
    if shape is None:
        return Checked(None, findings.all)
    findings.add(*first_of_each([row.code for row in shape.foreign], "koden"))
    findings.add(*first_of_each(shape.paragraphs.botilbud, "paragraffen"))
    findings.add(*first_of_each(shape.paragraphs.short_stays, "paragraffen"))
    findings.add(*first_of_each([row.table for row in shape.counts], "tabellen"))
    findings.add(*_own_kommuner(shape.foreign, {kommune.code: kommune for kommune in kommuner}))
    for row in shape.counts:
        findings.add(*first_of_each(row.uncertain, "rækken"))
    region = Region(
        code=shape.region.code.value,
        name=shape.region.name.value,
        short=shape.region.short.value,
        order=shape.region.order,
        foreign={row.code.value: row.region.value for row in shape.foreign},
        botilbud=frozenset(one.value for one in shape.paragraphs.botilbud),
        short_stays=frozenset(one.value for one in shape.paragraphs.short_stays),
        places=_name(shape.places) if shape.places else None,
        counts=tuple(_count(row) for row in shape.counts),
        span=shape.region.code.span,
    )
    return Checked(region, findings.all)


def _own_kommuner(rows: Iterable[FremmedKommuneShape], own: Mapping[str, Kommune]) -> Iterator[Diagnostic]:
    for row in rows:
        if kommune := own.get(row.code.value):
            message = f"{kommune.code} {kommune.name} står i kommuner.yaml og kan ikke også være fremmed"
            found = error("kommune-fremmed", message, row.code.span, "ret koden, eller slet den ene")
            yield replace(found, related=((kommune.span, "her er den med"),))


def _count(row: TabeltalShape) -> TableCount:
    return TableCount(_name(row.fact), _name(row.table), row.words.value, tuple(map(_name, row.uncertain)))


def _name(scalar: Scalar) -> Name:
    return Name(scalar.value, scalar.span)
