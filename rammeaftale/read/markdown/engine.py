"""Makes the engine tell where in the source each of its tokens begins and ends; by itself it knows lines only.

Offsets count characters of the text that is parsed. A block reaches from its first mark to its last character that is
no blank: what quotes and list items cut off each line is known while the block's rule runs, and forgotten after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

_BlockRule = Callable[[StateBlock, int, int, bool], bool]


def locate_blocks(engine: MarkdownIt) -> None:
    """Have every block's first token carry `meta["bounds"]`, its two offsets. Done last: the list of rules is final."""
    rules = engine.block.ruler.getRules("")
    rules[:] = [_located(rule) for rule in rules]


def _located(rule: _BlockRule) -> _BlockRule:
    def run(state: StateBlock, first: int, end: int, silent: bool) -> bool:
        begin, count = state.bMarks[first] + state.tShift[first], len(state.tokens)
        if not rule(state, first, end, silent):
            return False
        if not silent:
            _note(state, count, begin, first)
        return True

    return run


def _note(state: StateBlock, count: int, begin: int, first: int) -> None:
    """Write down where the block is whose tokens begin at `count`, and where the items of a list are."""
    opening = state.tokens[count]
    opening.meta["bounds"] = begin, _end(state, first, state.line)
    if opening.type.endswith("list_open"):
        for token in state.tokens[count + 1 :]:
            if token.type == "list_item_open" and token.level == opening.level + 1 and token.map:
                line, after = token.map
                token.meta["bounds"] = state.bMarks[line] + state.tShift[line], _end(state, line, after)


def _end(state: StateBlock, first: int, after: int) -> int:
    """The offset after the last character on the lines from `first` that is no blank."""
    last = after - 1
    while last > first and state.isEmpty(last):
        last -= 1
    return state.skipSpacesBack(state.eMarks[last], state.bMarks[last])


class _LocatedState(StateInline):
    """Notes in every token where in the source it begins; the engine itself forgets."""

    pending_start = 0
    last_text = -1
    repeated = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 - the engine's own name
        token = super().pushPending()
        token.meta["start"] = self.pending_start
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        same_run = ttype == "text" and self.last_text == self.pos
        self.repeated = self.repeated + 1 if same_run else 0
        self.last_text = self.pos if ttype == "text" else -1
        token.meta["start"] = self.pos + self.repeated
        return token


class LocatedInline(ParserInline):
    """The engine's parser of inline text, with `meta["start"]`, an offset, in every token."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """All tokens of one run of text."""
        state = _LocatedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
