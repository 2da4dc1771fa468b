from collections.abc import Sequence

import pydyf

from ..css import ColorProfile as ColorProfile
from ..document import Document
from . import metadata as metadata
from .fonts import Font
from .stream import Stream

def add_tags(pdf: pydyf.PDF, document: Document, pdf_version: str, page_streams: Sequence[Stream]) -> None: ...
def build_fonts_dictionary(
    pdf: pydyf.PDF, fonts: dict[str, Font], compress: bool, subset: bool, options: dict[str, object]
) -> pydyf.Dictionary: ...
