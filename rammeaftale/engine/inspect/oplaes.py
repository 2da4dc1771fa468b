"""Takes a PDF; gives what a screen reader says, in Danish, so that an editor can hear a document by reading it.

One line for each thing that is said in one breath. In a table every data cell is said with the header cells that
belong to it, as a reader does when one moves through the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rammeaftale.engine.inspect.tagtree import TagLink, TagNode, TagText, read_tree
from rammeaftale.engine.tagging.grid import Cell, HeaderFinder, grid, table_rows
from rammeaftale.engine.tagging.tree import HEADINGS, Node, clean, walk

_LANGUAGES = {
    "en": "engelsk", "de": "tysk", "fr": "fransk", "sv": "svensk", "nb": "norsk", "la": "latin", "da": "dansk",
}  # fmt: skip
_SEAM = re.compile(r"(?<=\)) (?=[.,;:!?)«])|(?<=[(»]) (?=\()")
"""The space between our own bracket and the mark that stands against it: »(link: bilag 1).«"""
_INLINE = frozenset({"Span", "Link", "Reference", "Note", "FENote", "Em", "Strong", "Quote", "Lbl"})


def read_aloud(pdf: bytes) -> str:
    """What a screen reader says of the file, from the first word to the last."""
    return "\n".join(_say(read_tree(pdf))) + "\n"


def _say(node: TagNode) -> Iterator[str]:
    if node.role in HEADINGS:
        yield f"Overskrift niveau {HEADINGS[node.role]}: {_line(node)}"
    else:
        yield from _SPEAKERS.get(node.role, _mixed)(node)


def _mixed(node: TagNode) -> Iterator[str]:
    """Text and inline elements run on as one line; a block inside breaks it."""
    line = ""
    language = node.get("Lang")
    if isinstance(language, str):
        yield f"Sprog: {_language(language)}"
    for kid in (*node.kids, None):
        if kid is not None and not (isinstance(kid, Node) and _is_block(kid)):
            line += _words(kid)
            continue
        if clean(line):
            yield _run(line)
        line = ""
        if isinstance(kid, Node):
            yield from _say(kid)


def _is_block(node: TagNode) -> bool:
    """Whether it breaks the line: a block, or an inline element that holds one."""
    if node.role in ("Link", "Reference"):
        return False
    return any(inner.role not in _INLINE for inner in walk(node))


def _line(node: TagNode) -> str:
    """All of a node's content in one line."""
    return _run("".join(map(_words, node.kids)))


def _run(words: str) -> str:
    """Words in one breath."""
    return _SEAM.sub("", clean(words))


def _words(kid: TagNode | TagText | TagLink) -> str:
    if not isinstance(kid, Node):
        return kid.spoken
    actual = kid.get("ActualText")
    inner = "".join(map(_words, kid.kids))
    if isinstance(actual, str):
        inner = actual + " " * inner[-1:].isspace()
    if kid.role == "Link" or any(isinstance(part, TagLink) for part in kid.kids):
        return f" (link: {clean(inner)}) "
    if kid.role in ("Note", "FENote"):
        return f" (fodnote: {_run(inner)}) "
    if kid.role == "Figure":
        return f" (billede: {_alternative(kid)}) "
    if kid.role == "Reference" and not kid.nodes:
        return f" (henvisning {clean(inner)}) "
    expansion, language = kid.get("E"), kid.get("Lang")
    space = " " if inner.endswith(" ") else ""
    if isinstance(expansion, str):
        inner = f"{inner.rstrip()} [{expansion}]{space}"
    if isinstance(language, str):
        inner = f"[på {_language(language)}: {clean(inner)}]{space}"
    return inner


def _language(code: str) -> str:
    return _LANGUAGES.get(code.split("-")[0].lower(), code)


def _alternative(figure: TagNode) -> str:
    return str(figure.get("Alt") or "uden beskrivelse")


def _list(node: TagNode) -> Iterator[str]:
    yield f"Liste med {_count(sum(item.role == 'LI' for item in node.nodes), 'punkt', 'punkter')}"
    for item in node.nodes:
        yield from _item(item) if item.role == "LI" else _say(item)
    yield "Liste slut"


def _item(item: TagNode) -> Iterator[str]:
    label = " ".join(_line(part) for part in item.nodes if part.role == "Lbl")
    first, *rest = [line for part in item.nodes if part.role != "Lbl" for line in _say(part)] or [""]
    yield clean(f"{label} {first}")
    yield from (f"  {line}" for line in rest)


def _contents(node: TagNode) -> Iterator[str]:
    yield f"Indholdsfortegnelse med {_count(sum(entry.role == 'TOCI' for entry in walk(node)), 'punkt', 'punkter')}"
    yield from _entries(node, "  ")
    yield "Indholdsfortegnelse slut"


def _entries(node: TagNode, indent: str) -> Iterator[str]:
    for entry in node.nodes:
        words = (_words(kid) for kid in entry.kids if not (isinstance(kid, Node) and kid.role == "TOC"))
        yield indent + _run("".join(words))
        for level in entry.nodes:
            if level.role == "TOC":
                yield from _entries(level, indent + "  ")


def _table(node: TagNode) -> Iterator[str]:
    cells = grid(node)
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    rows = len(table_rows(node))
    yield f"Tabel med {_count(columns, 'kolonne', 'kolonner')} og {_count(rows, 'række', 'rækker')}"
    yield from (f"Tabellens titel: {_line(caption)}" for caption in node.nodes if caption.role == "Caption")
    finder = HeaderFinder(cells)
    by_id = {str(cell.element.get("ID")): cell.element for cell in cells if cell.is_header}
    for cell in cells:
        yield _cell(cell, finder, by_id)
    yield "Tabel slut"


def _cell(cell: Cell[TagNode], finder: HeaderFinder[TagNode], by_id: dict[str, TagNode]) -> str:
    position = f"  Række {cell.row + 1}, kolonne {cell.column + 1}"
    words = " ".join(_mixed(cell.element)) or "tom"
    if cell.is_header:
        return f"{position}, {'rækkehoved' if cell.heads_row else 'kolonnehoved'}: {words}"
    named = cell.element.get("Headers")
    heads = [by_id[str(name)] for name in named if str(name) in by_id] if isinstance(named, tuple) else finder.of(cell)
    headed = "; ".join(" ".join(_mixed(head)) for head in heads)
    return f"{position}, {headed}: {words}" if headed else f"{position}: {words}"


def _figure(node: TagNode) -> Iterator[str]:
    """The picture, with its caption on the side where it stands."""
    said = [f"Figur: {_alternative(node)}"]
    for inner in node.nodes:
        is_above = inner is node.kids[0]
        if inner.role == "Caption":
            said.insert(0 if is_above else len(said), f"Figurens tekst: {_line(inner)}")
        else:
            said += _say(inner)
    yield from said


def _formula(node: TagNode) -> Iterator[str]:
    yield f"Formel: {_alternative(node)}"


def _quote(node: TagNode) -> Iterator[str]:
    yield "Citat"
    yield from _mixed(node)
    yield "Citat slut"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


_SPEAKERS: dict[str, Callable[[TagNode], Iterator[str]]] = {
    "L": _list,
    "TOC": _contents,
    "Table": _table,
    "Figure": _figure,
    "Formula": _formula,
    "BlockQuote": _quote,
}
