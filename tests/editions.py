"""Small editions for tests, written as an editor writes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.agreement import (
    Chapter,
    Contact,
    Document,
    DocumentKind,
    Edition,
    Kommune,
    Law,
    Registers,
    ShortForm,
    Status,
)
from rammeaftale.model.facts import Fact, FactKind
from rammeaftale.model.inline import Text
from rammeaftale.model.keys import Name
from rammeaftale.model.region import Region, RegionOrder, TableCount
from rammeaftale.model.text import Block, Heading
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source

SPAN = TextSpan("content/2031-32/udgave.yaml", 1)
REGION = Region(
    code="1082",
    name="Region Midtjylland",
    short="Midtjylland",
    order=RegionOrder.LAST,
    foreign={"773": "Nordjylland", "787": "Nordjylland"},
    botilbud=frozenset({"SEL § 107", "SEL § 108", "SEL § 109", "SEL § 110"}),
    short_stays=frozenset({"SEL § 109", "SEL § 110"}),
    places=Name("pladser.i_alt", SPAN),
    counts=(
        TableCount(Name("tal.tilbud", SPAN), Name("tabel-tilbud", SPAN), "fælles tilbud", (Name("Uvist", SPAN),)),
        TableCount(Name("tal.huse", SPAN), Name("tabel-huse", SPAN), "huse", ()),
    ),
    span=TextSpan("content/faelles/omraade.yaml", 2),
)


def chapters(text: str, path: str) -> tuple[Chapter, ...]:
    """The chapters of a text that has no findings."""
    parsed = parse_markdown(Source(path, text.encode()))
    assert parsed.diagnostics == ()
    groups: list[tuple[Heading, list[Block]]] = []
    for block in parsed.value.blocks:
        if isinstance(block, Heading) and block.level == 1:
            groups.append((block, []))
        else:
            groups[-1][1].append(block)
    return tuple(Chapter(heading, "", False, tuple(blocks)) for heading, blocks in groups)


def document(id_: str, text: str, number: int = 0) -> Document:
    """A bilag with that number, or the main agreement for 0."""
    kind = DocumentKind.BILAG if number else DocumentKind.AGREEMENT
    stem = f"bilag-{number}-{id_}" if number else f"{id_}-2031-32"
    title = (Text(id_.capitalize(), SPAN),)
    return Document(id_, kind, number, stem, title, (), "dokument", chapters(text, f"{id_}.md"), SPAN)


def fact(name: str, value: Decimal | date | str, kind: FactKind = FactKind.NUMBER, decimals: int = 0) -> Fact:
    """A fact with a source."""
    return Fact(name, kind, value, decimals, "en kilde", SPAN)


def edition(*documents: Document, facts: tuple[Fact, ...] = (), status: Status = Status.DRAFT) -> Edition:
    """A draft edition, as `decode` gives it."""
    return Edition(
        folder="2031-32",
        title=(Text("Rammeaftale 2031-32", SPAN),),
        subtitle=(),
        parties=(),
        start=date(2031, 1, 1),
        end=date(2032, 12, 31),
        status=status,
        dated=date(2020, 9, 9),
        signatories=(),
        registers=Registers(
            region=REGION,
            kommuner=(Kommune("615", "Horsens", SPAN), Kommune("657", "Herning", SPAN)),
            fora=(),
            laws=(Law("sel", "serviceloven", "Lov om social service", "", SPAN),),
            short_forms=(ShortForm("KKR", "Kommunekontaktrådet", SPAN), ShortForm("SEL", "serviceloven", SPAN)),
            contact=Contact("", "", "", "", "", ""),
        ),
        facts={one.name: one for one in facts},
        documents=documents,
        span=SPAN,
    )
