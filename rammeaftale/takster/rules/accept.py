"""Findings and accepted deviations → findings of which some are accepted; those of many lines told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rammeaftale.base.danish import format_date, listing, suggestion
from rammeaftale.base.diagnostics import Diagnostic, Severity, Span, TextSpan, error, warning
from rammeaftale.model.takster import Accepted, TakstBasis, TakstFinding

ACCEPTABLE = (
    "T1", "T2", "T3", "T5", "T6", "T7", "T9", "T10", "T12", "T13", "T14", "T18", "P2", "P8", "P9", "P10", "P14",
)  # fmt: skip
"""Rules that ask for a judgement. What breaks any other is wrong in itself, or against the law, and is mended."""

MISSING, MISSING_WORDS = "P2", "der mangler takstfil fra "
"""How the message begins that takster/rules/tilbud.py gives for a driftsherre without a file."""
GATHERED_FROM = 5
"""More findings than this of one kind for one driftsherre are told as one."""


def with_accepted(findings: Iterable[TakstFinding], accepted: Sequence[Accepted]) -> Iterator[TakstFinding]:
    """The findings, those that somebody answers for as `Severity.ACCEPTED`; then what is wrong with the deviations."""
    usable = [one for one in accepted if one.rule in ACCEPTABLE]
    used: set[Accepted] = set()
    for finding in findings:
        answer = next((one for one in usable if one.rule == finding.rule and _is_about(one, finding)), None)
        if answer is not None:
            used.add(answer)
            finding = _accept(finding, answer)
        yield finding
    yield from (_fault(one) for one in accepted if one not in used)


def _is_about(accepted: Accepted, finding: TakstFinding) -> bool:
    return accepted.target in (finding.row, finding.driftsherre_code) and accepted.target != ""


def _accept(finding: TakstFinding, answer: Accepted) -> TakstFinding:
    words = f"accepteret af {answer.who} den {format_date(answer.when)}: {answer.why}"
    told = finding.diagnostic
    related = (*told.related, (answer.span, "afvigelsen"))
    accepted = replace(told, severity=Severity.ACCEPTED, hints=(*told.hints, words), related=related)
    return replace(finding, diagnostic=accepted)


def _fault(accepted: Accepted) -> TakstFinding:
    """A deviation from a rule that has none, or one that nothing needs."""
    if accepted.rule in ACCEPTABLE:
        message = f"afvigelsen fra {accepted.rule} for {accepted.target} er ikke længere nødvendig"
        told = warning("afvigelse-ubrugt", message, accepted.span, "slet den, eller ret rækken eller driftsherren")
    else:
        message = f"{accepted.rule} kan ikke accepteres som afvigelse"
        hint = f"ret tallene i stedet; der kan afviges fra {listing(ACCEPTABLE)}"
        told = error("afvigelse-ikke-mulig", message, accepted.span, hint)
    return TakstFinding(accepted.rule, "", "", "", told)


def with_unknown(findings: Iterable[TakstFinding], basis: TakstBasis) -> Iterator[TakstFinding]:
    """The findings; a deviation that names a line or a driftsherre that is not there is refused, not only needless.

    For the register as it lies; at the intake the lines of another year than the deviation's may be read.
    """
    rows = {takst.id for takst in basis.register.takster}
    before = {takst.id for register in basis.earlier for takst in register.takster}
    targets = {one.span: one.target for one in basis.aftale.accepted}
    for finding in findings:
        told = finding.diagnostic
        target = (
            targets.get(told.span, "") if isinstance(told.span, TextSpan) and told.kind == "afvigelse-ubrugt" else ""
        )
        if target and target not in rows and target not in basis.driftsherrer:
            finding = replace(finding, diagnostic=_unknown(target, told.span, rows, gone=target in before))
        yield finding


def _unknown(target: str, span: Span | None, rows: Iterable[str], *, gone: bool) -> Diagnostic:
    message = f"»{target}« er hverken en række i takstregistret eller en driftsherre"
    if gone:
        message = f"rækken »{target}« er ikke længere i takstregistret"
    near = () if gone else suggestion(target, rows)
    return error("afvigelse-ukendt", message, span, *near, "ret afvigelsen, eller slet den")


def gathered(findings: Sequence[TakstFinding]) -> Iterator[TakstFinding]:
    """Warnings and notes of one kind for one driftsherre, when there are many, as one with the first of them.

    Errors and accepted deviations stay one by one, but for the files that are missing, which are one list. The order is
    that of the first of each.
    """
    missing = [one for one in findings if one.rule == MISSING and one.diagnostic.severity is Severity.ERROR]
    groups: dict[tuple[str, str, Severity], list[TakstFinding]] = {}
    for finding in findings:
        groups.setdefault(_group(finding), []).append(finding)
    for finding in findings:
        group = groups[_group(finding)]
        if finding in missing:
            if finding is missing[0]:
                yield _missing_files(missing)
        elif finding.diagnostic.severity not in (Severity.WARNING, Severity.NOTE) or len(group) <= GATHERED_FROM:
            yield finding
        elif finding is group[0]:
            yield _as_one(group)


def _missing_files(group: Sequence[TakstFinding]) -> TakstFinding:
    first = group[0]
    names = [one.diagnostic.message.removeprefix(MISSING_WORDS) for one in group]
    told = replace(first.diagnostic, message=f"{MISSING_WORDS}{listing(names)}")
    return replace(first, driftsherre_code=first.driftsherre_code if len(group) == 1 else "", diagnostic=told)


def _group(finding: TakstFinding) -> tuple[str, str, Severity]:
    return finding.diagnostic.kind, finding.driftsherre_code, finding.diagnostic.severity


def _as_one(group: Sequence[TakstFinding]) -> TakstFinding:
    first, *others = group
    told = first.diagnostic
    message = f"{told.message.rstrip('.')}. Der er {len(others)} fund mere af samme slags hos driftsherren"
    shown = [one.diagnostic for one in others[: GATHERED_FROM - 1]]
    related = (*told.related, *((one.span, one.message) for one in shown if one.span is not None))
    return replace(first, row="", diagnostic=replace(told, message=message, related=related))
