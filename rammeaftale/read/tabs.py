"""Takes the text of a file with tabulators, gives a finding for each thing that they were put in for.

Word and Excel paste a table as lines with a tabulator between two cells, and a list with one after each mark. What to
write in place of them is told in full: blanks alone make no table and no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error

_TABS = re.compile(r"\t+")
_POINT = re.compile(r"(?P<mark>[-•◦▪‣·●○■□➢➔➤→o\uf000-\uf0ff]|\d{1,2}[.)]|[a-z]\))\t+(?P<words>\S.*)")
_OWN_MARK = re.compile(r"\d{1,2}\.|[a-z]\)")
_ROWS_SHOWN = 4
"""Rows of a table that a message writes out; more would hide what comes after."""
_HEADING = "(overskrift)"
"""Stands for a heading that a pasted table does not have, and a table here must."""
_SHOWN = 60
"""Letters of a line that a message writes out."""


def tab_findings(path: str, text: str) -> Iterator[Diagnostic]:
    """One finding for a table or for rows of one, else one for each run of tabulators; all are errors."""
    lines = text.split("\n")
    for together in _runs(lines):
        if path.endswith(".md") and _are_rows(lines[max(together[0][0] - 2, 0)], [line for _, line in together]):
            yield _rows(path, together)
        elif path.endswith(".md") and _is_table([line for _, line in together]):
            yield _table(path, together)
        else:
            for number, line in together:
                yield from _in_line(path, number, line)


def _runs(lines: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """The lines with tabulators that only blank lines part, each with its number."""
    together: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            together.append((number, line))
        elif line.strip() and together:
            yield together
            together = []
    if together:
        yield together


def _is_table(lines: Sequence[str]) -> bool:
    is_parted = any("\t" in line.lstrip() for line in lines)
    return len(lines) > 1 and is_parted and not any(_POINT.fullmatch(line.strip()) for line in lines)


def _are_rows(above: str, lines: Sequence[str]) -> bool:
    """Whether lines were pasted right under a row of a table."""
    is_parted = all("\t" in line.strip() for line in lines)
    is_marked = any(line.lstrip().startswith("|") or _POINT.fullmatch(line.strip()) for line in lines)
    return above.lstrip().startswith("|") and is_parted and not is_marked


def _rows(path: str, lines: list[tuple[int, str]]) -> Diagnostic:
    written = [_as_row(_cells(line)) for _, line in lines]
    number, line = lines[0]
    if len(written) == 1:
        message = "rækken har tabulatorer i stedet for |; den er vist sat ind fra Word eller Excel"
        return error("tabulator", message, _span(path, number, line), f"skriv »{written[0]}«")
    message = f"{len(written)} rækker har tabulatorer i stedet for |; de er vist sat ind fra Word eller Excel"
    hint = "skriv dem lige under hinanden som de andre rækker i tabellen:"
    return error("tabulator", message, _span(path, number, line), hint, *_first(written))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("|", "\\|") for cell in line.strip("\n ").split("\t")]


def _as_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _first(rows: Sequence[str]) -> list[str]:
    return [*rows[:_ROWS_SHOWN], *(["… og så videre"] if len(rows) > _ROWS_SHOWN else [])]


def _table(path: str, lines: list[tuple[int, str]]) -> Diagnostic:
    rows = [_cells(line) for _, line in lines]
    width = max(map(len, rows))
    rows[0] = [cell or _HEADING for cell in (*rows[0], *[""] * (width - len(rows[0])))]
    written = [_as_row((*row, *[""] * (width - len(row)))) for row in rows]
    written.insert(1, "|---" * width + "|")
    number, line = lines[0]
    message = f"her står {len(lines)} linjer med tabulatorer; det er vist en tabel fra Word eller Excel"
    hint = "skriv hver linje som en række med | om cellerne, og sæt en blank linje før og efter tabellen:"
    return error("tabulator", message, _span(path, number, line), hint, *_first(written))


def _in_line(path: str, number: int, line: str) -> Iterator[Diagnostic]:
    point = _POINT.fullmatch(line.strip()) if path.endswith(".md") else None
    for match in _TABS.finditer(line):
        is_first = not line[: match.start()].strip()
        if point is not None:
            mark = point["mark"] if _OWN_MARK.fullmatch(point["mark"]) else "-"
            hint = f"skriv »{mark} {_shown(_TABS.sub(' ', point['words']))}«"
        elif is_first and path.endswith(".md"):
            hint = "slet tabulatoren, så linjen begynder helt til venstre; underpunkter rykkes ind med mellemrum"
        elif is_first:
            hint = "brug mellemrum, og ryk linjen lige så langt ind som linjerne ved siden af på samme niveau"
        else:
            hint = f"skriv »{_shown(_TABS.sub(' ', line.strip()))}«"
        span = TextSpan(path, number, match.start() + 1, len(match[0]))
        yield error("tabulator", "her står et tabulatortegn; det vises forskelligt fra program til program", span, hint)
        if point is not None:
            return


def _span(path: str, number: int, line: str) -> TextSpan:
    match = _TABS.search(line)
    at = match.start() if match else 0
    return TextSpan(path, number, at + 1, len(match[0]) if match else 1)


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
