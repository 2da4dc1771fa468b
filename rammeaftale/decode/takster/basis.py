"""Takes the files of an edition, gives what rules, documents and the intake of takster work from.

What an edition says of its takster comes first, and is all that the intake asks for; then the registers that lie there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date

from rammeaftale.base.diagnostics import Checked, FileSpan, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.decode.data_files import DataFiles
from rammeaftale.decode.forms import Udgave
from rammeaftale.decode.paths import COLUMN_NAMES, TAKSTER, content_folder, home_folders
from rammeaftale.decode.takster.column_names import decode_column_names
from rammeaftale.decode.takster.takstaftale import decode_accepted, decode_objective, decode_takstaftale
from rammeaftale.model.agreement import Kommune
from rammeaftale.model.facts import Facts
from rammeaftale.model.intake import ColumnNames, Receipt
from rammeaftale.model.region import Region
from rammeaftale.model.takster import TakstBasis, Takstregister
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.takster.register.receipts import changed_since, decode_receipts, read_in
from rammeaftale.takster.year_before import disagreements, with_previous
from rammeaftale.world import Source

_EARLIER_YEARS = 4
"""How many registers before a year's own are read: a takstaftale of four years is measured from the year before it."""
_OF_A_YEAR = re.compile(rf"{TAKSTER}/(?:[0-9]{{4}}(?:-modtaget)?\.csv|indberetninger/[0-9]{{4}}/.+)")


@dataclass(frozen=True, slots=True)
class TakstSetup:
    """What an edition says of its takster besides the registers. Each is None where it is not known.

    `about` is the register that is printed, without takster yet; `names` what senders call its columns; `basis` what
    the rules go by, with a register that has no takster.
    """

    about: Takstregister
    names: ColumnNames | None
    basis: TakstBasis | None


@dataclass(frozen=True, slots=True)
class Printed:
    """The register that an edition prints; `basis` has the registers before it too. None where they are not known."""

    register: Takstregister | None
    basis: TakstBasis | None


def setup_files(folder: str) -> tuple[str, ...]:
    """The YAML files that only the takst register needs, by repository path: the agreement, accepted, objective."""
    home = content_folder(folder)
    return f"{home}/takstaftale.yaml", f"{home}/afvigelser.yaml", f"{home}/objektiv-finansiering.yaml"


def decode_setup(
    folder: str, udgave: Udgave, facts: Facts, kommuner: tuple[Kommune, ...], region: Region | None, files: DataFiles
) -> TakstSetup | None:
    """What udgave.yaml and the files beside it say; None when the edition has no register."""
    if udgave.takstregister is None:
        return None
    own, accepted, objective = setup_files(folder)
    aftale = files.decode(own, lambda tree: decode_takstaftale(tree, facts))
    names = files.decode(COLUMN_NAMES, decode_column_names)
    if aftale is not None:
        aftale = replace(
            aftale,
            accepted=files.decode_if_there(accepted, decode_accepted) or (),
            objective=files.decode_if_there(objective, decode_objective) or (),
        )
    about = replace(udgave.takstregister, path=_register_path(udgave.takstregister.year))
    if aftale is None or region is None:
        return TakstSetup(about, names, None)
    basis = TakstBasis(
        register=about,
        earlier=(),
        aftale=aftale,
        driftsherrer=driftsherrer(kommuner, region),
        received=frozenset(),
        bilag=frozenset(entry.id.value for entry in udgave.bilag),
        region=region,
        named_at={kommune.code: at for kommune in kommuner if (at := kommune.places.get("navn"))},
    )
    return TakstSetup(about, names, basis)


def check_setup(folder: str, facts: Facts, files: DataFiles) -> None:
    """Find what is wrong in the files of a register, where udgave.yaml does not say whether there is one."""
    own, accepted, objective = setup_files(folder)
    files.decode_if_there(own, lambda tree: decode_takstaftale(tree, facts))
    files.decode_if_there(COLUMN_NAMES, decode_column_names)
    files.decode_if_there(accepted, decode_accepted)
    files.decode_if_there(objective, decode_objective)


def driftsherrer(kommuner: tuple[Kommune, ...], region: Region) -> Mapping[str, str]:
    """The parties' names by code."""
    return {kommune.code: kommune.name for kommune in kommuner} | {region.code: region.name}


