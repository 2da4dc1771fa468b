"""What templates may ask for of a value of the model: `{{ person.name | fast }}`. There are no other filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from rammeaftale.base.danish import format_date
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.page import MM_PER_POINT, Page
from rammeaftale.model.picture import picture_path
from rammeaftale.model.plain import plain_text
from rammeaftale.render.blocks import table_layout, together
from rammeaftale.render.hyphenation import divided
from rammeaftale.render.links import product_address
from rammeaftale.render.typography import NBSP, bind, bound


def filters(page: Page) -> Mapping[str, Callable[..., object]]:
    """The filters by name, for a page of these measures."""
    return {
        "kilde": source_place,
        "tekst": plain_text,
        "sat": bound,
        "bundet": bind,
        "delt": divided,
        "fast": _held,
        "cifre": _digits,
        "dato": date_words,
        "vist": _shown,
        "fil": product_address,
        "billede": picture_path,
        "mm": _millimetres,
        "bred": partial(_is_wide, page=page),
        "opstilling": partial(table_layout, page=page),
        "sammen": partial(together, page=page),
    }


def source_place(span: TextSpan) -> str:
    """`content/2021-22/forord.md:14`, as in `data-kilde`: what the typesetter says can be told in terms of the text."""
    return f"{span.path}:{span.line}"


def _held(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", NBSP)


def _digits(number: str) -> str:
    return number.replace(" ", "")


def date_words(day: date) -> str:
    """`9. september 2020`, on one line."""
    return bind(format_date(day))


def _shown(website: str) -> str:
    """An address without what a reader need not type."""
    return website.removeprefix("https://").rstrip("/")


def _millimetres(length: float) -> str:
    return f"{length:g}mm"


def _is_wide(drawing: Drawing, page: Page) -> bool:
    """Whether a drawing needs the margin as well as the text column."""
    return drawing.width_mm > page.tekstspalte * MM_PER_POINT
