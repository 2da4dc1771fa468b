from collections.abc import Callable, Sequence

import pydyf

from . import Attachment
from .formatting_structure.boxes import Box, PageBox
from .pdf.fonts import Font
from .pdf.metadata import DocumentMetadata
from .text.fonts import FontConfiguration

class Page:
    width: float
    height: float
    links: list[tuple[str, str, tuple[float, float, float, float], Box]]
    _page_box: PageBox

class Document:
    pages: list[Page]
    metadata: DocumentMetadata
    fonts: dict[str, Font]
    font_config: FontConfiguration
    def write_pdf(
        self,
        *,
        finisher: Callable[[Document, pydyf.PDF], None] | None = ...,
        pdf_variant: str | None = ...,
        pdf_tags: bool = ...,
        pdf_version: str | None = ...,
        attachments: Sequence[Attachment] | None = ...,
    ) -> bytes: ...
