"""Takes all files as understood and last year's register, gives this year's register with ids that last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from rammeaftale.base.danish import danish_key, listing
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, error, warning
from rammeaftale.base.findings import Findings
from rammeaftale.model.intake import Receipt, Received
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.intake.row_ids import with_ids
from rammeaftale.takster.year_before import disagreements

_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def assemble(
    received: Sequence[Received],
    previous: Takstregister | None,
    about: Takstregister,
    older: Sequence[Takstregister] = (),
) -> Checked[Takstregister | None]:
    """The register of the lines that can be used; None when there are none. A driftsherre's second file is not used.

    Sorted by driftsherre the Danish way, then by id, so that git shows only what has changed. `previous` is the newest
    before this year, `older` are those before it: the number of a takst that went out years ago is never given to
    another.
    """
    findings = Findings()
    before: dict[str, list[Takst]] = {}
    for takst in previous.takster if previous else ():
        before.setdefault(takst.driftsherre_code, []).append(takst)
    gone: dict[str, set[str]] = defaultdict(set)
    for takst in (takst for register in older for takst in register.takster):
        gone[takst.driftsherre_code].add(takst.id)
    takster: list[Takst] = []
    first: dict[str, Received] = {}
    for one in received:
        if one.driftsherre_code in first:
            findings.add(_second(first[one.driftsherre_code], one))
            continue
        first[one.driftsherre_code] = one
        findings.add(*_wrong_year(one, about.year))
        usable = [line.takst for line in one.lines if line.takst is not None]
        known = before.get(one.driftsherre_code, [])
        faulty = [str(line.raw.get("id")) for line in one.lines if line.takst is None]
        reserved = [*faulty, *(gone[one.driftsherre_code] - {takst.id for takst in known})]
        numbered = findings.take(with_ids(one.driftsherre_code, usable, known, reserved))
        last = {takst.id: takst for takst in known} if previous and previous.year == about.year - 1 else {}
        takster += [_with_previous(takst, last.get(takst.id)) for takst in numbered]
    if not takster:
        return Checked(None, findings.all)
    register = replace(about, takster=tuple(sorted(takster, key=_place)))
    findings.add(*disagreements(register, (previous,) if previous else ()))
    return Checked(register, findings.all)


def _place(takst: Takst) -> tuple[object, ...]:
    code, _, number = takst.id.rpartition("-")
    return danish_key(takst.driftsherre), code, int(number)


def _second(first: Received, second: Received) -> Diagnostic:
    who = f"{second.driftsherre_code} {second.driftsherre}"
    message = f"der er to filer fra {who}: {first.path} og {second.path}"
    told = error("indberetning-dobbelt", message, FileSpan(second.path), "fjern den, der ikke gælder")
    return replace(told, related=((FileSpan(first.path), "den første"),))


def _wrong_year(received: Received, year: int) -> Iterator[Diagnostic]:
    """Last year's file sent once more."""
    for match in received.columns:
        years = _YEAR.findall(match.heading)
        if match.field == "amount" and years and str(year) not in years:
            message = f"kolonnen med årets takst hedder »{match.heading}«, men registret er for {year}"
            yield warning("takst-andet-aar", message, FileSpan(received.path), "er det den rigtige fil?")


def _with_previous(takst: Takst, last: Takst | None) -> Takst:
    """With the takst of the year before, from last year's register where the sender gives none; never across units."""
    if takst.previous is None and last is not None and last.unit == takst.unit:
        return replace(takst, previous=last.amount)
    return takst


def receipts(received: Iterable[Received]) -> tuple[Receipt, ...]:
    """The files, by name; empty rows are not counted as left out."""
    made = (
        Receipt(
            file=PurePosixPath(one.path).name,
            digest=one.digest,
            driftsherre_code=one.driftsherre_code,
            used=len(one.lines),
            left_out=sum(left.why != "tom" for left in one.left_out),
        )
        for one in received
    )
    return tuple(sorted(made, key=lambda receipt: receipt.file))


def missing(received: Iterable[Received], driftsherrer: Mapping[str, str], folder: str) -> Iterator[Diagnostic]:
    """Who has sent nothing (fagligt-grundlag 10, P2)."""
    present = {one.driftsherre_code for one in received}
    absent = sorted((name for code, name in driftsherrer.items() if code not in present), key=danish_key)
    if absent:
        yield error("p2-indberetning-mangler", f"der mangler takstfil fra: {listing(absent)}", FileSpan(folder))
