"""The data that a document prints through its inserts and figures, as plain values for its canonical form.

The order of a register's lines does not count, nor a field that the document does not print.
"""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.compare.pieces import Pieces, Prints, pieces
from rammeaftale.compare.places import Places
from rammeaftale.compare.records import ForumWords, Names, Value, labelled, law_words, takst_words
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.takster.year_before import lines_before

_HEAD = {"year": "aar", "accounts_year": "regnskabsaar", "valid_from": "gyldig_fra", "source": "kilde"}

Plain = dict[str, object]


def data_of(edition: Edition, document: Document, places: Places) -> Plain:
    """The data behind each piece that the document prints."""
    shown = pieces(document)
    laws = edition.legal_basis if "lovgrundlag" in shown.inserts else ()
    return {
        "fora": _fora(edition, shown, places),
        "lovgrundlag": [law_words(law) for law in laws],  # in the order of the edition's own list
        **(_takster(edition.takst_basis, shown.prints) if edition.takst_basis else {}),
    }


def _fora(edition: Edition, shown: Pieces, places: Places) -> list[list[object]]:
    listed, drawn = "fora" in shown.inserts, "organisation" in shown.figures
    words = ForumWords(edition, places, listed=listed, drawn=drawn)
    said_of_each = (words.of(forum) for forum in edition.registers.fora if listed or (drawn and forum.in_figure))
    return sorted([said.printed, *said.beyond] for said in said_of_each)


def _takster(basis: TakstBasis, prints: Prints) -> Plain:
    register = basis.register
    return {
        "takstregister": labelled((_HEAD[name], getattr(register, name)) for name in sorted(prints.head)),
        "takster": _lines(register.takster, prints.lines, prints.given),
        "takster_foer": _lines(lines_before(basis), prints.lines_before, frozenset()),
        "graenser": labelled(sorted(_limits(basis, prints))),
    }


def _lines(takster: tuple[Takst, ...], fields: Names, given: Names) -> list[str]:
    return sorted(takst_words(takst, fields, given) for takst in takster) if fields or given else []


def _limits(basis: TakstBasis, prints: Prints) -> Iterator[tuple[str, Value]]:
    limits = basis.aftale.limits
    yield from ((name, limits[name].value) for name in prints.limits & limits.keys())
    if "pl" in prints.limits:
        yield "pl", basis.aftale.pl_rate(basis.register.year)
