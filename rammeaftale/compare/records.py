"""What is printed of a line of a register, and of the pieces that are made from the edition's own data, as words.

Each field stands with its label; one that is empty is left out, so that a field which comes later changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.holes import DASH
from rammeaftale.compare.places import Places
from rammeaftale.compare.words import beyond, joined, normal, printed, written
from rammeaftale.model.agreement import DocumentKind, Edition, Forum, Law
from rammeaftale.model.takst_columns import COLUMNS
from rammeaftale.model.takster import Takst
from rammeaftale.model.walk import Inlines

_COLUMNS = tuple((column.field, ascii_slug(column.heading)) for column in COLUMNS)

Value = str | int | date | Decimal | None
Names = frozenset[str]
_Words = Callable[[Inlines], str]


@dataclass(frozen=True, slots=True)
class Said:
    """Words as a reader is given them and as they are written; `beyond` as in a Provision."""

    printed: str
    written: str
    beyond: tuple[str, ...] = ()


def labelled(fields: Iterable[tuple[str, Value]]) -> str:
    """`navn=KKR | niveau=politisk`: the fields that are not empty; numbers without the zeros that say nothing."""
    said = ((label, _value(value)) for label, value in fields)
    return joined(f"{label}={words}" for label, words in said if words)


def _value(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{(value + 0).normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return normal(str(value))


def insert_words(edition: Edition, name: str) -> Said:
    """The words of a piece that is no list of provisions: who signs, where the secretariat is, which bilag."""
    match name:
        case "underskrifter":
            return _plain(joined(map(normal, (signatory.name, *signatory.titles))) for signatory in edition.signatories)
        case "kontakt":
            at = edition.registers.contact
            fields = ("navn", at.name), ("adresse", at.address), ("by", at.town), ("hjemmeside", at.website)
            words = labelled((*fields, ("mail", at.mail), ("telefon", at.phone)))
            return Said(words, words)
        case "bilagsliste":
            bilag = [document for document in edition.documents if document.kind is DocumentKind.BILAG]
            return Said(
                joined(printed(document.title) for document in bilag),
                joined(f"[](bilag:{document.id})" for document in bilag),
            )
        case "kommuner":
            return _plain(sorted(normal(f"{kommune.name} {kommune.code}") for kommune in edition.registers.kommuner))
        case _:
            return _plain(())


def _plain(parts: Iterable[str]) -> Said:
    words = joined(parts)
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
        runs = (forum.name, *forum.tasks, forum.members, forum.meetings) if self._listed else (forum.name,)
        more = tuple(more for run in runs for more in beyond(run, self._places.said))
        return Said(labelled(self._fields(forum, printed)), labelled(self._fields(forum, written)), more)

    def _fields(self, forum: Forum, words: _Words) -> Iterator[tuple[str, str]]:
        yield "navn", words(forum.name)
        yield "niveau", forum.level.value
        yield from (("betjener", words(self._names[served])) for served in forum.serves)
        if self._listed:
            yield "fuldt_navn", forum.full_name
            yield from (("opgave", words(task)) for task in forum.tasks)
            yield "deltagere", words(forum.members)
            yield "moeder", words(forum.meetings)
            yield "kilde", forum.source
        if self._drawn and forum.in_figure:
            yield "under", words(self._names.get(forum.under, ()))
            yield "forbindelse", forum.under_word
            yield "i_figur", "ja"


def law_words(law: Law) -> str:
    """The form that texts use, and the full title."""
    return labelled((("kort", law.short), ("titel", law.title)))


def takst_words(takst: Takst, fields: Names, given: Names = frozenset()) -> str:
    """These fields of a line by the heading of their column; of those only `given`, whether they are there."""
    return labelled(
        (label, _shown(_of(takst, name), is_printed=name in fields))
        for name, label in _COLUMNS
        if name in fields or name in given
    )


def _of(takst: Takst, name: str) -> Value:
    """A field, and in place of last year's takst that there is one which is not compared: it is not printed as new."""
    value: Value = DASH if name == "previous" and takst.is_other else getattr(takst, name)
    return value


def _shown(value: Value, *, is_printed: bool) -> Value:
    return value if is_printed or value is None else "oplyst"
