"""Takes the logical tree and the drawing operators; gives words that a line's end breaks back to who searches them.

A soft hyphen over the hyphen (ISO 32000-1, 14.8.2.2.3) leaves the word in two pieces for every plain search. Here the
first half carries the whole word as its ActualText, and the second half, with the space after it, carries that space.
So the word is read once, in one piece and where it begins, also when the rest stands on the next page. An empty
ActualText on the second half would say the same, but PDFium (Chrome) ignores it and reads the half once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.engine.tagging import streams
from rammeaftale.engine.tagging.tree import (
    END_MARKS,
    HYPHEN,
    INLINE_ROLES,
    LINKS,
    SPACE,
    LogicalNode,
    Node,
    Piece,
    walk,
)

_DRAWN_MARKS = ("-", "/", "\u2010", "\u2013")
"""A line also ends after these when they are part of the word: »social-pædagogisk«, »og/eller«."""

_MARKS = re.compile(rf"[{END_MARKS}]+(?=\s|$)")
"""Marks of a sentence that end a word in another piece: after a link, after words in bold."""

_SHOW = re.compile(rb"\[([^\]]*)\] TJ")
_ITEM = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")

_Says = Mapping[int, str]
"""What each glyph of a font says."""

_Run = list[int | bytes]
"""The glyphs of one show operator, with the numbers that move between them."""


class Broken(NamedTuple):
    """A word in two: the piece that it ends, the piece that it goes on in, and what stands for its second half.

    `marks` is the piece after these when it begins with marks that stand against the word: »(se bilaget),«.
    """

    first: Piece
    second: Piece
    after: str
    marks: Piece | None = None


class _Place(NamedTuple):
    """A piece and the link that it stands in, None outside links."""

    piece: Piece
    link: LogicalNode | None


def broken_words(root: LogicalNode) -> Iterator[Broken]:
    """Every word that goes on in another piece, in reading order within each block.

    One that goes into or out of a link stays in its pieces: the link would lose words, or get its neighbour's.
    """
    for node in walk(root):
        flow = [] if node.role in INLINE_ROLES else [*_flow(node, None)]
        for start, end, after in zip(flow, flow[1:], [*flow[2:], None], strict=False):
            first, second, third = start.piece, end.piece, after.piece if after else None
            ends = third is None or any(map(str.isspace, second.text))
            # A second half that is all of its piece, and is broken itself: the word stays in pieces.
            if _goes_on(start, end) and (after is None or ends or not _goes_on(end, after)):
                ends = third is None or ends or second.joint == SPACE or third.text[:1].isspace()
                marks = None if ends or third is None or not _MARKS.match(third.text) else third
                yield Broken(first, second, " " if ends or marks else SOFT_HYPHEN, marks)


def _flow(node: LogicalNode, link: LogicalNode | None) -> Iterator[_Place]:
    """The pieces of one block in order, without those of the blocks in it; `link` is the link around the node."""
    for kid in node.kids:
        if isinstance(kid, Piece):
            yield _Place(kid, link)
        elif isinstance(kid, Node) and kid.role in INLINE_ROLES:
            yield from _flow(kid, kid if kid.role in LINKS else link)


def _goes_on(start: _Place, end: _Place) -> bool:
    """Whether a word goes on from the one piece in the other."""
    first, second = start.piece, end.piece
    if start.link is not end.link or not second.text[:1].isalnum():
        return False
    if first.joint == HYPHEN:
        return True
    return not first.joint and first.text.endswith(_DRAWN_MARKS) and first.text[-2:-1].isalnum()


def join(spots: Mapping[Piece, streams.Spot], broken: Broken, glyphs: streams.Glyphs) -> bool:
    """Write one broken word whole; False, and nothing changed, when its glyphs do not tell what they say."""
    first, second = spots[broken.first], spots[broken.second]
    start, end = streams.shows(first)[-1:], streams.shows(second)[:1]
    if not start or not end:
        return False
    (above, upper_show, upper_font), (below, lower_show, lower_font) = start[0], end[0]
    *_, last = _SHOW.finditer(upper_show)
    following = _SHOW.match(lower_show)
    if following is None or last.end() < len(upper_show):
        return False
    upper, lower = (glyphs.get(streams.font_name(font), {}) for font in (upper_font, lower_font))
    line, word = _at_last_word(_run(last.group(1)), upper)
    rest, next_line = _after_first_word(_run(following.group(1)), lower)
    if not (_is_known(word, upper) and _is_known(rest, lower)):
        return False
    if any(map(str.isspace, broken.second.text)) and not any(map(str.isspace, _text(rest, lower))):
        return False  # the word goes on in another font, of which the run knows nothing
    begun = _text(word, upper)[: -1 if broken.first.joint == HYPHEN else None]
    whole = begun + _text(rest, lower).rstrip()
    if broken.marks is not None:
        marks = _taken(spots[broken.marks], glyphs)
        if not marks:
            return False
        whole += marks
    first.operators[above] = upper_show[: last.start()] + _lines(_shown(line), _covered(word, whole))
    second.operators[below] = _lines(_covered(rest, broken.after), _shown(next_line)) + lower_show[following.end() :]
    return True


def _taken(spot: streams.Spot, glyphs: streams.Glyphs) -> str:
    """The marks that begin a piece, where a space stands for them now; empty, and nothing changed, if unknown."""
    for index, show, font in streams.shows(spot)[:1]:
        says = glyphs.get(streams.font_name(font), {})
        if match := _SHOW.match(show):
            marks, rest = _after_first_word(_run(match.group(1)), says)
            if _is_known(marks, says):
                spot.operators[index] = _lines(_covered(marks, " "), _shown(rest)) + show[match.end() :]
                return _text(marks, says).rstrip()
    return ""


def _run(data: bytes) -> _Run:
    run: _Run = []
    for match in _ITEM.finditer(data):
        codes, number = match.groups()
        run += [*number.split()] if codes is None else [int(codes[at : at + 4], 16) for at in range(0, len(codes), 4)]
    return run


def _at_last_word(run: _Run, says: _Says) -> tuple[_Run, _Run]:
    """The run before and from the first glyph after its last space."""
    spaces = [index for index, item in enumerate(run) if _is_space(item, says)]
    start = _next_glyph(run, spaces[-1] + 1) if spaces else 0
    return run[:start], run[start:]


def _after_first_word(run: _Run, says: _Says) -> tuple[_Run, _Run]:
    """The run before and from the first glyph after its first space; the space stays with the word."""
    space = next((index for index, item in enumerate(run) if _is_space(item, says)), len(run))
    end = _next_glyph(run, space + 1)
    return run[:end], run[end:]


def _next_glyph(run: _Run, start: int) -> int:
    return next((index for index in range(start, len(run)) if isinstance(run[index], int)), len(run))


def _is_space(item: int | bytes, says: _Says) -> bool:
    return isinstance(item, int) and says.get(item, "").isspace()


def _is_known(run: _Run, says: _Says) -> bool:
    codes = [item for item in run if isinstance(item, int)]
    return bool(codes) and all(says.get(code) for code in codes)


def _text(run: _Run, says: _Says) -> str:
    return "".join(says[item] for item in run if isinstance(item, int))


def _shown(run: _Run) -> bytes:
    """The show operator again, equal glyph for glyph; nothing for no glyph."""
    items = b" ".join(b"<%04x>" % item if isinstance(item, int) else item for item in run)
    return b"[%b] TJ" % items.replace(b"> <", b"").replace(b"> ", b">").replace(b" <", b"<") if run else b""


def _covered(run: _Run, text: str) -> bytes:
    """The show operator with other words for whoever reads the text."""
    code = b"feff" + text.encode("utf-16-be").hex().encode()
    return b"/Span <</ActualText <%b>>> BDC\n%b\nEMC" % (code, _shown(run))


def _lines(*operators: bytes) -> bytes:
    return b"\n".join(operator for operator in operators if operator)
