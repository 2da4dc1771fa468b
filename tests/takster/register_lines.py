"""Takster and registers for the tests of what is written: real ones, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.letters import missing_letters
from rammeaftale.model.takst_columns import COLUMNS, UNITS, Form
from rammeaftale.model.takster import DataState, Origin, Takst, Takstregister
from rammeaftale.read.signs import misplaced_mark
from rammeaftale.read.tables.sheet import CellFault
from rammeaftale.read.tables.values import text_value
from rammeaftale.takster.values import DASHES

PATH = "content/takster/2021.csv"
ABOUT = Takstregister(2021, 2019, date(2021, 1, 1), DataState.EXAMPLE, "opdigtede tal", PATH)
LINE = Takst(
    id="615-0001",
    driftsherre_code="615",
    driftsherre="Horsens",
    tilbud="Birkegården",
    afdeling="Nord",
    law="SEL",
    paragraph="§ 107",
    tilbudstype="Døgntilbud",
    maalgruppe="Voksne med autisme",
    udligningsgruppe="",
    places=Decimal(12),
    occupancy=Decimal(95),
    amount=Decimal("1234.5"),
    unit="døgn",
    previous=Decimal(1250),
    origin=Origin("horsens.xlsx", "Takster", 5),
    where=TextSpan(PATH, 2),
)


def register(*takster: Takst, year: int = 2021) -> Takstregister:
    """A register of these takster."""
    return Takstregister(year, year - 2, date(year, 1, 1), DataState.EXAMPLE, "opdigtede tal", PATH, takster)


def line(number: int = 1, **fields: object) -> Takst:
    """LINE with another number and other fields."""
    code = str(fields.get("driftsherre_code", LINE.driftsherre_code))
    return replace(LINE, **{"id": f"{code}-{number:04}", **fields})  # type: ignore[arg-type]


def _words(text: str) -> bool:
    is_fault = isinstance(text_value(text), CellFault)  # `#REF!`, which no sender's text can be
    is_plain = text == visible(text) and not missing_letters(text) and not misplaced_mark(text)
    return is_plain and text not in DASHES and not is_fault


_ANY = st.text(st.characters(codec="utf-8", max_codepoint=0x24F) | st.sampled_from("–’→Жλ🄯"), max_size=12)
_TRICKY = st.text(st.sampled_from("=+-@'\";,|= aÅ§\t\n\r.1"), max_size=8)
_TEXT = (_ANY | _TRICKY).map(visible).filter(_words)
_WORDS = _TEXT.filter(bool)


def _number(least: int, most: int, places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(least * 10**places, most * 10**places).map(lambda n: Decimal(n).scaleb(-places))


_AMOUNT, _COUNT = _number(0, 10**11, 2), _number(0, 10**5, 6)
_FORMS = {Form.TEXT: _TEXT, Form.AMOUNT: _AMOUNT, Form.PERCENT: _number(0, 200, 2), Form.COUNT: _COUNT}
_ASKED = {
    **{column.field: _WORDS for column in COLUMNS if column.is_required},
    "unit": st.sampled_from(UNITS),
    "driftsherre_code": st.sampled_from(("615", "751", "1082")),
    "paragraph": st.sampled_from(("§ 107", "§ 85 a", "§ 20, stk. 3")),
    "places": _number(1, 500, 2),
    "occupancy": _number(1, 100, 2),
    "buyers": st.integers(0, 99).map(Decimal),
    "result_1": _number(-(10**9), 10**9, 2),
    "result_2": _number(-(10**9), 10**9, 2),
    "reserved_year": st.integers(2000, 2099).map(Decimal),
    "previous": _number(1, 10**6, 2),
    "amount": _number(1, 10**6, 2),
}


@st.composite
def any_register(draw: st.DrawFn) -> Takstregister:
    """Any register that the reading of rows can have made."""
    takster = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        fields = {}
        for column in COLUMNS[1:]:
            values = _ASKED[column.field] if column.field in _ASKED else _FORMS[column.form]
            optional = column.form is not Form.TEXT and not column.is_required
            fields[column.field] = draw(values | st.none() if optional else values)
        origin = Origin(draw(_TEXT), draw(_TEXT), draw(st.integers(1, 9999)))
        takster.append(line(number, **fields, origin=origin, where=TextSpan(PATH, number + 1)))
    return register(*takster)
