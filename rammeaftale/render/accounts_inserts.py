"""Takes an edition and its document, gives the views of the ledelsesinformation's `::: indsæt` pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.takster import TakstBasis
from rammeaftale.render.accounts_sentences import (
    Extreme,
    KeyFigure,
    extras_sentences,
    extremes,
    key_figures,
    occupancy_sentences,
    place_sentences,
    result_sentences,
    takst_sentences,
)
from rammeaftale.render.accounts_tables import (
    DRIFTSHERRER,
    PARAGRAPHS,
    NumberTable,
    extras_table,
    occupancy_table,
    place_table,
    result_table,
    result_years_table,
    takst_table,
)
from rammeaftale.render.typography import bind
from rammeaftale.takster.accounts import ACCOUNTS, Fields, giving
from rammeaftale.takster.groups import by_code


@dataclass(frozen=True, slots=True)
class NumberText:
    """A paragraph made from the data (empty when none), then tables."""

    text: str
    tables: tuple[NumberTable, ...]


@dataclass(frozen=True, slots=True)
class _Summary:
    """The page that comes first: key figures and the ends of each list."""

    figures: tuple[KeyFigure, ...]
    extremes: tuple[Extreme, ...]


@dataclass(frozen=True, slots=True)
class DataState:
    """What the figures rest on: lines, driftsherrer, and of each piece how many lines give it and how many lack it."""

    takster: int
    driftsherrer: int
    pieces: tuple[tuple[str, int, int], ...]


Insert = Callable[[Edition, Document], object]


def _basis(edition: Edition) -> TakstBasis:
    if edition.takst_basis is None:
        raise ValueError("the edition has no takst register; decode should have said so")
    return edition.takst_basis


def _text(
    sentences: Callable[[TakstBasis], Iterator[str]] | None, *tables: Callable[[TakstBasis], NumberTable]
) -> Insert:
    """A view of sentences and tables. A sentence that ends in "pct." or "kr." needs no point of its own."""

    def view(edition: Edition, _: Document) -> NumberText:
        basis = _basis(edition)
        text = " ".join(sentences(basis)) if sentences else ""
        return NumberText(bind(text.replace("..", ".")), tuple(table(basis) for table in tables))

    return view


def _summary(edition: Edition, _: Document) -> _Summary:
    basis = _basis(edition)
    return _Summary(key_figures(basis), extremes(basis))


_PIECES: tuple[tuple[str, Fields], ...] = (
    ("Takst året før", ("previous",)),
    ("Regnskab og budget", ACCOUNTS),
    ("Belagte pladser i regnskabsåret", ("accounts_places",)),
    ("Tillægsydelser", ("accounts_extras",)),
    ("Resultat i de to år før regnskabsåret", ("result_1", "result_2")),
    ("Faktisk belægning to og tre år før", ("occupancy_2", "occupancy_3")),
)


def _data_state(edition: Edition, _: Document) -> DataState:
    takster = _basis(edition).register.takster
    given = ((what, len(giving(takster, fields))) for what, fields in _PIECES)
    pieces = tuple((what, count, len(takster) - count) for what, count in given)
    return DataState(len(takster), len(by_code(takster)), pieces)


ACCOUNTS_INSERTS: Mapping[str, Insert] = MappingProxyType(
    {
        "noegletal": _summary,
        "takstudvikling": _text(takst_sentences, partial(takst_table, by=PARAGRAPHS)),
        "over-og-underskud": _text(result_sentences, partial(result_years_table, by=PARAGRAPHS)),
        "tillaegsydelser": _text(extras_sentences, partial(extras_table, by=PARAGRAPHS)),
        "belaegning": _text(occupancy_sentences, partial(occupancy_table, by=PARAGRAPHS)),
        "pladsudvikling": _text(place_sentences, partial(place_table, by=PARAGRAPHS)),
        "driftsherrers-takster": _text(None, partial(takst_table, by=DRIFTSHERRER)),
        "driftsherrers-resultat": _text(None, partial(result_table, by=DRIFTSHERRER)),
        "driftsherrers-tillaegsydelser": _text(None, partial(extras_table, by=DRIFTSHERRER)),
        "driftsherrers-belaegning": _text(None, partial(occupancy_table, by=DRIFTSHERRER)),
        "driftsherrers-pladser": _text(None, partial(place_table, by=DRIFTSHERRER)),
        "datagrundlag": _data_state,
    }
)
