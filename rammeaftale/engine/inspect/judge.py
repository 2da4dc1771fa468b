"""Takes a finished PDF (and its source); gives every fault that a reader with a screen reader would meet.

The checks of a product, without a Java machine. What veraPDF does not see is looked at here: reachability,
link texts, header cells, languages, lost words. Pure functions over the opened file; each says in Danish what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pikepdf

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, error, in_order
from rammeaftale.engine.inspect import (
    checks_asides,
    checks_content,
    checks_file,
    checks_modern,
    checks_source,
    checks_structure,
    checks_tables,
    nesting,
)
from rammeaftale.engine.inspect.inspected import Inspected, inspected
from rammeaftale.engine.inspect.objects import opened

_CHECKS: tuple[Callable[[Inspected], Iterator[Diagnostic]], ...] = (
    checks_content.reachable,
    checks_content.everything_marked,
    checks_structure.links,
    checks_structure.headings,
    checks_source.tables,
    checks_tables.headers,
    checks_structure.figures,
    checks_structure.notes,
    checks_source.contents,
    checks_source.languages_and_abbreviations,
    checks_source.text,
    checks_file.metadata,
    checks_file.catalog,
    checks_file.fonts_pictures_version,
    nesting.nesting,
    checks_modern.words,
    checks_modern.modern,
    checks_asides.asides,
)


def judge(pdf: bytes, source: Element | None = None, *, name: str = "") -> tuple[Diagnostic, ...]:
    """All findings of checks 1 to 18; those that compare with the source are left out without `source`.

    `source` is the element tree that was typeset, `name` the product's file name, for the messages.
    """
    try:
        with opened(pdf) as file:
            product = inspected(file, name, source)
            return in_order(finding for check in _CHECKS for finding in check(product))
    except pikepdf.PdfError:
        return (error("pdf-ulaeselig", "Filen kan ikke læses som PDF.", FileSpan(name) if name else None),)
