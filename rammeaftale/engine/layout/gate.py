"""Takes the laid-out pages and the HTML that was typeset; gives a finding for each fault that the eye would meet.

It works on the typesetter's boxes: what the finished file says of its text's places is too coarse to tell a full line
from one that is printed over the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from weasyprint import Page

from rammeaftale.base.diagnostics import Diagnostic, Span, error, in_order
from rammeaftale.engine.inspect.blocks import first_words
from rammeaftale.engine.inspect.completeness import place_of
from rammeaftale.engine.layout.overprint import Overprint, Printed, overprints
from rammeaftale.engine.layout.page_boxes import (
    CELL,
    MARGIN,
    PAGE,
    PICTURE,
    TABLE,
    Frame,
    PageBoxes,
    PrintedText,
    page_boxes,
)
from rammeaftale.engine.layout.source import NOTE, Source, words_of
from rammeaftale.engine.layout.split_tables import headless_tables, lone_captions
from rammeaftale.engine.tagging.markup import picture_words

_NAMES = {PICTURE: "et billede", TABLE: "en tabel"}
_EDGES = {PAGE: "ud i papirets margen", MARGIN: "ud af sidens hoved eller fod", CELL: "ud over kanten af sin celle"}
_EDGE = "ud over kanten af det, den står i"


def layout_findings(pages: Sequence[Page], html: Element) -> tuple[Diagnostic, ...]:
    """Every text that is printed over another or out of its frame, and what page breaks part from its table.

    All are errors at the source's line, at most one of each kind there.
    """
    gate = _Gate(Source(html))
    for number, page in enumerate(pages, 1):
        gate.page(number, page_boxes(page))
    return in_order(gate.findings.values())


class _Gate:
    def __init__(self, source: Source) -> None:
        self.findings: dict[tuple[str, Span | None], Diagnostic] = {}
        self._source = source

    def page(self, number: int, boxes: PageBoxes) -> None:
        for overprint in overprints(boxes):
            self._overprint(number, overprint)
        self._cover(number, boxes)
        for table in headless_tables(boxes):
            words = words_of(table.find("caption")) or words_of(table)
            message = f"tabellen »{words}« fortsætter på side {number} uden overskrifter over spalterne"
            self._add(error("tabel-uden-hoved", message, self._place(table), "gør tabellens længste rækker kortere"))
        for caption in lone_captions(boxes, self._source.parents):
            message = f"titlen »{words_of(caption)}« står alene på side {number}"
            hint = "gør det første, der står under titlen, kortere"
            self._add(error("titel-alene", message, self._place(caption), hint))

    def _overprint(self, number: int, overprint: Overprint) -> None:
        culprit, victim = overprint
        element = self._element(culprit)
        hint = self._source.remedy(element, is_too_wide=overprint.is_too_wide)
        if isinstance(victim, Frame) and overprint.is_edge:
            message = f"{self._called(culprit)} stikker på side {number} {_EDGES.get(victim.kind, _EDGE)}"
            self._add(error("trykt-udenfor", message, self._place(element), hint))
        else:
            message = f"{self._called(culprit)} er på side {number} trykt oven i {self._called(victim)}"
            self._add(error("trykt-oveni", message, self._place(element), hint))

    def _cover(self, number: int, boxes: PageBoxes) -> None:
        """The cover is one page, which is always the first."""
        first = boxes.texts[0].box.element if number > 1 and boxes.texts else None
        if first in self._source.cover:
            message = (
                f"forsiden fylder mere end én side: »{first_words(boxes.texts[0].box.text)}« står på side {number}"
            )
            hint = self._source.remedy(first, is_too_wide=False)
            self._add(error("trykt-udenfor", message, self._place(first), hint))

    def _add(self, finding: Diagnostic) -> None:
        """Keep the first of its kind at its place; what leaves its frame there is what is printed over something."""
        if ("trykt-oveni", finding.span) not in self.findings:
            self.findings.setdefault((finding.kind, finding.span), finding)

    def _place(self, element: Element | None) -> Span | None:
        return place_of(self._source.place(element))

    def _element(self, printed: Printed) -> Element | None:
        """The element to blame: the whole of a margin note; of a running head the heading that it repeats."""
        if isinstance(printed, PrintedText) and printed.frame.kind == MARGIN:
            return self._source.repeated(printed.box.text)
        return self._source.nearest(printed.box.element, NOTE) or printed.box.element

    def _called(self, printed: Printed) -> str:
        """What a text or a frame is called in a message: a margin note by its first words."""
        element = printed.box.element
        if (note := self._source.nearest(element, NOTE)) is not None:
            return f"margennoten »{words_of(note)}«"
        if isinstance(printed, PrintedText):
            return f"»{first_words(printed.box.text)}«"
        if printed.kind == PICTURE and element is not None and (words := picture_words(element)):
            return f"billedet »{first_words(words)}«"
        return _NAMES.get(printed.kind) or f"boksen »{words_of(element)}«"
