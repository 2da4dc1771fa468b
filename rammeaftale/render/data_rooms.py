"""The rooms of what templates print of an edition's data: names, titles, addresses that nobody wrote for the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from rammeaftale.model.letters import Face
from rammeaftale.model.page import MM_PER_POINT, Page, Type
from rammeaftale.model.walk import Inlines
from rammeaftale.render.columns import PARTS
from rammeaftale.render.rooms import Room
from rammeaftale.render.words import fitted, fitted_text

T = TypeVar("T", str, Inlines)

_COLUMNS = 3  # of the lists of kommuner and of driftsherrer
_PAGE_NUMBER = 12 / MM_PER_POINT
"""Points that the dots and the page's number take of a line that leads to another page."""


def data_rooms(page: Page) -> Mapping[str, Room]:
    """The rooms by the names that templates give them: `{{ kommune.name|passer("kommune") }}`."""

    def cell(parts: int, width: float = page.tekstspalte) -> Room:
        return Room(width * parts / PARTS - page.spalteluft, page.tabel, Face.SANS_SEMIBOLD)

    def sans(width: float, type_: Type, face: Face = Face.SANS) -> Room:
        return Room(width, type_, face)

    kommune = (page.tekstspalte - (_COLUMNS - 1) * page.kommuner_luft) / _COLUMNS
    driftsherre = (page.liste_bredde - (_COLUMNS - 1) * page.driftsherrer_luft) / _COLUMNS - _PAGE_NUMBER
    return MappingProxyType(
        {
            "forside": sans(page.forside_bredde, page.forside_emne, Face.SANS_SEMIBOLD),
            "arkhoved": sans(page.bred - page.ark_margen, page.broedtekst, Face.SANS_SEMIBOLD),
            "kommune": sans(kommune, page.opslag),
            "driftsherre": sans(driftsherre, page.driftsherrer),
            "gruppe": sans(page.tekstspalte, page.gruppe, Face.SANS_SEMIBOLD),
            "underskrift": sans(page.underskrift, page.opslag, Face.SANS_SEMIBOLD),
            "kontakt": sans(page.tekstspalte, page.kontakt, Face.SANS_SEMIBOLD),
            "noegletal": sans(page.noegle, page.noegletal),
            "noegletal-stort": sans(page.noegle, page.noegletal_stort, Face.SANS_SEMIBOLD),
            "hvem": sans(page.hvem, page.mangler),
            "slags": sans(page.tekstspalte, page.slags, Face.SANS_SEMIBOLD),
            "note": sans(page.note, page.margennote),
            "lov": cell(8),
            "lov-titel": cell(16),
            "bilag": cell(20),
            "del": cell(7, page.bred),
            "yderst": cell(6, page.bred),
            "forum": sans(page.tekstspalte, page.underafsnitstitel, Face.SANS_SEMIBOLD),
            "forum-ord": Room(page.tekstspalte - page.listeindryk, page.broedtekst, Face.SERIF),
        }
    )


def in_room(text: T, room: Room) -> T:
    """A text, or a run of words, with soft hyphens in every word that is wider than the room."""
    return fitted_text(text, room.ems, room.face) if isinstance(text, str) else fitted(text, room.ems, room.face)
