"""Stored texts that the program is held against, and findings written as text for them.

`--accept` writes a stored text anew from what the program gives now. Read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rammeaftale.base.diagnostics import Diagnostic


def agrees(file: Path, text: str, *, accept: bool) -> None:
    """Fails when the text is not the stored one."""
    if accept:
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8"), f"{file.name} er en anden; er den nye rigtig, så kør igen med --accept"


def findings_text(findings: Iterable[Diagnostic]) -> str:
    """All that an editor is told of each finding, in the order given."""
    return "".join(f"{line}\n" for finding in findings for line in _lines(finding))


def _lines(finding: Diagnostic) -> Iterator[str]:
    position = finding.in_register
    register = " ".join(part for part in (position.driftsherre, position.row, position.column) if part)
    yield f"{finding.severity.value}[{finding.kind}] {finding.span or 'uden sted'}{register and f' ({register})'}"
    yield f"  {finding.message}"
    yield from (f"  → {hint}" for hint in finding.all_hints)
    yield from (f"  se {span}: {words}" for span, words in finding.related)
