"""The keys of takstaftale.yaml, afvigelser.yaml and objektiv-finansiering.yaml: Danish key, field, type."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from rammeaftale.decode.schema import Day, Identifier, Number, Shape, Words, YesNo, read_words, refusal
from rammeaftale.read.yaml.nodes import Scalar

LARGEST = Decimal(10) ** 12
_HUNDRED = Decimal(100)
_RULE = re.compile(r"[TP][1-9][0-9]?")
_CODE = re.compile(r"[1-9][0-9]{2,3}")
_YEAR = re.compile(r"[12][0-9]{3}")
_PARAGRAPH = re.compile(r"[A-ZÆØÅ]+ § [1-9][0-9]*( [a-zæøå])?(, .+)?")


def _year(raw: object) -> int:
    text = read_words(raw).value
    if not _YEAR.fullmatch(text):
        raise refusal("dato-forkert", f"»{text}« er ikke et årstal", "skriv årstallet med fire cifre: 2021")
    return int(text)


def _driftsherre(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not _CODE.fullmatch(scalar.value):
        hint = "en kommunekode har tre cifre: 615; regionens har fire og står i omraade.yaml"
        raise refusal("kommune-kode", f"»{scalar.value}« er ikke koden på en driftsherre", hint)
    return scalar


def _rule(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not _RULE.fullmatch(scalar.value):
        hint = "skriv regelens nummer, som det står i meddelelsen: t9-belaegning er T9"
        raise refusal("afvigelse-regel", f"»{scalar.value}« er ikke en regel", hint)
    return scalar


def _paragraph(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not _PARAGRAPH.fullmatch(scalar.value):
        hint = "skriv lovens forkortelse, § og nummer: SEL § 107 eller SEL § 101 a"
        raise refusal("paragraf-form", f"»{scalar.value}« er ikke en paragraf", hint)
    return scalar


def _printable(number: Decimal) -> Decimal:
    if abs(number) >= LARGEST or number != round(number, 6):
        raise refusal("tal-umuligt", "tallet er for stort eller har for mange decimaler", "er det en slåfejl?")
    return number


def _percent(number: Decimal) -> Decimal:
    if not -_HUNDRED < number <= _HUNDRED or number != round(number, 6):
        raise refusal("tal-umuligt", "procenten skal ligge mellem -100 og 100", "skriv 2,5 for 2,5 pct.")
    return number


Figure = Annotated[Number, AfterValidator(_printable)]
Percent = Annotated[Number, AfterValidator(_percent)]
Year = Annotated[int, BeforeValidator(_year)]
Driftsherre = Annotated[Scalar, BeforeValidator(_driftsherre)]
Rule = Annotated[Scalar, BeforeValidator(_rule)]
Paragraph = Annotated[Scalar, BeforeValidator(_paragraph)]


class AarShape(Shape):
    """The agreement's years."""

    first: Year = Field(alias="fra")
    last: Year = Field(alias="til")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> AarShape:
        if self.first > self.last:
            raise refusal("periode-forkert", "takstaftalen slutter, før den begynder", "se »fra« og »til« efter")
        return self


class GraenseShape(Shape):
    """A threshold: a number, or the name of a fact, which brings its own source."""

    value: Words = Field(alias="værdi")
    source: Words | None = Field(alias="kilde", default=None)
    is_confirmed: YesNo = Field(alias="bekræftet")


class GraenserShape(Shape):
    """The thresholds that the rules know; a period that leaves one out does not have the rule."""

    takststop: GraenseShape | None = Field(alias="takststop", default=None)
    mindste_reduktion: GraenseShape | None = Field(alias="mindste_reduktion", default=None)
    fradragsgraense: GraenseShape | None = Field(alias="fradragsgraense", default=None)
    dage_pr_aar: GraenseShape | None = Field(alias="dage_pr_aar", default=None)
    takst_mod_grundlag: GraenseShape | None = Field(alias="takst_mod_grundlag", default=None)
    usaedvanlig_aendring: GraenseShape | None = Field(alias="usaedvanlig_aendring", default=None)
    overhead: GraenseShape | None = Field(alias="overhead", default=None)
    belaegning_hoejst: GraenseShape | None = Field(alias="belaegning_hoejst", default=None)
    belaegning_mindst: GraenseShape | None = Field(alias="belaegning_mindst", default=None)
    belaegning_mindst_korte_forloeb: GraenseShape | None = Field(alias="belaegning_mindst_korte_forloeb", default=None)
    belaegning_gennemsnit: GraenseShape | None = Field(alias="belaegning_gennemsnit", default=None)
    over_underskud: GraenseShape | None = Field(alias="over_underskud", default=None)
    indregnes_senest: GraenseShape | None = Field(alias="indregnes_senest", default=None)
    hensat_aar: GraenseShape | None = Field(alias="hensat_aar", default=None)
    boernehus_objektiv: GraenseShape | None = Field(alias="boernehus_objektiv", default=None)
    udviklingsplan_pladser: GraenseShape | None = Field(alias="udviklingsplan_pladser", default=None)
    pladser_tolerance: GraenseShape | None = Field(alias="pladser_tolerance", default=None)


