"""What the secretariat is told → the same in the words of a letter from it to the sender of the file."""

from __future__ import annotations

from pathlib import PurePosixPath

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.takster.values import UNCOMPUTED

_IN_LETTERS = (
    ("til sekretariatet", "til os"),
    ("som sekretariatet kan", "som vi kan"),
    ("få afvigelsen godkendt i styregruppen", "skriv begrundelsen i kolonnen »Bemærkning«"),
)
"""Words of hints, and what is written for them."""


def is_uncomputed(finding: Diagnostic) -> bool:
    """Whether it is of a formula without a result, which the answer has not got, so that the answer cannot mend it."""
    return finding.hints == (UNCOMPUTED,)


def hints_of(finding: Diagnostic) -> tuple[str, ...]:
    """The hints of a finding, to the sender."""
    if is_uncomputed(finding) and finding.span:
        return (f"åbn jeres egen fil ({PurePosixPath(finding.span.path).name}) i Excel, gem den, og send den igen",)
    return tuple(map(_in_letter, finding.hints))


def _in_letter(hint: str) -> str:
    for ours, theirs in _IN_LETTERS:
        hint = hint.replace(ours, theirs)
    return hint
