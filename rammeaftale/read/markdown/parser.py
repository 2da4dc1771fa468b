"""Takes Markdown text, gives plain trees of blocks and of inline pieces with their offsets: the door to markdown-it.

The engine does what CommonMark says of paragraphs, headings, lists, quotes, emphasis and escapes. What is ours is
added as rules: `::: navn` containers, pipe tables as rows of raw text, and *atoms* - facts, braces, notes, pictures,
HTML and code - which are only recognised here and judged in `inline.py`. `[words](…)` and `[words]{…}` are one rule,
so that addresses reach the check as they were written. Nothing is refused here and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from rammeaftale.read.markdown.engine import LocatedInline, locate_blocks
from rammeaftale.read.markdown.lettered import LETTERED, lettered_list
from rammeaftale.read.markdown.nodes import BlockNode, InlineNode

_CONTAINER_LINE = re.compile(r":::\s*(?P<words>\S?.*)")
"""The words with the blanks after them: a pattern that looks for the last word would try each blank again and again."""
RULE_ROW = re.compile(r"[ \t]*[|:-][-:| \t]*$")
_MAX_CONTAINER_DEPTH = 3
"""Frames in frames that are looked for an end; none may stand in another, so more is a frame that was never closed."""
_MAX_NESTING = 20
"""Emphasis in emphasis and lists in lists; far more than any text has, and few enough to walk through by recursion."""

_ATOMS = (
    ("fact", re.compile(r"\{\{[^{}]*\}\}")),
    ("fact-open", re.compile(r"\{\{")),
    ("attribute", re.compile(r"\{[#.][^{}\s%#][^{}\n%#]*\}")),
    ("template", re.compile(r"\{[%#][^{}\n]*\}?")),
    ("brace", re.compile(r"\{[^{}\n]*\}|[{}]+")),
    ("note", re.compile(r"\[\^[^\]\s\[]*\]")),
    ("image", re.compile(r"!\[[^\[\]]*\]\((?:[^()\n]|\([^()\n]*\))*\)")),
    ("html", re.compile(r"<[a-zA-Z/!?](?:[^<>\n]*>)?")),
    ("code", re.compile(r"`+[^`\n]*`*")),
)
_TAIL = re.compile(r"\((?:[^()\n]|\([^()\n]*\))*\)|\{[^{}\n]*\}|\[[^\[\]\n]*\]")


def parse_blocks(text: str) -> tuple[BlockNode, ...]:
    """The blocks of a whole file, lines ended by line feeds."""
    engine, tokens = _engine(), list[Token]()
    engine.block.parse(text, engine, {}, tokens)
    return _block_nodes(iter(tokens))


def parse_pieces(text: str) -> tuple[InlineNode, ...]:
    """The inline pieces of one paragraph, heading, cell or field; one piece `too-deep` where no tree can be made."""
    engine = _engine()
    tokens = engine.inline.parse(text, engine, {}, [])
    if max(accumulate((token.nesting for token in tokens), initial=0)) > _MAX_NESTING:
        return (InlineNode("too-deep", 0, len(text), text),)
    return _inline_run(text, iter(tokens))[0]


@cache
def _engine() -> MarkdownIt:
    engine = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    engine.disable(["html_block", "reference"])
    engine.block.ruler.before("code", "rows", _rows, {"alt": ["paragraph"]})
    engine.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "blockquote", "list"]})
    engine.block.ruler.before("list", LETTERED, lettered_list, {"alt": ["paragraph", "blockquote"]})
    engine.block.ruler.before("paragraph", "footnote_def", footnote_def, {"alt": ["paragraph"]})
    engine.inline = LocatedInline()
    engine.inline.ruler.after("autolink", "atom", _atom)
    engine.inline.ruler.after("atom", "bracket", _bracket)
    wanted = ["text", "newline", "escape", "autolink", "atom", "emphasis", "bracket", "entity"]
    engine.inline.ruler.enableOnly(wanted)
    engine.inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    locate_blocks(engine)
    return engine


def _atom(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "{}[!<`":
        return False
    for kind, pattern in _ATOMS:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match:
            if not silent:
                token = state.push(kind, "", 0)
                token.content = match[0]
            state.pos = match.end()
            return True
    return False


def _bracket(state: StateInline, silent: bool) -> bool:
    """`[words]` directly followed by `(…)`, `{…}` or `[…]`; brackets without a tail stay text."""
    start, end = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    closing = state.md.helpers.parseLinkLabel(state, start, True)
    tail = _TAIL.match(state.src, closing + 1, end) if closing >= 0 else None
    if tail is None:
        return False
    if not silent:
        token = state.push("bracket_open", "", 1)
        token.content, token.meta["end"] = tail[0], tail.end()
        state.pos, state.posMax = start + 1, closing
        state.md.inline.tokenize(state)
        state.pos = closing
        state.push("bracket_close", "", -1)
    state.pos, state.posMax = tail.end(), end
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _rows(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Lines that are meant as a table: from a line with `|` first, or over a rule row, to the first blank line."""
    if state.is_code_block(first) or "|" not in _line(state, first) or _CONTAINER_LINE.match(_line(state, first)):
        return False
    following = _line(state, first + 1) if first + 1 < end else ""
    ruled = "|" in following and "-" in following and RULE_ROW.match(following)
    if not (_line(state, first).startswith("|") or ruled):
        return False
    if silent:
        return True
    token = state.push("rows_open", "", 1)
    line = first
    while line < end and not state.isEmpty(line) and not _CONTAINER_LINE.match(_line(state, line)):
        row = state.push("row", "", 0)
        row.content, row.map = _line(state, line).rstrip(), [line, line + 1]
        begin = state.bMarks[line] + state.tShift[line]
        row.meta["bounds"] = begin, begin + len(row.content)
        line += 1
    token.map = [first, line]
    state.push("rows_close", "", -1)
    state.line = line
    return True


