"""What the typesetter receives and gives: a document as HTML with every byte that it refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """One document ready for typesetting.

    `stem` is the product's file name without ending. `html` and `css` name assets only as `asset:<name>`; `assets`
    holds their bytes, so that nothing unhashed reaches the PDF.
    """

    stem: str
    html: str
    css: str
    assets: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished product: file name and bytes."""

    name: str
    data: bytes
