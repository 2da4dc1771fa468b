"""What a message on a text tells an editor to do mends it: the text as it was, and as it is when that is done."""

from __future__ import annotations

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source

REMEDIES = [
    ("liste-indrykning", "- en\n- to\n      - alle er med", "- en\n- to\n- alle er med"),
    ("liste-indrykning", "1. en\n2. to\n   3. tre", "1. en\n2. to\n3. tre"),
    ("liste-indrykning", "a) en\nb) to\n      c) tre", "a) en\nb) to\nc) tre"),
    ("liste-indrykning", "- en\n - to", "- en\n- to"),
    ("liste-indrykning", "- en\n - under", "- en\n  - under"),
    ("liste-indrykning", "1. en\n2. to\n  - under", "1. en\n2. to\n   - under"),
    ("liste-indrykning", "- a\n  -  b\n    1. c\n    2. d", "- a\n  - b\n    1. c\n    2. d"),
    ("liste-mellemrum", "-**Ændring**", "- **Ændring**"),
    ("liste-mellemrum", "-5 grader er koldt", "\\-5 grader er koldt"),
    ("liste-mellemrum", "- en\n  -under", "- en\n  - under"),
    ("liste-mellemrum", "1. en\n2.to", "1. en\n2. to"),
    ("liste-mellemrum", "a)en\nb)to", "a) en\nb) to"),
    ("liste-mellemrum", "a ) en", "a) en\nb) to"),
    ("liste-loeber-sammen", "(1) en\n(2) to", "1. en\n2. to"),
    ("liste-loeber-sammen", "i. en\nii. to", "i) en\nii) to"),
    ("liste-loeber-sammen", "A. en\nB. to", "a) en\nb) to"),
    ("liste-loeber-sammen", "Stk. 1. En.\nStk. 2. To.", "Stk. 1. En.\n\nStk. 2. To."),
    ("liste-loeber-sammen", "§ 1. En.\n§ 2. To.", "§ 1. En.\n\n§ 2. To."),
    ("liste-loeber-sammen", "Ord:\n– en\n– to", "Ord:\n\n- en\n- to"),
    ("liste-loeber-sammen", "1. En.\n2. To. 3. Tre.", "1. En.\n2. To.\n3. Tre."),
    ("liste-tegn", "o en\no to", "- en\n- to"),
    ("liste-tegn", "- en\n  • under", "- en\n  - under"),
    ("liste-nummer", "a) en\nc) to", "a) en\nb) to"),
    ("liste-nummer", "g) en\nh) to", "g\\) en\nh\\) to"),
    ("liste-enlig", "a) og b) gælder ikke", "a\\) og b) gælder ikke"),
    ("liste-midt-i-saetning", "Vi kan\na) en\nb) to", "Vi kan:\n\na) en\nb) to"),
    ("overskrift-mellemrum", "# # Ord {#ord}", "## Ord {#ord}"),
    ("overskrift-mellemrum", "Ord ## Under {#under}", "Ord\n\n## Under {#under}"),
    ("overskrift-mellemrum", "Tryk # og vent", "Tryk \\# og vent"),
    ("tabel-skillelinje", "|a|b|\n|--|--|\n|1|2|\n|--|--|\n|3|4|", "|a|b|\n|--|--|\n|1|2|\n|3|4|"),
    ("formel-linjer", "::: formel\na = b\nc = d\n:::", "::: formel\na = b \\\nc = d\n:::"),
    ("formel-linjer", "::: formel\na = b\nc = d\n:::", "::: formel\na = b\n:::\n\n::: formel\nc = d\n:::"),
    (
        "ramme-titel",
        "::: faktaboks Hvad er det? En takst.\nOrd.\n:::",
        "::: faktaboks Hvad er det?\nEn takst. Ord.\n:::",
    ),
    ("ramme-tegn", "::: faktaboks Titel ::\nOrd.\n:::", "::: faktaboks Titel\nOrd.\n:::"),
    ("ramme-tegn", ":: : margen\nOrd.\n:::\n\nOrd.", "::: margen\nOrd.\n:::\n\nOrd."),
    ("henvisning-ulovlig", "Se bilag:takster", "Se [](bilag:takster)"),
    ("henvisning-ulovlig", "Se [[takster]]", "Se [takster](bilag:takster)"),
    ("klamme-alene", "Se [takster", "Se \\[takster"),
    ("fodnote-ulovlig", "Ord[ ^a]\n\n[^a]: Note", "Ord[^a]\n\n[^a]: Note"),
    ("fremhaevning-tegn", "Et ==ord== her", "Et **ord** her"),
    ("fremhaevning-tegn", "Et _ord her", "Et \\_ord her"),
    ("fremhaevning-tegn", "500 m^2", "500 m²"),
    ("html-i-tekst", "En < br > til", "En \\\ntil"),
    ("tankestreg", "- en (x) - næste", "- en (x)\n- næste"),
    ("tankestreg", "Se [takster](bilag:x) - og mere", "Se [takster](bilag:x) – og mere"),
    ("mellemrum-mangler", "Se [](bilag:x)og", "Se [](bilag:x) og"),
    ("mellemrum-mangler", "Se[](bilag:x).", "Se [](bilag:x)."),
    ("mellemrum-mangler", "*Se*[](bilag:x)**og** ord", "*Se* [](bilag:x) **og** ord"),
    ("mellemrum-mangler", "[](bilag:x)[](bilag:y)", "[](bilag:x) [](bilag:y)"),
    ("mellemrum-mangler", "{{ a.b }}[](bilag:x)", "{{ a.b }} [](bilag:x)"),
    ("mellemrum-mangler", "Ord.[^a]Mere\n\n[^a]: Note", "Ord.[^a] Mere\n\n[^a]: Note"),
    ("liste-loeber-sammen", "Vi kan: • en • to", "Vi kan:\n\n- en\n- to"),
    ("liste-loeber-sammen", "Vi kan: • **en**", "Vi kan:\n\n- **en**"),
    ("liste-loeber-sammen", "| a |\n|---|\n| en • to |", "| a |\n|---|\n| en, to |"),
    ("tal-med-punktum", "Den falder 2.5 pct.", "Den falder 2,5 pct."),
    ("tal-med-punktum", "Det er 2.5 mio. kr.", "Det er 2,5 mio. kr."),
    ("tal-med-punktum", "Det er 1,234.50 kr.", "Det er 1.234,50 kr."),
    ("liste-afbrudt", "a) en\n\nOrd.\n\nb) to", "a) en\n   Ord.\nb) to"),
    ("liste-afbrudt", "a) en\n\nOrd.\n\nb) to", "a) en\nb) to\n\nOrd."),
    ("liste-indhold", "a) en\n\n   Ord.\n\nb) to", "a) en\nb) to\n\nOrd."),
    ("liste-indhold", "a) en\n\n   Ord.\n\nb) to", "a) en\nb) Ord.\nc) to"),
    ("overskrift-understreget", "Ord\n-------", "Ord"),
    ("overskrift-understreget", "Ord\n=======", "## Ord {#ord}"),
    ("html-i-tekst", "| a |\n|---|\n| en<br>to |", "| a |\n|---|\n| en, to |"),
    ("html-i-tekst", "En<br/>to", "En \\\nto"),
    ("liste-tegn", "- [ ] opgave\n- [x] opgave", "- opgave\n- opgave"),
    ("id-ulovligt", "En. {#tabel-q1}\n\nTo. {#tabel-q2}", "En. {#tabel-q-et}\n\nTo. {#tabel-q-to}"),
    ("adresse-adgang", "[Ord](https://u:p@a.dk)", "[Ord](https://a.dk)"),
    ("tegn-mangler", "Det er godt 😀", "Det er godt"),
    ("tegn-mangler", "Den er ✔ her", "Den er ✓ her"),
    ("tegn-mangler", "Det er 25 ℃", "Det er 25 °C"),
    ("tegn-mangler", "De er ▪ punkter", "De er punkter"),
    ("tegn-mangler", "Han er fra 北京", "Han er fra Beijing"),
    ("tegn-mangler", "Et q\u0332 her", "Et q her"),
    ("tegn-mangler", "Nummer 1\ufe0f\u20e3", "Nummer 1"),
    ("usynligt-tegn", "\uf0b7 en\n\uf0b7 to", "- en\n- to"),
]


def found(text: str) -> tuple[Diagnostic, ...]:
    return parse_markdown(Source("a.md", f"# K {{#k}}\n\n{text}\n".encode())).diagnostics


@pytest.mark.parametrize(("kind", "text", "mended"), REMEDIES)
def test_a_hint_that_is_followed_works(kind: str, text: str, mended: str) -> None:
    assert kind in [finding.kind for finding in found(text)]
    assert all(finding.hints for finding in found(text))
    assert found(mended) == ()


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


def test_ids_that_are_told_apart_by_a_digit_are_proposed_apart() -> None:
    hints = [finding.hints[0] for finding in found("En. {#tabel-q1}\n\nTo. {#tabel-q2}")]
    assert [hint.rpartition(" ")[2] for hint in hints] == ["{#tabel-q-et}", "{#tabel-q-to}"]


def test_a_line_break_in_html_is_told_not_to_be_had_in_a_cell() -> None:
    for mark in ("<br>", "<BR/>", "< br >"):
        (finding,) = found(f"| a |\n|---|\n| en{mark}to |")
        assert "i en tabelcelle kan der ikke være linjeskift" in finding.hints[0]
