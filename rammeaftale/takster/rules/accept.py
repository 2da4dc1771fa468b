"""Findings and accepted deviations → findings of which some are accepted; those of many lines gathered in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rammeaftale.base.danish import format_date, listing, suggestion
from rammeaftale.base.diagnostics import Diagnostic, RegisterPosition, Severity, error, warning
from rammeaftale.model.takstaftale import Accepted
from rammeaftale.model.takster import TakstBasis
from rammeaftale.takster.intake.register import missing_files

ACCEPTABLE = (
    "T1", "T2", "T3", "T5", "T6", "T7", "T9", "T10", "T12", "T13", "T14", "T18", "T19", "T20", "P2", "P8", "P9", "P10",
    "P14", "P15",
)  # fmt: skip
"""Rules that ask for a judgement. What breaks any other is wrong in itself, or against the law, and is fixed."""

LAST = {"T": 20, "P": 15}
"""The highest number of the rules about takster and of those about texts and files; none is left out below it."""
_DELETE = "slet afvigelsen (»afvigelser: []«, når der ingen er tilbage)"

_MISSING_FILE = "P2"
_LISTED = ("T19", "P15")
"""Of these every line is told: nothing else shows which takster were not compared."""
GATHERED_FROM = 5
"""More findings than this of one kind for one driftsherre are gathered in one."""


def with_accepted(
    findings: Iterable[Diagnostic], accepted: Sequence[Accepted], of_unused: Callable[[Accepted], Diagnostic]
) -> Iterator[Diagnostic]:
    """The findings, those that somebody answers for as `Severity.ACCEPTED`; then what is wrong with the deviations.

    A deviation is from a rule, for a line of the register or a driftsherre. `of_unused` says what is wrong with one
    that no finding needs.
    """
    acceptable = [deviation for deviation in accepted if deviation.rule in ACCEPTABLE]
    used: set[Accepted] = set()
    for finding in findings:
        deviation = next((usable for usable in acceptable if _is_about(usable, finding)), None)
        if deviation is not None:
            used.add(deviation)
            finding = _accept(finding, deviation)
        yield finding
    for deviation in accepted:
        if deviation not in used:
            yield of_unused(deviation) if deviation in acceptable else _impossible(deviation)


def _is_about(deviation: Accepted, finding: Diagnostic) -> bool:
    position = finding.in_register
    return deviation.rule == finding.rule and deviation.target in {position.row, position.driftsherre} - {""}


def _accept(finding: Diagnostic, deviation: Accepted) -> Diagnostic:
    answer = f"accepteret af {deviation.who} den {format_date(deviation.when)}: {deviation.why.rstrip('.')}"
    related = (*finding.related, (deviation.span, "afvigelsen"))
    return replace(finding, severity=Severity.ACCEPTED, hints=(*finding.hints, answer), related=related)


def _impossible(deviation: Accepted) -> Diagnostic:
    rule = deviation.rule
    if int(rule[1:]) > LAST[rule[0]]:
        hint = (
            f"skriv nummeret på fundets regel: en art, der begynder med t9-, er T9; skal intet fraviges, så {_DELETE}"
        )
        return error("afvigelse-ikke-mulig", f"der findes ingen regel {rule}", deviation.span, hint)
    hints = f"ret tallene, og {_DELETE}", f"der kan afviges fra {listing(ACCEPTABLE)}"
    return error("afvigelse-ikke-mulig", f"{rule} kan ikke accepteres som afvigelse", deviation.span, *hints)


def needless(deviation: Accepted) -> Diagnostic:
    """A deviation that nothing needs. At the intake the lines of another year than the deviation's may be read."""
    message = f"afvigelsen fra {deviation.rule} for {deviation.target} er ikke længere nødvendig"
    return warning("afvigelse-ubrugt", message, deviation.span, f"{_DELETE}, eller ret rækken eller driftsherren")


def needless_or_unknown(basis: TakstBasis, deviation: Accepted) -> Diagnostic:
    """The same for the register as it lies, where the line or driftsherre that is named must be there."""
    rows = {takst.id for takst in basis.register.takster}
    target = deviation.target
    if target in rows or target in basis.driftsherrer:
        return needless(deviation)
    hints = (*suggestion(target, rows), f"ret rækken eller driftsherren, eller {_DELETE}")
    message = f"»{target}« er hverken en række i takstregistret eller en driftsherre"
    if any(target == takst.id for register in basis.earlier for takst in register.takster):
        hints, message = hints[-1:], f"rækken »{target}« er ikke længere i takstregistret"
    return error("afvigelse-ukendt", message, deviation.span, *hints)


def gathered(findings: Sequence[Diagnostic], driftsherrer: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Warnings and notes of one kind for one driftsherre, when there are many, as one with the first of them.

    Errors and accepted deviations stay one by one, but for the files that are missing, which are one list with the
    names of `driftsherrer` (by code). The order is that of the first of each.
    """
    groups: dict[tuple[str, str, Severity], list[Diagnostic]] = {}
    for finding in findings:
        groups.setdefault(_group(finding), []).append(finding)
    for finding in findings:
        group = groups[_group(finding)]
        is_many = finding.severity in (Severity.WARNING, Severity.NOTE) and len(group) > GATHERED_FROM
        is_many = is_many and finding.rule not in _LISTED
        if not is_many and not _is_missing_file(finding):
            yield finding
        elif finding is group[0]:
            yield _as_one(group) if is_many else _missing_files(group, driftsherrer)


def _group(finding: Diagnostic) -> tuple[str, str, Severity]:
    return finding.kind, "" if _is_missing_file(finding) else finding.in_register.driftsherre, finding.severity


def _is_missing_file(finding: Diagnostic) -> bool:
    return finding.rule == _MISSING_FILE and finding.severity is Severity.ERROR


def _missing_files(group: Sequence[Diagnostic], driftsherrer: Mapping[str, str]) -> Diagnostic:
    codes = [finding.in_register.driftsherre for finding in group]
    position = RegisterPosition(codes[0] if len(codes) == 1 else "")
    return replace(group[0], message=missing_files(driftsherrer[code] for code in codes), in_register=position)


def _as_one(group: Sequence[Diagnostic]) -> Diagnostic:
    first, *others = group
    message = f"{first.message.rstrip('.')}. Der er {len(others)} fund mere af samme slags hos driftsherren"
    shown = others[: GATHERED_FROM - 1]
    related = (*first.related, *((other.span, other.message) for other in shown if other.span is not None))
    return replace(first, message=message, related=related, in_register=replace(first.in_register, row=""))
