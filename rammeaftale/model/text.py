"""Running text as a tree of blocks: what Markdown is read into, what `resolve` completes and what the templates print.

A tree comes in two states of "done" with the same types: as read, headings, tables and figures have no number, which
`resolve` fills in. `kind` is the word by which templates tell the nodes apart. `id` is empty where the source writes
none. Places are not part of equality.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import ClassVar

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.extent import Located
from rammeaftale.model.inline import Inline
from rammeaftale.model.numbering import Numbering


@dataclass(frozen=True, slots=True)
class Heading(Located):
    """A heading of level 1 (chapter) to 3, with its explicit id; `number` ("3.2") is empty until resolved."""

    kind: ClassVar[str] = "heading"
    level: int
    id: str
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Located):
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListItem(Located):
    """A point: its own words, then any lists below it."""

    children: tuple[Inline, ...]
    lists: tuple[ItemList, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class ItemList(Located):
    """A list; its items are counted 1, 2, 3 … or a, b, c … just as the source has them."""

    kind: ClassVar[str] = "list"
    numbering: Numbering
    items: tuple[ListItem, ...]
    span: TextSpan = field(compare=False)

    @property
    def ordered(self) -> bool:
        """Whether its items are counted."""
        return self.numbering is not Numbering.BULLETS


@dataclass(frozen=True, slots=True)
class Cell(Located):
    """A table cell."""

    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Row(Located):
    """A row of a table."""

    cells: tuple[Cell, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table(Located):
    """A table written in the text, with as many cells in every row as in the header.

    `align` has one of `left`, `right`, `center` per column. The caption and id are empty for a table outside
    `::: tabel`. `total` says that the last row is a sum.
    """

    kind: ClassVar[str] = "table"
    header: Row
    rows: tuple[Row, ...]
    align: tuple[str, ...]
    span: TextSpan = field(compare=False)
    caption: tuple[Inline, ...] = ()
    id: str = ""
    number: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Quote(Located):
    """A quotation on lines of its own: `> …`."""

    kind: ClassVar[str] = "quote"
    blocks: tuple[Block, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class Introduction(Located):
    """The one or two sentences in larger type that open a chapter: `::: indledning`."""

    kind: ClassVar[str] = "introduction"
    blocks: tuple[Block, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class MarginNote(Located):
    """A short note beside the text: `::: margen`."""

    kind: ClassVar[str] = "margin"
    blocks: tuple[Block, ...]
    span: TextSpan = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactBox(Located):
    """A tinted box with a title: `::: faktaboks Titel`."""

    kind: ClassVar[str] = "box"
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Formula(Located):
    """A formula in words on a line of its own: `::: formel`."""

    kind: ClassVar[str] = "formula"
    children: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Gap(Located):
    """Something no source gives: `::: udestår Takstgruppen` names who must deliver, the text says what."""

    kind: ClassVar[str] = "gap"
    who: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: TextSpan = field(compare=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Located):
    """A figure drawn from data: `::: figur organisation {#id}` with the caption as its text.

    `name` is a drawing in `rammeaftale.figures`; its alternative text is computed with it.
    """

    kind: ClassVar[str] = "figure"
    name: str
    id: str
    caption: tuple[Inline, ...]
    span: TextSpan = field(compare=False)
    number: str = ""


@dataclass(frozen=True, slots=True)
class Picture(Located):
    """A picture file in the document's own folder: `![alternativ tekst](billede.png)`, alone on its line."""

    kind: ClassVar[str] = "picture"
    path: str
    alt: str
    span: TextSpan = field(compare=False)
    id: str = ""

    @property
    def file(self) -> str:
        """The picture's path in the repository: beside the text that shows it."""
        return f"{posixpath.dirname(self.span.path)}/{self.path}"


@dataclass(frozen=True, slots=True)
class Insert(Located):
    """`::: indsæt bilagsliste`: a piece that a template makes from the edition's data (`templates/print/indsaet/`)."""

    kind: ClassVar[str] = "insert"
    name: str
    span: TextSpan = field(compare=False)


Block = (
    Heading
    | Paragraph
    | ItemList
    | Table
    | Quote
    | Introduction
    | MarginNote
    | FactBox
    | Formula
    | Gap
    | Figure
    | Picture
    | Insert
)