def _container(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`::: words` to its `:::`; a lone `:::` is a stray. One that is never closed ends before the next one begins."""
    match = None if state.is_code_block(first) else _CONTAINER_LINE.match(_line(state, first))
    if match is None:
        return False
    if silent:
        return True
    if not match["words"]:
        state.push("stray", "", 0).map = [first, first + 1]
        state.line = first + 1
        return True
    last, closed = _container_end(state, first, end)
    token = state.push("container_open", "", 1)
    token.info, token.markup, token.map = match["words"].rstrip(), ":::" if closed else "", [first, last]
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    state.md.block.tokenize(state, first + 1, last)
    state.parentType, state.lineMax = parent, line_max
    state.push("container_close", "", -1)
    state.line = last + (1 if closed else 0)
    return True


def _container_end(state: StateBlock, first: int, end: int) -> tuple[int, bool]:
    depth, next_start = 1, end
    for line in range(first + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return min(line, next_start), False
        words = _line(state, line)
        match = _CONTAINER_LINE.match(words)
        begins = words.startswith("#") if match is None else bool(match["words"])
        if begins:
            next_start = min(next_start, line)
        if match is not None:
            depth += 1 if begins else -1
        if depth == 0:
            return line, True
        if depth > _MAX_CONTAINER_DEPTH:
            break
    return next_start, False


def _block_nodes(tokens: Iterator[Token]) -> tuple[BlockNode, ...]:
    """The engine's flat run of tokens as a tree, up to the end of the block that is open."""
    nodes: list[BlockNode] = []
    for token in tokens:
        if token.nesting < 0:
            break
        kind = token.type.removesuffix("_open")
        children = _block_nodes(tokens) if token.nesting > 0 else ()
        text = token.content + "".join(child.text for child in children if child.kind == "inline")
        inner = tuple(child for child in children if child.kind != "inline")
        info = token.info or str(token.meta.get("label", ""))
        level = int(token.tag[1]) if kind == "heading" else 0
        first, last = token.map or (0, 0)
        bounds = token.meta.get("bounds", (0, 0))
        nodes.append(BlockNode(kind, first, last, text, info, token.markup, level, inner, *bounds))
    return tuple(nodes)


def _inline_run(src: str, tokens: Iterator[Token]) -> tuple[tuple[InlineNode, ...], int]:
    """The pieces up to the end of the one that is open, and the offset where its closing mark begins."""
    nodes: list[InlineNode] = []
    for token in tokens:
        start = int(token.meta["start"])
        if token.nesting < 0:
            return tuple(nodes), start
        if token.nesting > 0:
            children, closing = _inline_run(src, tokens)
            nodes.append(_spanning(src, token, children, closing))
        elif token.content or token.type != "text":
            length = len(token.markup or token.content) or 1
            nodes.append(InlineNode(_piece_kind(token), start, start + length, token.content))
    return tuple(nodes), len(src)


def _piece_kind(token: Token) -> str:
    return token.info if token.type == "text_special" else token.type


def _spanning(src: str, token: Token, children: tuple[InlineNode, ...], closing: int) -> InlineNode:
    start = int(token.meta["start"])
    match token.type:
        case "bracket_open":
            return InlineNode("bracket", start, int(token.meta["end"]), token.content, children)
        case "link_open":
            end = src.find(">", start) + 1
            return InlineNode("autolink", start, end, src[start + 1 : end - 1])
        case "strong_open":
            return InlineNode("strong", start - 1, closing + 2, token.markup, children)
        case _:
            return InlineNode("emphasis", start, closing + 1, token.markup, children)
