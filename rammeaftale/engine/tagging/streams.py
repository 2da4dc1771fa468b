"""The drawing operators of a page, still a list: finds the marked content by MCID and edits it.

No edit moves anything on the page: a space draws nothing and is the last glyph of its text object, and each text object
sets its own position.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pydyf

from rammeaftale.engine.tagging.artifacts import DECORATION, FOOTER, HEADER

LAST_GLYPH = re.compile(rb"^(.*<[0-9a-f]*?)([0-9a-f]{4})>(-?[0-9.]*)\] TJ$", re.DOTALL)
SHOWS = b"] TJ"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a marked-content sequence begins: its stream, the index of its properties, whether that is a group."""

    stream: Any
    index: int
    in_group: bool


def locate(pdf: Any, page_streams: list[Any]) -> dict[tuple[int, int], Spot]:
    """The spot of every (page, MCID), also in the groups that a page draws (CSS `opacity`)."""
    page_of = {id(stream._tags): number for number, stream in enumerate(page_streams)}
    whole_pages = {id(stream) for stream in page_streams}
    kind = type(page_streams[0]) if page_streams else pydyf.Stream
    spots: dict[tuple[int, int], Spot] = {}
    for item in pdf.objects:
        if not isinstance(item, kind):
            continue
        number = page_of.get(id(getattr(item, "_tags", None)))
        if number is None:
            continue
        for index, operator in enumerate(item.stream):
            if isinstance(operator, pydyf.Dictionary) and "MCID" in operator:
                spots[number, operator["MCID"]] = Spot(item, index, id(item) not in whole_pages)
    return spots


def make_artifact(spot: Spot, kind: str) -> None:
    """Content no more: an Artifact, with its type when it belongs to the page and not to the text."""
    properties = pydyf.Dictionary({} if kind == DECORATION else {"Type": "/Pagination"})
    if kind in (HEADER, FOOTER):
        properties["Subtype"] = f"/{kind}"
        properties["Attached"] = "[/Top]" if kind == HEADER else "[/Bottom]"
    spot.stream.stream[spot.index - 1] = "/Artifact"
    spot.stream.stream[spot.index] = properties


def rename(spot: Spot, role: str) -> None:
    """The marked content's own tag follows its structure element."""
    spot.stream.stream[spot.index - 1] = f"/{role}"


@dataclass(frozen=True, slots=True)
class Space:
    """A font's name in the file and the number of its space glyph."""

    font: str
    glyph: int


def spaces(fonts: dict[Any, Any]) -> dict[str, Space]:
    """The space glyph of each font that has drawn one."""
    found: dict[str, Space] = {}
    for font in fonts.values():
        if not font.bitmap:
            for glyph, text in font.to_unicode.items():
                if text == " ":
                    found.setdefault(font.hash, Space(font.hash, glyph))
    return found


def add_space(spot: Spot, available: dict[str, Space]) -> None:
    """Add the space that a piece's end stands for."""
    for index, font in shows(spot)[-1:]:
        spot.stream.stream[index] = _spaced(spot.stream.stream[index], font, available)


def soften_hyphen(spot: Spot) -> None:
    """Cover a line-end hyphen with a soft one."""
    for index, _ in shows(spot)[-1:]:
        spot.stream.stream[index] = _covered(spot.stream.stream[index])


def shows(spot: Spot) -> list[tuple[int, bytes]]:
    """The indices of the sequence's show operators, each with the font operator in force there."""
    found, font = [], b""
    operators = spot.stream.stream
    for index in range(spot.index + 1, len(operators)):
        operator = operators[index]
        if operator == b"EMC":
            break
        if isinstance(operator, bytes):
            if SHOWS in operator:
                found.append((index, font))
            elif operator.endswith(b" Tf"):
                font = operator
    return found


def _spaced(show: bytes, font: bytes, available: dict[str, Space]) -> bytes:
    own = available.get(font.split(b" ")[0][1:].decode()) if font else None
    if own is not None:
        return show[: -len(SHOWS)] + b"<%04x>" % own.glyph + SHOWS
    if not available or not font:
        return show
    other = next(iter(available.values()))
    size = font.split(b" ")[1]
    return b"%b\n/%b %b Tf\n[<%04x>] TJ\n%b" % (show, other.font.encode(), size, other.glyph, font)


def _covered(show: bytes) -> bytes:
    """The hyphen as a soft hyphen for whoever reads the text (ISO 32000-1, 14.8.2.2.3)."""
    match = LAST_GLYPH.match(show)
    if match is None:
        return show
    head, glyph, tail = match.groups()
    before = head + b">" if not head.endswith(b"<") else head[:-1]
    return b"%b] TJ\n/Span <</ActualText <FEFF00AD>>> BDC\n[<%b>%b] TJ\nEMC" % (before, glyph, tail)
