"""Lists marked `a)`, `b)` or `i)`, `ii)`, as laws have them: a rule for the engine, beside its own rule for lists.

A word may end in `)` and stand first on a line (`litra` / `a) og b)`), so under a line of text such a list begins only
where that line leads up to it or the next mark stands below. Between blank lines a mark is always one.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from rammeaftale.model.numbering import Numbering

LETTERED = "lettered_list"
_MARK = re.compile(r"(?:[a-z]|[ivx]{2,7})\)(?= |$)")
_CODE_INDENT = 4
"""Blanks after which CommonMark takes a line for code, or for more of the paragraph above."""
_LINES_AHEAD = 50
"""How far below a mark the next one is looked for, so that a file of nothing but marks is read in no time."""
_LEADS_UP = (":", ";")
_BY_LETTER = (Numbering.LETTERS, Numbering.ROMANS)


def lettered_list(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The engine's rule: items from line `first` on, each with its mark as `info`."""
    mark = _mark(state, first)
    if not mark or state.is_code_block(first) or _is_of_paragraph_above(state, first):
        return False
    is_under_text = silent and state.parentType == "paragraph" and state.sCount[first] >= state.blkIndent
    if is_under_text and not _begins_under_text(state, first, end, mark):
        return False
    if silent:
        return True
    opening = state.push(f"{LETTERED}_open", "ol", 1)
    opening.markup, lines = ")", [first, first]
    opening.map = lines
    parent, state.parentType = state.parentType, "list"
    line = first
    while mark:
        line = _item(state, line, end, mark)
        mark = _mark(state, line) if _goes_on(state, line, end) else ""
    state.parentType = parent
    state.push(f"{LETTERED}_close", "ol", -1)
    lines[1] = state.line = line
    return True


def _mark(state: StateBlock, line: int) -> str:
    match = _MARK.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    return match[0] if match else ""


def _is_of_paragraph_above(state: StateBlock, line: int) -> bool:
    """Whether the line is so far in that the engine takes it for more of an item's text."""
    is_far_in = state.listIndent >= 0 and state.sCount[line] - state.listIndent >= _CODE_INDENT
    return is_far_in and state.sCount[line] < state.blkIndent


def _begins_under_text(state: StateBlock, first: int, end: int, mark: str) -> bool:
    """Whether a mark under a line of text is that of a point, and no word."""
    above = state.src[state.bMarks[first - 1] : state.eMarks[first - 1]].rstrip()
    if above.endswith(_LEADS_UP):
        return True
    following = {numbering.mark(number + 1) for numbering in _BY_LETTER if (number := numbering.number(mark))}
    for line in range(first + 1, min(end, first + _LINES_AHEAD)):
        further_in, other = state.sCount[line] - state.sCount[first], _mark(state, line)
        if other in following and abs(further_in) < _CODE_INDENT:
            return True
        if other == mark:
            return False
        if state.isEmpty(line - 1) and not state.isEmpty(line) and further_in <= 0:
            return False
    return False


def _item(state: StateBlock, line: int, end: int, mark: str) -> int:
    """One item and all that stands in it; gives the line after it."""
    start = state.bMarks[line] + state.tShift[line]
    content = state.skipSpaces(start + len(mark))
    blanks = content - start - len(mark)
    is_empty = content >= state.eMarks[line]
    width = len(mark) + (blanks if not is_empty and blanks <= _CODE_INDENT else 1)
    opening = state.push("list_item_open", "li", 1)
    opening.markup, opening.info, lines = ")", mark, [line, line]
    opening.map = lines
    before = state.listIndent, state.blkIndent, state.tight, state.tShift[line], state.sCount[line]
    state.listIndent, state.blkIndent = state.blkIndent, state.sCount[line] + width
    state.tShift[line], state.sCount[line] = content - state.bMarks[line], state.sCount[line] + content - start
    if is_empty and state.isEmpty(line + 1):  # an item without words ends here
        state.line = min(line + 2, end)
    else:
        state.md.block.tokenize(state, line, end)
    state.listIndent, state.blkIndent, state.tight, state.tShift[line], state.sCount[line] = before
    state.push("list_item_close", "li", -1)
    lines[1] = state.line
    return state.line


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    """Whether the line may be the next item's: nothing else begins there, and it stands far enough in."""
    if line >= end or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    return not any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("list"))
