"""The rules of takster, each broken once at the right cell and once not: one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.model.takstaftale import EarlierPeriod, Limit, Plan, PlRate
from rammeaftale.model.takster import Takstregister
from rammeaftale.takster.rules import RULES, each_finding, run_rules
from tests.facit import agrees, findings_text
from tests.takster.register_lines import any_register
from tests.takster.rules_lines import FIXTURES, Fields, Setup, Told, aftale, objective, says, told

STEVNS = objective("objektiv-stevns.yaml")
(TABLE,) = STEVNS
MENDED = replace(
    TABLE,
    budget=Decimal(2_792_136),
    shares=(*TABLE.shares[:2], replace(TABLE.shares[2], amount=Decimal(653_667))),
)
NO_PL = {year: PlRate(year, Decimal(0), "en kilde") for year in range(2019, 2023)}

AT = TextSpan("takstaftale.yaml", 7, 5)
PLAN = Plan(bilag="birkegaarden", driftsherre_code="615", tilbud="Birkegården", span=AT)
GOLDEN: Fields = {"accounts_budget": 8_000_000, "accounts_income": 8_418_000, "accounts_costs": 7_648_000}
SMALL: Fields = {"accounts_budget": 8_000_000, "accounts_income": 8_000_100, "accounts_costs": 8_000_000}


def earlier(reduction: str, deduction: str | None) -> dict[str, EarlierPeriod]:
    """What Horsens reduced in the former period and deducts now, in pct."""
    deducted = None if deduction is None else Decimal(deduction)
    amounts = {"reduction": Decimal(reduction), "deduction": deducted}
    return {"615": EarlierPeriod(driftsherre_code="615", source="KKR 2019", span=AT, **amounts)}  # type: ignore[arg-type]


def lines(*changes: Fields) -> Setup:
    """Only this year's lines."""
    return Setup(changes)


def tables(*found: object) -> Setup:
    """Only tables of objective financing."""
    return Setup(aftale={"objective": found})


@dataclass(frozen=True)
class Case:
    """A rule: what breaks it, what is said (severity, kind, row, cell), and the same mended."""

    rule: str
    broken: Setup
    found: tuple[str, str, str, str]
    mended: Setup


