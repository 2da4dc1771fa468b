"""Checks of what the texts point at: gaps, inserts, drawings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, Severity, error
from rammeaftale.model.agreement import Document, Edition, Status
from rammeaftale.model.names import CHARTS, DRAWINGS, INSERTS, TAKST_INSERTS
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Block, Figure, Gap, Insert, Paragraph
from rammeaftale.model.walk import blocks_in
from rammeaftale.resolve.signposts import Signposts


def _blocks(edition: Edition) -> Iterator[tuple[Document, Block]]:
    for document in edition.documents:
        for chapter in document.chapters:
            for block in blocks_in(chapter.blocks):
                yield document, block


def check_gaps(edition: Edition) -> Iterator[Diagnostic]:
    """Every gap is listed while the edition is a draft; a final edition may have none."""
    final = edition.status is Status.FINAL
    signposts = Signposts(edition.documents)
    for document, block in _blocks(edition):
        if not isinstance(block, Gap):
            continue
        who = plain_text(signposts.named(block.who, document.id))
        paragraphs = (part.children for part in block.blocks if isinstance(part, Paragraph))
        what = " ".join(plain_text(signposts.named(run, document.id)) for run in paragraphs).rstrip(".:")
        if final:
            message = f"udgaven er endelig, men dette udestår hos {who}: {what}"
            yield error("udestaar-i-endelig", message, block.span, "indsæt teksten, eller sæt »status: udkast« igen")
        else:
            yield Diagnostic(Severity.GAP, "udestaar", f"{who}: {what}", block.span)


def check_example_data(edition: Edition) -> Iterator[Diagnostic]:
    """A final edition prints no example data."""
    for document in edition.documents:
        if edition.status is Status.FINAL and document.is_example:
            message = f"udgaven er endelig, men »{plain_text(document.title)}« er lavet af eksempeldata"
            hint = "læs de gældende takster ind, og skriv »data: gældende«, eller sæt »status: udkast« igen"
            yield error("eksempeldata-i-endelig", message, document.span, hint)


def check_inserts(edition: Edition) -> Iterator[Diagnostic]:
    """`::: indsæt` names a piece that exists, and takster and pladser stand only in a document that has a takstfil."""
    for document, block in _blocks(edition):
        if not isinstance(block, Insert):
            continue
        if block.name not in INSERTS:
            hints = suggestion(block.name, INSERTS) or (f"disse findes: {', '.join(sorted(INSERTS))}",)
            yield error("indsaet-ukendt", f"»{block.name}« kan ikke indsættes", block.span, *hints)
        elif block.name in TAKST_INSERTS and document.takster is None:
            message = f"»{block.name}« kræver takstregistret, men dokumentet bruger det ikke"
            yield error("indsaet-uden-data", message, block.span, "skriv »takster: ja« ved dokumentet i udgave.yaml")


def check_templates(edition: Edition, known: Collection[str]) -> Iterator[Diagnostic]:
    """Every document names a page template that the program has; `known` are their names."""
    for document in edition.documents:
        if document.template not in known:
            message = f"skabelonen »{document.template}« til dokumentet »{document.id}« findes ikke"
            hints = suggestion(document.template, known) or (f"disse findes: {', '.join(sorted(known))}",)
            yield error("skabelon-ukendt", message, document.span, *hints)


def check_drawings(edition: Edition) -> Iterator[Diagnostic]:
    """`::: figur` names a drawing that exists, and a chart only where there is a takst register to draw."""
    for _, block in _blocks(edition):
        if isinstance(block, Figure) and block.name not in DRAWINGS:
            hints = suggestion(block.name, DRAWINGS) or (f"disse findes: {', '.join(sorted(DRAWINGS))}",)
            yield error("figur-ukendt", f"figuren »{block.name}« findes ikke", block.span, *hints)
        elif isinstance(block, Figure) and block.name in CHARTS and edition.takst_basis is None:
            message = f"figuren »{block.name}« kræver et takstregister, men udgaven har intet"
            yield error("figur-uden-data", message, block.span, "skriv »takstregister:« i udgave.yaml")
