"""The data that a document prints through its inserts and figures, as plain values for its canonical form."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.compare.places import Places
from rammeaftale.compare.registers import PRICES, forum_provision, inserts, takst_words
from rammeaftale.compare.words import normal, printed
from rammeaftale.model.agreement import Document, Edition, Forum
from rammeaftale.model.names import ACCOUNTS_INSERTS, CHARTS
from rammeaftale.model.takst_columns import COLUMNS, Form
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.text import Figure
from rammeaftale.model.walk import blocks_in

PLACES = (
    "driftsherre", "tilbud", "afdeling", "law", "paragraph", "tilbudstype", "maalgruppe", "unit", "places",
)  # fmt: skip
"""What the list of places prints of a takst."""
ACCOUNTS = ("driftsherre", "tilbudstype", "unit", *(column.field for column in COLUMNS if column.form is not Form.TEXT))
"""What the tables and charts of the ledelsesinformation are reckoned from."""

Plain = dict[str, object]


def data_of(edition: Edition, document: Document, places: Places) -> Plain:
    """The data behind each piece that the document prints; the order of a register's lines does not count."""
    names, figures = inserts(document), _figures(document)
    made: Plain = {}
    if "fora" in names:
        made["fora"] = [_said(edition, forum, document.id, places) for forum in edition.registers.fora]
    if "organisation" in figures:
        drawn = [forum for forum in edition.registers.fora if forum.in_figure]
        called = {forum.id: printed(forum.name) for forum in edition.registers.fora}
        made["organisation"] = [[*_edges(forum, called)] for forum in drawn]
    if "lovgrundlag" in names:
        made["lovgrundlag"] = [[normal(law.short), normal(law.title)] for law in edition.legal_basis]
    if edition.takst_basis is not None:
        basis = edition.takst_basis
        if "takster" in names:
            made["takster"] = _register(basis.register, PRICES)
        if "pladser" in names:
            made["pladser"] = _register(basis.register, PLACES)
        if names & ACCOUNTS_INSERTS or figures & CHARTS:
            made["regnskab"] = [_register(one, ACCOUNTS) for one in (basis.register, *basis.earlier)]
    return made


def _figures(document: Document) -> frozenset[str]:
    blocks = (block for chapter in document.chapters for block in blocks_in(chapter.blocks))
    return frozenset(block.name for block in blocks if isinstance(block, Figure))


def _said(edition: Edition, forum: Forum, document: str, places: Places) -> list[object]:
    made = forum_provision(forum, document, places)
    called = {one.id: printed(one.name) for one in edition.registers.fora}
    return [made.printed, list(made.beyond), [called[served] for served in forum.serves]]


def _edges(forum: Forum, called: dict[str, str]) -> Iterable[object]:
    """A body in the figure: its name, its level, what it stands under and how, whom it serves."""
    yield from (printed(forum.name), forum.level.value, called.get(forum.under, ""), normal(forum.under_word))
    yield [called[served] for served in forum.serves]


def _register(register: Takstregister, fields: tuple[str, ...]) -> list[object]:
    head = [register.year, register.accounts_year, register.valid_from.isoformat(), normal(register.source)]
    return [head, sorted(takst_words(takst, fields) for takst in register.takster)]
