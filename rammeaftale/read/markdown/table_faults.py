"""Takes the lines of a pipe table that is not one, or not whole, gives what to write in their place.

The row is written out where it is known what was meant: a row that a line break has parted, one that a blank line has
parted from its table, an edge without its line, a rule of other signs.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rammeaftale.read.markdown.nodes import BlockNode
from rammeaftale.read.markdown.positions import OpenFile

_PART = re.compile(r"\\.|\{\{[^{}]*\}\}|\|")
_LIKE_A_RULE = re.compile(r"[|+ ]*[-—–_=:]+[-—–_=:|+ ]*")
_RULE = re.compile(r"[ \t]*\|[-:| \t]*-[-:| \t]*")
_SHOWN = 80
"""Letters of a row that a message writes out; of a longer one only the change is told."""
_TO_THE_RIGHT = "tal stilles til højre med |---:|"


def bounds_of(text: str) -> list[tuple[int, int]]:
    """Where each cell of a row begins and ends. An escaped `|` and one inside `{{ … }}` part nothing."""
    bounds, begin = list[tuple[int, int]](), 0
    for match in _PART.finditer(text):
        if match[0] == "|":
            bounds.append((begin, match.start()))
            begin = match.end()
    bounds.append((begin, len(text)))
    if text.startswith("|"):
        del bounds[0]
    if len(bounds) > 1 and bounds[-1][0] == bounds[-1][1]:
        del bounds[-1]
    return bounds


def _cells(text: str) -> list[str]:
    return [text[begin:end].strip() for begin, end in bounds_of(text.strip())]


def _as_row(cells: list[str]) -> str:
    """A row as it is written."""
    return f"| {' | '.join(cells)} |"


def _write_row(cells: list[str], otherwise: str) -> str:
    """The hint that says how a row is to stand; `otherwise` for one that is too long to be written out."""
    row = _as_row(cells)
    return f"skriv »{row}«" if len(row) <= _SHOWN else otherwise


def rule_of(width: int) -> str:
    """The line under the headings of so many columns."""
    return "|---" * width + "|"


def report_no_rule(node: BlockNode, file: OpenFile) -> None:
    """A table without a line of dashes under its headings; one that a blank line has parted is told once."""
    lines = node.children
    width = len(_cells(lines[0].text))
    above, below = _across_blanks(file, node.first - 1, -1), _across_blanks(file, node.last, 1)
    if _RULE.fullmatch(lines[0].text) and above.startswith("|"):
        return  # told at the headings, which stand above the blank line
    message = "tabellen mangler linjen med streger under overskrifterne"
    hint = f"skriv {rule_of(width)} på linjen under overskrifterne; {_TO_THE_RIGHT}"
    if len(lines) == 1 and _RULE.fullmatch(below):
        message = "en blank linje skiller overskrifterne fra linjen med streger"
        hint = "slet den blanke linje under overskrifterne"
    elif "|" in above and not _is_frame_above(file, node.first):
        message = "rækken er skilt fra tabellen over den af en blank linje"
        hint = f"slet den blanke linje; begynder der en ny tabel, så skriv {rule_of(width)} under dens overskrifter"
    elif len(lines) > 1 and _LIKE_A_RULE.fullmatch(lines[1].text):
        message = "linjen med streger er ikke skrevet rigtigt"
        hint = f"skriv {rule_of(width)} i stedet for »{lines[1].text.strip()}«"
        file.error("tabel-skillelinje", message, lines[1], hint)
        return
    file.error("tabel-skillelinje", message, node, hint)


def _across_blanks(file: OpenFile, line: int, step: int) -> str:
    """The nearest line that is not blank, from a line on upwards or downwards, where a blank one lies between."""
    begin = line
    while 0 <= line < len(file.lines) and not file.lines[line].strip():
        line += step
    return file.lines[line].strip() if 0 <= line < len(file.lines) and line != begin else ""


def _is_frame_above(file: OpenFile, first: int) -> bool:
    return first > 0 and file.lines[first - 1].strip().startswith(":::")


def report_edge(line: BlockNode, width: int, file: OpenFile) -> None:
    """A line of a table of so many columns that does not begin with `|`."""
    cells = _cells(line.text)
    hint = "sæt en blank linje efter tabellen, så linjen ikke hører med til den"
    if "|" in line.text and len(cells) < width:
        hint = "saml linjen med rækken over den, eller sæt en blank linje efter tabellen"
    elif _LIKE_A_RULE.fullmatch(line.text) and "|" in line.text:
        hint = f"skriv »{rule_of(len(cells))}«"
    elif "|" in line.text:
        hint = _write_row(cells, "begynd og slut linjen med |")
    file.error("tabel-kant", "linjen hører til tabellen, men begynder ikke med |", line, hint)


def parted_rows(lines: list[BlockNode], width: int, file: OpenFile) -> frozenset[int]:
    """The places in `lines` of rows that a line break has parted in two, told here, and of what is left of them."""
    parted: set[int] = set()
    for at, (line, after) in enumerate(pairwise(lines)):
        is_whole = len(_cells(line.text)) >= width or not line.text.startswith("|")
        if at in parted or is_whole or after.text.startswith("|"):
            continue
        joined = _cells(f"{line.text.strip()} {after.text.strip()}")
        if len(joined) == width:
            hint = _write_row(joined, "saml rækken på én linje")
            file.error("tabel-celler", "rækken er delt over to linjer", line, hint)
            parted |= {at, at + 1}
    return frozenset(parted)


def count_hint(text: str, width: int) -> str:
    """What to do about a row that has another number of cells than its table."""
    cells = _cells(text)
    filled = [cell for cell in cells if cell]
    if len(cells) < width:
        row = _as_row([*cells, *[""] * (width - len(cells))])
        shown = f"så skriv »{row}«" if len(row) <= _SHOWN else "så sæt | for hver tom celle sidst på linjen"
        return f"sæt | mellem cellerne; er resten af cellerne tomme, {shown}"
    if len(filled) <= width and any(not cell for cell in cells):
        kept = cells[:width] if not any(cells[width:]) else filled
        return f"er der en | for meget, så {_write_row(kept, 'slet den')}; en lodret streg i teksten skrives \\|"
    return "er der en | for meget, så slet den; en lodret streg i teksten skrives \\|"
