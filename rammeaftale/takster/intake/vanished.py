"""A driftsherre's takster of this year and the last → a warning when half the file may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rammeaftale.base.danish import counted, listing
from rammeaftale.base.diagnostics import Diagnostic, FileSpan, warning
from rammeaftale.model.intake import Received
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.sameness import tilbud_key

_MANY, _PART = 3, 3
"""Three takster and a third of them all are more than close in an ordinary year."""
_MOST_NAMED = 3


def vanished(file: Received, takster: Sequence[Takst], earlier: Sequence[Takstregister]) -> Iterator[Diagnostic]:
    """A warning where a tilbud of the latest earlier register has no line left, or a third of its takster are gone.

    `takster` are the file's with their ids. A file with faulty lines is not asked: nobody knows which they are.
    """
    if not earlier or any(line.takst is None for line in file.lines):
        return
    latest = earlier[0]
    before = [takst for takst in latest.takster if takst.driftsherre_code == file.driftsherre_code]
    ids = {takst.id for takst in takster}
    gone = [takst for takst in before if takst.id not in ids]
    left = {tilbud_key(takst) for takst in takster} | {tilbud_key(takst) for takst in before if takst.id in ids}
    closed = {tilbud_key(takst): takst.tilbud for takst in gone if tilbud_key(takst) not in left}
    if not closed and not (len(gone) >= _MANY and len(gone) * _PART >= len(before)):
        return
    named = _first(f"{takst.id} »{takst.name}«" for takst in gone)
    of_all = f"{len(gone)} af {counted(len(before), 'takst', 'takster')}"
    message = f"{of_all} fra {latest.year} er ikke med i filen: {named}"
    if closed:
        message += f". Intet er tilbage af {_first(f'»{name}«' for name in closed.values())}"
    hints = (
        "er de nedlagt, så gør ikke noget; ellers skal filen sendes igen med dem",
        "har de fået et nyt navn, så skriv deres Række-id ved dem",
    )
    if len(gone) == 1:
        hints = (
            "er den nedlagt, så gør ikke noget; ellers skal filen sendes igen med den",
            f"har den fået et nyt navn, så skriv Række-id {gone[0].id} ved den",
        )
    yield warning("raekke-forsvundet", message, FileSpan(file.path), *hints)


def _first(names: Iterable[str]) -> str:
    """`a, b, c og 9 til`."""
    every = tuple(names)
    more = len(every) - _MOST_NAMED
    return listing((*every[:_MOST_NAMED], f"{more} til") if more > 0 else every)
