"""A small resolved edition with every kind of block, and the project's own templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

from rammeaftale.base.diagnostics import CellSpan
from rammeaftale.model.agreement import Contact, Document, Edition, Forum, Law, Level, Signatory
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.inline import Text
from rammeaftale.model.page import page_of
from rammeaftale.model.takster import DataState, Origin, Takst, Takstregister
from rammeaftale.render.blocks import Beside, Noted
from rammeaftale.render.html import compose
from rammeaftale.resolve import resolve_edition
from tests.editions import SPAN, document, edition

ROOT = Path(__file__).parent.parent
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "templates").rglob("*"))
    if path.is_file()
}
PAGE = page_of(TEMPLATES)
FONTS = {"SourceSansPro-Regular.ttf": b"sans", "SourceSerifPro-Bold.ttf": b"not used"}
CODES = {
    "Horsens": "615", "Herning": "657", "Samsø": "741", "Aarhus": "751", "Ringkøbing-Skjern": "760", "Viborg": "791",
    "Region Midtjylland": "1082",
}  # fmt: skip
DRAWINGS = {"organisation": Drawing("organisation", "<svg/>", "Fora under hinanden", 150.0)}

EVERYTHING = """\
# Alle slags {#alle-slags}

::: indledning
Kapitlets første ord om [](bilag:takster).
:::

Tekst med *kursiv*, **fed**, [out of office]{sprog=en}, KKR og en note[^note] samt <https://a.example/>\\
på to linjer, [**et fedt link**](https://b.example/) og § 85, stk. 2.

[^note]: Notens ord om 2 pct.

- punkt
  - underpunkt
- punkt nummer to

1. første
2. andet

> Et citat.

::: margen
En note i margenen, se [](afsnit:et-afsnit).
:::

Afsnittet ved noten.

## Et afsnit {#et-afsnit}

::: faktaboks En boks med *kursiv*
Boksens ord:

- et punkt
:::

::: formel
takst = grundlag / pladser
:::

::: udestår Takstgruppen
Reglen om aconto.
:::

::: udestår Takstgruppen
Reglen om renter.
:::

::: udestår Takstgruppen
Reglen om frister.
:::

::: udestår Takstgruppen
Reglen om varsler.
:::

::: tabel Beløb {#tabel-beloeb .sum}

| Post | Kr. |
| --- | ---: |
| Løn | 100 |
| I alt | 100 |

:::

### Et underafsnit {#et-underafsnit}

::: figur organisation {#figur-organisation}
Organiseringen.
:::

::: indsæt bilagsliste
:::

::: indsæt underskrifter
:::

::: indsæt kontakt
:::

::: indsæt fora
:::

::: indsæt lovgrundlag
:::

::: indsæt kommuner
:::
"""
TAKSTER = """\
# Takster {#takster-kapitel}

::: indsæt takster
:::

# Pladser {#pladser-kapitel}

::: indsæt pladser
:::
"""


def takst(driftsherre: str, places: str, *, previous: str | None = "1200") -> Takst:
    """A line of the takst register, of a driftsherre with a code of its own."""
    code = CODES.get(driftsherre, "999")
    return Takst(
        id=f"{code}-0001",
        driftsherre_code=code,
        driftsherre=driftsherre,
        tilbud="Bakken",
        afdeling="Afdeling A",
        law="SEL",
        paragraph="§ 107",
        tilbudstype="Midlertidigt botilbud",
        maalgruppe="Autisme",
        udligningsgruppe="",
        places=Decimal(places),
        occupancy=Decimal(98),
        amount=Decimal("1234.5"),
        unit="døgn",
        previous=None if previous is None else Decimal(previous),
        origin=Origin("horsens.xlsx", "Takster", 6),
        where=CellSpan("horsens.xlsx", "Takster", "A6"),
    )


def register(*takster: Takst) -> Takstregister:
    """A register of example data."""
    return Takstregister(
        2021, 2019, date(2021, 1, 1), DataState.EXAMPLE, "Opdigtet", "content/takster/2021.csv", takster
    )


def shape(blocks: Iterable[Any]) -> list[Any]:
    """The kinds of printed blocks; those that stand together, or are a note with its text, in a list of their own."""
    return [_shape(block) for block in blocks]


def _shape(block: Any) -> Any:
    if isinstance(block, Noted):
        return ["noted", *shape(block.blocks)]
    return shape(block.blocks) if isinstance(block, Beside) else block.kind


@cache
def full_edition() -> Edition:
    """The agreement with every kind of block, and a bilag with takster."""
    law = Law("bek-1298", "BEK nr. 1298", "Bekendtgørelse om rammeaftaler", "", SPAN)
    words = (Text("De 19 borgmestre", SPAN),)
    forum = Forum(
        id="kkr",
        name=words,
        full_name="Rådet",
        level=Level.POLITICAL,
        tasks=(words,),
        members=words,
        meetings=words,
        serves=("kkr",),
        in_figure=True,
        source="A",
        span=SPAN,
    )
    takster = register(takst("Aarhus", "12.5"), takst("Horsens", "4", previous=None))
    contact = Contact("Sekretariatet", "Gade 5", "8800 Viborg", "https://s.example", "a@s.example", "41 71 99 98")
    bare = edition(document("aftale", EVERYTHING), replace(document("takster", TAKSTER, 1), takster=takster))
    draft = replace(
        bare,
        subtitle=(Text("Et undertitel", SPAN),),
        parties=(Text("Parterne", SPAN),),
        signatories=(Signatory("Anna B. Hansen", ("Formand for KKR", "Borgmester, KKR")),),
        registers=replace(bare.registers, contact=contact, fora=(forum,)),
        legal_basis=(law,),
    )
    resolved = resolve_edition(draft)
    assert resolved.diagnostics == ()
    return resolved.value


def printed_pages() -> dict[str, str]:
    """The full edition as HTML by the page template, and the bilag with takster."""
    edition = full_edition()
    agreement, bilag = edition.documents
    return {
        "dokument": html_of(edition, agreement),
        "takster": html_of(edition, bilag),
        "faktaark": html_of(edition, replace(agreement, template="faktaark")),
    }


def lists_of(*takster: Takst) -> html.HtmlElement:
    """The bilag of the full edition with these lines, as its readers get it."""
    edition = full_edition()
    return html.document_fromstring(html_of(edition, replace(edition.documents[1], takster=register(*takster))))


def html_of(printed: Edition, document: Document) -> str:
    """The document as HTML, made by the project's own templates without a finding."""
    composed = compose(printed, document, DRAWINGS, TEMPLATES, FONTS)
    assert composed.diagnostics == ()
    return composed.value.html
