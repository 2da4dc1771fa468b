"""compare/pieces.py says what is printed of the takst register; here the pieces are asked, with each field changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

import pytest

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.compare.pieces import CHARTS, TABLES, Prints
from rammeaftale.figures import charts
from rammeaftale.model import names
from rammeaftale.model.takst_columns import BY_FIELD, Form
from rammeaftale.model.takstaftale import PlRate
from rammeaftale.model.takster import Takst, TakstBasis, Takstregister
from rammeaftale.render.data_files import data_files
from rammeaftale.render.html import environment
from rammeaftale.render.inserts import INSERTS
from tests.compare.changed_editions import fixed_files, loaded
from tests.printing import PAGE, TEMPLATES

EDITION = loaded(fixed_files())
PRINT = environment(TEMPLATES, PAGE).from_string("{% from 'print/blokke.html' import blok with context %}{{ blok(b) }}")
PIECES = [*(("tabel", name) for name in TABLES), *(("figur", name) for name in CHARTS)]
FIELDS = [field for field in BY_FIELD if field not in ("id", "driftsherre_code")]  # names, not printed
T = TypeVar("T", Takst, Takstregister)
OTHER: Mapping[str, Mapping[str, str]] = {
    "driftsherre": {"driftsherre": "Andet", "driftsherre_code": "999"},
    "unit": {"unit": "time"},
    "paragraph": {"paragraph": "§ 104"},
}
HEAD: Mapping[str, Mapping[str, object]] = {
    "year": {"year": 2033},
    "accounts_year": {"accounts_year": 2028},
    "valid_from": {"valid_from": date(2031, 2, 1)},
    "source": {"source": "andre data"},
}


def _with(one: T, fields: Mapping[str, object]) -> T:
    changed: Any = replace(cast("Any", one), **fields)
    return cast("T", changed)


def _basis() -> TakstBasis:
    basis = EDITION.takst_basis
    assert basis is not None
    return replace(basis, register=replace(basis.register, digest=""))


def _view(kind: str, name: str, basis: TakstBasis) -> object:
    """What a piece gives to be printed of the register."""
    if kind == "figur":
        return charts.CHARTS[name](basis)
    document = next(one for one in EDITION.documents if one.id == ("pladser" if name == "pladser" else "takster"))
    document = replace(document, takster=basis.register)
    files = [file.data.split(b"\r\n") for file in data_files(document) if file.name == f"{name}.csv"]
    edition = replace(EDITION, takst_basis=basis)
    dok = {
        "document": document,
        "edition": edition,
        "is_example": False,
        "inserts": {name: INSERTS[name](edition, document)},
    }
    return PRINT.render(dok=dok, b={"kind": "insert", "name": name, "span": TextSpan("tekst.md", 1)}), files


def _changed(takst: Takst, field: str, *, is_given: bool) -> Takst | None:
    """The line with another value in the field or, where `is_given` changes, with one or none; None if it cannot."""
    value, column = getattr(takst, field), BY_FIELD[field]
    is_text = column.form is Form.TEXT
    if is_given:
        empty: object = "" if is_text else None
        some: object = "Andet" if is_text else Decimal(17)
        return None if column.is_required else _with(takst, {field: some if value == empty else empty})
    if is_text:
        return _with(takst, OTHER.get(field, {field: "Andet"}))
    return None if value is None else _with(takst, {field: value * 3 + 17})


def _mutants(*, before: bool, is_given: bool) -> Iterator[tuple[str, TakstBasis]]:
    """The basis with one field of the first line changed, this year's or that of the year before."""
    basis = _basis()
    (register, *older) = basis.earlier if before else (basis.register,)
    first, *others = register.takster
    for field in FIELDS:
        line = _changed(first, field, is_given=is_given)
        if line is not None:
            changed = replace(register, takster=(line, *others))
            yield field, replace(basis, earlier=(changed, *older)) if before else replace(basis, register=changed)


MUTANTS = {
    (before, is_given): list(_mutants(before=before, is_given=is_given))
    for before in (False, True)
    for is_given in (False, True)
}


def _seen(kind: str, name: str, *, before: bool, is_given: bool) -> frozenset[str]:
    """The fields whose change the piece shows."""
    shown = _view(kind, name, _basis())
    return frozenset(field for field, basis in MUTANTS[before, is_given] if _view(kind, name, basis) != shown)


def _prints(kind: str, name: str) -> Prints:
    return (TABLES if kind == "tabel" else CHARTS)[name]


@pytest.mark.parametrize(("kind", "name"), PIECES)
def test_a_piece_prints_exactly_these_fields(kind: str, name: str) -> None:
    prints = _prints(kind, name)
    values = _seen(kind, name, before=False, is_given=False)
    given = _seen(kind, name, before=False, is_given=True)
    assert (values, given - values) == (prints.lines, prints.given)
    before = _seen(kind, name, before=True, is_given=False) | _seen(kind, name, before=True, is_given=True)
    assert before == prints.lines_before


@pytest.mark.parametrize(("kind", "name"), PIECES)
def test_a_piece_prints_exactly_these_fields_of_the_register_and_these_limits(kind: str, name: str) -> None:
    basis, prints = _basis(), _prints(kind, name)
    shown = _view(kind, name, basis)
    heads = {field: replace(basis, register=_with(basis.register, HEAD[field])) for field in HEAD}
    assert {field for field, other in heads.items() if _view(kind, name, other) != shown} == prints.head
    limits = {name: replace(limit, value=limit.value + 1) for name, limit in basis.aftale.limits.items()}
    aftaler = {one: replace(basis.aftale, limits={**basis.aftale.limits, one: limits[one]}) for one in limits}
    aftaler["pl"] = replace(basis.aftale, pl={2031: PlRate(2031, Decimal(9), "en kilde")})
    others = {one: replace(basis, aftale=aftale) for one, aftale in aftaler.items()}
    assert {one for one, other in others.items() if _view(kind, name, other) != shown} == prints.limits


def test_every_piece_that_wants_the_register_is_in_the_table() -> None:
    assert (frozenset(TABLES), frozenset(CHARTS)) == (names.TAKST_INSERTS, names.CHARTS)
