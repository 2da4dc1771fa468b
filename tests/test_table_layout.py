"""How wide the columns of a table in the text are: no word stands out of its cell, or the layout says which does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rammeaftale.model.inline import Divisible
from rammeaftale.model.plain import plain_text
from rammeaftale.render.table_layout import TableLayout, placed_tables, table_layout
from rammeaftale.resolve import resolve_edition
from tests.editions import document, edition
from tests.overflowing import typeset_html, words_out_of_cells
from tests.printing import PAGE, html_of

LONG = "specialundervisningsområdet"
UNKNOWN = "Kwertyuiopasdfghjklzxcvbnmkwertyuiop"
HEAVY = ("Specialundervisningsområdet", "Ringkøbing-Skjern", "10 mio. kr.", "**fed** og *kursiv*", "1.250.000", "ord")


def written(*rows: tuple[str, ...]) -> str:
    """A table as an editor writes it."""
    head, *body = ("| " + " | ".join(row) + " |\n" for row in rows)
    return f"{head}|{'---|' * len(rows[0])}\n{''.join(body)}\n"


def laid_out(text: str) -> TableLayout:
    """The first table of a chapter, laid out."""
    ((table, boxes), *_) = placed_tables(document("a", f"# A {{#a}}\n\nOrd.\n\n{text}"))
    return table_layout(table, PAGE, boxes)


def _percent(layout: TableLayout) -> list[float]:
    return [float(width.removesuffix("%")) for width in layout.widths]


def _is_divided(layout: TableLayout) -> bool:
    return any(isinstance(node, Divisible) for row in layout.rows for cell in row.cells for node in cell.children)


def test_short_words_share_the_table_by_what_they_wish() -> None:
    layout = laid_out(written(("Post", "Kr."), ("Løn", "100")))
    assert layout.widths == ("54.1667%", "45.8333%")
    assert (layout.is_wide, layout.too_wide) == (False, ())


def test_whole_words_come_before_a_narrow_table_and_joints_before_letters() -> None:
    whole = laid_out(written(tuple("ABC"), (LONG,) * 3))
    assert (whole.is_wide, _is_divided(whole)) == (True, False)
    divided = laid_out(written(tuple("ABCDE"), (LONG,) * 5))
    assert (divided.too_wide, _is_divided(divided)) == ((), True)


def test_a_word_without_joints_is_told_with_the_room_that_it_would_have_to_fit() -> None:
    rows = (tuple("ABCDEFGHI"), (UNKNOWN, *[LONG] * 8))
    (problem,) = laid_out(written(*rows)).too_wide
    assert (problem.word, problem.head) == (UNKNOWN, "A")
    shorter = UNKNOWN[: int(len(UNKNOWN) * problem.room / problem.width) - 1]
    assert laid_out(written(rows[0], (shorter, *rows[1][1:]))).too_wide == ()


def test_a_table_in_a_box_has_the_boxs_width_and_never_the_margin() -> None:
    cells = written(tuple("ABC"), (LONG,) * 3)
    boxed = laid_out(f"::: faktaboks En boks\nOrd.\n\n{cells}\n:::\n")
    assert (laid_out(cells).is_wide, boxed.is_wide) == (True, False)


@settings(max_examples=40)
@given(st.lists(st.sampled_from((*HEAVY, UNKNOWN, "1")), min_size=2, max_size=30))
def test_columns_fill_the_table_and_words_keep_their_letters(cells: list[str]) -> None:
    layout = laid_out(written(tuple("K" for _ in cells), tuple(cells)))
    assert sum(_percent(layout)) == pytest.approx(100, abs=0.01)
    assert min(_percent(layout)) > 0
    (row,) = layout.rows
    printed = [plain_text(cell.children).replace("\u00a0", " ") for cell in row.cells]
    assert [text.replace("\u200b", "") for text in printed] == [cell.replace("*", "") for cell in cells]
    told = {problem.word for problem in layout.too_wide}
    assert [text for text in printed if "\u200b" in text and text.replace("\u200b", "") not in told] == []


@settings(max_examples=3)
@given(st.lists(st.lists(st.sampled_from(HEAVY), min_size=2, max_size=9), min_size=6, max_size=6))
def test_the_typesetter_sets_every_word_within_its_cell(tables: list[list[str]]) -> None:
    """Tables that the layout has nothing to say of; the cells are the heads too, as in bilag that have grown."""
    texts = [written(tuple(cells), tuple(reversed(cells))) for cells in tables]
    fitting = [text for text in texts if not laid_out(text).too_wide]
    body = "\n".join(f"Og {text.count('|')}.\n\n{text}" for text in fitting)
    made = resolve_edition(edition(document("a", f"# A {{#a}}\n\nOrd.\n\n{body}"))).value
    assert words_out_of_cells(typeset_html(html_of(made, made.documents[0]))) == []


def test_a_boxed_table_stays_in_its_box_on_the_page() -> None:
    text = f"::: faktaboks En boks\nOrd.\n\n{written(('Post', 'B'), (LONG, LONG))}\n:::\n"
    made = resolve_edition(edition(document("a", f"# A {{#a}}\n\n{text}"))).value
    assert words_out_of_cells(typeset_html(html_of(made, made.documents[0]))) == []


def test_without_room_the_typesetter_would_set_words_over_each_other() -> None:
    """What the tests above look for is there when the layout is not asked."""
    cells = "".join(f"<td>{LONG}</td>" for _ in range(9))
    columns = '<col class="b2"/>' * 9
    table = f'<table class="tabel"><colgroup>{columns}</colgroup><tr>{cells}</tr></table>'
    body = f'<html lang="da"><head><title>A</title></head><body><main>{table}</main></body></html>'
    assert words_out_of_cells(typeset_html(body)) == [LONG] * 9
