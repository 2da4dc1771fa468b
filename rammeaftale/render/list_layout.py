"""Takes the lists of bilag 7 and 8, gives their columns: figures have the room they need, the first column the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rammeaftale.base.danish import format_number
from rammeaftale.model.letters import Face, width_of
from rammeaftale.model.page import Page
from rammeaftale.render.accounts_tables import AUTO
from rammeaftale.render.rooms import Room
from rammeaftale.render.takst_tables import TakstSection
from rammeaftale.takster.groups import Groups, places_of

_HAIR = 0.05  # points that a column has to spare
_OERE = 2  # decimals of an amount


@dataclass(frozen=True, slots=True)
class _ListColumns:
    """The columns of a list: their widths in CSS in order, and the rooms of its words by what stands in them."""

    widths: tuple[str, ...]
    rooms: Mapping[str, Room]


def takst_columns(sections: Sequence[TakstSection], page: Page, places: int, occupancy: int) -> _ListColumns:
    """Those of bilag 7, whose figures have so many decimals."""
    takster = [takst for section in sections for takst in section.takster]
    before = [takst.previous for takst in takster if takst.previous is not None]
    figures = (
        _figures(page, "takst_pladser", [places_of(section.takster) for section in sections], places),
        _figures(page, "takst_belaegning", [takst.occupancy for takst in takster], occupancy),
        _figures(page, "takst_beloeb", [takst.amount for takst in takster], _OERE),
        _figures(page, "takst_foer", before, _OERE),
    )
    group = _words(page, "takst_maalgruppe")
    name = page.liste_bredde - sum(column.width for column in (group, *figures))
    rooms = {
        "takst": _room(name, page),
        "maalgruppe": _room(group.width, page),
        "gruppe": _room(name + group.width, page, Face.SANS_SEMIBOLD),
    }
    return _ListColumns((AUTO, group.css, *(column.css for column in figures)), rooms)


def tilbud_columns(groups: Groups, page: Page, places: int) -> _ListColumns:
    """Those of bilag 8, whose places have so many decimals."""
    words = (_words(page, "tilbud_paragraf"), _words(page, "tilbud_type"))
    figures = _figures(page, "tilbud_pladser", [places_of(lines) for _, lines in groups], places)
    paragraphs, types = (_room(column.width, page) for column in words)
    name = _room(page.bred - sum(column.width for column in (*words, figures)), page)
    rooms = {"tilbud": name, "paragraf": paragraphs, "type": types}
    return _ListColumns((AUTO, *(column.css for column in (*words, figures))), rooms)


def usual_rooms(page: Page) -> Mapping[str, Room]:
    """The rooms of both lists while no figure is wider than usual; of a tilbud's name that which is narrower."""
    figures = (page.takst_pladser, page.takst_belaegning, page.takst_beloeb, page.takst_foer)
    tilbud = page.bred - page.tilbud_paragraf - page.tilbud_type - page.tilbud_pladser
    takst = page.liste_bredde - page.takst_maalgruppe - sum(figures)
    return {
        "takst": _room(min(takst, tilbud), page),
        "maalgruppe": _room(page.takst_maalgruppe, page),
        "type": _room(page.tilbud_type, page),
    }


class _Column(NamedTuple):
    """A column's width as the style sheet has it, and in points."""

    css: str
    width: float


def _words(page: Page, measure: str) -> _Column:
    return _Column(f"var(--{measure.replace('_', '-')})", getattr(page, measure))


def _figures(page: Page, measure: str, figures: Sequence[Decimal], decimals: int) -> _Column:
    """As wide as the measure of the page, or as the widest figure, which may be a sum."""
    ends = min(figures, default=Decimal(0)), max(figures, default=Decimal(0))
    widest = max(width_of(format_number(end, decimals), Face.SANS_SEMIBOLD) for end in ends)
    usual, need = _words(page, measure), widest * page.takstliste.size + page.liste_talluft + _HAIR
    return usual if need <= usual.width else _Column(f"{need:.2f}pt", need)


def _room(width: float, page: Page, face: Face = Face.SANS) -> Room:
    return Room(width - page.liste_spalteluft, page.takstliste, face)
