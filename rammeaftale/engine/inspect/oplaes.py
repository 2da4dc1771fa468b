"""Takes a PDF; gives what a screen reader says, in Danish, so that an editor can hear a document by reading it.

One line for each thing that is said in one breath. In a table every data cell is said with the header cells that
belong to it, as a reader does when one moves through the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rammeaftale.engine.inspect.tag_grid import GridCell, HeaderFinder, grid, table_rows
from rammeaftale.engine.inspect.tagtree import TagLink, TagNode, TagText, clean, read_tree, walk

LANGUAGES = {"en": "engelsk", "de": "tysk", "fr": "fransk", "sv": "svensk", "nb": "norsk", "la": "latin", "da": "dansk"}
INLINE = frozenset({"Span", "Link", "Reference", "Note", "FENote", "Em", "Strong", "Quote", "Lbl"})
HEADINGS = {f"H{level}": level for level in range(1, 7)}


def read_aloud(pdf: bytes) -> str:
    """What a screen reader says of the file, from the first word to the last."""
    return "\n".join(_say(read_tree(pdf))) + "\n"


def _say(node: TagNode) -> Iterator[str]:
    speaker = SPEAKERS.get(node.role)
    if speaker is not None:
        yield from speaker(node)
    elif node.role in HEADINGS:
        yield f"Overskrift niveau {HEADINGS[node.role]}: {_line(node)}"
    else:
        yield from _mixed(node)


def _mixed(node: TagNode) -> Iterator[str]:
    """Text and inline elements run on as one line; a block inside breaks it."""
    run: list[str] = []
    language = node.get("Lang")
    if isinstance(language, str):
        yield f"Sprog: {_language(language)}"
    for kid in node.kids:
        if isinstance(kid, TagNode) and (kid.role not in INLINE or _has_block(kid)):
            if clean("".join(run)):
                yield clean("".join(run))
            run = []
            yield from _say(kid)
        else:
            run.append(_words(kid))
    if clean("".join(run)):
        yield clean("".join(run))


def _has_block(node: TagNode) -> bool:
    return any(one.role not in INLINE for one in walk(node) if one is not node) and node.role not in (
        "Link",
        "Reference",
    )


def _line(node: TagNode) -> str:
    """All of a node's content in one line."""
    return clean("".join(_words(kid) for kid in node.kids))


def _words(kid: TagNode | TagText | TagLink) -> str:
    if isinstance(kid, TagText):
        return kid.text
    if isinstance(kid, TagLink):
        return ""
    inner = "".join(_words(one) for one in kid.kids)
    if kid.role == "Link":
        return f" (link: {clean(inner)}) "
    if kid.role in ("Note", "FENote"):
        return f" (fodnote: {clean(inner)}) "
    if kid.role == "Figure":
        return f" (billede: {kid.get('Alt') or 'uden beskrivelse'}) "
    if kid.role == "Reference" and not kid.nodes:
        return f" (henvisning {clean(inner)}) "
    expansion, language = kid.get("E"), kid.get("Lang")
    if isinstance(expansion, str):
        inner = f"{inner.rstrip()} [{expansion}]{' ' if inner.endswith(' ') else ''}"
    if isinstance(language, str):
        inner = f"[på {_language(language)}: {clean(inner)}]{' ' if inner.endswith(' ') else ''}"
    return inner


def _language(code: str) -> str:
    return LANGUAGES.get(code.split("-")[0].lower(), code)


def _list(node: TagNode) -> Iterator[str]:
    items = [one for one in node.nodes if one.role == "LI"]
    yield f"Liste med {_count(len(items), 'punkt', 'punkter')}"
    for item in node.nodes:
        yield from _item(item) if item.role == "LI" else _say(item)
    yield "Liste slut"


def _item(item: TagNode) -> Iterator[str]:
    label = " ".join(_line(one) for one in item.nodes if one.role == "Lbl")
    lines = [line for one in item.nodes if one.role != "Lbl" for line in _say(one)]
    first, rest = (lines[0], lines[1:]) if lines else ("", [])
    yield clean(f"{label} {first}")
    yield from (f"  {line}" for line in rest)


def _contents(node: TagNode) -> Iterator[str]:
    yield f"Indholdsfortegnelse med {_count(sum(one.role == 'TOCI' for one in walk(node)), 'punkt', 'punkter')}"
    yield from _entries(node, 1)
    yield "Indholdsfortegnelse slut"


def _entries(node: TagNode, depth: int) -> Iterator[str]:
    for entry in node.nodes:
        words = "".join(_words(kid) for kid in entry.kids if not (isinstance(kid, TagNode) and kid.role == "TOC"))
        yield "  " * depth + clean(words)
        for inner in entry.nodes:
            if inner.role == "TOC":
                yield from _entries(inner, depth + 1)


def _table(node: TagNode) -> Iterator[str]:
    cells = grid(node)
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    rows = len(table_rows(node))
    yield f"Tabel med {_count(columns, 'kolonne', 'kolonner')} og {_count(rows, 'række', 'rækker')}"
    for caption in node.nodes:
        if caption.role == "Caption":
            yield f"Tabellens titel: {_line(caption)}"
    finder = HeaderFinder(cells)
    by_id = {str(cell.node.get("ID")): cell.node for cell in cells if cell.is_header}
    for cell in cells:
        yield _cell(cell, finder, by_id)
    yield "Tabel slut"


def _cell(cell: GridCell, finder: HeaderFinder, by_id: dict[str, TagNode]) -> str:
    place = f"  Række {cell.row + 1}, kolonne {cell.column + 1}"
    words = " ".join(_mixed(cell.node)) or "tom"
    if cell.is_header:
        return f"{place}, {'rækkehoved' if cell.heads_row else 'kolonnehoved'}: {words}"
    named = cell.node.get("Headers")
    heads = [by_id[str(name)] for name in named if str(name) in by_id] if isinstance(named, tuple) else finder.of(cell)
    said = "; ".join(" ".join(_mixed(head)) for head in heads)
    return f"{place}, {said}: {words}" if said else f"{place}: {words}"


def _figure(node: TagNode) -> Iterator[str]:
    yield f"Figur: {node.get('Alt') or 'uden beskrivelse'}"
    for inner in node.nodes:
        if inner.role == "Caption":
            yield f"Figurens tekst: {_line(inner)}"
        else:
            yield from _say(inner)


def _quote(node: TagNode) -> Iterator[str]:
    yield "Citat"
    yield from _mixed(node)
    yield "Citat slut"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


SPEAKERS: dict[str, Callable[[TagNode], Iterator[str]]] = {
    "L": _list,
    "TOC": _contents,
    "Table": _table,
    "Figure": _figure,
    "BlockQuote": _quote,
}
