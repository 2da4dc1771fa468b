"""Provisions: the pieces of an edition that are compared, answered and approved, each with an id and its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from rammeaftale.base.diagnostics import Span
from rammeaftale.model.extent import Extent


class ProvisionKind(Enum):
    """What a provision is; the value is the Danish word for it, in ASCII also a part of a derived id."""

    COVER = "forside"
    CHAPTER = "kapitel"
    SECTION = "afsnit"
    PARAGRAPH = "stykke"
    ITEM = "punkt"
    TABLE = "tabel"
    ROW = "raekke"
    FIGURE = "figur"
    PICTURE = "billede"
    BOX = "boks"
    GAP = "udestaar"
    FORMULA = "formel"
    NOTE = "note"
    INSERT = "indsat"
    FORUM = "forum"
    LAW = "lov"
    TAKST = "takst"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision with its own words; what stands inside it (rows of a table, points below a point) are others.

    `id` is unique in the edition; `is_written` says that the source writes it. A derived id is an address within one
    commit and no evidence of sameness. `above` is the id of what it stands in: the box, the table, the point above,
    else the heading; empty for a chapter's heading and a cover field. `printed` are its words as a reader is given
    them, `written` the same with facts and references by name; both normalised (`compare.words`). Provisions are
    compared in the order in which they are read.

    `standing` is what else tells the reader how to take the words: the level of a heading, the word above a chapter, a
    quotation, a margin note, the last row that is a sum. `beyond` is what a reader is given besides: where links lead
    and the pixels of a picture.
    """

    id: str
    is_written: bool
    kind: ProvisionKind
    document: str
    above: str
    printed: str
    written: str
    span: Span | None = field(default=None, compare=False)
    standing: str = ""
    beyond: tuple[str, ...] = ()
    extent: Extent | None = field(default=None, compare=False)
