"""Takes what the takst register rests on and its files, gives the basis that rules and documents work from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from rammeaftale.base.diagnostics import Checked, FileSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.paths import TAKSTER
from rammeaftale.decode.takster.setup import TakstSetup, receipts_path, register_path
from rammeaftale.model.intake import Receipt
from rammeaftale.model.takster import TakstBasis, Takstregister
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.takster.register.receipts import changed_since, decode_receipts
from rammeaftale.takster.year_before import disagreements, with_previous
from rammeaftale.world import Source

EARLIER_YEARS = 4
"""How many registers before a year's own are read: a takstaftale of four years is measured from the year before it."""
_OF_A_YEAR = re.compile(rf"{TAKSTER}/(?:[0-9]{{4}}(?:-modtaget)?\.csv|indberetninger/[0-9]{{4}}/.+)")


def decode_basis(setup: TakstSetup, sources: Mapping[str, Source]) -> Checked[TakstBasis | None]:
    """The basis of a build; None when this year's register is not there or cannot be read."""
    about, findings = setup.about, Findings()
    if about.path not in sources:
        hint = "lav det af driftsherrernes filer med »build.py takster ind MAPPE«"
        return Checked(
            None, (error("takstregister-mangler", "takstregistret findes ikke", FileSpan(about.path), hint),)
        )
    register = findings.take(decode_register(sources[about.path], about))
    earlier = without_gap(findings.take(earlier_registers(setup, about, sources)), about.year)
    receipts = findings.take(receipts_of(about.year, sources))
    findings.add(*changed_since(receipts, {path: source.digest for path, source in sources.items()}, setup.homes))
    if register is None:
        return Checked(None, findings.all)
    findings.add(*disagreements(register, earlier))
    received = frozenset(receipt.driftsherre_code for receipt in receipts)
    return Checked(basis(setup, register, earlier, received), findings.all)


def basis(
    setup: TakstSetup, register: Takstregister, earlier: tuple[Takstregister, ...], received: frozenset[str]
) -> TakstBasis:
    """A register with all that it is judged by; without a list of files, those have sent who are in it."""
    present = received or frozenset(takst.driftsherre_code for takst in register.takster)
    settled = with_previous(register, earlier)
    return TakstBasis(settled, earlier, setup.aftale, setup.driftsherrer, present, setup.bilag, setup.region)


def earlier_registers(
    setup: TakstSetup, about: Takstregister, sources: Mapping[str, Source]
) -> Checked[tuple[Takstregister, ...]]:
    """The registers of the years before that are there, newest first; a year may be missing."""
    findings, found = Findings(), []
    for year in range(about.year - 1, about.year - 1 - EARLIER_YEARS, -1):
        path = register_path(year)
        register = findings.take(decode_register(sources[path], setup.of_year(year))) if path in sources else None
        if register is not None:
            found.append(register)
    return Checked(tuple(found), findings.all)


def without_gap(registers: tuple[Takstregister, ...], year: int) -> tuple[Takstregister, ...]:
    """Those just before a year, as far as no year is missing: what changes are measured by. Newest first."""
    return tuple(register for back, register in enumerate(registers, 1) if register.year == year - back)


def receipts_of(year: int, sources: Mapping[str, Source]) -> Checked[tuple[Receipt, ...]]:
    """The files that a year's register was made from; none when the list is not there."""
    path = receipts_path(year)
    return decode_receipts(sources[path]) if path in sources else Checked(())


def basis_files(setup: TakstSetup, sources: Mapping[str, Source]) -> Iterator[str]:
    """The files that the registers of any year are or were made from: nobody may call them unused."""
    yield from filter(_OF_A_YEAR.fullmatch, sources)
    for year in range(setup.about.year - EARLIER_YEARS, setup.about.year + 1):
        folders = {posixpath.dirname(receipt.file) for receipt in receipts_of(year, sources).value}
        yield from (path for path in sources if posixpath.dirname(path) in folders - {""})
