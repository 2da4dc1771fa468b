"""What the typesetter receives: a document as HTML with every byte that it refers to or carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rammeaftale.base.diagnostics import Span


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file inside the PDF: its name, its bytes, and what it is in a few Danish words."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A run of text that a document prints: its words, and the place in the sources that it is from.

    Words that have no hole are in small letters, since nobody quotes them.
    `is_heading` is true of the head of a row or a column, `is_total` of a figure in the last row of a table of figures.
    """

    document: str
    words: str
    span: Span
    is_heading: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Markup:
    """One document ready for typesetting.

    `stem` is the product's file name without ending. `html` and `css` name assets only as `asset:<name>`; `assets`
    holds their bytes, so that nothing unhashed reaches the PDF. `data_files` are carried inside the PDF, dated `dated`.
    `modern` asks for PDF/UA-2 with PDF/A-4 (or -4f, with data files) in place of PDF/UA-1 with PDF/A-2a (or -3a).
    `document` is the document's id, with which the names of all places in the file begin; empty for none.
    """

    stem: str
    html: str
    css: str
    assets: Mapping[str, bytes]
    data_files: tuple[DataFile, ...] = ()
    dated: date = date(1970, 1, 1)
    modern: bool = False
    document: str = ""