class PlSatsShape(Shape):
    """The pris- og lønfremskrivning from the year before, in pct."""

    year: Year = Field(alias="år")
    rate: Percent = Field(alias="sats")
    source: Words = Field(alias="kilde")


class ForrigePeriodeShape(Shape):
    """What a driftsherre reduced in the former period, and what it deducts now: pct."""

    driftsherre: Driftsherre = Field(alias="driftsherre")
    reduction: Percent = Field(alias="reduktion")
    deduction: Percent | None = Field(alias="fradrag", default=None)
    source: Words = Field(alias="kilde")


class ParagrafShape(Shape):
    """A paragraph that holds in the period."""

    paragraph: Paragraph = Field(alias="paragraf")
    tilbud: Words = Field(alias="tilbud")
    source: Words = Field(alias="kilde")


class ErstattetShape(Shape):
    """A paragraph that no longer holds, and what to use instead."""

    old: Paragraph = Field(alias="gammel")
    new: Words = Field(alias="ny")
    source: Words = Field(alias="kilde")


class PlanShape(Shape):
    """An udviklingsplan; the name of its tilbud when it is known."""

    bilag: Identifier = Field(alias="bilag")
    driftsherre: Driftsherre = Field(alias="driftsherre")
    tilbud: Words | None = Field(alias="tilbud", default=None)


class TakstaftaleShape(Shape):
    """takstaftale.yaml."""

    period: AarShape = Field(alias="periode")
    limits: GraenserShape = Field(alias="grænser")
    pl: tuple[PlSatsShape, ...] = Field(alias="pl_satser", default=())
    earlier: tuple[ForrigePeriodeShape, ...] = Field(alias="forrige_periode", default=())
    paragraphs: tuple[ParagrafShape, ...] = Field(alias="paragraffer", min_length=1)
    replaced: tuple[ErstattetShape, ...] = Field(alias="erstattet", default=())
    plans: tuple[PlanShape, ...] = Field(alias="udviklingsplaner", default=())


class AfvigelseShape(Shape):
    """A deviation that somebody answers for: from which rule, for a line or a driftsherre."""

    rule: Rule = Field(alias="regel")
    row: Words | None = Field(alias="række", default=None)
    driftsherre: Driftsherre | None = Field(alias="driftsherre", default=None)
    who: Words = Field(alias="hvem")
    when: Day = Field(alias="dato")
    why: Words = Field(alias="begrundelse")

    @model_validator(mode="after")
    def _is_about_one(self) -> AfvigelseShape:
        if (self.row is None) == (self.driftsherre is None):
            hint = "skriv enten »række: 615-0007« eller »driftsherre: 615«"
            raise refusal("afvigelse-hvad", "en afvigelse gælder enten en række eller en driftsherre", hint)
        return self


class AfvigelserShape(Shape):
    """afvigelser.yaml."""

    accepted: tuple[AfvigelseShape, ...] = Field(alias="afvigelser")


class FordelingShape(Shape):
    """What a kommune pays: inhabitants counted, share in pct., amount in kr."""

    kommune: Words = Field(alias="kommune")
    counted: Figure = Field(alias="antal")
    share: Percent = Field(alias="andel")
    amount: Figure = Field(alias="beløb")


class TabelShape(Shape):
    """A table of objective financing. Budget in kr., `objektiv_andel` in pct. of it."""

    title: Words = Field(alias="titel")
    budget: Figure = Field(alias="budget")
    objective_share: Percent = Field(alias="objektiv_andel")
    is_boernehus: YesNo = Field(alias="børnehus", default=False)
    source: Words = Field(alias="kilde")
    shares: tuple[FordelingShape, ...] = Field(alias="fordeling", min_length=1)


class ObjektivShape(Shape):
    """objektiv-finansiering.yaml."""

    tables: tuple[TabelShape, ...] = Field(alias="tabeller")
