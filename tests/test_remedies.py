"""What a message tells an editor to do mends it: each file as it was, and as it is when that is done.

Every kind that docs/vejledning/meddelelser.md describes has its remedy here, or a reason why no test can follow it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.shell.pipeline import load
from rammeaftale.world import Source
from tests import remedies_data, remedies_texts
from tests.case_files import CASES, EDITION, basis, read_case
from tests.guides import PACKAGE, guide, headings
from tests.memory_world import MemoryWorld
from tests.remedies_judged import JUDGED

_TO_WRITE = re.compile(r"(?:skriv|mente du) »([^»]+)«\??")
"""A hint that is nothing but what to write."""


def found(text: str) -> tuple[Diagnostic, ...]:
    return parse_markdown(Source("a.md", f"# K {{#k}}\n\n{text}\n".encode())).diagnostics


def told(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    return load(MemoryWorld(files), EDITION).diagnostics


@pytest.mark.parametrize(("kind", "text", "mended"), remedies_texts.REMEDIES)
def test_a_hint_that_is_followed_works(kind: str, text: str, mended: str) -> None:
    assert kind in [finding.kind for finding in found(text)]
    assert all(finding.hints for finding in found(text))
    assert found(mended) == ()


@pytest.mark.parametrize(("kind", "path", "right", "wrong", "mended"), remedies_data.REMEDIES)
def test_a_hint_about_a_file_works(kind: str, path: str, right: str, wrong: str, mended: str | None) -> None:
    text = basis()[path].decode()
    assert text.count(right) == 1
    before = told({**basis(), path: text.replace(right, wrong).encode()})
    after = text.replace(right, right if mended is None else mended)
    assert kind in [finding.kind for finding in before]
    assert all(finding.hints or finding.severity is Severity.NOTE for finding in before)
    assert told({**basis(), path: after.encode()}) == ()
    (of_kind, *_) = (finding for finding in before if finding.kind == kind)
    if to_write := _TO_WRITE.fullmatch(of_kind.hints[0]):
        assert to_write[1] in after


def test_every_finding_that_somebody_can_do_something_about_says_what() -> None:
    """Those of engine/ are about what the program made."""
    parts = {"error": 4, "warning": 4, "Refused": 3}
    without = [
        (path.relative_to(PACKAGE).as_posix(), call.lineno)
        for path in PACKAGE.rglob("*.py")
        if "engine" not in path.parts
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and len(call.args) < parts.get(_called(call), 0)
        if isinstance(call.args[0], ast.Constant) and not any(isinstance(part, ast.Starred) for part in call.args)
    ]
    assert without == []


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


@pytest.mark.parametrize(("kind", "case", "changes"), remedies_data.OF_CASES)
def test_the_hint_of_a_case_works(kind: str, case: str, changes: list[tuple[str, str, str | None]]) -> None:
    files = dict(read_case((CASES / f"{case}.case").read_text("utf-8")).files)
    before = {finding.kind for finding in told(files)}
    for path, old, new in changes:
        if new is None:
            files[old] = files.pop(path)
        else:
            text = files[path].decode()
            assert text.count(old) == 1 or text == old
            files[path] = text.replace(old, new).encode() if old else new.encode()
    assert kind in before
    assert {finding.kind for finding in told(files)} <= before - {kind}


def test_every_kind_has_a_remedy_or_a_reason_why_nobody_can_follow_it_blindly() -> None:
    text = guide("meddelelser").partition("\n## Den færdige PDF\n")[0]  # after it the program is wrong, no file
    kinds = {heading.strip("`") for heading in headings(text) if heading.startswith("`")}
    rows = (remedies_texts.REMEDIES, remedies_data.REMEDIES, remedies_data.OF_CASES)
    followed = {row[0] for table in rows for row in table}
    assert sorted(kinds - followed - JUDGED.keys()) == []
    assert sorted(JUDGED.keys() - kinds) == []
    assert sorted(JUDGED.keys() & followed) == []


@pytest.mark.parametrize(
    "text",
    [
        "Reglen gælder efter § 85, litra\na) og b), og efter\n§ 107. Den gælder\n2. kvartal og på\n3. sal.",
        "Vi skriver takststruktur,\n-niveau og\n-udvikling, fra\n-5 til 5.",
        "Stk. 2. Et stykke for sig.\n\nStk. 3. Et til, jf. stk. 2.",
        "(1) Et stykke for sig.\n\n(2) Et til.",
        "Hun går i\n10. klasse. Hun er nr.\n12) på listen, og\nvi) er et ord.",
        "- Fristen er den\n  2. januar\n- og den 3. maj",
        "1. Se bilag 2. Der står det.\n2. Se litra c) og d).",
        "Se [sic] og »[…]«, C#, R&D, a_b, 5 = 5, 2 + 2, 10 - 5 og bilag: Takster.",
        "Navn: ____ Dato: ______",
        "  1. en\n  2. to",
        "| Navn | Tal |\n|---|---|\n| - | - |\n| x | 1 |",
        "::: faktaboks Takster m.v. 2021-22\nOrd.\n:::",
        "Det koster ca. 1.\n\nb\\) er et bogstav.",
        "Vi har (se afsnit a) og b)) to slags.",
        "[](bilag:x)s tekst, ([](bilag:x)), bilag-[](bilag:x), se\n[](bilag:x)\nog [Ord](bilag:x)et.",
        "*Se [](bilag:y)* og **[](bilag:y)**[^a].\n\n[^a]: N",
        "Det er 2.500 kr., 2.500.000 kr., 1.234,50 kr., § 2.5, afsnit 1.2, kl. 12.30 og 1.5 om dagen.",
        "| a |\n|---|\n| • |\n| ✓ |",
        "Samarbejdet\n– som er frivilligt – fortsætter.",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert [finding.kind for finding in found(text)] == []


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("| a | b |\n|---|---|\n| c | d |\nen ting\tf|g", ("skriv »| en ting | f\\|g |«",)),
        ("| a | b |\n|---|---|\ne\tf\n| c | d |", ("skriv »| e | f |«",)),
        ("•\tEt punkt", ("skriv »- Et punkt«",)),
    ],
)
def test_what_was_pasted_with_tabulators_is_told_once(text: str, hints: tuple[str, ...]) -> None:
    assert [(finding.kind, finding.hints) for finding in found(text)] == [("tabulator", hints)]


def test_a_footnote_that_has_two_spellings_is_told_once_with_both_its_places() -> None:
    (finding,) = found("Ord[^lovnummer]. Ord[^b].\n\n[^lovnumer]: N\n\n[^b]: O")
    assert finding.message == "fodnoten hedder »lovnummer« her, men »lovnumer«, hvor den er skrevet"
    assert finding.hints == ("giv de to samme navn, fx [^lovnummer] begge steder",)
    assert [(str(span), words) for span, words in finding.related] == [("a.md:5:1", "skrevet her")]


def test_no_footnote_is_proposed_that_is_used_already() -> None:
    (finding,) = found("Ord[^noten]. Ord[^note].\n\n[^note]: N")
    assert finding.hints == ("skriv teksten på en linje for sig: [^noten]: …",)


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [
        ("::: figur organisation {#fig}\nFiguren[^a]\n:::\n\nOrd[^a].\n\n[^a]: N", "a.md:4:8", "a.md:7:4"),
        ("Ord[^a].\n\n::: figur organisation {#fig}\nFiguren[^a]\n:::\n\n[^a]: N", "a.md:6:8", "a.md:3:4"),
        ("::: tabel Titel[^a] {#tal}\n| a |\n|---|\n| b |\n:::\n\nOrd[^a].\n\n[^a]: N", "a.md:3:16", "a.md:9:4"),
    ],
)
def test_a_footnote_in_a_caption_as_well_as_in_the_text_is_told_at_the_caption(
    text: str, place: str, other: str
) -> None:
    (finding,) = found(text)
    assert (finding.kind, str(finding.span)) == ("fodnote-flere-gange", place)
    assert finding.hints == ("slet [^a] her, eller lav en fodnote mere med et andet navn",)
    assert [(str(span), words) for span, words in finding.related] == [(other, "i teksten")]


def test_a_footnote_that_cannot_stand_in_the_margin_is_not_used_there() -> None:
    (finding,) = found("::: margen\nOrd[^a]\n:::\n\nOrd[^a].\n\n[^a]: N")
    assert (finding.kind, str(finding.span)) == ("fodnote-forkert-sted", "a.md:4:4")


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("- \uf0e0 Region", "usynligt-tegn", "slet tegnet og det ene mellemrum"),
        ("\uf0b7 en", "usynligt-tegn", "slet tegnet; var det et punkt i en liste, så begynd linjen med »- «"),
        ("- • Region", "liste-tegn", "slet tegnet og mellemrummet efter det"),
        ("• en\n- to", "liste-tegn", "begynd punktet med »- «; et underpunkt rykkes ind under punktets tekst"),
        ("Ord:\n• en\n- to", "liste-tegn", "begynd punktet med »- «; et underpunkt rykkes ind under punktets tekst"),
        ("En. {# ord}", "id-ulovligt", "slet mellemrummet: {#ord}"),
        ("Det er ♫ godt", "tegn-mangler", "slet tegnet og det ene mellemrum, eller skriv med ord, hvad det skal sige"),
        ("Det er godt ♫", "tegn-mangler", "slet tegnet, eller skriv med ord, hvad det skal sige"),
        (
            "en ▪ to",
            "tegn-mangler",
            "er det et punkt i en liste, så begynd linjen med »- «; ellers slet tegnet og det ene mellemrum",
        ),
    ],
)
def test_what_is_wrong_with_one_sign_is_told_once(text: str, kind: str, hint: str) -> None:
    assert [(finding.kind, finding.hints) for finding in found(text)] == [(kind, (hint,))]


def test_ids_that_are_told_apart_by_a_digit_are_proposed_apart() -> None:
    hints = [finding.hints[0] for finding in found("En. {#tabel-q1}\n\nTo. {#tabel-q2}")]
    assert [hint.rpartition(" ")[2] for hint in hints] == ["{#tabel-q-et}", "{#tabel-q-to}"]
    hints = [finding.hints[0] for finding in found("En. {#tabel-2021}\n\nTo. {#tabel-2019-110}")]
    assert [hint.rpartition(" ")[2] for hint in hints] == ["{#tabel-tyve-enogtyve}", "{#tabel-tyve-nitten-et-et-nul}"]


def test_a_line_break_in_html_is_told_not_to_be_had_in_a_cell() -> None:
    for mark in ("<br>", "<BR/>", "< br >"):
        (finding,) = found(f"| a |\n|---|\n| en{mark}to |")
        assert "i en tabelcelle kan der ikke være linjeskift" in finding.hints[0]
        (finding,) = found(f"en{mark}to")
        assert finding.hints == ("slet det, og skriv \\ sidst på linjen for linjeskift",)
