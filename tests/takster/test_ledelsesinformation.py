"""The ledelsesinformation: numbers against small cases reckoned by hand, and what is printed adds up as printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.render.accounts_inserts import ACCOUNTS_INSERTS, DataState, NumberText
from rammeaftale.render.accounts_sentences import extremes, key_figures
from rammeaftale.render.accounts_tables import (
    DRIFTSHERRER,
    PARAGRAPHS,
    Grouping,
    NumberTable,
    extras_table,
    occupancy_table,
    place_table,
    result_table,
    result_years_table,
    takst_table,
)
from rammeaftale.render.place_tables import place_tables
from rammeaftale.takster import accounts
from tests.editions import document, edition
from tests.takster.charts_data import basis, line
from tests.takster.comparison_samples import registers


def _row(table: NumberTable, name: str) -> tuple[str, ...]:
    return dict((*table.rows, table.total))[name]


def _said(name: str, of_basis: TakstBasis) -> str:
    view = ACCOUNTS_INSERTS[name](replace(edition(), takst_basis=of_basis), document("a", "# A {#a}\n\na\n"))
    assert isinstance(view, NumberText)
    return view.text.replace("\u00a0", " ")


# By hand: (10 × 2 pct. + 30 × −1 pct.) / 40 = −0,25 → −0,3; the new takst and the one without places weigh nothing.
RISING = (
    line("615", amount="1020", previous="1000", places="10"),
    line("615", amount="99", previous="100", places="30"),
    line("615", amount="5000", previous=None, places="500"),
    line("615", amount="5000", previous="1", places="0"),
)


def test_takster_are_weighed_by_their_places() -> None:
    assert accounts.takst_change(RISING) == Decimal("-0.3")
    said = _said("takstudvikling", basis(RISING))
    assert "faldet med 0,3 pct. Gennemsnittet omfatter 2 takster." in said
    assert "1 af dem er steget, og 1 er faldet." in said
    # (100 − 0,3) / 101,5 − 1 = −1,77 pct.
    assert "Pris- og lønfremskrivningen er 1,5 pct. I faste priser er taksterne faldet med 1,8 pct." in said
    assert takst_table(basis(RISING), PARAGRAPHS).note.startswith("2 af 4 takster er nye eller uden pladser")


def test_costs_per_used_place_are_of_the_lines_that_give_both() -> None:
    lines = (
        line("615", accounts_costs="1000000.50", accounts_places="4.5"),
        line("615", accounts_costs="500000.49", accounts_places="3"),
        line("615", accounts_costs=None, accounts_places="3"),
        line("657", accounts_costs="7", accounts_places=None),
    )
    table = takst_table(basis(lines, (line("615", accounts_costs="800000", accounts_places="4"),)), DRIFTSHERRER)
    # 1.000.001 + 500.000 = 1.500.001; / 7,5 = 200.000,1; the year before 800.000 / 4 = 200.000
    assert _row(table, "Horsens")[1:] == ("1.500.001", "7,5", "200.000", "200.000", "0,0")
    assert _row(table, "Herning")[1:] == ("–", "–", "–", "–", "–")
    assert "2 af 4 takster mangler regnskabstal eller belagte pladser." in table.note.replace("\u00a0", " ")


# The worked example of docs/regler.md, »Over- og underskud«: 770.000 of a budget of 8 mio., of them 400.000 within.
GOLDEN = (
    line("615", accounts_budget="7175000", accounts_income="8000000", accounts_costs="7000000"),
    line("615", accounts_budget="825000", accounts_income="418000", accounts_costs="648000"),
    line("615", "Engen", accounts_budget="1000000", accounts_income="900000", accounts_costs="1000000"),
)


def test_the_limit_holds_for_each_tilbud_and_not_for_each_takst() -> None:
    made = basis(GOLDEN)
    # Engen: −100.000 of 1 mio.: −50.000 within, −50.000 beyond.
    expected = ("9.318.000", "8.648.000", "670.000", "7,4", "350.000", "320.000")
    assert _row(result_table(made, DRIFTSHERRER), "Horsens") == expected
    assert len(accounts.beyond_limit(made.register.takster, Decimal(5))) == 2
    said = _said("over-og-underskud", made)
    assert "For 2 tilbud ligger resultatet ud over ± 5 pct. af budgettet." in said
    assert "overskud på 0,7 mio. kr. Det svarer til 7,4 pct. af budgettet." in said


def test_without_a_limit_nothing_is_divided() -> None:
    made = basis(GOLDEN, limit=None)
    assert _row(result_table(made, DRIFTSHERRER), "I alt")[4:] == ("–", "–")
    assert "grænsen" not in _said("over-og-underskud", made)


def test_occupancy_is_weighed_by_places_and_compared_as_printed() -> None:
    lines = (
        line("615", places="30", occupancy_3="90", occupancy_2="95.04", occupancy="96"),
        line("615", places="10", occupancy_3="98", occupancy_2="99.04", occupancy="98"),
        line("615", places="90", occupancy_3=None, occupancy_2="50", occupancy="100"),
    )
    # (30 × 90 + 10 × 98) / 40 = 92; (30 × 95,04 + 10 × 99,04) / 40 = 96,04 → 96,0; their average is 94,02 → 94,0;
    # (30 × 96 + 10 × 98) / 40 = 96,5; 94,0 − 96,5 = −2,5. The third line has no past, and is in none of the figures.
    table = occupancy_table(basis(lines), DRIFTSHERRER)
    assert _row(table, "Horsens") == ("92,0", "96,0", "94,0", "96,5", "−2,5")
    assert table.note.replace("\u00a0", " ").startswith("1 af 3 takster mangler den faktiske belægning")
    said = _said("belaegning", basis(lines))
    assert "Den faktiske belægning var 96,0 pct. i 2019 mod 92,0 pct. i 2018." in said
    assert "Gennemsnittet af de to år er 94,0 pct., og de samme takster for 2021 bygger på" in said
    assert "Hos 1 driftsherre var gennemsnittet lavere" in said


def test_three_years_are_of_the_same_lines() -> None:
    lines = (
        line("615", result_2="100", result_1="200", accounts_income="1000300"),
        line("615", result_2=None, result_1="9000", accounts_income="1000300"),
        line("615", result_2="8000", result_1="7", accounts_costs=None),
    )
    made = basis(lines)
    assert _row(result_years_table(made, DRIFTSHERRER), "Horsens") == ("100", "200", "300")
    assert "2 af 3 takster mangler tal for et eller flere af årene" in (
        result_years_table(made, DRIFTSHERRER).note.replace("\u00a0", " ")
    )
    assert accounts.three_results(made.register.takster) == (Decimal(100), Decimal(200), Decimal(300))


def test_extras_are_seen_beside_the_income_of_the_same_lines() -> None:
    lines = (line("615", accounts_extras="25000"), line("615", accounts_extras=None, accounts_income="9"))
    assert _row(extras_table(basis(lines), PARAGRAPHS), "I alt") == ("25.000", "1.000.000", "2,5")
    assert (
        "oplyst for 1 af 2 takster. De oplyste tillægsydelser i regnskab 2019 er 0,0 mio. kr. Det svarer til 2,5 pct."
        in _said("tillaegsydelser", basis(lines))
    )


def test_a_driftsherre_that_is_gone_is_still_compared() -> None:
    table = place_table(basis((line("615", places="7.5"),), (line("657", places="4"),)), DRIFTSHERRER)
    assert _row(table, "Herning") == ("0", "4,0", "0,0", "−4,0")
    assert table.total == ("I alt", ("1", "4,0", "7,5", "3,5"))


def test_without_a_register_of_the_year_before_nothing_is_compared() -> None:
    assert _row(place_table(basis((line("615"),)), DRIFTSHERRER), "I alt") == ("1", "–", "10", "–")
    assert "i forhold til" not in _said("pladsudvikling", basis((line("615"),)))


def test_nothing_is_said_of_what_is_not_given() -> None:
    gone = ("accounts_income", "accounts_extras", "accounts_costs", "occupancy_2", "previous")
    nothing: dict[str, str | None] = dict.fromkeys(gone)
    bare = line("615", **nothing)
    made = basis((bare,))
    assert [_said(name, made) for name in ("takstudvikling", "over-og-underskud", "tillaegsydelser", "belaegning")] == [
        ""
    ] * 4
    assert [figure.value for figure in key_figures(made)] == [*["ikke oplyst"] * 5, "10"]
    assert extremes(made) == ()


def test_the_ends_name_all_who_stand_there() -> None:
    lines = (line("615", amount="1010"), line("657", amount="1010"), line("751", amount="990"))
    first = extremes(basis(lines))[0]
    assert first.highest == ("Herning, Horsens", "1,0")
    assert first.lowest == ("Aarhus", "−1,0")


def test_the_state_of_the_data_counts_what_is_given_and_what_is_missing() -> None:
    lines = (line("615", previous=None), line("657", accounts_budget=None, result_2=None))
    view = ACCOUNTS_INSERTS["datagrundlag"](
        replace(edition(), takst_basis=basis(lines)), document("a", "# A {#a}\n\na\n")
    )
    assert isinstance(view, DataState)
    assert [counts for _, *counts in view.pieces] == [[1, 1], [1, 1], [2, 0], [2, 0], [1, 1], [2, 0]]
    assert (view.takster, view.driftsherrer) == (2, 2)


few = settings(max_examples=40)


def _number(printed: str) -> Decimal:
    return Decimal(0) if printed == "–" else parse_number(printed.replace("−", "-"))


def _sums(table: NumberTable, *columns: int) -> None:
    for column in columns:
        parts = sum((_number(figures[column]) for _, figures in table.rows), Decimal(0))
        assert parts == _number(table.total[1][column]), table.heads[column]


@few
@given(registers, registers)
def test_printed_parts_sum_to_the_printed_total(now: tuple[Takst, ...], before: tuple[Takst, ...]) -> None:
    made = basis(now, before)
    for by in (DRIFTSHERRER, PARAGRAPHS):
        _sums(takst_table(made, by), 1, 2)
        _sums(result_years_table(made, by), 0, 1, 2)
        _sums(extras_table(made, by), 0, 1)
        _sums(place_table(made, by), 0, 1, 2, 3)
    _sums(result_table(made, DRIFTSHERRER), 0, 1, 2, 4, 5)


@few
@given(registers)
def test_a_result_is_income_less_costs_and_the_sum_of_its_two_parts(now: tuple[Takst, ...]) -> None:
    table = result_table(basis(now), DRIFTSHERRER)
    for _, figures in (*table.rows, table.total):
        income, costs, result, _, carried, settled = (_number(figure) for figure in figures)
        assert income - costs == result == carried + settled


@few
@given(registers)
def test_every_way_of_grouping_gives_the_same_total(now: tuple[Takst, ...]) -> None:
    tables: tuple[Callable[[TakstBasis, Grouping], NumberTable], ...] = (takst_table, extras_table, occupancy_table)
    for table in (*tables, result_years_table, place_table):
        assert len({table(basis(now), by).total for by in (DRIFTSHERRER, PARAGRAPHS)}) == 1


@few
@given(registers)
def test_places_are_those_of_bilag_8(now: tuple[Takst, ...]) -> None:
    made = basis(now)
    bilag = place_tables(edition(), replace(document("b", "# B {#b}\n\nb\n", 8), takster=made.register))
    printed = {table.caption: (*table.rows, table.total) for table in bilag.tables}
    for head, by in (("driftsherre", DRIFTSHERRER), ("paragraf", PARAGRAPHS)):
        own = place_table(made, by)
        lines_of_it = printed[f"Pladser efter {head}"]
        theirs = [(_plain(name).removesuffix(" Kommune"), cells[0], cells[-1]) for name, cells in lines_of_it]
        assert [(_plain(name), cells[0], cells[2]) for name, cells in (*own.rows, own.total)] == theirs


def _plain(name: str) -> str:
    return name.replace("\u00a0", " ")
