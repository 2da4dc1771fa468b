"""The rooms of what a document's cover says, or the head that short documents have in place of one."""

from __future__ import annotations

from dataclasses import replace

from rammeaftale.model.letters import Face
from rammeaftale.model.page import Page
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines
from rammeaftale.render.rooms import Room
from rammeaftale.render.words import widest

_LETTER = 0.5  # the breadth of a letter in ems, with what the last words leave empty of a line
_LINES = 2  # a title of more lines is set in smaller type


def is_long_title(title: Inlines, page: Page) -> bool:
    """Whether a cover's title takes the smaller type: for its length, or for a word that the larger has no room for."""
    room = _title(page)
    is_long = len(plain_text(title)) > _LINES * room.type.letters(room.width, _LETTER)
    return is_long or widest(title, room.face) > room.ems


def title_room(title: Inlines, template: str, page: Page) -> Room:
    """The room of a document's title on the cover that its page template has, or in its head."""
    match template:
        case "faktaark":
            return Room(page.bred - page.ark_margen, page.ark_titel, Face.SANS_SEMIBOLD)
        case "ledelsesinformation":
            return Room(page.bred - page.ark_margen, page.ledelse_titel, Face.SANS_SEMIBOLD)
        case _:
            return replace(_title(page), type=page.forside_lang_titel) if is_long_title(title, page) else _title(page)


def subtitle_room(page: Page) -> Room:
    """The room of the line below the title; the parties stand in smaller type below it."""
    return Room(page.forside_bredde, page.forside_undertitel, Face.SANS)


def _title(page: Page) -> Room:
    return Room(page.forside_bredde, page.forside_titel, Face.SANS_SEMIBOLD)
