"""The mappings of an edition's own files that become something else in the model: udgave.yaml, a leaf of fakta.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from rammeaftale.base.danish import MAX_DECIMALS
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.agreement import Contact, Signatory, Status
from rammeaftale.model.extent import Extent
from rammeaftale.model.facts import FactKind
from rammeaftale.model.keys import IS_ID, Key, Must, Name
from rammeaftale.model.plain import WORDS_ONLY
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.walk import Inlines
from rammeaftale.read.yaml.nodes import Scalar, YamlNode

_IS_DECIMALS = Must(
    "tal-forkert",
    lambda number: 0 <= number <= MAX_DECIMALS and number == int(number),
    f"antallet af decimaler skal være et helt tal fra 0 til {MAX_DECIMALS}",
    "skriv fx »decimaler: 2«",
)
_WHEN_FINAL = "skriv udkast, så længe noget udestår; skriv først endelig, når alt er leveret"
DEFAULT_TEMPLATE = "dokument"
"""The page template of a document that names no other."""


@dataclass(frozen=True, slots=True)
class _Period:
    """The agreement's period."""

    MUST: ClassVar = Must(
        "periode-forkert",
        lambda period: period.start < period.end,
        "aftaleperioden slutter, før den begynder",
        "se »fra« og »til« efter",
    )
    start: Annotated[date, Key("fra")]
    end: Annotated[date, Key("til")]


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter of the main agreement."""

    file: Annotated[Name, Key("fil", once="filen")]
    label: Annotated[str, Key("slags")]
    continues: Annotated[bool, Key("fortsætter")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilag:
    """A bilag; its text lies in the folder that its id names."""

    id: Annotated[Name, IS_ID, Key("id")]
    title: Annotated[Inlines, WORDS_ONLY, Key("titel")]
    subtitle: Annotated[Inlines, WORDS_ONLY, Key("undertitel")] = ()
    uses_takster: Annotated[bool, Key("takster")] = False
    places: Mapping[str, Extent | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDocument:
    """A document that is no bilag."""

    id: Annotated[Name, IS_ID, Key("id")]
    title: Annotated[Inlines, WORDS_ONLY, Key("titel")]
    subtitle: Annotated[Inlines, WORDS_ONLY, Key("undertitel")] = ()
    text: Annotated[Name, Key("tekst")]
    template: Annotated[str, IS_ID, Key("skabelon")] = DEFAULT_TEMPLATE
    uses_takster: Annotated[bool, Key("takster")] = False
    places: Mapping[str, Extent | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Udgave:
    """udgave.yaml. `format` is read before, by `decode/older`."""

    version: Annotated[str, Key("format")] = ""
    title: Annotated[Inlines, WORDS_ONLY, Key("titel")]
    subtitle: Annotated[Inlines, WORDS_ONLY, Key("undertitel")] = ()
    parties: Annotated[Inlines, WORDS_ONLY, Key("parter")]
    period: Annotated[_Period, Key("periode")]
    status: Annotated[Status, Key("status", advice=_WHEN_FINAL)]
    dated: Annotated[date, Key("dato")]
    signatories: Annotated[tuple[Signatory, ...], Key("underskrivere")]
    contact: Annotated[Contact, Key("kontakt")]
    laws: Annotated[tuple[Name, ...], Key("lovgrundlag", once="loven")] = ()
    chapters: Annotated[tuple[_Chapter, ...], Key("kapitler")]
    bilag: Annotated[tuple[Bilag, ...], Key("bilag")] = ()
    documents: Annotated[tuple[OtherDocument, ...], Key("dokumenter")] = ()
    takstregister: Annotated[Takstregister | None, Key("takstregister")] = None
    span: TextSpan
    places: Mapping[str, Extent | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A leaf of fakta.yaml: it has a value, or a recipe that `decode/facts.py` reads."""

    value: Annotated[Scalar | None, Key("værdi")] = None
    computed: Annotated[YamlNode | None, Key("beregnes")] = None
    kind: Annotated[FactKind | None, Key("art")] = None
    decimals: Annotated[Decimal | None, _IS_DECIMALS, Key("decimaler")] = None
    source: Annotated[str, Key("kilde")]
