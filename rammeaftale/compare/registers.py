"""What documents print from registers, as provisions: fora, laws, takster.

A line of a register is a provision of the first document that prints it, so that one changed line is one change.
"""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.compare.pieces import Pieces, pieces, together
from rammeaftale.compare.places import Places
from rammeaftale.compare.records import ForumWords, law_words, takst_words
from rammeaftale.model.agreement import Edition, Forum, Law
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.takster import Takst


def register_provisions(edition: Edition, places: Places) -> Iterator[Provision]:
    """The fora, laws and takster that documents print, in the order of the registers, with all that is printed."""
    shown = {document.id: pieces(document) for document in edition.documents}
    inserts = {name: id_ for id_, pieces_of in reversed(shown.items()) for name in pieces_of.inserts}
    figures = {name: id_ for id_, pieces_of in reversed(shown.items()) for name in pieces_of.figures}
    fora = inserts.get("fora") or figures.get("organisation")
    if fora:
        said = ForumWords(edition, places, listed="fora" in inserts, drawn="organisation" in figures)
        yield from (_forum(forum, said, fora) for forum in edition.registers.fora)
    if "lovgrundlag" in inserts:
        yield from (_law(law, inserts["lovgrundlag"]) for law in edition.legal_basis)
    if edition.takst_basis is not None:
        yield from _takster(edition.takst_basis.register.takster, shown, inserts.get("takster"))


def _takster(takster: tuple[Takst, ...], shown: dict[str, Pieces], prices: str | None) -> Iterator[Provision]:
    """The lines with every field that a document prints; they stand in the price list, else where they come first."""
    prints = together(pieces_of.prints for pieces_of in shown.values())
    homes = [id_ for id_, pieces_of in shown.items() if pieces_of.prints.lines or pieces_of.prints.given]
    if homes:
        yield from (_takst(takst, prints.lines, prints.given, prices or homes[0]) for takst in takster)


def _forum(forum: Forum, said: ForumWords, document: str) -> Provision:
    words = said.of(forum)
    return Provision(
        f"forum:{forum.id}",
        True,
        ProvisionKind.FORUM,
        document,
        "",
        words.printed,
        words.written,
        forum.span,
        beyond=words.beyond,
        extent=forum.extent,
    )


def _law(law: Law, document: str) -> Provision:
    words, kind = law_words(law), ProvisionKind.LAW
    return Provision(f"lov:{law.id}", True, kind, document, "", words, words, law.span, extent=law.extent)


def _takst(takst: Takst, fields: frozenset[str], given: frozenset[str], document: str) -> Provision:
    words = takst_words(takst, fields, given)
    kind = ProvisionKind.TAKST
    return Provision(f"takst:{takst.id}", True, kind, document, "", words, words, takst.where, extent=takst.extent)
