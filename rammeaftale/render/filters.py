"""What templates may ask for of a value of the model: `{{ person.name | fast }}`. There are no other filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from rammeaftale.base.danish import ascii_slug, counted, format_date, format_number
from rammeaftale.base.holes import NOT_GIVEN, is_dash
from rammeaftale.base.spoken import spoken_formula
from rammeaftale.model.page import Page
from rammeaftale.model.plain import plain_text
from rammeaftale.render.blocks import together
from rammeaftale.render.data_rooms import data_rooms, in_room
from rammeaftale.render.hyphenation import divided
from rammeaftale.render.links import product_address
from rammeaftale.render.list_layout import takst_columns, tilbud_columns
from rammeaftale.render.note_height import below_forum
from rammeaftale.render.number_layout import fitting_tables
from rammeaftale.render.typography import NBSP, bind, bound
from rammeaftale.resolve.short_forms import used_in
from rammeaftale.takster.groups import places_of

_BAND = 3  # so many lines the eye keeps apart without a rule between them
_LONG_SOURCE = 140  # letters of a note that may be taller than the lines of a forum that stand together
_LONG = 500  # letters of a line of a list that a page may divide: a dozen lines of its narrowest column


def filters(page: Page) -> Mapping[str, Callable[..., object]]:
    """The filters by name, for a page of these measures."""
    rooms = data_rooms(page)
    return {
        "kilde": lambda span: f"{span.path}:{span.line}",  # as log.py and the gate want it in `data-kilde`
        "tekst": plain_text,
        "forkortet": used_in,
        "kort": lambda laws: [law.short for law in laws],
        "love": lambda takster: {takst.law for takst in takster},
        "formelord": lambda formula: spoken_formula(plain_text(formula)),
        "sagt": lambda words: NOT_GIVEN if is_dash(words) else "",
        "sat": bound,
        "passer": lambda words, place: in_room(words, rooms[place] if isinstance(place, str) else place),
        "tabeller": partial(fitting_tables, page=page),
        "takstspalter": lambda takst_list: takst_columns(
            takst_list.sections, page, takst_list.place_decimals, takst_list.occupancy_decimals
        ),
        "tilbudsspalter": lambda made: tilbud_columns(made.groups, page, made.decimals),
        "bundet": bind,
        "delt": divided,
        "fast": lambda words: words.replace(" ", NBSP),
        "cifre": lambda number: number.replace(" ", ""),
        "dato": date_words,
        "vist": lambda website: website.removeprefix("https://").rstrip("/"),
        "fil": product_address,
        "mm": lambda length: f"{length:g}mm",
        "tal": lambda value, decimals=0: format_number(Decimal(value), decimals),
        "antal": counted,
        "talt": lambda lines, one, many: counted(len(lines), one, many).replace(" ", NBSP),
        "pladser": places_of,
        "navn": ascii_slug,
        "linje": _line_classes,
        "sammen": partial(together, page=page),
        "luft": partial(below_forum, page=page),
        "holdes": lambda forum: len(forum.source) > _LONG_SOURCE,
    }


def date_words(day: date) -> str:
    """`9. september 2020`, on one line."""
    return bind(format_date(day))


def _line_classes(index: int, lines: int, words: str) -> str:
    """The classes of a line of a list: `baand` in a darker band, so that the eye keeps its line, `hold` with the next.

    A band is three lines, then three without. No line stands alone on a page: the first and the last but one hold. One
    with so many words that it may be taller than a page is `langt`: pages may divide it.
    """
    is_long = len(words) > _LONG
    holds = index in (0, lines - 2) and index < lines - 1 and not is_long
    return " ".join(["baand"] * (index // _BAND % 2) + ["hold"] * holds + ["langt"] * is_long)
