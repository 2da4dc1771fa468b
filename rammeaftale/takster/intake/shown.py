"""Takes a file as understood, gives the Danish lines that show it, so that nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from rammeaftale.base.danish import counted, listing
from rammeaftale.model.intake import HiddenRows, Received
from rammeaftale.model.takst_columns import BY_FIELD, COLUMNS
from rammeaftale.takster.intake.seen import row_list

T = TypeVar("T")
_HEADING = "afsnitsoverskrift"
_MOST = 6
"""So many names or rows are listed; of more, the rest is counted."""


def understood(received: Received, *, details: bool = False) -> str:
    """A paragraph: whose, which sheet, how much was read, what was not, and what was read in an unusual way.

    With `details` also every column: `F: »Pladser« → Normerede pladser`, and the columns that the file does not have.
    """
    lines = (*_lines(received), *(_columns(received) if details else ()))
    return "\n".join((_head(received), *(f"  {line}" for line in lines)))


def read_in(received: Received) -> str:
    """`3 takster, 1 række med fejl`: the same to the secretariat and to the sender."""
    count = counted(received.usable, "takst", "takster")
    return f"{count}, {counted(received.faulty, 'række', 'rækker')} med fejl" if received.faulty else count


def _columns(received: Received) -> Iterator[str]:
    for match in received.columns:
        remark = f" ({match.remark})" if match.remark else ""
        yield f"{match.letter}: »{match.heading}« → {BY_FIELD[match.field].heading}{remark}"
    present = {match.field for match in received.columns}
    absent = [column.heading for column in COLUMNS if column.field not in present]
    if absent:
        yield f"ikke i filen: {'; '.join(absent)}"


def _head(received: Received) -> str:
    who = f"{received.driftsherre_code} {received.driftsherre}"
    return f"{received.path}: {who} (ses af {received.identified_by})"


def _lines(received: Received) -> Iterator[str]:
    rows = row_list(received.header_rows)
    sheet = f"ark »{received.sheet}«, " if received.sheet else ""
    yield f"{received.kind}, {sheet}overskrifter i {rows}, {len(received.columns)} kolonner: {read_in(received)}"
    reasons = ((_HEADING if row.why.startswith(_HEADING) else row.why, row.row) for row in received.left_out)
    if left_out := [f"{_rows(rows)}: {why}" for why, rows in _grouped(reasons).items()]:
        yield f"sprunget over: {_some(left_out, '; ')}"
    if received.hidden is not HiddenRows.UNDECIDED:
        yield f"skjulte rækker er {received.hidden.value}, som valgt for filen: {_rows(list(received.hidden_rows))}"
    read_as = ((match.remark, match.letter) for match in received.columns if match.remark)
    if remarks := [f"{listing(letters)} ({remark})" for remark, letters in _grouped(read_as).items()]:
        yield f"læst sådan: {_some(remarks, '; ')}"
    if received.unused:
        yield f"overskrifter uden brug: {_some([f'»{name}«' for name in received.unused], ', ')}"
    if received.other_sheets:
        yield f"ikke læst: ark {listing(received.other_sheets)}"


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, list[T]]:
    """What belongs to each word, by the order of the words."""
    groups: dict[str, list[T]] = {}
    for word, member in pairs:
        groups.setdefault(word, []).append(member)
    return groups


def _rows(rows: list[int]) -> str:
    return row_list(rows) if len(rows) <= _MOST else f"{len(rows)} rækker ({row_list(rows[:1])} …)"


def _some(parts: list[str], separator: str) -> str:
    more = len(parts) - _MOST
    return separator.join(parts[:_MOST]) + (f" og {more} til" if more > 0 else "")
