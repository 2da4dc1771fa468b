"""May the edition be final? Every reason why not is found here; a new one is a question and a line in `_QUESTIONS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity, error
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Gap, Paragraph
from rammeaftale.model.walk import blocks_of
from rammeaftale.resolve.signposts import Signposts


def _example_data(edition: Edition) -> Iterator[Diagnostic]:
    """No document is made from example data, nor the register, which is a product itself and is drawn in charts."""
    hint = "læs de gældende takster ind, og skriv »data: gældende«, eller sæt »status: udkast« igen"
    examples = [document for document in edition.documents if document.is_example]
    for document in examples:
        message = f"udgaven er endelig, men »{plain_text(document.title)}« er lavet af eksempeldata"
        yield error("eksempeldata-i-endelig", message, document.span, hint)
    if not examples and edition.takst_basis is not None and edition.takst_basis.register.is_example:
        message = "udgaven er endelig, men takstregistret er eksempeldata"
        yield error("eksempeldata-i-endelig", message, FileSpan(edition.takst_basis.register.path), hint)


def _open_gaps(edition: Edition) -> Iterator[Diagnostic]:
    """Nobody owes the agreement a text."""
    for gap, who, what in _gaps(edition):
        message = f"udgaven er endelig, men dette udestår hos {who}: {what}"
        yield error("udestaar-i-endelig", message, gap.span, "indsæt teksten, eller sæt »status: udkast« igen")


_QUESTIONS: tuple[Callable[[Edition], Iterator[Diagnostic]], ...] = (_example_data, _open_gaps)
"""Each gives its reasons against a final edition. The worst first: what is false goes before what is missing."""


def why_not_final(edition: Edition) -> tuple[Diagnostic, ...]:
    """The answer to »må udgaven være endelig?« for any edition: all reasons why not, worst first; none when it may."""
    return tuple(reason for question in _QUESTIONS for reason in question(edition))


def check_final(edition: Edition) -> Iterable[Diagnostic]:
    """Nothing speaks against a final edition; while it is a draft, what is missing is listed."""
    if edition.status is Status.FINAL:
        return why_not_final(edition)
    return (Diagnostic(Severity.GAP, "udestaar", f"{who}: {what}", gap.span) for gap, who, what in _gaps(edition))


def _gaps(edition: Edition) -> Iterator[tuple[Gap, str, str]]:
    """Each gap with who must deliver, and what."""
    signposts = Signposts(edition.documents)
    for document in edition.documents:
        for gap in blocks_of(document, Gap):
            who = plain_text(signposts.named(gap.who, document.id))
            paragraphs = (part.children for part in gap.blocks if isinstance(part, Paragraph))
            what = " ".join(plain_text(signposts.named(run, document.id)) for run in paragraphs).rstrip(".:")
            yield gap, who, what
