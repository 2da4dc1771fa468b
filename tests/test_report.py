"""How findings are shown: with the line for people, escaped for GitHub, as objects for programs."""

import json

from rammeaftale.base.diagnostics import (
    CellSpan,
    Diagnostic,
    FileSpan,
    RegisterPosition,
    Severity,
    TextSpan,
    error,
    in_order,
    warning,
)
from rammeaftale.base.report import as_github, as_json, as_text, summary

SPAN = TextSpan("content/2031-32/fakta.yaml", 2, 9, 6)
FINDING = error("tal-forkert", "»1.2.3« er ikke et tal", SPAN, "skriv 1,23")


def _lines(path: str) -> list[str]:
    return ["pladser:", "  antal: 1.2.3 "] if path == SPAN.path else []


def test_text_shows_the_line_and_underlines_the_spot() -> None:
    assert as_text(FINDING, _lines).splitlines() == [
        "fejl[tal-forkert]: »1.2.3« er ikke et tal",
        "  --> content/2031-32/fakta.yaml:2:9",
        "   |",
        " 2 |   antal: 1.2.3 ",
        "   |         ^^^^^^",
        "   = skriv 1,23",
    ]


def test_text_without_a_line_names_the_cell_and_other_places() -> None:
    cell = CellSpan("bilag/x/takstfil.xlsx", "Takster", "C14")
    finding = Diagnostic(Severity.WARNING, "k", "besked", cell, (), ((FileSpan("a.md"), "det første sted"),))
    assert as_text(finding, _lines).splitlines() == [
        "advarsel[k]: besked",
        "  --> bilag/x/takstfil.xlsx, ark »Takster«, celle C14",
        "   = det første sted: a.md",
    ]


def test_a_long_line_is_cut_around_the_spot() -> None:
    shown = as_text(error("k", "b", TextSpan("x", 1, 500, 3)), lambda _: ["a" * 499 + "bcd" + "e" * 500]).splitlines()
    assert shown[3][shown[4].index("^") :].startswith("bcd")
    assert len(shown[3]) < 130


def test_a_span_beyond_the_file_shows_no_line() -> None:
    assert as_text(error("k", "b", TextSpan("x", 9, 9)), lambda _: ["a"]) == "fejl[k]: b\n  --> x:9:9"


def test_github_escapes_what_content_says() -> None:
    finding = error("k", "100% \n::error::falsk", TextSpan("a,b:c.md", 1, 2, 3), "råd")
    assert as_github(finding) == (
        "::error title=k,file=a%2Cb%3Ac.md,line=1,col=2,endColumn=5::100%25 %0A::error::falsk%0Aråd"
    )
    assert as_github(warning("k", "b", FileSpan("x"))).startswith("::warning title=k,file=x::")


def test_nothing_that_a_file_is_called_or_holds_reaches_a_terminal_as_a_command() -> None:
    name = "content/a\x1b[31m\u202eb\udcff\x9b\n.md"
    finding = error("k", f"»{name}«", FileSpan(name), f"se {name}")
    shown = name.replace("\x1b", "·").replace("\u202e", "·").replace("\udcff", "·").replace("\x9b", "·")
    assert as_text(finding, _lines).splitlines() == [
        one.replace("\n.", "·.") for one in (f"fejl[k]: »{shown}«", f"  --> {shown}", f"   = se {shown}")
    ]
    assert all(letter not in as_github(finding) for letter in "\x1b\u202e\udcff\x9b")
    assert "»·Række·id«" in as_text(error("k", "»\ufeffRække\u200bid«", None), _lines)
    written = as_json([finding]).encode()  # half a letter as it is could not be written
    assert json.loads(written)[0]["sted"] == {"fil": name}


def test_json_is_complete() -> None:
    (read,) = json.loads(as_json([FINDING]))
    assert read["alvor"] == "fejl"
    assert read["sted"] == {"fil": SPAN.path, "linje": 2, "kolonne": 9, "længde": 6}
    assert read["råd"] == ["skriv 1,23"]
    assert (read["regel"], read["takst"]) == (None, None)


def test_json_says_which_rule_which_driftsherre_which_line_which_column() -> None:
    finding = Diagnostic(
        Severity.WARNING, "t6-aendring", "b", None, in_register=RegisterPosition("615", "615-2", "amount")
    )
    whole = Diagnostic(Severity.ERROR, "p2-indberetning-mangler", "b", None, in_register=RegisterPosition("615"))
    assert [(one["regel"], one["takst"]) for one in json.loads(as_json([finding, whole]))] == [
        ("T6", {"driftsherre": "615", "række": "615-2", "kolonne": "Takst, kr."}),
        ("P2", {"driftsherre": "615", "række": None, "kolonne": None}),
    ]


def test_summary() -> None:
    gap = Diagnostic(Severity.GAP, "udestaar", "x")
    assert summary([]) == "ingen fejl"
    assert summary([FINDING, warning("k", "b", None), gap]) == "1 fejl, 1 advarsel og 1 udestående"
    assert summary([warning("k", "b", None)] * 2) == "ingen fejl og 2 advarsler"


def test_order_is_by_place_and_without_doubles() -> None:
    later = error("a", "x", TextSpan("b.md", 1))
    earlier = error("z", "x", TextSpan("a.md", 10))
    assert in_order([later, earlier, later, error("k", "uden sted", None)])[:-1] == (earlier, later)


def test_cells_are_in_order_as_they_are_read_row_by_row() -> None:
    in_sheets = [("", "Z9"), ("A", "C2"), ("A", "Z2"), ("A", "AA2"), ("A", "B3"), ("A", "C10"), ("B", "A1")]
    cells = [error("k", "x", CellSpan("a.xlsx", sheet, cell)) for sheet, cell in in_sheets]
    whole, other = error("k", "x", FileSpan("a.xlsx")), error("k", "x", CellSpan("b.xlsx", "A", "A1"))
    assert in_order([other, *reversed(cells), whole]) == (whole, *cells, other)
