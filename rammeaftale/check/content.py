"""Checks of what the texts point at: inserts, drawings, templates; and of formulas, which are said aloud."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error, warning
from rammeaftale.base.spoken import doubtful_dashes, unspoken
from rammeaftale.decode.paths import SHORT_FORMS
from rammeaftale.model.agreement import DocumentKind, Edition
from rammeaftale.model.inline import Text
from rammeaftale.model.names import CHARTS, DRAWINGS, INSERTS, TAKST_INSERTS
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import Figure, Formula, Insert
from rammeaftale.model.walk import blocks_of

_ONCE = frozenset({"takster"})
"""Inserts with places of their own that links lead to: twice in a document they would be two by the same name."""


def check_inserts(edition: Edition) -> Iterator[Diagnostic]:
    """`::: indsæt` names a piece that exists, and takster and pladser stand only in a document that has a takstfil.

    The price list stands once in a document.
    """
    for document in edition.documents:
        seen: set[str] = set()
        for insert in blocks_of(document, Insert):
            if not insert.name:
                continue  # which the reader of the text has told
            if insert.name not in INSERTS:
                hints = _nearest(insert.name, INSERTS)
                yield error("indsaet-ukendt", f"»{insert.name}« kan ikke indsættes", insert.span, *hints)
            elif insert.name in TAKST_INSERTS and document.takster is None:
                message = f"»{insert.name}« kræver takstregistret, men dokumentet bruger det ikke"
                hint = "skriv »takster: ja« ved dokumentet i udgave.yaml"
                if document.kind is DocumentKind.AGREEMENT:
                    hint = "flyt den til et bilag, der har »takster: ja« i udgave.yaml; hovedaftalen har ingen takster"
                yield error("indsaet-uden-data", message, insert.span, hint)
            if insert.name in _ONCE & seen:
                message = f"»{insert.name}« er indsat to gange i samme dokument"
                yield error("indsaet-dobbelt", message, insert.span, "slet den ene")
            seen.add(insert.name)


def check_templates(edition: Edition, known: Collection[str]) -> Iterator[Diagnostic]:
    """Every document names a page template that the program has; `known` are their names."""
    for document in edition.documents:
        if document.template not in known:
            message = f"skabelonen »{document.template}« til dokumentet »{document.id}« findes ikke"
            written = document.places.get("skabelon")
            span = TextSpan(written.path, written.first_line, written.first_column) if written else document.span
            yield error("skabelon-ukendt", message, span, *_nearest(document.template, known))


def check_drawings(edition: Edition) -> Iterator[Diagnostic]:
    """`::: figur` names a drawing that exists, and a chart only where there is a takst register to draw."""
    figures = (figure for document in edition.documents for figure in blocks_of(document, Figure) if figure.name)
    for figure in figures:
        if figure.name not in DRAWINGS:
            hints = _nearest(figure.name, DRAWINGS)
            yield error("figur-ukendt", f"figuren »{figure.name}« findes ikke", figure.span, *hints)
        elif figure.name in CHARTS and edition.takst_basis is None:
            message = f"figuren »{figure.name}« kræver et takstregister, men udgaven har intet"
            yield error(
                "figur-uden-data",
                message,
                figure.span,
                "slet figuren, eller skriv i udgave.yaml under »takstregister:«, hvilket register udgaven trykker",
            )


def check_law_forms(edition: Edition) -> Iterator[Diagnostic]:
    """The laws of the printed takst registers are written with short forms that forkortelser.yaml explains."""
    explained = {form.short for form in edition.registers.short_forms}
    for register in {
        document.takster.path: document.takster for document in edition.documents if document.takster
    }.values():
        unexplained = {takst.law: takst for takst in reversed(register.takster) if takst.law not in explained}
        for law, takst in sorted(unexplained.items()):
            message = f"»{law}« står i takstregistret, men er ikke forklaret for den, der læser eller lytter"
            hint = f"skriv »- kort: {law}« og lovens navn efter »ord:« i {SHORT_FORMS}"
            yield warning("lov-uforklaret", message, takst.span_of("law"), hint)


def check_formulas(edition: Edition) -> Iterator[Diagnostic]:
    """Every sign of `::: formel` can be said aloud by rule: a formula's words are made of the formula itself."""
    for formula in (formula for document in edition.documents for formula in blocks_of(document, Formula)):
        written = plain_text(formula.children)
        for sign in unspoken(written):
            hint = "skriv med ord, hvad det betyder, fx »grader« eller »kvadratroden af a«"
            yield _unsayable(formula, sign, f"»{sign}« har ingen ord", hint)
        for dash in doubtful_dashes(written):
            hint = "sæt mellemrum på begge sider af et minus; skriv ellers et ord i stedet for, fx »til«"
            yield _unsayable(formula, dash, f"stregen i »{dash}« kan være et minus og meget andet", hint)


def _unsayable(formula: Formula, part: str, why: str, hint: str) -> Diagnostic:
    """The finding at the words that have the part, or at the frame where no run of words has all of it."""
    texts = (node.span for node in formula.children if isinstance(node, Text) and part in node.value)
    return error("formel-tegn", f"formlen kan ikke læses op: {why}", next(texts, formula.span), hint)


def _nearest(name: str, known: Collection[str]) -> tuple[str, ...]:
    return suggestion(name, known) or (f"disse findes: {', '.join(sorted(known))}",)
