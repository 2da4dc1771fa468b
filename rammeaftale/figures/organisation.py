"""Fora → the organisation tree as SVG, and the same tree in words for those who cannot see it.

Levels are told apart by fill, line and a word in each box, so that the figure reads in grey and without colour. One
unit is a point on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor

from rammeaftale.base.danish import counted, listing
from rammeaftale.figures.chart_specs import INK, PETROL, RUST, TINT, WHITE
from rammeaftale.figures.lines import lines
from rammeaftale.figures.tree import Tree, balanced, children, trees
from rammeaftale.figures.vega import PRINTED_FONT
from rammeaftale.model.agreement import Forum, Level
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import Page, Type
from rammeaftale.model.plain import plain_text

_STEP, _ROW = 120, 66
"""From the middle of a box to the next beside it, at most, and to the next below it, at least."""
_BELOW = 26
"""The room that a box leaves for the lines below it, at least."""
_BETWEEN, _CLOSE, _ASIDE = 10, 4, 14
"""The room between two boxes, the least there may be where a long word asks for a wide box, and that which a line down
a stack of boxes asks for."""
_PADDING, _CORNER, _WEIGHT = 7, 2, 0.8
"""The white above and below the words in a box together, the bend of its corners, and the thickness of a line."""
_RISE, _FOOT, _DESCENT = 2, 2.5, 0.5
"""How far letters stand above the foot of their line, the level above the foot of its box, and how far g and j reach
below a line, in lines."""
_EDGE = 1
"""Half of the thickest line, with something to spare."""
_LETTER = 0.538
"""The breadth of a letter in a name in ems, on the ample side of those of long Danish words."""
_SMALLER = 4
"""So many letters more has a line of the smaller type."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a box of a level looks like; `dash` of its line and of the line that leads to it."""

    fill: str
    text: str
    stroke: str
    weight: float
    dash: str = ""


LOOKS: Mapping[Level, _Look] = {
    Level.POLITICAL: _Look(PETROL, WHITE, PETROL, 1),
    Level.ADMINISTRATIVE: _Look(TINT, INK, PETROL, 1.4),
    Level.PROFESSIONAL: _Look(WHITE, INK, PETROL, 0.7),
    Level.SECRETARIAT: _Look(WHITE, INK, RUST, 1, "3,2"),
}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A tree in points: letters on a line of a box, a box's width, the step to the next box, the whole width."""

    tree: Tree
    letters: int
    box: float
    step: float
    width: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A forum's box: its middle and height, the lines of its name, and of whom it serves, in the box or below it."""

    forum: Forum
    x: float
    y: float
    height: float
    name: list[str]
    inside: list[str]
    below: list[str]


def organisation_svg(fora: Sequence[Forum], page: Page) -> str:
    """Boxes in a tree, the body above on top. `fora` has exactly one without a body above it."""
    plan = _plan(fora, page)
    boxes = {box.forum.id: box for box in _boxes(fora, plan, page)}
    left = max(box.x for box in boxes.values()) + plan.box / 2 - plan.width - _EDGE
    top = boxes[balanced(fora)[0].id].height / -2 - _EDGE
    bottom = max(box.y + box.height / 2 + page.kasseord.line * (len(box.below) + _DESCENT) for box in boxes.values())
    size = f"{plan.width + 2 * _EDGE:g}", f"{bottom - top:g}"
    drawn = [_line(boxes[upper], boxes[id_], plan) for id_, upper in plan.tree.above.items() if upper]
    drawn += [shape for box in boxes.values() for shape in _drawn(box, plan.box, page)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
        f' viewBox="{left:g} {top:g} {" ".join(size)}">{"".join(drawn)}</svg>'
    )


def _plan(fora: Sequence[Forum], page: Page) -> _Plan:
    """As wide as lets the boxes side by side fit the page, but no word reaches out of its box.

    Where they cannot stand side by side, some are stacked; where a word is too long for that, it is divided. A tree of
    still more boxes is wider than the page, which shows it smaller.
    """
    letter, room = page.kassenavn.size * _LETTER, page.bred - 2 * _EDGE
    words = [word for forum in fora for word in textwrap.wrap(plain_text(forum.name), 1, break_long_words=False)]
    level = max(ceil(width_of(forum.level.value) * page.kasseord.size / letter) for forum in fora)
    longest = max(level, *map(len, words))
    plans = [_planned(tree, least, letter, room) for least in (longest, level) for tree in trees(fora)]
    return next((plan for plan in plans if plan.width <= room), plans[-1])


def _planned(tree: Tree, longest: int, letter: float, room: float) -> _Plan:
    """A tree in boxes that hold its longest word, as wide as the room allows."""
    between, close, aside = (_ASIDE, _ASIDE, _ASIDE / 2) if tree.stacked else (_BETWEEN, _CLOSE, 0)
    step = min((room + between - aside) / tree.columns, _STEP)
    box = max(floor(step - between), ceil(longest * letter))
    step = max(floor(step), box + close)
    return _Plan(tree, max(int(box / letter), longest), box, step, (tree.columns - 1) * step + box + aside)


def _boxes(fora: Sequence[Forum], plan: _Plan, page: Page) -> Iterator[_Box]:
    names = {
        forum.id: _lines(plain_text(forum.name), plan.letters, plan.box, page.kassenavn, Face.SANS_SEMIBOLD)
        for forum in fora
    }
    line = page.kassenavn.line
    served = {forum.id: _served_lines(forum, fora, plan, page.kasseord) for forum in fora}
    inside = {forum.id: served[forum.id] if children(forum, fora) else [] for forum in fora}
    heights = {id_: line * (len(lines) + 1 + len(inside[id_])) + _PADDING for id_, lines in names.items()}
    below = {id_: [] if inside[id_] else lines for id_, lines in served.items()}
    row = max(
        _ROW, max(heights.values()) + _BELOW, *(_room_below(heights[id_], len(below[id_]), line) for id_ in below)
    )
    for forum in fora:
        across, down = plan.tree.spots[forum.id]
        id_ = forum.id
        yield _Box(forum, across * plan.step, down * row, heights[id_], names[id_], inside[id_], below[id_])


