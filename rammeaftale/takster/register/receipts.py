"""Takes the list of files that a register was made from, gives receipts, and which files have changed since.

The list lies beside the register (`2021-modtaget.csv`) and is written with it, so that nobody publishes takster
that a sender has corrected in the meantime.
"""

from __future__ import annotations

import csv
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from rammeaftale.base.diagnostics import PROGRAM_CALL, Checked, Diagnostic, FileSpan, TextSpan, error
from rammeaftale.model.intake import HiddenRows, Receipt
from rammeaftale.read.text_file import shown_lines
from rammeaftale.world import Source

_ALWAYS = ("Fil", "Sha256", "Driftsherrekode", "Rækker brugt", "Rækker udeladt")
HEADINGS = (*_ALWAYS, "Skjulte rækker")
HOMES = ("bilag/", "content/")
"""Files below these are the project's; of others only the name is written down."""
_HIDDEN = {hidden.value: hidden for hidden in HiddenRows}
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_MAX_FAULTS = 50
"""A list with so many is none; the rest of it is not read."""


def decode_receipts(source: Source) -> Checked[tuple[Receipt, ...]]:
    """The receipts; a line that is none is reported, and the list should be made again."""
    rows = csv.reader(shown_lines(source.data), delimiter=";")
    receipts: list[Receipt] = []
    faults: list[Diagnostic] = []
    try:
        if tuple(next(rows, ())) not in (HEADINGS, _ALWAYS):  # a list from before hidden rows were decided on
            return Checked((), (_broken(source.path, 1),))
        for number, row in enumerate(rows, 2):
            receipt = _receipt(row)
            if receipt is not None:
                receipts.append(receipt)
            elif len(faults) < _MAX_FAULTS:
                faults.append(_broken(source.path, number))
            else:
                break
    except csv.Error:  # a cell larger than a reader takes
        faults.append(_broken(source.path, max(rows.line_num, 1)))
    return Checked(tuple(receipts), tuple(faults))


def _receipt(row: Sequence[str]) -> Receipt | None:
    file, digest, code, used, left_out, *more = row if len(row) >= len(_ALWAYS) else [""] * len(_ALWAYS)
    hidden = _HIDDEN.get("".join(more)) if len(more) <= 1 else None
    if (
        hidden is None
        or not _DIGEST.fullmatch(digest)
        or not _NUMBER.fullmatch(used)
        or not _NUMBER.fullmatch(left_out)
    ):
        return None
    return Receipt(file, digest, code, int(used), int(left_out), hidden)


def read_in(year: int | str, folder: str = "") -> str:
    """The command that reads the files of a year into the register, from the folder that they lie in."""
    folder = folder or f"content/takster/indberetninger/{year}"
    return f"»{PROGRAM_CALL} takster ind {folder} --år {year}«"


def _broken(path: str, line: int) -> Diagnostic:
    year = posixpath.basename(path).partition("-")[0]
    hint = f"listen skrives af programmet; lav den igen med {read_in(year)}"
    return error("modtaget-ulaeselig", "linjen er ikke en modtaget fil", TextSpan(path, line), hint)


def changed_since(
    year: int, receipts: tuple[Receipt, ...], digests: Mapping[str, str], homes: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """Files of a year that are not as they were when the register was made, are gone, or came after it.

    Only those below `homes`, which end in `/`, are known here: not those that lie elsewhere on somebody's machine, or
    in the folders of another edition that prints the same register.
    """
    known = {receipt.file: receipt.digest for receipt in receipts if receipt.file.startswith(homes)}
    folders = {posixpath.dirname(path) for path in known}
    there = {path: digest for path, digest in digests.items() if posixpath.dirname(path) in folders}
    for path in sorted(known.keys() | there.keys()):
        if known.get(path) != there.get(path):
            what = "er kommet til" if path not in known else "er ændret" if path in there else "er fjernet"
            message = f"filen {what}, siden takstregistret blev lavet"
            folder = posixpath.dirname(path)
            hint = f"kør {read_in(year, folder)}"
            if not any(other.startswith(f"{folder}/") for other in digests):
                hint = f"mappen {folder} er væk; hent den igen, som den sidst lå i git: »git restore {folder}«"
            yield error("indberetning-aendret", message, FileSpan(path), hint)
