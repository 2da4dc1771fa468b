"""Fora → the organisation tree as a Vega specification, and the same tree in words for those who cannot see it.

Levels are told apart by fill, line and a word in each box, so that the figure reads in grey and without colour. One
unit is a point on paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rammeaftale.danish import listing
from rammeaftale.figures.tree import Hanging, balanced, children, hangings
from rammeaftale.model.agreement import Forum, Level
from rammeaftale.model.plain import plain_text

PAGE = 467
"""The figure's widest: 165 mm, text and margin together. A wider figure would be printed smaller."""

COLUMN, ROW, LINE, PADDING = 118, 66, 11, 7
BETWEEN, CLOSE, ASIDE = 10, 4, 14
"""The room between two boxes, the least there may be where a long word asks for a wide box, and that which a line down
a stack of boxes asks for."""
LETTER = 4.95
"""A letter's width in a name, on the ample side of those of long Danish words."""

PETROL, INK, TINT, RUST, WHITE = "#14505c", "#1d2527", "#eaf2f3", "#9a3412", "#ffffff"
FONT = "Source Sans Pro"
NAME_SIZE, SMALL_SIZE = 9.2, 8.2

_ELBOW = (
    "'M' + datum.source.x + ',' + datum.source.y + 'V' + (datum.source.y + datum.target.y) / 2"
    " + 'H' + datum.target.x + 'V' + datum.target.y"
)

_LOOKS: Mapping[Level, Mapping[str, object]] = {
    Level.POLITICAL: {"fill": PETROL, "text": WHITE, "stroke": PETROL, "weight": 1, "dash": []},
    Level.ADMINISTRATIVE: {"fill": TINT, "text": INK, "stroke": PETROL, "weight": 1.4, "dash": []},
    Level.PROFESSIONAL: {"fill": WHITE, "text": INK, "stroke": PETROL, "weight": 0.7, "dash": []},
    Level.SECRETARIAT: {"fill": WHITE, "text": INK, "stroke": RUST, "weight": 1, "dash": [3, 2]},
}

Node = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Measure:
    """The letters on a line of a box, the width of a box, the step from one box to the next, and what hangs where."""

    letters: int
    box: float
    column: float
    hanging: Hanging

    @property
    def width(self) -> float:
        """From the outermost box on the left to that on the right."""
        return self.hanging.columns * self.column - (self.column - self.box)


def _measure(fora: Sequence[Forum]) -> _Measure:
    """As wide as lets the boxes side by side fit the page, but no word reaches out of its box; if they do not, some
    are stacked."""
    longest = max(len(word) for forum in fora for word in _unbroken(plain_text(forum.name)))
    measures = [_measured(hanging, longest) for hanging in hangings(fora)]
    return next((measure for measure in measures if measure.width <= PAGE), measures[-1])


def _measured(hanging: Hanging, longest: int) -> _Measure:
    column = min(PAGE / hanging.columns, COLUMN)
    between, close = (ASIDE, ASIDE) if hanging.stacked else (BETWEEN, CLOSE)
    box = max(column - between, longest * LETTER)
    letters = max(int(box / LETTER), longest)
    return _Measure(letters, round(box, 1), round(max(column, box + close), 1), hanging)


def _unbroken(name: str) -> list[str]:
    """The pieces of a name that a line holds whole; a hyphen may end a line."""
    return textwrap.wrap(name, 1, break_long_words=False)


def organisation_spec(fora: Sequence[Forum]) -> Mapping[str, object]:
    """A Vega specification: boxes in a tree, the body above on top. `fora` has exactly one without a body above it."""
    measure = _measure(fora)
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "padding": 2,
        "autosize": "pad",
        "data": [
            {
                "name": "fora",
                "values": [_node(forum, fora, measure.letters) for forum in _balanced(fora)],
                "transform": [
                    {"type": "stratify", "key": "id", "parentKey": "under"},
                    {"type": "tree", "method": "tidy", "nodeSize": [measure.column, ROW], "separation": False},
                ],
            },
            {
                "name": "linjer",
                "source": "fora",
                "transform": [{"type": "treelinks"}, {"type": "formula", "as": "path", "expr": _ELBOW}],
            },
            _one_by_one("navne", "navn"),
            _one_by_one("betjente", "betjener"),
        ],
        "marks": [_lines(), _boxes(measure.box), _names(), _levels(), _served()],
    }


def _one_by_one(name: str, field: str) -> Mapping[str, object]:
    """Each line of a text as a datum of its own: the typesetter centres single lines only."""
    return {"name": name, "source": "fora", "transform": [{"type": "flatten", "fields": [field], "index": "nr"}]}


def _node(forum: Forum, fora: Sequence[Forum], letters: int) -> Node:
    lines = textwrap.wrap(plain_text(forum.name), letters, break_long_words=False)
    return {
        "id": forum.id,
        "under": forum.under or None,
        "navn": lines,
        "niveau": forum.level.value,
        "betjener": _served_lines(forum, fora, letters),
        "højde": LINE * (len(lines) + 1) + PADDING,
        **_LOOKS[forum.level],
    }


def _served_lines(forum: Forum, fora: Sequence[Forum], letters: int) -> list[str]:
    """What stands below a secretariat's box; a name of two words holds together."""
    names = [plain_text(other.name).replace(" ", "\u00a0") for id_ in forum.serves for other in fora if other.id == id_]
    return textwrap.wrap(f"Betjener {listing(names)}", letters + 4, break_long_words=False) if names else []


def _balanced(fora: Sequence[Forum]) -> list[Forum]:
    """Siblings ordered so that the one with the most below it stands in the middle, and the tree hangs straight."""
    ordered: list[Forum] = []

    def place(forum: Forum) -> None:
        ordered.append(forum)
        below = sorted(_children(forum, fora), key=lambda child: _size(child, fora))
        for child in (*below[::2], *reversed(below[1::2])):
            place(child)

    for root in (forum for forum in fora if not forum.under):
        place(root)
    return ordered


def _children(forum: Forum, fora: Iterable[Forum]) -> list[Forum]:
    return [child for child in fora if child.under == forum.id]


def _size(forum: Forum, fora: Sequence[Forum]) -> int:
    return 1 + sum(_size(child, fora) for child in _children(forum, fora))


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
    for forum in _balanced(fora):
        name = _inside(forum)
        if not forum.under:
            sentences.append(f"Øverst står {name} ({_level(forum)}).")
        if below := [f"{_inside(child)} ({_relation(child, name)})" for child in _children(forum, fora)]:
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