def _register_path(year: int) -> str:
    """Where a year's register lies."""
    return f"{TAKSTER}/{year}.csv"


def receipts_path(year: int) -> str:
    """Where the list of the files behind a register lies."""
    return f"{TAKSTER}/{year}-modtaget.csv"


def of_year(about: Takstregister, year: int) -> Takstregister:
    """What an edition says of its year, of another: each year's accounts are as many years old."""
    accounts_year = about.accounts_year - about.year + year
    valid_from = date(year, about.valid_from.month, 1)
    return replace(about, path=_register_path(year), year=year, accounts_year=accounts_year, valid_from=valid_from)


def decode_registers(
    setup: TakstSetup, folder: str, sources: Mapping[str, Source], unread: Set[str]
) -> Checked[Printed]:
    """The registers that lie there; the bytes of files in `unread` say nothing."""
    about, findings = setup.about, Findings()
    readable = {path: source for path, source in sources.items() if path not in unread}
    register = findings.take(decode_register(readable[about.path], about)) if about.path in readable else None
    if about.path not in sources:
        hint = f"lav det af driftsherrernes filer med {read_in(about.year)}"
        findings.add(error("takstregister-mangler", "takstregistret findes ikke", FileSpan(about.path), hint))
    before = findings.take(earlier_registers(about, readable))
    receipts = findings.take(receipts_of(about.year, readable))
    if about.path in sources and receipts_path(about.year) not in sources:
        message = "listen over de filer, som registret er lavet af, findes ikke, så det kan ikke ses, om de er ændret"
        hint = f"læs filerne ind igen med {read_in(about.year)}, eller hent listen igen fra git"
        findings.add(warning("modtaget-mangler", message, FileSpan(receipts_path(about.year)), hint))
    homes = (f"{TAKSTER}/", *home_folders(folder))
    known = tuple(receipt for receipt in receipts if receipt.file not in unread)
    digests = {path: source.digest for path, source in readable.items()}
    findings.add(*changed_since(about.year, known, digests, homes))
    if register is None:
        return findings.checked(Printed(None, None))
    earlier = without_gap(before, about.year)
    findings.add(*disagreements(register, earlier))
    received = frozenset(receipt.driftsherre_code for receipt in receipts)
    basis = with_registers(setup.basis, register, earlier, received) if setup.basis else None
    return findings.checked(Printed(basis.register if basis else register, basis))


def with_registers(
    setup: TakstBasis, register: Takstregister, earlier: tuple[Takstregister, ...], received: frozenset[str]
) -> TakstBasis:
    """The basis with its registers; without a list of files, those have sent who are in this year's."""
    present = received or frozenset(takst.driftsherre_code for takst in register.takster)
    return replace(setup, register=with_previous(register, earlier), earlier=earlier, received=present)


def earlier_registers(about: Takstregister, sources: Mapping[str, Source]) -> Checked[tuple[Takstregister, ...]]:
    """The registers of the years before that are there, newest first; a year may be missing."""
    findings, registers = Findings(), []
    for year in range(about.year - 1, about.year - 1 - _EARLIER_YEARS, -1):
        source = sources.get(_register_path(year))
        register = findings.take(decode_register(source, of_year(about, year))) if source else None
        if register is not None:
            registers.append(register)
    return Checked(tuple(registers), findings.all)


def without_gap(registers: tuple[Takstregister, ...], year: int) -> tuple[Takstregister, ...]:
    """Those just before a year, as far as no year is missing: what changes are measured by. Newest first."""
    return tuple(register for back, register in enumerate(registers, 1) if register.year == year - back)


def receipts_of(year: int, sources: Mapping[str, Source]) -> Checked[tuple[Receipt, ...]]:
    """The files that a year's register was made from; none when the list is not there."""
    source = sources.get(receipts_path(year))
    return decode_receipts(source) if source else Checked(())


def basis_files(about: Takstregister, sources: Mapping[str, Source]) -> Iterator[str]:
    """The files that the registers of any year are or were made from: nobody may call them unused."""
    yield from filter(_OF_A_YEAR.fullmatch, sources)
    for year in range(about.year - _EARLIER_YEARS, about.year + 1):
        folders = {posixpath.dirname(receipt.file) for receipt in receipts_of(year, sources).value}
        yield from (path for path in sources if posixpath.dirname(path) in folders - {""})
