"""Fora → the organisation tree as a Vega specification, and the same tree in words for those who cannot see it.

Levels are told apart by fill, line and a word in each box, so that the figure reads in grey and without colour. One
unit is a point on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from rammeaftale.base.danish import listing
from rammeaftale.figures.tree import Hanging, balanced, children, hangings
from rammeaftale.model.agreement import Forum, Level
from rammeaftale.model.plain import plain_text

PAGE = 460
"""The widest: with its edge 165 mm, text and margin together. A wider figure would be printed smaller."""

COLUMN, ROW, LINE, PADDING = 118, 66, 11, 7
BELOW = 26
"""The room that a box leaves for the lines below it, at least."""
BETWEEN, CLOSE, ASIDE = 10, 4, 14
"""The room between two boxes, the least there may be where a long word asks for a wide box, and that which a line down
a stack of boxes asks for."""
LETTER = 4.95
"""A letter's width in a name, on the ample side of those of long Danish words."""
SMALLER = 4
"""So many letters more has a line of the smaller size."""

PETROL, INK, TINT, RUST, WHITE = "#14505c", "#1d2527", "#eaf2f3", "#9a3412", "#ffffff"
FONT = "Source Sans Pro"
NAME_SIZE, SMALL_SIZE = 9.2, 8.2

_LOOKS: Mapping[Level, Mapping[str, object]] = {
    Level.POLITICAL: {"fill": PETROL, "text": WHITE, "stroke": PETROL, "weight": 1, "dash": []},
    Level.ADMINISTRATIVE: {"fill": TINT, "text": INK, "stroke": PETROL, "weight": 1.4, "dash": []},
    Level.PROFESSIONAL: {"fill": WHITE, "text": INK, "stroke": PETROL, "weight": 0.7, "dash": []},
    Level.SECRETARIAT: {"fill": WHITE, "text": INK, "stroke": RUST, "weight": 1, "dash": [3, 2]},
}

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Measure:
    """The letters on a line of a box, the width of a box, the step from one box to the next, and what hangs where.

    `width` is that of the whole figure without its edge.
    """

    letters: int
    box: float
    column: float
    width: float
    hanging: Hanging


def _measure(fora: Sequence[Forum]) -> _Measure:
    """As wide as lets the boxes side by side fit the page, but no word reaches out of its box.

    Where they cannot stand side by side, some are stacked.
    """
    longest = max(len(word) for forum in fora for word in _unbroken(plain_text(forum.name)))
    measures = [_measured(hanging, longest) for hanging in hangings(fora)]
    return next((measure for measure in measures if measure.width <= PAGE), measures[-1])


def _measured(hanging: Hanging, longest: int) -> _Measure:
    between, close, aside = (ASIDE, ASIDE, ASIDE / 2) if hanging.stacked else (BETWEEN, CLOSE, 0)
    column = min((PAGE + between - aside) / hanging.columns, COLUMN)
    box = max(floor(column - between), ceil(longest * LETTER))
    column = max(floor(column), box + close)
    width = (hanging.columns - 1) * column + box + aside
    return _Measure(max(int(box / LETTER), longest), box, column, width, hanging)


def _unbroken(name: str) -> list[str]:
    """The pieces of a name that a line holds whole; a hyphen may end a line."""
    return textwrap.wrap(name, 1, break_long_words=False)


def organisation_spec(fora: Sequence[Forum]) -> Mapping[str, object]:
    """A Vega specification: boxes in a tree, the body above on top. `fora` has exactly one without a body above it."""
    measure = _measure(fora)
    nodes = [_node(forum, fora, measure) for forum in balanced(fora)]
    row = max(ROW, *(height + BELOW for node in nodes if isinstance(height := node["højde"], int)))
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "padding": 2,
        "autosize": "pad",
        "data": [
            {"name": "kasser", "values": nodes},
            {"name": "rum", "values": _rooms(fora)},
            {
                "name": "pladser",
                "source": ["kasser", "rum"],
                "transform": [
                    {"type": "stratify", "key": "id", "parentKey": "over"},
                    {"type": "tree", "method": "tidy", "nodeSize": [measure.column, row], "separation": False},
                ],
            },
            {"name": "fora", "source": "pladser", "transform": [{"type": "filter", "expr": "!datum.tom"}]},
            {
                "name": "linjer",
                "source": "pladser",
                "transform": [
                    {"type": "treelinks"},
                    {"type": "filter", "expr": "!datum.target.tom"},
                    {"type": "formula", "as": "path", "expr": _path(measure.box, row)},
                ],
            },
            _one_by_one("navne", "navn"),
            _one_by_one("betjente", "betjener"),
        ],
        "marks": [_lines(), _boxes(measure.box), _names(), _levels(), _served()],
    }


def _path(box: float, row: float) -> str:
    """A line's way: from the body above with one bend; to a stacked box from the side, along the boxes over it."""
    elbow = (
        "'M' + datum.source.x + ',' + datum.source.y + 'V' + (datum.source.y + datum.target.y) / 2"
        " + 'H' + datum.target.x + 'V' + datum.target.y"
    )
    aside = f"(datum.target.x - {box / 2 + ASIDE / 2})"
    further = f"'M' + {aside} + ',' + datum.source.y"
    first = f"'M' + datum.source.x + ',' + (datum.source.y - {row / 2}) + 'H' + {aside}"
    along = f"(datum.source.stablet ? {further} : {first}) + 'V' + datum.target.y + 'H' + datum.target.x"
    return f"datum.target.stablet ? {along} : {elbow}"


