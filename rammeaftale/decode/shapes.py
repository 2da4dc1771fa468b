"""The keys of each YAML file: Danish key, field, type. What the editors' guide lists is what stands here."""

from __future__ import annotations

import re
from enum import Enum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from rammeaftale.decode.schema import Day, Identifier, Number, Shape, Words, YesNo, one_of, read_words, refusal
from rammeaftale.decode.takster.shapes import Year
from rammeaftale.model.agreement import Level, Status
from rammeaftale.model.facts import FactKind
from rammeaftale.read.yaml.nodes import Scalar


def _kommune_code(raw: object) -> Scalar:
    if isinstance(raw, Scalar) and re.fullmatch(r"[1-9][0-9]{2}", raw.value):
        return raw
    written = f"»{raw.value}« er" if isinstance(raw, Scalar) else "her står"
    raise refusal("kommune-kode", f"{written} ikke en kommunekode", "en kommunekode har tre cifre: 615")


def _website(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+\.[a-z]+(/\S*)?", scalar.value):
        hint = "skriv hele adressen: https://www.eksempel.dk"
        raise refusal("adresse-ulovlig", f"»{scalar.value}« er ikke adressen på en hjemmeside", hint)
    return scalar


def _mail(raw: object) -> Scalar:
    scalar = read_words(raw)
    if not re.fullmatch(r"[^\s@]+@[A-Za-z0-9.-]+\.[a-z]+", scalar.value):
        raise refusal("adresse-ulovlig", f"»{scalar.value}« er ikke en mailadresse", "skriv fx takst@eksempel.dk")
    return scalar


Website = Annotated[Scalar, BeforeValidator(_website)]
Mail = Annotated[Scalar, BeforeValidator(_mail)]
KommuneCode = Annotated[Scalar, BeforeValidator(_kommune_code)]


class PeriodeShape(Shape):
    """The agreement's period."""

    start: Day = Field(alias="fra")
    end: Day = Field(alias="til")

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> PeriodeShape:
        if self.start >= self.end:
            raise refusal("periode-forkert", "aftaleperioden slutter, før den begynder", "se »fra« og »til« efter")
        return self


class UnderskriverShape(Shape):
    """One who signs."""

    name: Words = Field(alias="navn")
    titles: tuple[Words, ...] = Field(alias="titler", min_length=1)


class KontaktShape(Shape):
    """Where the secretariat is found."""

    name: Words = Field(alias="navn")
    address: Words = Field(alias="adresse")
    town: Words = Field(alias="by")
    website: Website = Field(alias="hjemmeside")
    mail: Mail = Field(alias="mail")
    phone: Words = Field(alias="telefon")


class KapitelShape(Shape):
    """A chapter of the main agreement."""

    file: Words = Field(alias="fil")
    label: Words = Field(alias="slags")
    continues: YesNo = Field(alias="fortsætter", default=False)


class BilagShape(Shape):
    """A bilag; its text lies in the folder that its id names."""

    id: Identifier = Field(alias="id")
    title: Words = Field(alias="titel")
    subtitle: Words | None = Field(alias="undertitel", default=None)
    uses_takster: YesNo = Field(alias="takster", default=False)


class DokumentShape(Shape):
    """A document that is no bilag."""

    id: Identifier = Field(alias="id")
    title: Words = Field(alias="titel")
    subtitle: Words | None = Field(alias="undertitel", default=None)
    text: Words = Field(alias="tekst")
    template: Identifier | None = Field(alias="skabelon", default=None)
    uses_takster: YesNo = Field(alias="takster", default=False)


class DataState(Enum):
    """What the figures of the takst register are; the value is the word in udgave.yaml."""

    EXAMPLE = "eksempeldata"
    VALID = "gældende"


class TakstregisterShape(Shape):
    """Where the takst register lies and what it holds."""

    folder: Words = Field(alias="mappe")
    year: Year = Field(alias="år")
    accounts_year: Year = Field(alias="regnskabsår")
    valid_from: Day = Field(alias="gyldig_fra")
    state: Annotated[DataState, one_of(DataState)] = Field(alias="data")
    source: Words = Field(alias="kilde")


class UdgaveShape(Shape):
    """udgave.yaml. `format` is read before, by `decode/older`."""

    version: Words | None = Field(alias="format", default=None)
    title: Words = Field(alias="titel")
    subtitle: Words | None = Field(alias="undertitel", default=None)
    parties: Words = Field(alias="parter")
    period: PeriodeShape = Field(alias="periode")
    status: Annotated[Status, one_of(Status)] = Field(alias="status")
    dated: Day = Field(alias="dato")
    signatories: tuple[UnderskriverShape, ...] = Field(alias="underskrivere", min_length=1)
    contact: KontaktShape = Field(alias="kontakt")
    laws: tuple[Identifier, ...] = Field(alias="lovgrundlag", default=())
    chapters: tuple[KapitelShape, ...] = Field(alias="kapitler", min_length=1)
    bilag: tuple[BilagShape, ...] = Field(alias="bilag", default=())
    documents: tuple[DokumentShape, ...] = Field(alias="dokumenter", default=())
    takstregister: TakstregisterShape | None = Field(alias="takstregister", default=None)


class FactShape(Shape):
    """A leaf of fakta.yaml; `beregnes` is read by `facts`."""

    value: Words | None = Field(alias="værdi", default=None)
    computed: object = Field(alias="beregnes", default=None)
    kind: Annotated[FactKind, one_of(FactKind)] | None = Field(alias="art", default=None)
    decimals: Number | None = Field(alias="decimaler", default=None)
    source: Words = Field(alias="kilde")


class KommuneShape(Shape):
    """A municipality."""

    code: KommuneCode = Field(alias="kode")
    name: Words = Field(alias="navn")


class KommunerShape(Shape):
    """kommuner.yaml."""

    kommuner: tuple[KommuneShape, ...] = Field(alias="kommuner", min_length=1)


class LovShape(Shape):
    """A law."""

    id: Identifier = Field(alias="id")
    short: Words = Field(alias="kort")
    title: Words = Field(alias="titel")
    source: Words = Field(alias="kilde")


class LovregisterShape(Shape):
    """lovregister.yaml."""

    laws: tuple[LovShape, ...] = Field(alias="love", min_length=1)


class ForkortelseShape(Shape):
    """A short form."""

    short: Words = Field(alias="kort")
    words: Words = Field(alias="ord")


class ForkortelserShape(Shape):
    """forkortelser.yaml."""

    abbreviations: tuple[ForkortelseShape, ...] = Field(alias="forkortelser", min_length=1)


class ForumShape(Shape):
    """A body of the cooperation."""

    id: Identifier = Field(alias="id")
    name: Words = Field(alias="navn")
    full_name: Words | None = Field(alias="fuldt_navn", default=None)
    level: Annotated[Level, one_of(Level)] = Field(alias="niveau")
    tasks: tuple[Words, ...] = Field(alias="opgaver", min_length=1)
    members: Words = Field(alias="deltagere")
    meetings: Words | None = Field(alias="møder", default=None)
    under: Identifier | None = Field(alias="under", default=None)
    under_word: Words | None = Field(alias="forbindelse", default=None)
    serves: tuple[Identifier, ...] = Field(alias="betjener", default=())
    in_figure: YesNo = Field(alias="i_figur")
    source: Words = Field(alias="kilde")


class ForaShape(Shape):
    """fora.yaml."""

    fora: tuple[ForumShape, ...] = Field(alias="fora", min_length=1)
