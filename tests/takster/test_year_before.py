"""What a takst is compared with: the same takst in the same unit, and nothing else; what is not compared is listed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.compare.records import takst_words
from rammeaftale.takster.accounts import takst_change
from rammeaftale.takster.intake.register import assemble
from rammeaftale.takster.rules import run_rules
from rammeaftale.takster.year_before import disagreements, incomparable, year_before
from tests.printing import lists_of, takst
from tests.takster.intake_help import ABOUT, HEADINGS, line, received, register, xlsx
from tests.takster.rules_lines import Fields, Setup, told

HOURLY: Fields = {"unit": "time", "amount": "370.16"}


def test_a_takst_in_another_unit_is_compared_with_nothing() -> None:
    setup = Setup(({"amount": 2500, "previous": 1383}, {"amount": 1960}), {2020: (HOURLY, {})})
    basis = setup.basis()
    assert [one.previous for one in basis.register.takster] == [None, Decimal(2000)]
    assert takst_change(basis.register.takster) == Decimal(-2)
    assert [one[:3] for one in told(setup) if one[0] not in {"T2", "T18"}] == [("T19", "advarsel", "t19-enhed")]
    (finding,) = [one for one in run_rules(basis) if one.rule == "T19"]
    assert "2.500,00 kr. pr. døgn, men 370,16 kr. pr. time i 2020" in finding.message
    assert tuple(disagreements(basis.register, basis.earlier)) == ()


MOVED = [
    ({"paragraph": "§ 108"}, {}, ("SEL § 107",)),
    ({"paragraph": "§ 107, stk. 2"}, {}, ()),
    ({"paragraph": "§ 84", "law": "BL"}, {"paragraph": "§ 36"}, ()),
    ({"tilbud": "Engen"}, {}, ("tilbuddet »Birkegården«",)),
    ({"tilbudstype": "Dagtilbud"}, {}, ("tilbudstypen »Døgntilbud«",)),
    ({"tilbud": "BIRKEGAARDEN", "tilbudstype": "døgntilbud"}, {}, ()),
]


@pytest.mark.parametrize(("now", "then", "was"), MOVED)
def test_a_line_that_has_moved_is_compared_with_nothing(now: Fields, then: Fields, was: tuple[str, ...]) -> None:
    """The second line keeps the old tilbud and type, so that the first has not only been renamed."""
    basis = Setup(({**now, "amount": 1900}, {"amount": 1900}), {2020: (then, {})}).basis()
    first = basis.register.takster[0]
    assert year_before(basis.register, basis.earlier).moved(first) == was
    assert (first.previous, first.is_other) == ((None, True) if was else (Decimal(2000), False))
    assert [told_of for *_, told_of in incomparable(basis)] == ([was] if was else [])
    assert ("P15" in {one.rule for one in run_rules(basis)}) == bool(was)


def test_a_new_name_on_all_lines_is_no_move() -> None:
    new: Fields = {"tilbud": "Engen", "tilbudstype": "Botilbud", "amount": 1900}
    assert tuple(incomparable(Setup((new, new), {2020: ({}, {})}).basis())) == ()


def test_every_line_that_is_not_compared_is_told() -> None:
    """Where other findings of one kind are one, for nothing else lists these."""
    many: tuple[Fields, ...] = tuple({"amount": 1900} for _ in range(9))
    findings = run_rules(Setup(many, {2020: tuple(HOURLY for _ in range(9))}).basis())
    assert [one.in_register.row for one in findings if one.rule == "T19"] == [f"615-{n:04}" for n in range(1, 10)]


def test_a_new_id_in_another_unit_is_told_too() -> None:
    """Without the old id there is nothing to compare, and the takststop is passed by."""
    sent = received(xlsx(A=[HEADINGS, line(previous=None)]), "615.xlsx").value
    assert sent is not None
    first = assemble([sent], (), ABOUT).value
    assert first is not None
    (before,) = first.takster
    checked = assemble([sent], (register(replace(before, unit="time", amount=Decimal(300))),), ABOUT)
    (finding,) = checked.diagnostics
    assert (finding.severity, finding.kind) == (Severity.WARNING, "raekke-maaske-samme")
    assert "som sidste år var pr. time" in finding.message
    assert finding.hints == ("skriv Række-id 615-0001, hvis det er den samme",)


def test_the_sender_is_told_which_of_two_amounts_is_used() -> None:
    now = Setup(({"previous": 1990},), {2020: ({},)})
    registers = now.basis().earlier
    (sent,) = now.basis().register.takster
    told_so = replace(now.basis().register, takster=(replace(sent, previous=Decimal(1990)),))
    (finding,) = disagreements(told_so, registers)
    assert finding.message == "taksten året før er 1.990,00 kr. i filen, men 2.000,00 kr. i taksterne for 2020"
    assert finding.hints[0] == "2.000,00 kr. er brugt i reglerne, i bilag 7 og i ledelsesinformationen"


@pytest.mark.parametrize(("is_other", "printed"), [(True, "–"), (False, "ny")])
def test_the_price_list_calls_only_new_takster_new(is_other: bool, printed: str) -> None:
    """»ny« would say that a takst in a new unit was not there the year before; and the digest tells the two apart."""
    lines = [replace(takst("A", "1", previous=None), is_other=other) for other in (is_other, not is_other)]
    (row,) = lists_of(lines[0]).xpath("//table[@class='takstliste']//tr[th[@scope='row']]")[:1]
    assert "".join(row.xpath("td[last()]//text()")).strip() == printed
    words = [takst_words(one, frozenset({"previous", "places"})) for one in lines]
    assert words[0] != words[1]
    assert takst_words(lines[0], frozenset({"places"})) == takst_words(lines[1], frozenset({"places"}))
