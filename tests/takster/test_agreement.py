"""What a rule and the ledelsesinformation both reckon is the same number, whatever a register holds."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rammeaftale.base.calculate import total
from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.model.takstaftale import Limit
from rammeaftale.model.takster import Takst, TakstBasis
from rammeaftale.read.tables.danish_values import parse_number
from rammeaftale.render.accounts_sentences import key_figures, result_sentences, takst_sentences
from rammeaftale.render.accounts_tables import DRIFTSHERRER, PARAGRAPHS, result_table, result_years_table, takst_table
from rammeaftale.takster.accounts import beyond_limit, settled, takst_change
from rammeaftale.takster.rules import each_finding
from rammeaftale.takster.year_before import with_previous
from tests.takster.charts_data import SPAN, basis, line

NAMES = ("Birkegården", "BIRKEGÅRDEN", "Birkegaarden ", "Engen")
BUDGET = Decimal(1_000_000)

# Results that lie a few øre, or half a krone, on either side of 5 pct. of the budget, and of nothing.
_parts_of_a_krone = st.integers(-150, 150).map(lambda hundredths: Decimal(hundredths) / 100)
_results = st.builds(
    lambda near, part: near + part, st.sampled_from((Decimal(0), Decimal(50_000), Decimal(-50_000))), _parts_of_a_krone
)
_budgets = st.one_of(st.just(BUDGET), st.just(Decimal(0)), _parts_of_a_krone.map(lambda part: BUDGET + part))


def _line(code: str, tilbud: str, paragraph: str, budget: Decimal, result: Decimal, missing: str) -> Takst:
    fields = {"accounts_budget": budget, "accounts_income": budget + result, "accounts_costs": budget}
    given = {field: None if field == missing else str(value) for field, value in fields.items()}
    return replace(line(code, tilbud, **given), paragraph=paragraph)


_lines = st.builds(
    _line,
    st.sampled_from(("615", "657")),
    st.sampled_from(NAMES),
    st.sampled_from(("§ 104", "§ 107")),
    _budgets,
    _results,
    st.sampled_from(("", "", "", "", "accounts_budget", "accounts_income", "accounts_costs")),
)
registers = st.lists(_lines, min_size=1, max_size=8).map(tuple)
few = settings(max_examples=40)
TWO_SPELLINGS = (
    _line("615", "Birkegården", "§ 107", BUDGET, Decimal("50000.40"), ""),
    _line("615", "BIRKEGÅRDEN", "§ 107", BUDGET, Decimal("49999.60"), ""),
)
"""Together at the limit to the øre; apart, or rounded line by line, beyond it."""


def _found(rule: str, made: TakstBasis) -> list[Diagnostic]:
    return [finding for finding in each_finding(made) if finding.rule == rule]


def _beyond(made: TakstBasis) -> list[int]:
    """How many tilbud lie beyond the limit: what the sentences and the key figures say."""
    said = "\n".join((*result_sentences(made), *(figure.beside for figure in key_figures(made)))).replace("\u00a0", " ")
    counts = re.findall(r"(\d+|[Ii]ntet) tilbud (?:ligger resultatet|har et resultat|uden for grænsen)", said)
    return [0 if count.lower() == "intet" else int(count) for count in counts]


@few
@given(registers)
@example(TWO_SPELLINGS)
def test_t12_and_the_ledelsesinformation_find_as_many_tilbud_beyond_the_limit(takster: tuple[Takst, ...]) -> None:
    made = basis(takster)
    assert set(_beyond(made)) <= {len(_found("T12", made))}


def test_two_spellings_of_one_tilbud_are_within_the_limit_to_both() -> None:
    assert _beyond(basis(TWO_SPELLINGS)) == [0, 0]
    assert _found("T12", basis(TWO_SPELLINGS)) == []
    more = (replace(TWO_SPELLINGS[0], accounts_income=BUDGET + Decimal("50001.39")), TWO_SPELLINGS[1])
    assert _beyond(basis(more)) == [0, 0]
    assert _found("T12", basis(more)) == [], "accounts are in kroner"
    beyond = (replace(TWO_SPELLINGS[0], accounts_income=BUDGET + Decimal("50001.40")), TWO_SPELLINGS[1])
    assert _beyond(basis(beyond)) == [1, 1]
    (finding,) = _found("T12", basis(beyond))
    assert "»Birkegården« har et overskud på 5,0001 pct. i 2019. Den del, der ligger ud over ± 5 pct. (1 kr.)" in (
        finding.message
    )


def test_a_tilbud_without_a_budget_is_beyond_the_limit_to_both() -> None:
    made = basis((_line("615", "Engen", "§ 107", Decimal(0), Decimal(-100), ""),))
    (finding,) = _found("T12", made)
    assert (
        "har et underskud uden at have et budget i 2019. Den del, der ligger ud over ± 5 pct. (100 kr.)"
        in finding.message
    )
    assert _beyond(made) == [1, 1]


@few
@given(registers)
def test_the_amounts_of_t12_sum_to_what_the_table_has_beyond_the_limit(takster: tuple[Takst, ...]) -> None:
    made = basis(takster)
    told = [re.search(r"(over|under)skud .*\(([\d.]+) kr\.\)", finding.message) for finding in _found("T12", made)]
    amounts = [parse_number(match[2]) * (1 if match[1] == "over" else -1) for match in told if match]
    exact = settled(beyond_limit(takster, Decimal(5)))
    assert len(amounts) == len(told)
    assert abs(total(amounts) - exact) <= len(told)
    printed = result_table(made, DRIFTSHERRER).total[1][-1].replace("−", "-")
    assert abs((Decimal(0) if printed == "–" else parse_number(printed)) - exact) <= 2  # three roundings


@few
@given(registers)
def test_amounts_of_øre_sum_as_they_are_printed(takster: tuple[Takst, ...]) -> None:
    tables = (result_table(basis(takster), DRIFTSHERRER), result_years_table(basis(takster), PARAGRAPHS))
    for table in (*tables, takst_table(basis(takster), DRIFTSHERRER)):
        for column in (index for index, head in enumerate(table.heads) if head.endswith("kr.") and "pr." not in head):
            cells = [figures[column] for _, figures in table.rows if figures[column] != "–"]
            whole = table.total[1][column]
            assert whole == "–" or sum(parse_number(cell.replace("−", "-")) for cell in cells) == parse_number(
                whole.replace("−", "-")
            )


_prices = st.integers(1, 9).map(lambda hundreds: Decimal(hundreds * 100))
_years = st.lists(
    st.tuples(_prices, st.none() | _prices, st.none() | _prices, st.sampled_from(("døgn", "dag"))),
    min_size=1,
    max_size=6,
)


@few
@given(_years)
def test_as_many_takster_have_moved_to_a_rule_as_to_the_ledelsesinformation(
    years: list[tuple[Decimal, Decimal | None, Decimal | None, str]],
) -> None:
    """T6 with a limit of nothing tells of each takst that is another; last year's register may say another takst."""
    template = line("615")
    now = [
        replace(template, id=f"615-{number}", amount=amount, previous=said)
        for number, (amount, said, _, _) in enumerate(years)
    ]
    before = [
        replace(template, id=f"615-{number}", amount=known, unit=unit)
        for number, (_, _, known, unit) in enumerate(years)
        if known is not None
    ]
    made = basis(tuple(now), tuple(before))
    limits = {"usaedvanlig_aendring": Limit(Decimal(0), "en kilde", True, SPAN)}
    made = replace(
        made, register=with_previous(made.register, made.earlier), aftale=replace(made.aftale, limits=limits)
    )
    said = " ".join(takst_sentences(made))
    counted = re.search(r"(\d+|Ingen) af dem er steget,? (?:og )?(\d+|ingen) er faldet", said)
    moved = sum(int(count) if count.isdigit() else 0 for count in counted.groups()) if counted else 0
    if "omfatter 1 takst." in said:  # then the average is that takst
        moved = int("i gennemsnit uændrede" not in said)
    assert moved == len(_found("T6", made))


@few
@given(
    st.lists(st.tuples(_prices, _prices, st.sampled_from(("døgn", "dag")), st.integers(1, 30)), min_size=1, max_size=6)
)
def test_t2_and_the_ledelsesinformation_measure_one_reduction(years: list[tuple[Decimal, Decimal, str, int]]) -> None:
    """Between the same two years in the same prices."""
    template = line("615")
    lines = [
        replace(template, id=f"615-{number}", amount=amount, previous=then, unit=unit, places=Decimal(places))
        for number, (amount, then, unit, places) in enumerate(years)
    ]
    before = tuple(replace(takst, amount=takst.previous or Decimal(0)) for takst in lines)
    made = basis(tuple(lines), before)
    limits = {"mindste_reduktion": Limit(Decimal(100), "en kilde", True, SPAN)}
    made = replace(made, aftale=replace(made.aftale, limits=limits, pl={}))
    (finding,) = _found("T2", made)
    told = re.search(r"(reduceret|hævet) taksterne ([\d.,]+) pct", finding.message)
    assert told is not None
    reduction = parse_number(told[2]) * (1 if told[1] == "reduceret" else -1)
    risen = takst_change(made.register.takster)
    assert risen is not None
    assert abs(reduction + risen) <= Decimal("0.05")
