"""One fault in a file is one finding: what follows from it alone is not told, and no number says otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.shell.takst_pipeline import answers
from rammeaftale.takster.intake.shown import understood
from rammeaftale.takster.rules import each_finding
from rammeaftale.takster.rules.incomplete import of_whole_sums
from rammeaftale.takster.workbooks.changes import register_summary
from tests.takster.intake_help import HEADINGS, csv, line, received, takster, told
from tests.takster.rules_lines import Setup
from tests.takster.test_reception import pile

DANISH = [line(afdeling=f"Hus {number}", amount="1234,5") for number in range(1, 4)]
TEXT = csv(HEADINGS, *DANISH).decode("cp1252")


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("Hus 2;", "Hus; 2;", 14),
        ("Horsens;Birkegården;Hus 2", "HorsensBirkegården;Hus 2", 12),
        ("Hus 2;SEL", "Hus 2;;SEL", 14),
        ("Hus 2;SEL;§ 107;Døgntilbud", "Hus 2;SEL;§ 107Døgntilbud", 12),
    ],
)  # fmt: skip
def test_a_separator_too_many_or_too_few_is_one_finding(old: str, new: str, fields: int) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    checked = received(changed.encode("cp1252"), "615.csv")
    assert told(checked.diagnostics) == [("fejl", "csv-antal-felter", "A3")]
    (finding,) = checked.diagnostics
    assert finding.message == f"rækken har {fields} felter, men der er 13 overskrifter"
    assert ("for meget" in finding.hints[0]) == (fields > 13)
    assert [takst.afdeling for takst in takster(checked)] == ["Hus 1", "Hus 3"]
    assert checked.value is not None
    assert [row.takst is None for row in checked.value.lines] == [False, True, False]


def test_fields_more_or_fewer_at_the_end_of_a_row_are_no_fault() -> None:
    rows = TEXT.split("\r\n")
    text = "\r\n".join((rows[0], f"{rows[1]};;", rows[2].removesuffix(";1200"), rows[3]))
    assert received(text.encode("cp1252"), "615.csv").diagnostics == ()


@pytest.mark.parametrize("code", ["0615", "061", "0000"])
def test_a_code_with_a_zero_in_front_is_none(code: str) -> None:
    assert any(
        finding.severity is Severity.ERROR
        for finding in received(csv(HEADINGS, line(driftsherre_code=code, amount="1234,5")), "615.csv").diagnostics
    )


def test_a_row_id_is_no_paragraph() -> None:
    checked = received(csv(HEADINGS, line(paragraph="615-0001", amount="1234,5")), "615.csv")
    assert told(checked.diagnostics) == [("fejl", "takst-paragraf", "F2")]


def test_characters_that_nobody_sees_make_no_other_name() -> None:
    odd = line(tilbud="Birke\u202egår\u2060den\u0085", amount="1234,5")
    (takst,) = takster(received(_utf8(odd), "615.csv"))
    assert takst.tilbud == "Birkegården"


def _utf8(*rows: tuple[object, ...]) -> bytes:
    return "\r\n".join(";".join(map(str, row)) for row in (HEADINGS, *rows)).encode("utf-8")


def test_the_mail_counts_as_the_secretariat_sees_it() -> None:
    for file in pile()[0].received:
        shown = understood(file)
        mails = (text.decode() for name, text in answers(pile()[0]) if name.endswith(".txt"))
        mail = next(text for text in mails if f"Tak for filen {file.path.rpartition('/')[2]}." in text)
        assert f"{file.usable} takst" in shown
        assert f"Vi har læst {file.usable} takst" in mail
        if file.faulty:
            assert f"{file.faulty} række" in shown and f"{file.faulty} række" in mail


def test_no_answer_asks_a_sender_to_edit_what_is_not_theirs() -> None:
    for name, data in answers(pile()[0]):
        if name.endswith(".txt"):
            said = data.decode()
            assert not [word for word in (".yaml", "content/", "build.py", "--skjulte", "»pl_satser«") if word in said]


def test_a_tilbud_with_a_faulty_line_is_not_told_to_have_changed() -> None:
    setup = Setup(({}, {"buyers": 0}), {2020: ({}, {}, {})})
    basis = setup.basis()
    file = received(csv(HEADINGS, line(afdeling="Hus 3", places="mange", amount="1234,5")), "615.csv").value
    assert file is not None
    judged = each_finding(basis)
    assert "P9" in {finding.rule for finding in judged}
    left = tuple(of_whole_sums(judged, basis.register, [file]))
    assert not {"P9", "T2"} & {finding.rule for finding in left}
    nameless = replace(file, lines=tuple(replace(row, raw={}) for row in file.lines))
    assert "P9" not in {finding.rule for finding in of_whole_sums(judged, basis.register, [nameless])}
    other = replace(file, lines=tuple(replace(row, raw={"tilbud": "Andet"}) for row in file.lines))
    assert "P9" in {finding.rule for finding in of_whole_sums(judged, basis.register, [other])}


def test_since_last_time_counts_every_column() -> None:
    before = Setup(({},)).basis().register
    changed = replace(before, takster=(replace(before.takster[0], result_1=Decimal(5), note="ny"),))
    said = register_summary(changed, before)
    assert "Siden sidst: 1 ændret." in said
    assert "»Resultat ét år før regnskabsåret, kr.« fra ingen til 5 kr.; »Bemærkning« fra ingen til »ny«" in said
    assert "ingen ændringer" in register_summary(before, before)
