"""The example files of the price list are those that `make eksempeldata` makes, for as long as they are in use."""

from __future__ import annotations

import pytest

from tests.checkouts import ROOT
from tests.indhold.products import editions, loaded, wrong
from tools.eksempel.files import FOLDER, files

ADVICE = """
Er filerne ændret ved en fejl, så kør »make eksempeldata«. Er der kommet rigtige takster i stedet, så skriv
»data: gældende« under »takstregister:« i udgave.yaml, og slet eksempelfilerne."""


def test_the_example_files_are_those_that_the_program_makes() -> None:
    bases = [loaded(edition).takst_basis for edition in editions()]
    if not any(basis.register.is_example for basis in bases if basis is not None):
        pytest.skip("taksterne er ikke eksempeldata")
    made = dict(files())
    there = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / FOLDER).glob("*/*") if path.is_file()}
    told = [f"  {path}: filen mangler" for path in sorted(made.keys() - there.keys())]
    told += [f"  {path}: filen er ikke en eksempelfil" for path in sorted(there.keys() - made.keys())]
    both = sorted(made.keys() & there.keys())
    told += [f"  {path}: filen er ændret" for path in both if there[path].read_bytes() != made[path]]
    if told:
        wrong("Takstfilerne er ikke de opdigtede, selv om udgaven siger eksempeldata:\n\n" + "\n".join(told) + ADVICE)
