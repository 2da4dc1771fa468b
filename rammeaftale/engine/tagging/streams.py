"""The drawing operators of a page, still a list: finds the marked content by MCID and edits it.

No edit moves anything on the page: a space draws nothing and is the last glyph of its text object, and each text object
sets its own position.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pydyf
from weasyprint.pdf.stream import Stream

from rammeaftale.engine.tagging.tree import DECORATION, FOOTER, HEADER

_LAST_GLYPH = re.compile(rb"^(.*<[0-9a-f]*?)([0-9a-f]{4})>(-?[0-9.]*)\] TJ$", re.DOTALL)
_SHOWS = b"] TJ"

Glyphs = Mapping[str, Mapping[int, str]]
"""What the glyphs of each font say, by the font's name in the file."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a marked-content sequence begins: the operators, the index of its properties, the group if it is in one."""

    operators: list[object]
    index: int
    group: Stream | None


def locate(pdf: pydyf.PDF, page_streams: Sequence[Stream]) -> dict[tuple[int, int], Spot]:
    """The spot of every (page, MCID), also in the groups that a page draws (CSS `opacity`)."""
    page_of = {id(stream._tags): number for number, stream in enumerate(page_streams)}
    whole_pages = {id(stream) for stream in page_streams}
    spots: dict[tuple[int, int], Spot] = {}
    for item in pdf.objects:
        if isinstance(item, Stream) and id(item._tags) in page_of:
            page, group = page_of[id(item._tags)], None if id(item) in whole_pages else item
            for index, operator in enumerate(item.stream):
                if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
                    spots[page, operator["MCID"]] = Spot(item.stream, index, group)
    return spots


def make_artifact(spot: Spot, kind: str) -> None:
    """Content no more: an Artifact, with its type when it belongs to the page and not to the text."""
    properties = pydyf.Dictionary({} if kind == DECORATION else {"Type": "/Pagination"})
    if kind in (HEADER, FOOTER):
        properties["Subtype"] = f"/{kind}"
        properties["Attached"] = "[/Top]" if kind == HEADER else "[/Bottom]"
    spot.operators[spot.index - 1] = "/Artifact"
    spot.operators[spot.index] = properties


def spaces(glyphs: Glyphs) -> dict[str, int]:
    """The space glyph of each font that has drawn one."""
    drawn = {name: [glyph for glyph, text in says.items() if text == " "] for name, says in glyphs.items()}
    return {name: spaces[0] for name, spaces in drawn.items() if spaces}


def add_space(spot: Spot, available: dict[str, int]) -> None:
    """Add the space that a piece's end stands for."""
    for index, show, font in shows(spot)[-1:]:
        spot.operators[index] = _spaced(show, font, available)


def soften_hyphen(spot: Spot) -> None:
    """Cover a line-end hyphen with a soft one."""
    for index, show, _ in shows(spot)[-1:]:
        spot.operators[index] = _covered(show)


def shows(spot: Spot) -> list[tuple[int, bytes, bytes]]:
    """The sequence's show operators, each with its index and the font operator in force there."""
    shows, font = [], b""
    for index in range(spot.index + 1, len(spot.operators)):
        operator = spot.operators[index]
        if operator == b"EMC":
            break
        if isinstance(operator, bytes):
            if _SHOWS in operator:
                shows.append((index, operator, font))
            elif operator.endswith(b" Tf"):
                font = operator
    return shows


def font_name(font: bytes) -> str:
    """The name of the font that an operator like `/ABCDEF 12 Tf` sets; empty for no operator."""
    return font.split(b" ")[0][1:].decode()


def _spaced(show: bytes, font: bytes, available: dict[str, int]) -> bytes:
    own = available.get(font_name(font))
    if own is not None:
        return show[: -len(_SHOWS)] + b"<%04x>" % own + _SHOWS
    if not available or not font:
        return show
    name, glyph = next(iter(available.items()))
    size = font.split(b" ")[1]
    return b"%b\n/%b %b Tf\n[<%04x>] TJ\n%b" % (show, name.encode(), size, glyph, font)


def _covered(show: bytes) -> bytes:
    """The hyphen as a soft hyphen for whoever reads the text (ISO 32000-1, 14.8.2.2.3)."""
    match = _LAST_GLYPH.match(show)
    if match is None:
        return show
    head, glyph, tail = match.groups()
    before = head + b">" if not head.endswith(b"<") else head[:-1]
    return b"%b] TJ\n/Span <</ActualText <FEFF00AD>>> BDC\n[<%b>%b] TJ\nEMC" % (before, glyph, tail)