def _room_below(height: float, served: int, line: float) -> float:
    """How far rows must stand apart so that the words below a box end in the row below it, which is theirs."""
    return (height / 2 + _RISE + line * (served + _DESCENT) + _BETWEEN) / 1.5


def _lines(text: str, letters: int, box: float, type_: Type, face: Face) -> list[str]:
    """The text on lines of so many letters, unless letters are so broad that a line would reach out of the box."""
    room = (box - 2 * _CORNER) / type_.size
    by_letters = textwrap.wrap(text, letters, break_long_words=False)
    fits = all(width_of(line, face) <= room for line in by_letters)
    return by_letters if fits else list(lines(text, room, face))


def _served_lines(forum: Forum, fora: Sequence[Forum], plan: _Plan, type_: Type) -> list[str]:
    """What stands below a secretariat's box; a name of two words holds together where a line has room for it."""
    room = plan.letters + _SMALLER
    names = _served(forum, fora)
    held = [name.replace(" ", "\u00a0") if len(name) < room else name for name in names]
    return _lines(f"Betjener {listing(held)}", room, plan.box, type_, Face.SANS) if names else []


def _served(forum: Forum, fora: Sequence[Forum]) -> list[str]:
    return [_inside(other) for id_ in forum.serves for other in fora if other.id == id_]


def _line(upper: _Box, lower: _Box, plan: _Plan) -> str:
    """The line to a box: from the body above with one bend; to a stacked box from the side, along the boxes over it."""
    way = f"M{upper.x:g},{upper.y:g}V{(upper.y + lower.y) / 2:g}H{lower.x:g}V{lower.y:g}"
    if lower.forum.id in plan.tree.stacked:
        aside, bend = lower.x - (plan.box + _ASIDE) / 2, upper.y - (lower.y - upper.y) / 2
        is_further = upper.forum.id in plan.tree.stacked
        start = f"M{aside:g},{upper.y:g}" if is_further else f"M{upper.x:g},{bend:g}H{aside:g}"
        way = f"{start}V{lower.y:g}H{lower.x:g}"
    dash = LOOKS[lower.forum.level].dash
    return f'<path d="{way}" fill="none" stroke="{PETROL}" stroke-width="{_WEIGHT}" stroke-dasharray="{dash}"/>'


def _drawn(box: _Box, width: float, page: Page) -> Iterator[str]:
    """The box, its name from the top, then its level and whom it serves, or these below where no line begins."""
    look, line = LOOKS[box.forum.level], page.kassenavn.line
    top, bottom = box.y - box.height / 2, box.y + box.height / 2
    yield (
        f'<rect x="{box.x - width / 2:g}" y="{top:g}" width="{width:g}" height="{box.height:g}" rx="{_CORNER}"'
        f' fill="{look.fill}" stroke="{look.stroke}" stroke-width="{look.weight}" stroke-dasharray="{look.dash}"/>'
    )
    first, below = top + _PADDING / 2 + line - _RISE, bottom + _RISE + line
    for number, text in enumerate(box.name):
        yield _text(text, box.x, first + number * line, page.kassenavn, look.text, 600)
    foot = bottom - _PADDING / 2 - _FOOT
    for number, text in enumerate(reversed((box.forum.level.value, *box.inside))):
        yield _text(text, box.x, foot - number * line, page.kasseord, look.text)
    for number, text in enumerate(box.below):
        yield _text(text, box.x, below + number * line, page.kasseord, INK)


def _text(text: str, x: float, y: float, type_: Type, colour: str, weight: int = 400) -> str:
    """A line of text, centred, with its letters standing on y."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="middle" font-family="{PRINTED_FONT}" font-size="{type_.size:g}"'
        f' font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
    )


def organisation_alt(fora: Sequence[Forum]) -> str:
    """The tree in Danish sentences: who stands at the top, who is under whom and why, whom the secretariat serves."""
    sentences = [f"Organisationsdiagram med {counted(len(fora), 'forum', 'fora')}."]
    for forum in balanced(fora):
        name = _inside(forum)
        if not forum.under:
            sentences.append(f"Øverst står {name} ({_level(forum)}).")
        if below := [f"{_inside(child)} ({_relation(child, name)})" for child in children(forum, fora)]:
            sentences.append(f"Under {name} hører {listing(below)}.")
    served = ((plain_text(forum.name), listing(_served(forum, fora))) for forum in fora if forum.serves)
    return " ".join((*sentences, *(f"{name} betjener {others}." for name, others in served)))


def _inside(forum: Forum) -> str:
    """The name as it stands inside a sentence: "de 19 byråd", not "De 19 byråd"."""
    name = plain_text(forum.name)
    return name[:1].lower() + name[1:] if name.startswith(("De ", "Den ", "Det ")) else name


def _relation(forum: Forum, above: str) -> str:
    """`administrativt niveau, nedsat af KD-net`; a secretariat's edge says already that it is one."""
    edge = f"{forum.under_word} {above}" if forum.under_word else ""
    if forum.level is Level.SECRETARIAT and edge:
        return edge
    return f"{_level(forum)}, {edge}" if edge else _level(forum)


def _level(forum: Forum) -> str:
    return forum.level.value if forum.level is Level.SECRETARIAT else f"{forum.level.value} niveau"
