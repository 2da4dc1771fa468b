"""Takes a resolved edition, gives what is wrong with the size of its pictures on the page.

A picture is printed a point of the screen for each of its own, or as wide as the text where it is wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.base.danish import format_count
from rammeaftale.base.diagnostics import Diagnostic, Refused, error, warning
from rammeaftale.model.agreement import Edition
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.text import Block, FactBox, Gap, Picture, Quote

_POINTS_PER_PIXEL = 72 / 96
"""CSS: the typesetter takes a picture to have 96 pixels to an inch."""
_LINES_AROUND = 4
"""Lines of a full page that a picture leaves to the title of the box that it may stand in, and to white space."""
_LEAST_DENSITY = 120
"""Pixels to an inch below which edges are seen to be jagged in print; photographs want 150 to 300."""
_BEST_DENSITY = 150


def check_picture_sizes(edition: Edition, page: Page) -> Iterator[Diagnostic]:
    """Pictures that no page has room for, and those with so few pixels that they are blurred in print."""
    for document in edition.documents:
        for chapter in document.chapters:
            for picture, room in _pictures(chapter.blocks, page.tekstspalte, page):
                data = edition.pictures.get(picture.file)
                yield from _judged(picture, data, room, page) if data is not None else ()


def _pictures(blocks: Iterable[Block], room: float, page: Page) -> Iterator[tuple[Picture, float]]:
    """Every picture with the width that it may have, in points."""
    for block in blocks:
        match block:
            case Picture():
                yield block, room
            case FactBox() | Gap():
                yield from _pictures(block.blocks, room - page.boks_kant, page)
            case Quote():
                yield from _pictures(block.blocks, room - page.citatluft, page)


def _judged(picture: Picture, data: bytes, room: float, page: Page) -> Iterator[Diagnostic]:
    from rammeaftale.read.pictures.picture import picture_size  # loads the decoder: most editions have no pictures

    try:
        wide, high = picture_size(data)
    except Refused:  # told where the file is looked for
        return
    width = min(wide * _POINTS_PER_PIXEL, room)
    height, most = width * high / wide, page.hoejde - _LINES_AROUND * page.broedtekst.line
    best = int(room / 72 * _BEST_DENSITY)
    is_blurred = wide * 72 / width < _LEAST_DENSITY
    if height > most:
        message = f"billedet bliver {_mm(height)} mm højt, og på en side er der plads til {_mm(most)} mm"
        hint = f"beskær billedet; med den bredde må det højst være {format_count(int(high * most / height))} pixel højt"
        if is_blurred:  # cut, it would be told to be so
            hint = (
                f"billedet er kun {format_count(wide)} pixel bredt, og det er for smalt; brug et, der er mindst "
                f"{format_count(best)} pixel bredt og med den bredde højst {format_count(int(most * best / room))} højt"
            )
        yield error("billede-for-hoejt", message, picture.span, hint)
    elif is_blurred:
        size = f"{format_count(wide)} gange {format_count(high)} pixel"
        message = f"billedet har kun {size}, så det bliver uskarpt, når det trykkes {_mm(width)} mm bredt"
        hint = (
            f"find en udgave af billedet, der er mindst {format_count(best)} pixel bred; den bliver ikke trykt større"
        )
        yield warning("billede-uskarpt", message, picture.span, hint)


def _mm(points: float) -> str:
    return format_count(round(points * MM_PER_POINT))
