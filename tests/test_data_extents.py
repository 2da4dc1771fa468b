"""What comes from data has the extent of its row or key: in the frozen edition, each says in its file what it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rammeaftale.compare.provisions import provisions
from rammeaftale.model.extent import Extent, Located
from tests import frozen
from tests.test_extents import Cut

EDITION = frozen.edition()
REGISTERS = EDITION.registers


def said(extent: Extent | None) -> str:
    assert extent is not None
    return Cut(frozen.text(extent.path).removeprefix("\ufeff"))(extent)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        (REGISTERS.kommuner, "- kode: "),
        (REGISTERS.fora, "- id: "),
        (REGISTERS.laws, "- id: "),
        (REGISTERS.short_forms, "- kort: "),
        (EDITION.signatories, "- navn: "),
        ((REGISTERS.contact,), "kontakt:\n"),
    ],
)
def test_a_row_is_an_entry_with_its_mark(rows: tuple[Located, ...], first: str) -> None:
    assert rows
    for row in rows:
        assert said(row.extent).startswith(first)
        assert said(row.extent).endswith(said(row.inner))
        assert first.strip("-\n :").split()[-1] in said(row.inner) or first == "kontakt:\n"


def test_a_fact_begins_with_its_name() -> None:
    own = [fact for fact in EDITION.facts.values() if fact.extent is not None]
    assert len(own) > 10
    for fact in own:
        assert said(fact.extent).startswith(fact.name.rpartition(".")[2] + ":")
        assert said(fact.inner) in said(fact.extent)


def test_a_takst_is_its_line() -> None:
    basis = EDITION.takst_basis
    assert basis is not None
    for takst in basis.register.takster:
        assert said(takst.extent).startswith(f"{takst.id};{takst.driftsherre_code};")
        assert "\n" not in said(takst.extent)


@pytest.mark.parametrize("places", [EDITION.places, *(document.places for document in EDITION.documents)])
def test_what_a_cover_says_is_a_key_with_its_value(places: Mapping[str, Extent | None]) -> None:
    assert "titel" in places
    for key, extent in places.items():
        assert said(extent).startswith(f"{key}:")


def test_every_provision_has_an_extent() -> None:
    assert [one.id for one in provisions(EDITION) if one.extent is None] == []
