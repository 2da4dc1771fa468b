"""The reader of case files refuses what it does not understand, so that no case is green by mistake."""

from __future__ import annotations

import pytest

from tests.case_files import basis, matches, read_case

UDGAVE = "content/2031-32/udgave.yaml"


def test_a_case_adds_replaces_mends_and_deletes() -> None:
    case = read_case(
        "Titel\n=== ny.md [bom] [linjeskift=crlf]\na«U+00A0»b\n"
        f"=== ret {UDGAVE}\n- status: udkast\n+ status: endelig\n+ x: y\n"
        "=== slet content/2031-32/styring.md\n=== forventet\nfejl x-y a.md:1\n"
    )
    assert case.files["ny.md"] == b"\xef\xbb\xbfa\xc2\xa0b\r\n"
    assert b"\nstatus: endelig\nx: y\n" in case.files[UDGAVE]
    assert set(basis()) - set(case.files) == {"content/2031-32/styring.md"}
    assert case.expected == ("fejl x-y a.md:1",)


@pytest.mark.parametrize(
    "text",
    [
        "=== forventet\n",
        "Titel\n=== a.md\nx\n",
        "Titel\n=== forventet\n=== a.md\nx\n",
        "Titel\n=== flyt a.md\nx\n=== forventet\n",
        "Titel\n=== slet findes-ikke.md\n=== forventet\n",
        f"Titel\n=== slet {UDGAVE}\nx\n=== forventet\n",
        "Titel\n=== a.md [farve=rød]\nx\n=== forventet\n",
        "Titel\n=== a.md [kodning=latin-2]\nx\n=== forventet\n",
        f"Titel\n=== ret {UDGAVE}\n- findes: ikke\n+ x: y\n=== forventet\n",
        f"Titel\n=== ret {UDGAVE}\nbare tekst\n=== forventet\n",
        f"Titel\n=== {UDGAVE}\n" + basis()[UDGAVE].decode() + "=== forventet\n",
    ],
)
def test_what_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_case(text)


@pytest.mark.parametrize(
    ("expected", "finding", "fits"),
    [
        ("fejl a-b c.md:1:2", "fejl a-b c.md:1:2", True),
        ("fejl a-b c.md:1", "fejl a-b c.md:1:2", True),
        ("fejl a-b c.md:1:3", "fejl a-b c.md:1:2", False),
        ("advarsel a-b c.md:1", "fejl a-b c.md:1:2", False),
        ("fejl a-b c.md", "fejl a-b c.md", True),
    ],
)
def test_the_column_may_be_left_out(expected: str, finding: str, fits: bool) -> None:
    assert matches(expected, finding) is fits


def test_a_line_that_is_no_finding_is_refused() -> None:
    with pytest.raises(ValueError, match="kan ikke læses"):
        matches("fejl", "fejl a-b c.md:1:2")
