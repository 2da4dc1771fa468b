"""All files become one register: ids that last, last year's takster filled in, an order that git can compare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.model.intake import Received
from rammeaftale.model.takster import Takst, Takstregister
from rammeaftale.takster.intake.register import assemble, missing, receipts
from tests.takster.intake_help import ABOUT, DRIFTSHERRER, HEADINGS, LINE, line, received, register, told, xlsx

HEADER = ("Række-id", *HEADINGS)


def _file(*lines: tuple[object, ...], path: str = "ind/fil.xlsx") -> Received:
    checked = received(xlsx(Takster=[HEADER, *lines]), path)
    assert checked.value is not None, checked.diagnostics
    return checked.value


def _row(row_id: str | None = None, **cells: object) -> tuple[object, ...]:
    return (row_id, *line(**{"previous": None, **cells}))


def _last_year(*lines: tuple[object, ...]) -> Takstregister:
    """A register of 2020 with ids from 615-0001."""
    made = assemble([_file(*lines)], (), ABOUT).value
    assert made is not None
    return register(*made.takster)


def _ids(register: Takstregister | None) -> list[tuple[str, str]]:
    assert register is not None
    return [(takst.id, takst.name) for takst in register.takster]


def test_the_first_register_is_numbered_in_the_files_order_and_sorted_by_name() -> None:
    aarhus = _file(_row(driftsherre_code=751, driftsherre="Aarhus"), path="ind/a.xlsx")
    skive = _file(_row(driftsherre_code=779, driftsherre="Skive"), path="ind/b.xlsx")
    horsens = _file(_row(afdeling="Syd"), _row(afdeling="Nord"), path="ind/c.xlsx")
    checked = assemble([aarhus, skive, horsens], (), ABOUT)
    assert checked.diagnostics == ()
    assert [row_id for row_id, _ in _ids(checked.value)] == ["615-0001", "615-0002", "779-0001", "751-0001"]
    assert checked.value is not None
    assert (checked.value.year, checked.value.path, checked.value.is_example) == (2021, "2021.csv", True)


def test_a_row_keeps_its_id_by_name_or_by_what_the_sender_wrote() -> None:
    before = _last_year(_row(afdeling="Nord"), _row(afdeling="Syd"), _row(afdeling="Øst"))
    now = _file(_row(afdeling="Ny"), _row(afdeling="SYD "), _row("615-0001", afdeling="Nordhuset"))
    checked = assemble([now], (before,), ABOUT)
    assert _ids(checked.value) == [
        ("615-0001", "Birkegården, Nordhuset"),
        ("615-0002", "Birkegården, SYD"),
        ("615-0004", "Birkegården, Ny"),
    ]


def test_a_vanished_row_that_resembles_a_new_one_is_told() -> None:
    before = _last_year(_row(afdeling="Nord"), _row(afdeling="Syd"))
    checked = assemble([_file(_row(afdeling="Nord"), _row(tilbud="Birkegaarden", afdeling="Syd"))], (before,), ABOUT)
    assert [(d.severity, d.kind) for d in checked.diagnostics] == []
    checked = assemble([_file(_row(afdeling="Nord"), _row(tilbud="Birkehaven", afdeling="Syd"))], (before,), ABOUT)
    assert [(d.severity, d.kind) for d in checked.diagnostics] == [(Severity.NOTE, "raekke-maaske-samme")]
    assert checked.diagnostics[0].hints == ("skriv Række-id 615-0002, hvis det er den samme",)


def test_two_alike_of_last_year_are_told_apart_by_paragraph() -> None:
    before = _last_year(_row(paragraph="§ 107"), _row(paragraph="§ 108"))
    checked = assemble([_file(_row(paragraph="§ 108"), _row(paragraph="§ 107"))], (before,), ABOUT)
    assert checked.value is not None
    assert [(takst.id, takst.paragraph) for takst in checked.value.takster] == [
        ("615-0001", "§ 107"),
        ("615-0002", "§ 108"),
    ]


@pytest.mark.parametrize("written", ["751-0001", "615-0003", "615-0009"])
def test_an_id_that_cannot_be(written: str) -> None:
    made = _last_year(_row(afdeling="A"), _row(afdeling="B"), _row(afdeling="C"), _row(afdeling="D"))
    before = replace(made, takster=tuple(takst for takst in made.takster if takst.id != "615-0003"))
    checked = assemble([_file(_row(written, afdeling="A"), _row(afdeling="B"))], (before,), ABOUT)
    assert told(checked.diagnostics) == [("fejl", "raekke-id", "A2")]


def test_an_id_given_since_last_year_is_kept() -> None:
    before = _last_year(_row(afdeling="A"))
    checked = assemble([_file(_row(afdeling="A"), _row("615-0002", afdeling="B"))], (before,), ABOUT)
    assert checked.diagnostics == ()
    assert _ids(checked.value) == [("615-0001", "Birkegården, A"), ("615-0002", "Birkegården, B")]


def test_the_id_of_a_line_with_faults_is_kept_for_it() -> None:
    before = _last_year(_row(afdeling="A"), _row(afdeling="B"))
    faulty = _row("615-0003", afdeling="C", amount="x")
    named = _row("615-0002", afdeling="Bo", amount="x")
    checked = assemble([_file(_row(afdeling="A"), faulty, named, _row(afdeling="B"))], (before,), ABOUT)
    assert checked.diagnostics == ()
    assert _ids(checked.value) == [("615-0001", "Birkegården, A"), ("615-0004", "Birkegården, B")]


def test_what_is_no_id_in_a_line_with_faults_is_kept_for_nobody() -> None:
    checked = assemble([_file(_row("615-nr", afdeling="Nord"), _row(afdeling="Syd"))], (), ABOUT)
    assert _ids(checked.value) == [("615-0001", "Birkegården, Syd")]


def test_the_id_of_a_takst_that_went_out_years_ago_is_never_given_to_another() -> None:
    older = _last_year(_row(afdeling="A"), _row(afdeling="B"))
    before = replace(older, takster=older.takster[:1])
    checked = assemble([_file(_row(afdeling="A"), _row(afdeling="Ny"))], (before, older), ABOUT)
    assert _ids(checked.value) == [("615-0001", "Birkegården, A"), ("615-0003", "Birkegården, Ny")]


def test_the_same_id_twice() -> None:
    before = _last_year(_row(afdeling="A"))
    checked = assemble([_file(_row("615-0001", afdeling="A"), _row("615-0001", afdeling="B"))], (before,), ABOUT)
    assert told(checked.diagnostics) == [("fejl", "raekke-id", "A3")]
    assert "række 2" in checked.diagnostics[0].message


def test_last_years_takst_is_filled_in_or_compared() -> None:
    before = _last_year(_row(afdeling="A", amount=1000), _row(afdeling="B", amount=1000), _row(afdeling="C"))
    now = _file(
        _row(afdeling="A"),
        _row(afdeling="B", previous=990),
        _row(afdeling="C", unit="dag"),
    )
    checked = assemble([now], (before,), ABOUT)
    assert checked.value is not None
    assert [takst.previous for takst in checked.value.takster] == [1000, 990, None]
    assert [d for d in told(checked.diagnostics) if d[1] != "raekke-maaske-samme"] == [
        ("advarsel", "takst-aaret-foer", "N3")
    ]
    assert "990,00 kr. i filen, men 1.000,00 kr. i taksterne for 2020" in checked.diagnostics[-1].message


def test_takster_of_an_older_register_are_not_those_of_last_year() -> None:
    before = replace(_last_year(_row(amount=1000)), year=2019)
    checked = assemble([_file(_row())], (before,), ABOUT)
    assert checked.value is not None
    assert [(takst.id, takst.previous) for takst in checked.value.takster] == [("615-0001", None)]


def test_two_files_from_one_driftsherre() -> None:
    checked = assemble([_file(_row(), path="ind/a.xlsx"), _file(_row(), path="ind/b.xlsx")], (), ABOUT)
    assert told(checked.diagnostics) == [("fejl", "indberetning-dobbelt", "")]
    assert (
        checked.diagnostics[0].message == "der er to filer fra 615 Horsens: a.xlsx og b.xlsx. Kun den første er brugt"
    )
    assert len(_ids(checked.value)) == 1


def test_last_years_file_sent_once_more_is_told() -> None:
    headings = [{"Takst, kr.": "Takst 2020"}.get(name, name) for name in HEADINGS]
    checked = received(xlsx(A=[headings, LINE]))
    assert checked.value is not None
    assert [d.kind for d in assemble([checked.value], (), ABOUT).diagnostics] == ["takst-andet-aar"]


def test_lines_with_faults_are_left_out() -> None:
    checked = received(xlsx(A=[HEADINGS, LINE, line(amount="x")]))
    assert checked.value is not None
    assert len(_ids(assemble([checked.value], (), ABOUT).value)) == 1
    only_faults = received(xlsx(A=[HEADINGS, line(amount="x")])).value
    assert only_faults is not None
    assert assemble([only_faults], (), ABOUT).value is None


def test_who_has_sent_nothing() -> None:
    (found,) = missing([_file(_row())], DRIFTSHERRER, "ind")
    assert (found.kind, str(found.span)) == ("p2-indberetning-mangler", "ind")
    assert found.message == (
        "der mangler takstfil fra Randers, Region Midtjylland, Ringkøbing-Skjern, Samsø, Skive og Aarhus"
    )
    assert list(missing([_file(_row())], {"615": "Horsens"}, "ind")) == []


def test_receipts_count_what_was_used() -> None:
    (receipt,) = receipts([_file(_row(), (None, "I alt"), (), _row())])
    assert (receipt.file, receipt.driftsherre_code, receipt.used, receipt.left_out) == ("fil.xlsx", "615", 2, 1)
    assert len(receipt.digest) == 64


def test_the_same_files_give_the_same_register_however_they_come() -> None:
    files = [
        _file(_row(driftsherre_code=751, driftsherre="Aarhus"), path="ind/a.xlsx"),
        _file(_row(), _row(afdeling="Syd"), path="ind/b.xlsx"),
    ]
    one, other = (assemble(order, (), ABOUT).value for order in (files, files[::-1]))
    assert one == other


def _places(takster: tuple[Takst, ...]) -> list[str]:
    return [takst.id for takst in takster]


def test_a_register_of_itself_stays_as_it_is() -> None:
    lines = [_row(afdeling=f"Afdeling {number}") for number in range(30)]
    first = assemble([_file(*lines)], (), ABOUT).value
    assert first is not None
    again = assemble([_file(*lines)], (register(*first.takster),), ABOUT)
    assert again.value is not None
    assert _places(again.value.takster) == _places(first.takster)
