"""What documents print from registers, as provisions and as words: fora, laws, takster, the secretariat's address.

A line of a register is a provision of the first document that prints it, so that one changed line is one change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from decimal import Decimal

from rammeaftale.compare.places import Places
from rammeaftale.compare.walking import BETWEEN
from rammeaftale.compare.words import normal, printed, targets, written
from rammeaftale.model.agreement import Document, DocumentKind, Edition, Forum, Law
from rammeaftale.model.names import TAKST_INSERTS
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.takster import Takst
from rammeaftale.model.text import Insert
from rammeaftale.model.walk import Inlines, blocks_in

PRICES = (
    "driftsherre", "tilbud", "afdeling", "law", "paragraph", "tilbudstype", "maalgruppe", "unit", "places", "occupancy",
    "amount", "previous",
)  # fmt: skip
"""What the price list prints of a takst; the other lists print less."""


def inserts(document: Document) -> frozenset[str]:
    """The names of the pieces from data that a document prints."""
    blocks = (block for chapter in document.chapters for block in blocks_in(chapter.blocks))
    return frozenset(block.name for block in blocks if isinstance(block, Insert))


def insert_words(edition: Edition, name: str) -> str:
    """The words of a piece that is no list of provisions: who signs, where the secretariat is, which bilag."""
    match name:
        case "underskrifter":
            return BETWEEN.join(BETWEEN.join((one.name, *one.titles)) for one in edition.signatories)
        case "kontakt":
            return BETWEEN.join(astuple(edition.registers.contact))
        case "bilagsliste":
            bilag = (document for document in edition.documents if document.kind is DocumentKind.BILAG)
            return BETWEEN.join(printed(document.title) for document in bilag)
        case "kommuner":
            return BETWEEN.join(f"{kommune.name} {kommune.code}" for kommune in edition.registers.kommuner)
        case _:
            return ""


def register_provisions(edition: Edition, places: Places) -> Iterator[Provision]:
    """The fora, laws and takster that documents print, in the order of the registers."""
    shown = {name: document.id for document in reversed(edition.documents) for name in inserts(document)}
    if "fora" in shown:
        yield from (forum_provision(forum, shown["fora"], places) for forum in edition.registers.fora)
    if "lovgrundlag" in shown:
        yield from (_law(law, shown["lovgrundlag"]) for law in edition.legal_basis)
    takst_list = shown.get("takster") or next((shown[name] for name in sorted(TAKST_INSERTS & shown.keys())), "")
    if takst_list and edition.takst_basis is not None:
        yield from (_takst(takst, takst_list) for takst in edition.takst_basis.register.takster)


def forum_provision(forum: Forum, document: str, places: Places) -> Provision:
    """A body with all that is printed of it."""
    runs: tuple[Inlines, ...] = (forum.name, *forum.tasks, forum.members, forum.meetings)
    known = (forum.full_name, forum.level.value, forum.source)
    return Provision(
        id=f"forum:{forum.id}",
        is_written=True,
        kind=ProvisionKind.FORUM,
        document=document,
        above="",
        printed=BETWEEN.join((*map(printed, runs), *map(normal, known))),
        written=BETWEEN.join((*map(written, runs), *map(normal, known))),
        span=forum.span,
        beyond=tuple(places.said(target) for run in runs for target in targets(run)),
    )


def _law(law: Law, document: str) -> Provision:
    words = BETWEEN.join((normal(law.short), normal(law.title)))
    return Provision(f"lov:{law.id}", True, ProvisionKind.LAW, document, "", words, words, law.span)


def _takst(takst: Takst, document: str) -> Provision:
    words = takst_words(takst, PRICES)
    return Provision(f"takst:{takst.id}", True, ProvisionKind.TAKST, document, "", words, words, takst.where)


def takst_words(takst: Takst, fields: tuple[str, ...]) -> str:
    """Fields of a line as words, numbers without the zeros that only follow from how they were written."""
    return BETWEEN.join(_value(getattr(takst, name)) for name in fields)


def _value(value: str | Decimal | None) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return normal(value)
