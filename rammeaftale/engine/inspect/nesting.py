"""Check 15: what may stand in what (ISO/TS 32005, 6.2; for PDF 1.7 the same, which ISO 32000-1, 14.8.4 leaves open).

A reader that meets a heading, a list or a table in the middle of a paragraph runs its words together, or skips them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.tagtree import TagNode, TagText
from rammeaftale.engine.tagging.tree import HEADINGS, Node

TEXT = "tekst"
"""Content without an element of its own."""

_HEADING = "Hn"
_LINE = frozenset(f"{TEXT} Quote Note FENote Reference Span Link Figure Formula".split())
_PARTS = frozenset(f"Art Sect BlockQuote TOC P {_HEADING} L Table Figure Formula Link Note FENote".split())
_SECTION = _PARTS | {"Aside", "Lbl", "Caption"}
_CELL = (_LINE | _PARTS | {"Lbl"}) - {"BlockQuote", "TOC"}
_HOLDER = (_LINE | _PARTS | {"Aside", "Lbl", "Caption"}) - {"TOC"}
_ROWS = frozenset({"TR"})

_ALLOWED = {
    "Document": _PARTS | {"Aside"},
    "Art": _SECTION,
    "Sect": _SECTION,
    "Aside": (_SECTION - {"Aside"}) | {TEXT, "Reference"},
    "BlockQuote": (_SECTION - {"Aside"}) | {TEXT, "Reference"},
    "TOC": frozenset({"TOC", "TOCI", "Caption"}),
    "TOCI": frozenset({"TOC", "P", "Reference", "Lbl", "Caption"}),
    "Reference": frozenset({TEXT, "Note", "FENote", "Lbl", "Span", "Link", "Figure"}),
    "P": _LINE | {"Lbl"},
    _HEADING: _LINE | {"Lbl"},
    "Lbl": _LINE,
    "Span": _LINE | {"Lbl"},
    "Quote": _LINE | {"Lbl"},
    "Link": (_LINE | {"Lbl"}) - {"Link"},
    "Note": _HOLDER - {_HEADING},
    "FENote": _HOLDER - {_HEADING},
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "LBody": _HOLDER - {"Lbl"},
    "Table": frozenset({"Caption", "THead", "TBody", "TFoot", "TR"}),
    "THead": _ROWS,
    "TBody": _ROWS,
    "TFoot": _ROWS,
    "TR": frozenset({"TH", "TD"}),
    "TH": _CELL,
    "TD": _CELL,
    "Caption": _HOLDER - {"Caption"},
    "Figure": _HOLDER,
    "Formula": _HOLDER - {"Art", "Sect"},
}
"""What each element may hold. A list in a paragraph, a block in a link and a section in a heading are allowed in the
standard under conditions; we never need them, and they are refused."""

_SEE_THROUGH = frozenset({"Div", "Part", "NonStruct"})
"""What stands in these is judged as if it stood in what is around them."""


def nesting(file: Inspected) -> Iterator[Diagnostic]:
    """Every element stands in one that may hold it; a caption is the first or the last of what it belongs to."""
    root = file.nodes[0]
    if root.role != "StructTreeRoot":
        yield from _below(file, root, root.role)


def _below(file: Inspected, node: TagNode, holder: str) -> Iterator[Diagnostic]:
    """Faults below `node`; `holder` is the role that decides what may stand in it."""
    allowed = _ALLOWED.get(_HEADING if holder in HEADINGS else holder)
    if allowed is None:
        yield file.error("element-ukendt", f"Elementet {holder} (»{short(node.text)}«) er ikke et, som vi bruger.")
        return
    for kid in node.kids:
        if isinstance(kid, TagText):
            if TEXT not in allowed and kid.spoken.strip():
                yield file.error("element-i-forkert", f"Teksten »{short(kid.spoken)}« står løst i elementet {holder}.")
        elif isinstance(kid, Node):
            role = _HEADING if kid.role in HEADINGS else kid.role
            inside = holder if role in _SEE_THROUGH else kid.role
            if role not in _SEE_THROUGH and role in _ALLOWED and role not in allowed:
                message = f"Elementet {kid.role} (»{short(kid.text)}«) må ikke stå i elementet {holder}."
                yield file.error("element-i-forkert", message)
            yield from _below(file, kid, inside)
    roles = [kid.role for kid in node.nodes]
    if "Caption" in roles[1:-1] or roles.count("Caption") > 1:
        yield file.error("billedtekst-midt-i", f"Titlen på {node.role} står midt i og ikke først eller sidst.")
