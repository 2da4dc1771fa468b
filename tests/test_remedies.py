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
    ("adresse-adgang", "[Ord](https://u:p@a.dk)", "[Ord](https://a.dk)"),
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
        "Samarbejdet\n– som er frivilligt – fortsætter.",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert [finding.kind for finding in found(text)] == []
