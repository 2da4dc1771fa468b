"""Findings about sums of lines, some of which could not be read: they say nothing until the faults are mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.intake import Received
from rammeaftale.model.takster import Takstregister
from rammeaftale.takster.sameness import Key, name_key, tilbud_key

_OF_A_TILBUD = ("P6", "P8", "P9", "P10", "T12", "T14")
"""Rules that add up a tilbud's lines; P7 is none, for more places than the limit are no fewer with the rest."""
_OF_A_DRIFTSHERRE = ("T2",)


def of_whole_sums(
    findings: Iterable[Diagnostic], register: Takstregister, received: Iterable[Received]
) -> Iterator[Diagnostic]:
    """The findings but those about a tilbud, or a driftsherre, with a line that is not in the register for its faults.

    A faulty line without a tilbud's name may be of any.
    """
    tilbud, driftsherrer, any_tilbud = set[Key](), set[str](), set[str]()
    for file in received:
        for name in (line.raw.get("tilbud") for line in file.lines if line.takst is None):
            driftsherrer.add(file.driftsherre_code)
            if name:
                tilbud.add((file.driftsherre_code, name_key(str(name))))
            else:
                any_tilbud.add(file.driftsherre_code)
    keys = {takst.id: tilbud_key(takst) for takst in register.takster}
    for finding in findings:
        code, key = finding.in_register.driftsherre, keys.get(finding.in_register.row)
        is_partial = key in tilbud or code in any_tilbud
        if finding.rule in _OF_A_DRIFTSHERRE and code in driftsherrer:
            continue
        if not (finding.rule in _OF_A_TILBUD and is_partial):
            yield finding