CASES = (
    Case(
        "T1",
        lines({"amount": "2020.02"}),
        ("fejl", "t1-takststop", "615-0001", "M2"),
        lines({"amount": "2020.01"}),
    ),
    Case(
        "T2",
        Setup(({"amount": 1980},), {2018: ({},)}, {"pl": NO_PL}, year=2022),
        ("advarsel", "t2-reduktion", "", "horsens.xlsx"),
        Setup(({"amount": 1960},), {2018: ({},)}, {"pl": NO_PL}, year=2022),
    ),
    Case(
        "T2",
        Setup(({},), {2020: ({},)}),
        ("oplysning", "t2-undervejs", "", "horsens.xlsx"),
        Setup(({},), {2020: ({"amount": 2100},)}),
    ),
    Case(
        "T3",
        Setup(aftale={"earlier": earlier("3.5", "1")}),
        ("advarsel", "t3-fradrag", "", "takstaftale.yaml:7:5"),
        Setup(aftale={"earlier": earlier("3.5", "0.5")}),
    ),
    Case(
        "T5",
        lines({"cost_basis": 8_000_000}),
        ("advarsel", "t5-grundlag", "615-0001", "M2"),
        lines({"cost_basis": "8584800"}),
    ),
    Case("T6", lines({"amount": 1799}), ("advarsel", "t6-aendring", "615-0001", "M2"), lines({"amount": 1800})),
    Case(
        "T7",
        lines({"direct_costs": 1_000_000, "indirect_costs": 60_001}),
        ("advarsel", "t7-overhead", "615-0001", "T2"),
        lines({"direct_costs": 1_000_000, "indirect_costs": 60_000}),
    ),
    Case("T9", lines({"occupancy": 94}), ("advarsel", "t9-belaegning", "615-0001", "L2"), lines({"occupancy": 95})),
    Case(
        "T9",
        lines({"occupancy": 89, "tilbudstype": "Aflastning"}),
        ("advarsel", "t9-belaegning", "615-0001", "L2"),
        lines({"occupancy": 90, "tilbudstype": "Aflastning"}),
    ),
    Case(
        "T10",
        lines({"occupancy_3": 95, "occupancy_2": 96}),
        ("oplysning", "t10-gennemsnit", "615-0001", "L2"),
        lines({"occupancy_3": 97, "occupancy_2": 98}),
    ),
    Case(
        "T12",
        lines(GOLDEN),
        ("advarsel", "t12-resultat", "615-0001", "Z2"),
        lines({**GOLDEN, "accounts_costs": 8_018_000}),
    ),
    Case(
        "T12",
        lines({**SMALL, "accounts_costs": 8_400_101}, {}),
        ("advarsel", "t12-resultat", "615-0001", "Z2"),
        lines({**SMALL, "accounts_costs": 8_400_100}, {}),
    ),
    Case(
        "T13",
        lines({"reserved": 1000, "reserved_year": 2015}),
        ("advarsel", "t13-hensat", "615-0001", "AG2"),
        lines({"reserved": 1000, "reserved_year": 2016}),
    ),
    Case(
        "T14",
        lines({**SMALL, "result_1": 100, "result_2": 50}),
        ("advarsel", "t14-skaevhed", "615-0001", "AD2"),
        lines({**SMALL, "result_1": 100, "result_2": -50}),
    ),
    Case("T15", tables(TABLE), ("fejl", "t15-fordeling", "", "objektiv-stevns.yaml:17:18"), tables(MENDED)),
    Case(
        "T15",
        tables(replace(MENDED, shares=(replace(MENDED.shares[0], share=Decimal("23.83")), *MENDED.shares[1:]))),
        ("fejl", "t15-andele", "", "objektiv-stevns.yaml:4:12"),
        tables(replace(MENDED, shares=(replace(MENDED.shares[0], share=Decimal("32.84")), *MENDED.shares[1:]))),
    ),
    Case(
        "T15",
        tables(replace(MENDED, budget=Decimal(2_792_140))),
        ("fejl", "t15-sum", "", "objektiv-stevns.yaml:4:12"),
        tables(replace(MENDED, budget=Decimal(2_792_137))),
    ),
    Case(
        "T16",
        tables(replace(MENDED, is_boernehus=True)),
        ("fejl", "t16-boernehus", "", "objektiv-stevns.yaml:4:12"),
        tables(replace(MENDED, is_boernehus=True, objective_share=Decimal(60), budget=Decimal(4_653_560))),
    ),
    Case(
        "T17",
        lines({"base_amount": 1500, "service_amount": 400}),
        ("advarsel", "t17-basis-ydelse", "615-0001", "M2"),
        lines({"base_amount": 1500, "service_amount": "500.01"}),
    ),
    Case(
        "T18",
        lines({"udligningsgruppe": "A"}, {"amount": 1900}),
        ("advarsel", "t18-udligningsgruppe", "615-0002", "J3"),
        lines({"udligningsgruppe": "A"}, {"amount": 1900, "udligningsgruppe": "A"}),
    ),
    Case(
        "T19",
        Setup(({"amount": 2500},), {2020: ({"unit": "time", "amount": "370.16"},)}),
        ("advarsel", "t19-enhed", "615-0001", "N2"),
        Setup(({"amount": 1900, "unit": "time"},), {2020: ({"unit": "time", "amount": "1950"},)}),
    ),
    Case(
        "T20",
        lines({"accounts_income": 1000, "accounts_costs": 900}),
        ("advarsel", "t20-halvt", "615-0001", "Y2"),
        lines({"accounts_income": 1000, "accounts_costs": 990, "accounts_budget": 1000}),
    ),
    Case("T20", lines({"reserved": 5}), ("advarsel", "t20-halvt", "615-0001", "AG2"), lines({"reserved": 0})),
    Case(
        "T20",
        lines({"reserved": 5, "reserved_year": 2021}),
        ("advarsel", "t20-halvt", "615-0001", "AG2"),
        lines({"reserved": 5, "reserved_year": 2020}),
    ),
    Case(
        "T20",
        lines({"base_amount": 2000}),
        ("advarsel", "t20-halvt", "615-0001", "Q2"),
        lines({"base_amount": 2000, "service_amount": 0}),
    ),
    Case(
        "T20",
        lines({"direct_costs": 5}),
        ("advarsel", "t20-halvt", "615-0001", "T2"),
        lines({"direct_costs": 5, "indirect_costs": 0}),
    ),
    Case(
        "T20",
        lines({**SMALL, "accounts_places": 0}),
        ("advarsel", "t20-halvt", "615-0001", "AC2"),
        lines({**SMALL, "accounts_places": 1}),
    ),
    Case(
        "T20",
        lines({"accounts_budget": 0, "accounts_income": 5, "accounts_costs": 5}),
        ("advarsel", "t20-halvt", "615-0001", "Y2"),
        lines({"accounts_budget": 0, "accounts_income": 0, "accounts_costs": 0}),
    ),
    Case("P1", lines({"driftsherre": "Herning"}), ("fejl", "p1-driftsherre", "615-0001", "C2"), lines({})),
    Case(
        "P1",
        lines({"driftsherre": "Thisted", "driftsherre_code": "787"}),
        ("fejl", "p1-driftsherre", "615-0001", "B2"),
        lines({"driftsherre": "Herning", "driftsherre_code": "657"}),
    ),
    Case(
        "P2",
        Setup(received=frozenset({"615", "1082"})),
        ("fejl", "p2-indberetning-mangler", "", "2021.csv"),
        Setup(),
    ),
    Case(
        "P3",
        lines({"paragraph": "§ 66, stk. 1, nr. 6"}),
        ("fejl", "p3-paragraf", "615-0001", "G2"),
        lines({"paragraph": "§ 107, stk. 2"}),
    ),
    Case(
        "P3",
        lines({"law": "BL", "paragraph": "§ 107"}),
        ("fejl", "p3-paragraf", "615-0001", "G2"),
        lines({"law": "SEL", "paragraph": "§ 107"}),
    ),
    Case("P3", lines({"law": "Serviceloven"}), ("fejl", "p3-paragraf", "615-0001", "F2"), lines({})),
    Case("P3", lines({"paragraph": "§ 107 og § 108"}), ("fejl", "p3-paragraf", "615-0001", "G2"), lines({})),
    Case(
        "P4",
        lines({"afdeling": "Nord"}, {"afdeling": "nord ", "tilbud": "BIRKEGÅRDEN"}),
        ("fejl", "p4-dobbelt", "615-0002", "D3"),
        lines({"afdeling": "Nord"}, {"afdeling": "Nord", "paragraph": "§ 104"}),
    ),
    Case(
        "P6",
        lines({"overview_places": 12}, {"overview_places": 14}),
        ("fejl", "p6-uenige", "615-0002", "X3"),
        lines({"overview_places": 10}, {"overview_places": 14}),
    ),
    Case(
        "P7",
        lines({"places": 60}, {"places": "40.5"}),
        ("fejl", "p7-udviklingsplan", "615-0001", "K2"),
        lines({"places": 60}, {"places": 40}),
    ),
    Case(
        "P7",
        Setup(({"places": 101},), aftale={"plans": (replace(PLAN, tilbud=""),)}, bilag=frozenset({PLAN.bilag})),
        ("advarsel", "p7-udviklingsplan", "615-0001", "K2"),
        Setup(({"places": 101},), aftale={"plans": (PLAN,)}, bilag=frozenset({PLAN.bilag})),
    ),
    Case(
        "P7",
        Setup(({"places": 101},), aftale={"plans": (PLAN,)}),
        ("fejl", "p7-bilag-ukendt", "", "takstaftale.yaml:7:5"),
        lines({"places": 101, "paragraph": "§ 104"}),
    ),
    Case(
        "P8",
        Setup(({"places": 100},), aftale={"plans": (PLAN,)}, bilag=frozenset({PLAN.bilag})),
        ("advarsel", "p8-udviklingsplan", "615-0001", "K2"),
        Setup(({"places": 101},), aftale={"plans": (PLAN,)}, bilag=frozenset({PLAN.bilag})),
    ),
    Case(
        "P8",
        Setup(aftale={"plans": (replace(PLAN, tilbud="Bøgegården"),)}, bilag=frozenset({PLAN.bilag})),
        ("advarsel", "p8-tilbud-ukendt", "", "takstaftale.yaml:7:5"),
        Setup(aftale={"plans": (replace(PLAN, tilbud=""),)}, bilag=frozenset({PLAN.bilag})),
    ),
    Case(
        "P9",
        Setup(({}, {"places": 10}), {2020: ({"amount": 2100}, {"amount": 2100})}),
        ("advarsel", "p9-pladser", "615-0002", "K3"),
        Setup(({"places": 14}, {"places": 10}), {2020: ({"amount": 2100}, {"amount": 2100})}),
    ),
    Case(
        "P10",
        lines({"buyers": 0}, {"buyers": 0}),
        ("advarsel", "p10-koebere", "615-0001", "W2"),
        lines({"buyers": 0}, {"buyers": 1}),
    ),
    Case(
        "P10",
        lines({"buyers": 0}),
        ("advarsel", "p10-koebere", "615-0001", "W2"),
        lines({"buyers": 0, "driftsherre": "Region Midtjylland", "driftsherre_code": "1082"}),
    ),
    Case(
        "P14",
        lines({"accounts_places": "13.2"}),
        ("advarsel", "p14-belaegning", "615-0001", "AC2"),
        lines({"accounts_places": 12}),
    ),
    Case(
        "P15",
        Setup(({"paragraph": "§ 104", "amount": 3000},), {2020: ({},)}),
        ("advarsel", "p15-flyttet", "615-0001", "A2"),
        Setup(({"paragraph": "§ 107, stk. 2", "amount": 1990},), {2020: ({"amount": 2100},)}),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.found[1]}")
def test_each_rule_speaks_at_the_right_cell_and_only_then(case: Case) -> None:
    expected: Told = (case.rule, *case.found)
    assert told(case.broken) == [expected]
    assert told(case.mended) == []


def test_every_message_says_what_it_should(accept: bool) -> None:
    """Of each rule broken once, and again where no limit is confirmed and no year has a PL-sats."""
    told = []
    for case in CASES:
        unsure = replace(case.broken, aftale={**case.broken.aftale, "limits": _unconfirmed(), "pl": {}})
        texts = [findings_text(each_finding(setup.basis())) for setup in (case.broken, unsure)]
        told += [f"== {case.rule}\n{texts[0]}", *(f"== {case.rule}, uden vished\n{text}" for text in texts[1:])]
    agrees(FIXTURES / "beskeder.txt", "\n".join(told), accept=accept)


def _unconfirmed() -> dict[str, Limit]:
    return {name: replace(limit, is_confirmed=False) for name, limit in aftale().limits.items()}


def test_who_is_not_of_the_region_is_told_where_its_kommuner_stand() -> None:
    """Another region's name may be like one of ours by chance."""
    (found,) = run_rules(lines({"driftsherre": "Horsenz", "driftsherre_code": "999"}).basis())
    assert found.hints == ("mente du »Horsens«?",)
    assert found.own_hints == ("kommunerne står i content/faelles/kommuner.yaml",)


def test_every_rule_of_the_tuple_is_in_the_table() -> None:
    named = {rule.__doc__.split(":")[0] for rule in RULES if rule.__doc__}
    assert named == {case.rule for case in CASES}
    assert len(RULES) == len(named)


@pytest.mark.parametrize(
    ("setup", "message"),
    [
        (
            lines({"amount": "2121"}),
            "taksten for »Birkegården, Hus 1« stiger 5,0 pct. ud over pris- og lønfremskrivningen, fra 2.000,00 kr. til"
            " 2.121,00 kr. Aftalen siger, at taksterne ikke kan stige i 2019-2022",
        ),
        (
            Setup(({"amount": 2100},), aftale={"pl": {}}),
            "taksten for »Birkegården, Hus 1« stiger 5,0 pct. fra året før, målt i løbende priser, fra 2.000,00 kr. til"
            " 2.100,00 kr. Aftalen siger, at taksterne ikke kan stige i 2019-2022",
        ),
        (
            Setup(({"amount": 1980},), {2018: ({},)}, {"pl": NO_PL}, year=2022),
            "Horsens har samlet reduceret taksterne 1,0 pct. fra 2018 til 2022. Kravet er mindst 2 pct. i 2019-2022",
        ),
        (
            lines({"cost_basis": 8_000_000}),
            "taksten for »Birkegården, Hus 1« er 2.000,00 kr., men takstgrundlag / (pladser × 365 × belægning) giver"
            " 1.863,76 kr. Forskellen er 7,3 pct.",
        ),
        (
            lines(GOLDEN),
            "»Birkegården« har et overskud på 9,6 pct. i 2019. Den del, der ligger ud over ± 5 pct. (370.000 kr.), skal"
            " udlignes eller indregnes senest i 2021",
        ),
        (
            tables(TABLE),
            "beløbet for Stevns (670.772,00 kr.) passer ikke med antallet (4.280): 156,72 kr. pr. person, de andre har"
            " 152,73 kr.",
        ),
        (
            lines({"reserved": 1000, "reserved_year": 2015}),
            "Horsens har hensat 1.000 kr. i overskud fra 2015 ved »Birkegården, Hus 1«, som skulle være brugt senest i"
            " 2020",
        ),
        (lines({"accounts_places": "13.2"}), "»Birkegården, Hus 1«: 13,2 belagte pladser ud af 12"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_the_messages_hold_the_figures(setup: Setup, message: str) -> None:
    assert says(setup) == message


@pytest.mark.parametrize(
    ("costs", "before", "earlier", "found"),
    [
        (8_000_000, 100, 50, True),
        (8_000_100, 100, 50, False),
        (8_000_000, 0, 50, False),
        (8_000_000, 100, 0, False),
        (8_000_200, -100, -50, True),
        (8_000_200, 0, -50, False),
        (8_000_200, -100, 0, False),
        (8_000_200, -100, 50, False),
    ],
)
def test_t14_asks_for_three_years_of_one_kind(costs: int, before: int, earlier: int, found: bool) -> None:
    setup = lines({**SMALL, "accounts_costs": costs, "result_1": before, "result_2": earlier})
    word = "underskud" if before < 0 else "overskud"
    assert [one.message.partition(" tre år")[0] for one in run_rules(setup.basis())] == (
        [f"»Birkegården« har haft {word}"] if found else []
    )


def test_t2_says_when_takster_have_been_raised() -> None:
    setup = Setup(({"amount": 2020, "previous": 2020},), {2018: ({},)}, {"pl": NO_PL}, year=2022)
    assert says(setup).startswith("Horsens har samlet hævet taksterne 1,0 pct. fra 2018 til 2022.")


def test_t2_measures_from_the_year_before_the_period_and_no_earlier() -> None:
    before: dict[int, tuple[Fields, ...]] = {2020: ({"amount": 1980},), 2018: ({},), 2017: ({"amount": 3000},)}
    setup = Setup(({"amount": 1980, "previous": 1980},), before, {"pl": NO_PL}, year=2022)
    assert says(setup).startswith("Horsens har samlet reduceret taksterne 1,0 pct. fra 2018 til 2022.")


def test_fixed_prices_need_every_year_and_say_their_source() -> None:
    rates = {year: PlRate(year, Decimal(rate), "en kilde") for year, rate in ((2020, "0.5"), (2021, "0.6"))}
    setup = Setup(({"amount": 2000},), {2019: ({},)}, {"pl": rates})
    (found,) = run_rules(setup.basis())
    assert "reduceret taksterne 1,1 pct. fra 2019 til 2021" in found.message
    assert found.hints[0] == (
        "der er målt i faste priser med PL-satserne 2020: 0,5 pct. (en kilde) og 2021: 0,6 pct. (en kilde)"
    )
    (found,) = run_rules(replace(setup, aftale={"pl": {2021: rates[2021]}}).basis())
    assert found.hints[0] == "der er målt i løbende priser"
    assert found.own_hints[0].startswith("skriv PL-satserne under »pl_satser« i ")


@pytest.mark.parametrize(("amount", "words"), [("2018", "steget 0,9 pct."), ("1982", "faldet 0,9 pct."), ("2010", "")])
def test_t6_says_which_way_a_takst_moved_however_small_the_limit_is(amount: str, words: str) -> None:
    limits = {**aftale().limits, "usaedvanlig_aendring": replace(aftale().limits["overhead"], value=Decimal("0.5"))}
    found = told(Setup(({"amount": amount},), aftale={"limits": limits}))
    assert [one for one in found if one[0] == "T6"] == (
        [("T6", "advarsel", "t6-aendring", "615-0001", "M2")] if words else []
    )
    if words:
        assert words in says(Setup(({"amount": amount},), aftale={"limits": limits}))


def test_without_pl_a_rise_is_a_warning_that_says_so() -> None:
    setup = Setup(({"amount": 2001},), aftale={"pl": {}})
    assert told(setup) == [("T1", "advarsel", "t1-takststop", "615-0001", "M2")]


def test_a_threshold_that_is_not_confirmed_stops_nothing_and_names_its_source() -> None:
    limits = dict(aftale().limits)
    limits["udviklingsplan_pladser"] = replace(limits["udviklingsplan_pladser"], is_confirmed=False)
    setup = Setup(({"places": 101},), aftale={"limits": limits})
    assert told(setup) == [("P7", "advarsel", "p7-udviklingsplan", "615-0001", "K2")]


def test_last_years_register_goes_before_what_the_line_says_and_units_are_never_compared() -> None:
    dear: Fields = {"amount": 2100}
    assert told(Setup(({"previous": 1000},), {2020: (dear,)})) == []
    other_unit = Setup(({"previous": 1000},), {2020: ({**dear, "unit": "dag"},)})
    assert told(other_unit) == [("T19", "advarsel", "t19-enhed", "615-0001", "N2")]


def test_a_threshold_that_the_period_does_not_have_is_not_used() -> None:
    limits: dict[str, Limit] = {}
    for case in CASES:
        if case.rule in {"T1", "T2", "T3", "T5", "T6", "T7", "T9", "T10", "T12", "T13", "T16", "P8"}:
            assert told(replace(case.broken, aftale={**case.broken.aftale, "limits": limits})) == []


def test_a_deduction_lowers_the_requirement_of_the_period() -> None:
    def judged(deduction: str | None) -> list[str]:
        aftale = {"pl": NO_PL, "earlier": earlier("4", deduction)}
        return [one[2] for one in told(Setup(({"amount": 1980},), {2018: ({},)}, aftale, year=2022))]

    assert judged(None) == judged("1") == []
    assert judged("0.5") == ["t2-reduktion"]


def test_a_reduction_weighs_places_and_counts_only_lines_that_stand_in_all_years() -> None:
    def judged(big: Fields, small: Fields) -> list[str]:
        setup = Setup((big, small, {"amount": 2500}), {2018: ({}, {})}, {"pl": NO_PL}, year=2022)
        return [one[0] for one in told(setup) if one[0] == "T2"]

    assert judged({"places": 30, "amount": 1940}, {"places": 10}) == []
    assert judged({"places": 30}, {"places": 10, "amount": 1940}) == ["T2"]


def test_a_reduction_of_several_units_is_weighed_by_their_places() -> None:
    day: Fields = {"unit": "dag", "amount": 100, "previous": 100}
    before: tuple[Fields, ...] = ({}, day)
    setup = Setup(({"amount": 1940, "places": 10}, {**day, "places": 10}), {2018: before}, {"pl": NO_PL}, year=2022)
    assert "reduceret taksterne 1,5 pct." in says(setup)


@settings(max_examples=40)
@given(any_register(), any_register())
def test_no_register_that_can_be_read_makes_a_rule_fall(now: Takstregister, before: Takstregister) -> None:
    basis = replace(Setup().basis(), register=now, earlier=(replace(before, year=now.year - 1),))
    for found in each_finding(basis):
        assert found.kind.startswith(f"{found.rule.lower()}-")
        assert found.message
        assert found.span is not None
