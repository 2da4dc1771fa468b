"""The data that a document prints through its inserts and figures, as words: of provisions, and in its canonical form.

The order of a register's lines does not count, nor a field that the document does not print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rammeaftale.compare.pieces import Pieces, Prints, pieces
from rammeaftale.compare.places import Places
from rammeaftale.compare.words import beyond, joined, normal, printed, written
from rammeaftale.model.agreement import Document, DocumentKind, Edition, Forum
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.model.walk import Inlines

_ORDER = tuple(column.field for column in COLUMNS)
Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a reader is given them and as they are written; `beyond` as in a Provision."""

    printed: str
    written: str
    beyond: tuple[str, ...] = ()


def insert_words(edition: Edition, name: str) -> Said:
    """The words of a piece that is no list of provisions: who signs, where the secretariat is, which bilag."""
    match name:
        case "underskrifter":
            return _plain(joined((one.name, *one.titles)) for one in edition.signatories)
        case "kontakt":
            at = edition.registers.contact
            return _plain((at.name, at.address, at.town, at.website, at.mail, at.phone))
        case "bilagsliste":
            bilag = [document for document in edition.documents if document.kind is DocumentKind.BILAG]
            return Said(joined(printed(one.title) for one in bilag), joined(f"[](bilag:{one.id})" for one in bilag))
        case "kommuner":
            return _plain(sorted(f"{kommune.name} {kommune.code}" for kommune in edition.registers.kommuner))
        case _:
            return _plain(())


def _plain(parts: Iterable[str]) -> Said:
    words = joined(map(normal, parts))
    return Said(words, words)


class ForumWords:
    """What is said of a body of the edition where it is `listed` with what it does, where it is `drawn`, or both."""

    def __init__(self, edition: Edition, places: Places, *, listed: bool, drawn: bool) -> None:
        self._places = places
        self._listed = listed
        self._drawn = drawn
        self._names = {forum.id: forum.name for forum in edition.registers.fora}

    def of(self, forum: Forum) -> Said:
        """The words of one; a body that is in no figure says nothing of what it stands under."""
        parts: list[Inlines | str] = [forum.name, forum.level.value]
        if self._listed:
            parts += (forum.full_name, *forum.tasks, forum.members, forum.meetings, forum.source)
        if self._drawn and forum.in_figure:
            parts += ("i figur", self._names.get(forum.under, ()), forum.under_word)
        runs = [part for part in parts if not isinstance(part, str)]
        return Said(
            self._words(forum, parts, printed),
            self._words(forum, parts, written),
            tuple(more for run in runs for more in beyond(run, self._places.said)),
        )

    def _words(self, forum: Forum, parts: list[Inlines | str], words: Callable[[Inlines], str]) -> str:
        served = joined(words(self._names[id_]) for id_ in forum.serves)
        return joined((*(normal(part) if isinstance(part, str) else words(part) for part in parts), served))


def data_of(edition: Edition, document: Document, places: Places) -> Plain:
    """The data behind each piece that the document prints."""
    shown = pieces(document)
    return {
        "fora": _fora(edition, shown, places),
        "lovgrundlag": _laws(edition) if "lovgrundlag" in shown.inserts else [],
        "takster": _takster(edition.takst_basis, shown) if edition.takst_basis else {},
    }


def _fora(edition: Edition, shown: Pieces, places: Places) -> list[list[object]]:
    listed, drawn = "fora" in shown.inserts, "organisation" in shown.figures
    said = ForumWords(edition, places, listed=listed, drawn=drawn)
    told = (said.of(forum) for forum in edition.registers.fora if listed or (drawn and forum.in_figure))
    return sorted([one.printed, list(one.beyond)] for one in told)


def _laws(edition: Edition) -> list[str]:
    """In the order of the edition's own list."""
    return [joined((normal(law.short), normal(law.title))) for law in edition.legal_basis]


def _takster(basis: TakstBasis, shown: Pieces) -> Plain:
    prints, register = shown.prints, basis.register
    if prints == Prints():
        return {}
    before = next((one.takster for one in basis.earlier if one.year == register.year - 1), ())
    limits = {name: basis.aftale.limits[name].value for name in prints.limits & basis.aftale.limits.keys()}
    if "pl" in prints.limits and register.year in basis.aftale.pl:
        limits["pl"] = basis.aftale.pl[register.year]
    return {
        "hoved": {name: _value(getattr(register, name)) for name in prints.head},
        "linjer": sorted(takst_words(takst, prints.lines, prints.given) for takst in register.takster),
        "foer": sorted(takst_words(takst, prints.lines_before) for takst in before if prints.lines_before),
        "graenser": {name: _value(value) for name, value in limits.items()},
    }


def takst_words(takst: Takst, fields: frozenset[str], given: frozenset[str] = frozenset()) -> str:
    """Fields of a line as words in the order of the columns; of those only `given`, whether they are there."""
    return joined(_field(takst, name, name in fields) for name in _ORDER if name in fields or name in given)


def _field(takst: Takst, name: str, is_printed: bool) -> str:
    value = getattr(takst, name)
    return _value(value) if is_printed else "oplyst" if value is not None else ""


def _value(value: str | int | date | Decimal | None) -> str:
    """As words; numbers without the zeros that only follow from how they were written."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return normal(str(value))
