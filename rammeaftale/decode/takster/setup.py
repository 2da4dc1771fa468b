"""Takes the parsed files of an edition, gives what its takst register rests on: years, parties, limits.

This is what the intake needs before there is a register, and what a build needs around the one that is there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rammeaftale.base.diagnostics import Checked, FileSpan
from rammeaftale.base.findings import Findings
from rammeaftale.decode.forms import Udgave
from rammeaftale.decode.paths import TAKSTER, content_folder, home_folders, missing_file
from rammeaftale.decode.takster.column_names import decode_column_names
from rammeaftale.decode.takster.takstaftale import decode_accepted, decode_objective, decode_takstaftale
from rammeaftale.model.agreement import Kommune
from rammeaftale.model.facts import Facts
from rammeaftale.model.intake import ColumnNames
from rammeaftale.model.region import Region
from rammeaftale.model.takstaftale import Takstaftale
from rammeaftale.model.takster import Takstregister
from rammeaftale.read.yaml.nodes import YamlNode

COLUMN_NAMES = "content/faelles/kolonnenavne.yaml"


@dataclass(frozen=True, slots=True)
class TakstSetup:
    """What the intake works from. `driftsherrer` are the parties' names by code.

    `homes` are the folders, ending in `/`, that senders' files may lie in for the edition to watch them.
    """

    about: Takstregister
    homes: tuple[str, ...]
    aftale: Takstaftale
    names: ColumnNames
    driftsherrer: Mapping[str, str]
    bilag: frozenset[str]
    region: Region

    def of_year(self, year: int) -> Takstregister:
        """The same of another year's register: each year's accounts are as many years old."""
        back = self.about.year - year
        return replace(
            self.about,
            path=register_path(year),
            year=year,
            accounts_year=self.about.accounts_year - back,
            valid_from=date(year, self.about.valid_from.month, 1),
        )


def register_path(year: int) -> str:
    """Where a year's register lies."""
    return f"{TAKSTER}/{year}.csv"


def receipts_path(year: int) -> str:
    """Where the list of the files behind a register lies."""
    return f"{TAKSTER}/{year}-modtaget.csv"


def setup_files(folder: str) -> tuple[str, ...]:
    """The YAML files that only the takst register needs, by repository path: the agreement, accepted, objective."""
    home = content_folder(folder)
    return f"{home}/takstaftale.yaml", f"{home}/afvigelser.yaml", f"{home}/objektiv-finansiering.yaml"


def decode_setup(
    edition: str,
    udgave: Udgave,
    trees: Mapping[str, YamlNode],
    facts: Facts,
    kommuner: tuple[Kommune, ...],
    region: Region,
    paths: Collection[str],
) -> Checked[TakstSetup | None]:
    """What udgave.yaml and the files beside it say; None when the edition has no register or something is missing."""
    register = udgave.takstregister
    if register is None:
        return Checked(None)
    findings = Findings()
    aftale = findings.take(_aftale(edition, trees, facts, paths))
    names: ColumnNames | None = None
    if COLUMN_NAMES in trees:
        names = findings.take(decode_column_names(trees[COLUMN_NAMES]))
    elif COLUMN_NAMES not in paths:
        findings.add(missing_file(COLUMN_NAMES, COLUMN_NAMES, FileSpan(COLUMN_NAMES), paths))
    if aftale is None or names is None:
        return Checked(None, findings.all)
    driftsherrer = {kommune.code: kommune.name for kommune in kommuner} | {region.code: region.name}
    bilag = frozenset(entry.id.value for entry in udgave.bilag)
    homes = (f"{TAKSTER}/", *home_folders(edition))
    about = replace(register, path=register_path(register.year))
    return Checked(TakstSetup(about, homes, aftale, names, driftsherrer, bilag, region), findings.all)


def _aftale(
    edition: str, trees: Mapping[str, YamlNode], facts: Facts, paths: Collection[str]
) -> Checked[Takstaftale | None]:
    """The takstaftale with what is accepted and the objective financing, which may both be left out."""
    findings = Findings()
    own, accepted, objective = setup_files(edition)
    if own not in trees:
        if own not in paths:
            findings.add(missing_file(own, own, FileSpan(own), paths))
        return Checked(None, findings.all)
    aftale = findings.take(decode_takstaftale(trees[own], facts))
    if aftale is None:
        return Checked(None, findings.all)
    if accepted in trees:
        aftale = replace(aftale, accepted=findings.take(decode_accepted(trees[accepted])))
    if objective in trees:
        aftale = replace(aftale, objective=findings.take(decode_objective(trees[objective])))
    return Checked(aftale, findings.all)