def _rooms(fora: Iterable[Forum]) -> list[Node]:
    """Empty places below the boxes that have words under them, so that no other branch hangs there."""
    return [{"id": f"{forum.id} betjener", "over": forum.id, "tom": True} for forum in fora if forum.serves]


def _one_by_one(name: str, field: str) -> Mapping[str, object]:
    """Each line of a text as a datum of its own: the typesetter centres single lines only."""
    return {"name": name, "source": "fora", "transform": [{"type": "flatten", "fields": [field], "index": "nr"}]}


def _node(forum: Forum, fora: Sequence[Forum], measure: _Measure) -> Node:
    lines = textwrap.wrap(plain_text(forum.name), measure.letters, break_long_words=False)
    return {
        "id": forum.id,
        "under": forum.under or None,
        "over": measure.hanging.above[forum.id] or None,
        "stablet": forum.id in measure.hanging.stacked,
        "navn": lines,
        "niveau": forum.level.value,
        "betjener": _served_lines(forum, fora, measure.letters),
        "højde": LINE * (len(lines) + 1) + PADDING,
        **_LOOKS[forum.level],
    }


def _served_lines(forum: Forum, fora: Sequence[Forum], letters: int) -> list[str]:
    """What stands below a secretariat's box; a name of two words holds together where a line has room for it."""
    room = letters + SMALLER
    names = [_inside(other) for id_ in forum.serves for other in fora if other.id == id_]
    held = [name.replace(" ", "\u00a0") if len(name) < room else name for name in names]
    return textwrap.wrap(f"Betjener {listing(held)}", room, break_long_words=False) if names else []


def _names_of(ids: Iterable[str], fora: Iterable[Forum]) -> str:
    names = {forum.id: _inside(forum) for forum in fora}
    return listing(names[id_] for id_ in ids if id_ in names)


def _lines() -> Mapping[str, object]:
    dashed = {"signal": "datum.target.niveau === 'sekretariat' ? [3, 2] : []"}
    encode = {
        "path": {"field": "path"},
        "stroke": {"value": PETROL},
        "strokeWidth": {"value": 0.8},
        "strokeDash": dashed,
    }
    return {"type": "path", "from": {"data": "linjer"}, "encode": {"enter": encode}}


def _boxes(width: float) -> Mapping[str, object]:
    encode = {
        "xc": {"field": "x"},
        "yc": {"field": "y"},
        "width": {"value": width},
        "height": {"field": "højde"},
        "cornerRadius": {"value": 2},
        "fill": {"field": "fill"},
        "stroke": {"field": "stroke"},
        "strokeWidth": {"field": "weight"},
        "strokeDash": {"field": "dash"},
    }
    return {"type": "rect", "from": {"data": "fora"}, "encode": {"enter": encode}}


def _text(
    data: str, content: str, y: str, size: float, colour: Mapping[str, object], weight: int = 400
) -> Mapping[str, object]:
    encode = {
        "x": {"field": "x"},
        "y": {"signal": y},
        "text": {"field": content},
        "font": {"value": FONT},
        "fontSize": {"value": size},
        "fontWeight": {"value": weight},
        "align": {"value": "center"},
        "baseline": {"value": "alphabetic"},
        "fill": colour,
    }
    return {"type": "text", "from": {"data": data}, "encode": {"enter": encode}}


def _names() -> Mapping[str, object]:
    top = f"datum.y - datum['højde'] / 2 + {PADDING / 2 + LINE - 2} + datum.nr * {LINE}"
    return _text("navne", "navn", top, NAME_SIZE, {"field": "text"}, 600)


def _levels() -> Mapping[str, object]:
    bottom = f"datum.y + datum['højde'] / 2 - {PADDING / 2 + 2.5}"
    return _text("fora", "niveau", bottom, SMALL_SIZE, {"field": "text"})


def _served() -> Mapping[str, object]:
    below = f"datum.y + datum['højde'] / 2 + {LINE + 2} + datum.nr * {LINE}"
    return _text("betjente", "betjener", below, SMALL_SIZE, {"value": INK})


def organisation_alt(fora: Sequence[Forum]) -> str:
    """The tree in Danish sentences: who stands at the top, who is under whom and why, whom the secretariat serves."""
    sentences = [f"Organisationsdiagram med {len(fora)} fora."]
    for forum in balanced(fora):
        name = _inside(forum)
        if not forum.under:
            sentences.append(f"Øverst står {name} ({_level(forum)}).")
        if below := [f"{_inside(child)} ({_relation(child, name)})" for child in children(forum, fora)]:
            sentences.append(f"Under {name} hører {listing(below)}.")
    sentences += [
        f"{plain_text(forum.name)} betjener {_names_of(forum.serves, fora)}." for forum in fora if forum.serves
    ]
    return " ".join(sentences)


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
