"""What has no room is told before anything is printed: the remedy works, and data is told of but never refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from weasyprint import Document
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

from rammeaftale.base.diagnostics import CellSpan, Diagnostic
from rammeaftale.model.agreement import Edition, Kommune, Signatory
from rammeaftale.model.inline import Text
from rammeaftale.render.fitting import check_widths
from rammeaftale.resolve import resolve_edition
from tests.editions import SPAN, document, edition
from tests.overflowing import HAIR, boxes, typeset_html
from tests.printing import PAGE, full_edition, html_of, register, takst
from tests.test_table_layout import LONG, UNKNOWN, written

NINE = tuple("ABCDEFGHI")


def _found(edition: Edition) -> list[Diagnostic]:
    return list(check_widths(edition, PAGE))


def _in_text(text: str) -> list[Diagnostic]:
    return _found(resolve_edition(edition(document("a", f"# A {{#a}}\n\n{text}\n"))).value)


def _kinds(findings: Sequence[Diagnostic]) -> list[str]:
    return [f"{one.severity.value} {one.kind}" for one in findings]


def test_the_edition_with_every_kind_of_block_has_room_for_all_its_words() -> None:
    assert _found(full_edition()) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (UNKNOWN * 3, f"{UNKNOWN}-{UNKNOWN}-{UNKNOWN.lower()}"),
        (f"::: margen\n{UNKNOWN}\n:::\n\nOrd.", f"::: margen\n{UNKNOWN[:16]}-{UNKNOWN[16:]}\n:::\n\nOrd."),
        (f"Se <https://a.example/{UNKNOWN * 2}>", f"Se [aftalens tekst](https://a.example/{UNKNOWN * 2})"),
        (written(NINE, (UNKNOWN, *[LONG] * 8)), written(NINE, (f"{UNKNOWN[:16]}-{UNKNOWN[16:]}", *[LONG] * 8))),
        (written(NINE, (UNKNOWN, *[LONG] * 8)), written(NINE[:3], (UNKNOWN, LONG, LONG))),
        (
            written(tuple(map(str, range(10, 33))), ("12,5",) * 23),
            written(tuple(map(str, range(10, 21))), ("12,5",) * 11),
        ),
    ],
)
def test_what_the_hint_says_helps(wrong: str, right: str) -> None:
    assert {one.severity.value for one in _in_text(wrong)} == {"fejl"}
    assert _in_text(right) == []


@pytest.mark.parametrize("word", ["Kommunaldirektørnetværkssamarbejdet", "Specialundervisningsområdernes"])
def test_a_title_takes_the_smaller_type_for_a_long_word_and_is_divided_where_that_is_not_enough(word: str) -> None:
    of_word = edition(replace(document("a", "# A {#a}\n\nOrd.\n"), title=(Text(word, SPAN),)))
    assert _found(of_word) == []


def test_a_title_that_cannot_be_divided_is_refused_where_it_is_written() -> None:
    of_word = edition(replace(document("a", "# A {#a}\n\nOrd.\n"), title=(Text(UNKNOWN, SPAN),)))
    assert [(one.kind, one.span) for one in _found(of_word)] == [("ord-for-bredt", SPAN)]


def test_names_of_data_are_told_once_and_never_refused() -> None:
    made = full_edition()
    line = replace(takst("Aarhus", "12"), tilbud=UNKNOWN * 2, maalgruppe=UNKNOWN * 2)
    kommuner = (Kommune("615", UNKNOWN, SPAN), *made.registers.kommuner[1:])
    loaded = replace(
        made,
        registers=replace(made.registers, kommuner=kommuner),
        signatories=(Signatory(f"Anna {UNKNOWN}", ("Formand",)),),
        documents=(made.documents[0], replace(made.documents[1], takster=register(line, line))),
    )
    findings = _found(loaded)
    assert _kinds(findings) == ["advarsel ord-brudt"] * 4
    assert [one.span for one in findings].count(CellSpan("horsens.xlsx", "Takster", "A6")) == 2


WORDS = "specialundervisningsområdekommunaldirektørnetværkssamarbejdet"
NARROW_PLACES = f"""# {WORDS.capitalize()} {{#a}}

::: margen
Om {WORDS}.
:::

Stykke {WORDS}.

- punkt
  - under {WORDS}

::: faktaboks Boks {WORDS}
Ord {WORDS}[^n].

> Citat {WORDS}.
:::

[^n]: Note {WORDS}.

::: formel
takst = {WORDS}
:::
"""


def test_known_words_part_in_every_place_and_no_line_is_wider_than_its_place() -> None:
    """Headings, notes, boxes and formulas never part words to fill a line, but where a word would stick out."""
    made = edition(document("a", NARROW_PLACES))
    contact = replace(made.registers.contact, name=f"Sekretariatet {UNKNOWN * 3}")
    made = resolve_edition(replace(made, registers=replace(made.registers, contact=contact))).value
    assert {one.kind for one in _found(made)} == {"ord-brudt"}
    typeset = typeset_html(html_of(made, made.documents[0]))
    assert list(_out_of_their_place(typeset)) == []


def _out_of_their_place(typeset: Document) -> Iterator[str]:
    """The texts on lines that end beyond the block that the lines are in, spaces at their end not counted."""
    for block in boxes(typeset, BlockContainerBox):
        for line in (child for child in block.children if isinstance(child, LineBox)):
            for text in (box for box in line.descendants() if isinstance(box, TextBox) and box.text.strip()):
                if text.position_x + text.width > block.content_box_x() + block.width + HAIR:
                    yield text.text
